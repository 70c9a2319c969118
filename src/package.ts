import type { Config } from './config/config.ts';
import { near } from './config/near.ts';
import { packageOf } from './home-assistant/package.ts';
import { topicsOf } from './home-assistant/topics.ts';

/** The media_player package of an account; undefined where there is no such account, or nothing that it could show. */
export function packageFor({ accounts, mqtt }: Config, key: string): string | undefined {
  const account = accounts.find((one) => one.key === key);
  if (!account || mqtt.discovery === 'off') return undefined;
  return packageOf({ account, topics: topicsOf(mqtt.baseTopic) });
}

/** Why there is no package, and what would be right. */
export function whyNoPackage({ accounts, mqtt }: Config, key: string): string {
  const keys = accounts.map((account) => account.key);
  if (keys.includes(key) && mqtt.discovery === 'off')
    return 'mqtt.discovery is off, so Home Assistant has no entities that the package could show; right would be device';
  if (key === '') return `which account? One of ${keys.join(', ')} would be right`;
  const meant = near(key, keys);
  const right = `one of ${keys.join(', ')} would be right`;
  return `"${key}" is no account, ${meant ? `did you mean ${meant}? (${right})` : right}`;
}
