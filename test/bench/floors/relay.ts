import { connect } from 'mqtt';

/** A bare relay: what comes in by MQTT goes out by fetch, and nothing in between. */

const [broker = '', spotify = ''] = process.argv.slice(2);
const client = connect(broker, { protocolVersion: 4, clientId: 'relay' });

client.on('connect', () => {
  client.subscribe('relay/command', () => client.publish('relay/ready', 'yes'));
});
client.on('message', async (_topic, payload) => {
  const reply = await fetch(`${spotify}/v1/me/player/${payload}`, {
    method: 'POST',
    headers: { authorization: 'Bearer token' },
  });
  await reply.arrayBuffer();
});
