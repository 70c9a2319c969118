/** Which clock the house lives by. */

export const ZONE_SOURCES = ['configuration', 'home_assistant', 'system'] as const;

/** An IANA time zone, and who named it. */
export interface TimeZone {
  zone: string;
  from: (typeof ZONE_SOURCES)[number];
}

/** Whether this Node knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The configuration's, else Home Assistant's, else that of the process (`TZ`, else the machine's), else UTC. */
export function timeZoneOf(known: {
  configured: string | undefined;
  homeAssistant: string | undefined;
  system: string | undefined;
}): TimeZone {
  const { configured, homeAssistant, system } = known;
  if (configured !== undefined) return { zone: configured, from: 'configuration' };
  if (homeAssistant !== undefined) return { zone: homeAssistant, from: 'home_assistant' };
  return { zone: system !== undefined && isTimeZone(system) ? system : 'UTC', from: 'system' };
}
