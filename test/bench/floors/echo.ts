import { connect } from 'mqtt';

/** Says on one topic what it hears on another, as state is said: retained, QoS 1. */

const [broker = ''] = process.argv.slice(2);
const client = connect(broker, { protocolVersion: 4, clientId: 'echo' });

client.on('connect', () => {
  client.subscribe('echo/set', () => client.publish('echo/ready', 'yes'));
});
client.on('message', (_topic, payload) => {
  client.publish('echo/state', payload, { retain: true, qos: 1 });
});
