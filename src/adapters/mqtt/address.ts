/** Where the broker is, and how to name it in a log: `shown` has neither credentials nor query. */
export interface Address {
  protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss';
  host: string;
  port: number;
  /** Path and query, for websockets. */
  path: string;
  shown: string;
  username?: string;
  password?: string;
}

const PORTS = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 } as const;

/** Takes a broker's url apart. Throws without repeating the url, which may hold a password. */
export function parseAddress(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const protocol = url?.protocol.slice(0, -1);
  if (!url?.hostname || !isProtocol(protocol)) {
    throw new Error(
      'the url of the MQTT broker must look like mqtt://host:1883, or begin with mqtts, ws or wss',
    );
  }
  // An IPv6 address wears brackets in a url; sockets want it bare, the websocket client builds a url again.
  const host = protocol.startsWith('ws') ? url.hostname : url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    protocol,
    host,
    port: url.port === '' ? PORTS[protocol] : Number(url.port),
    path: `${url.pathname}${url.search}`,
    shown: `${url.protocol}//${url.host}${url.pathname}`,
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
  };
}

function isProtocol(text: string | undefined): text is Address['protocol'] {
  return text !== undefined && Object.hasOwn(PORTS, text);
}
