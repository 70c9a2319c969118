import type { FastifyRequest } from 'fastify';
import type { Call } from './call.ts';
import { browserOf } from './cookies.ts';
import { coverSources } from './cover.ts';
import { hostnameOf, isLoopback, plainAddress } from './hosts.ts';
import type { PagesOptions } from './options.ts';
import { preferredTexts } from './texts/language.ts';

/** The one machine that may say X-Ingress-Path (developers.home-assistant.io/docs/apps/presentation#ingress). */
const SUPERVISOR = '172.30.32.2';
const INGRESS_PATH = /^(?:\/[\w.~-]+)+$/;
/** What proxies add: then a loopback socket says nothing about where the browser is. */
const PROXY_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

export function readCall(request: FastifyRequest, options: PagesOptions): Call {
  const { headers } = request;
  const host = headers.host ?? '';
  const from = plainAddress(request.ip);
  const ingressPath = options.ingress && from === SUPERVISOR ? pathIn(headers['x-ingress-path']) : undefined;
  const ingress = ingressPath !== undefined;
  // A proxy may keep the Host for itself; its word for it counts only where it names the address that we were given.
  const forwarded = one(headers['x-forwarded-host']);
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const viaPublic =
    !ingress &&
    publicUrl !== undefined &&
    [host, forwarded].some((name) => name?.toLowerCase() === publicUrl.host);
  const atHome = isLoopback(hostnameOf(host) ?? '') && isLoopback(from);
  const viaLoopback = !ingress && atHome && PROXY_HEADERS.every((name) => headers[name] === undefined);
  return {
    texts: preferredTexts(headers['accept-language']),
    visit: {
      from,
      browser: browserOf(request),
      via: viaPublic ? 'public' : viaLoopback ? 'loopback' : 'house',
    },
    base: ingressPath ?? (viaPublic ? publicUrl.pathname.replace(/\/$/, '') : ''),
    ingress,
    hasPackages: options.packageOf !== undefined,
    hasSettings: options.settings !== undefined,
    isWaiting: options.settings?.desk.waiting ?? false,
    hasTags: options.tags !== undefined,
    covers: coverSources(options.spotifyAccountsUrl),
    secure: viaPublic && publicUrl.protocol === 'https:',
    hosts: ingress && forwarded !== undefined ? [host, forwarded] : [host],
  };
}

function pathIn(header: string | string[] | undefined): string | undefined {
  const path = one(header)?.replace(/\/$/, '');
  return path !== undefined && INGRESS_PATH.test(path) ? path : undefined;
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
