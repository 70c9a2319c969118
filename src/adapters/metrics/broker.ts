import type { Broker } from '../../core/ports.ts';
import type { Counts } from './counts.ts';

/** The same broker, with its messages and connections counted. */
export function countedBroker(broker: Broker, counts: Counts): Broker {
  broker.connected(() => counts.add('spotify2mqtt_mqtt_connections_total', {}));
  return {
    get protocol() {
      return broker.protocol;
    },
    get online() {
      return broker.online;
    },
    publish(publication) {
      const retained = publication.retain ? 'true' : 'false';
      counts.add('spotify2mqtt_mqtt_messages_sent_total', { retained });
      broker.publish(publication);
    },
    subscribe(filter, heard, options) {
      const counted: typeof heard = (message) => {
        counts.add('spotify2mqtt_mqtt_messages_received_total', {});
        heard(message);
      };
      broker.subscribe(filter, counted, options);
    },
    unsubscribe: (filter) => broker.unsubscribe(filter),
    connected: (listener) => broker.connected(listener),
    lost: (listener) => broker.lost(listener),
  };
}
