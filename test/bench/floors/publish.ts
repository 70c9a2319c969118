import { connect } from 'mqtt';

/** The least that a start can be: connect and publish one retained message. */

const [broker = ''] = process.argv.slice(2);
const client = connect(broker, { protocolVersion: 4, clientId: 'publish' });
client.on('connect', () => client.publish('publish/ready', 'yes', { retain: true, qos: 1 }));
