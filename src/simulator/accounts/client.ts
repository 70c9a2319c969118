import { hexOf } from '../uri.ts';

/** An app as registered on the dashboard. */
export interface Client {
  id: string;
  name: string;
  /** Quota is counted per developer, over all their apps. */
  developer: string;
  /** Undefined for an app whose secret nobody uses: then PKCE it must be. */
  secret: string | undefined;
  redirectUris: string[];
  /** On Spotify's list of ids that may use the device grant; no dashboard app is. */
  deviceGrant: boolean;
  /** Development mode wants a Premium subscription of the app's owner. */
  ownerPremium: boolean;
}

/** An app as people register it: PKCE, no device grant. */
export const DASHBOARD_CLIENT = hexOf('client dashboard', 32);
/** A second app of the same developer, which shares the first one's quota. */
export const SIBLING_CLIENT = hexOf('client sibling', 32);
/** One that Spotify serves the device grant to. */
export const TELEVISION_CLIENT = hexOf('client television', 32);
/** One that keeps a secret, and the secret. */
export const CONFIDENTIAL_CLIENT = hexOf('client confidential', 32);
export const CONFIDENTIAL_SECRET = hexOf('secret of the confidential client', 32);

export const REDIRECT_URIS = [
  'http://127.0.0.1/callback',
  'http://[::1]/callback',
  'https://bridge.example/callback',
  'https://my.home-assistant.io/redirect/oauth',
];

export function firstClients(): Client[] {
  const dashboard: Client = {
    id: DASHBOARD_CLIENT,
    name: 'My Kitchen Radio',
    developer: 'family',
    secret: undefined,
    redirectUris: REDIRECT_URIS,
    deviceGrant: false,
    ownerPremium: true,
  };
  return [
    dashboard,
    { ...dashboard, id: SIBLING_CLIENT, name: 'My Other Radio' },
    { ...dashboard, id: TELEVISION_CLIENT, name: 'A Television', developer: 'television', deviceGrant: true },
    {
      ...dashboard,
      id: CONFIDENTIAL_CLIENT,
      name: 'A Server App',
      developer: 'server',
      secret: CONFIDENTIAL_SECRET,
    },
  ];
}

/**
 * Whether an app may send people back to `uri`: exactly what is registered, except that the loopback literals may use any port
 * (RFC 8252 §7.3; Spotify's redirect URI rules of 2025).
 */
export function judgeRedirect(client: Client, uri: string): 'fine' | 'invalid' | 'insecure' {
  const target = URL.parse(uri);
  if (!target) return 'invalid';
  const loopback = target.hostname === '127.0.0.1' || target.hostname === '[::1]';
  if (target.protocol === 'http:' && !loopback) return 'insecure';
  if (client.redirectUris.includes(uri)) return 'fine';
  if (target.protocol !== 'http:') return 'invalid';
  const portless = uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+/, '$1');
  return client.redirectUris.some((known) => withoutPort(known) === portless) ? 'fine' : 'invalid';
}

function withoutPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+/, '$1');
}
