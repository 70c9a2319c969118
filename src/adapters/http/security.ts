import { coverSources } from './cover.ts';

/** What browsers may do with our pages, as the headers of every answer say it. */
export function securityHeaders(spotifyAccountsUrl: string) {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: directivesOf(spotifyAccountsUrl) },
    xFrameOptions: { action: 'sameorigin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Whether a name is https for good is for whoever runs the proxy to say; in the house it is http.
    strictTransportSecurity: false,
    // Without https a browser ignores it with a warning.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  } as const;
}

/** The one page that runs scripts: ours, which ask nobody but us. */
export function liveHeaders(spotifyAccountsUrl: string) {
  const directives = {
    ...directivesOf(spotifyAccountsUrl),
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
  };
  return { contentSecurityPolicy: { useDefaults: false, directives } };
}

function directivesOf(spotifyAccountsUrl: string) {
  return {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', ...coverSources(spotifyAccountsUrl)],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    // Home Assistant's ingress shows the pages under its own address, so 'self' lets it frame them and nobody else.
    frameAncestors: ["'self'"],
  };
}
