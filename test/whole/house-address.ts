import { networkInterfaces } from 'node:os';

/** An address as phones use it, where the machine has one: browsers treat loopback more kindly than the house. */
export function addressInTheHouse(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
}
