import { startEmbeddedBroker } from '../../../src/adapters/mqtt/embedded.ts';
import { silentLog } from '../../../src/lib/log.ts';

/** The embedded broker in a process of its own, so that it shares no event loop with what is measured. Prints its port. */
const broker = await startEmbeddedBroker({ port: 0, host: '127.0.0.1' }, silentLog);
console.log(broker.port);
