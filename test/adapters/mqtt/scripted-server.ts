import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import mqtt, { type Packet } from 'mqtt-packet';
import { Seen } from './watching.ts';

export interface Visit {
  /** Which connection this is, from 0. */
  nth: number;
  protocol: number;
  packet: Packet;
  send(packet: Packet): void;
  socket: Socket;
}

/** A broker that says what the test tells it to say: the packets that mosquitto or aedes would send only on a bad day. */
export async function scriptedServer(script: (visit: Visit) => void) {
  const packets = new Seen<Packet>();
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    const nth = connections++;
    let protocol = 4;
    sockets.add(socket);
    socket.on('error', () => {});
    const parser = mqtt.parser();
    parser.on('packet', (packet) => {
      if (packet.cmd === 'connect') protocol = packet.protocolVersion ?? 4;
      const send = (answer: Packet) => socket.write(mqtt.generate(answer, { protocolVersion: protocol }));
      script({ nth, protocol, packet, send, socket });
      packets.add(packet);
    });
    socket.on('data', (bytes) => parser.parse(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `mqtt://127.0.0.1:${port}`,
    packets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a well-behaved MQTT 5 broker answers. */
export function agree({ packet, protocol, send }: Visit): void {
  if (packet.cmd === 'connect')
    send({
      cmd: 'connack',
      sessionPresent: false,
      ...(protocol === 5 ? { reasonCode: 0 } : { returnCode: 0 }),
    });
  if (packet.cmd === 'subscribe') send({ cmd: 'suback', granted: [1], ...idOf(packet) });
  if (packet.cmd === 'publish' && packet.qos === 1) send({ cmd: 'puback', ...idOf(packet) });
}

function idOf({ messageId }: Packet) {
  return messageId === undefined ? {} : { messageId };
}
