import { connect } from 'mqtt';

/** A bare relay: what comes in by MQTT goes out by fetch, and nothing in between. */

const [broker = '', spotify = ''] = process.argv.slice(2);
const client = connect(broker, { protocolVersion: 4, clientId: 'relay' });
const authorization = 'Bearer token';

client.on('connect', () => {
  client.subscribe(['relay/command', 'relay/play'], () => client.publish('relay/ready', 'yes'));
});
client.on('message', async (topic, payload) => {
  const request =
    topic === 'relay/play'
      ? {
          path: 'play',
          method: 'PUT',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ context_uri: payload.toString() }),
        }
      : { path: payload.toString(), method: 'POST', headers: { authorization } };
  const { path, ...rest } = request;
  const reply = await fetch(`${spotify}/v1/me/player/${path}`, rest);
  await reply.arrayBuffer();
});
