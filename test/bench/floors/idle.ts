import fastify from 'fastify';
import { connect } from 'mqtt';

/** What any service of this kind holds in memory: Node, mqtt.js connected, fastify listening. */

const [broker = ''] = process.argv.slice(2);
const app = fastify();
app.get('/', async () => 'here');
await app.listen({ port: 0, host: '127.0.0.1' });

const client = connect(broker, { protocolVersion: 4, clientId: 'idle' });
client.on('connect', () => {
  client.subscribe('idle/command', () => client.publish('idle/ready', 'yes'));
});
