import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { PagesOptions } from '../../../../src/adapters/http/options.ts';
import { startPages } from '../../../../src/adapters/http/start.ts';
import { ACCOUNTS_URL, FakeDesk } from '../../../fakes/desk.ts';
import { FakeHouse } from '../../../fakes/house.ts';
import { FakeTagDesk } from '../../../fakes/tag-desk.ts';

/** By this name whoever is in the house calls the bridge; its own machine is called otherwise, and asked for less. */
export const HOUSE = '192.168.1.20:8099';
export const PASSWORD = 'the-pages-password';
export const TOKEN = '3f1c5a9e0b7d42868a6f0d1e2c3b4a59';

export interface Reply {
  /** 0 where the connection was closed without a word. */
  status: number;
  /** By names in small letters. */
  headers: ReadonlyMap<string, readonly string[]>;
  body: string;
}

export interface Asked {
  method?: string;
  path: string;
  /** `name: value`, in order and as often as they stand here. Host comes first, where none is among them. */
  headers?: readonly string[];
  body?: string;
  /** Linux has all of 127.0.0.0/8: each is another address. */
  from?: string;
}

/** The pages on a socket of all interfaces, until the test ends. */
export async function openDoor(options: Partial<PagesOptions> = {}) {
  const desk = new FakeDesk();
  const tags = new FakeTagDesk(desk.clock);
  const house = new FakeHouse();
  const log: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string) => void log.push({ fields, message });
  const { port, close } = await startPages({
    port: 0,
    host: '0.0.0.0',
    desk,
    tags,
    house: () => house,
    metrics: async () => ({ contentType: 'text/plain', text: 'one 1\n' }),
    trustedHosts: [],
    spotifyAccountsUrl: ACCOUNTS_URL,
    log: { debug: note, info: note, warn: note, error: note },
    clock: desk.clock,
    version: '1.2.3',
    hostname: 'attic',
    ...options,
  });
  onTestFinished(close);
  return { port, desk, tags, house, log, ...attack(port) };
}

/** What somebody does to a port of this machine. */
export function attack(port: number) {
  /** Sends bytes as they are, and reads until the other side has enough. */
  const raw = async (bytes: string, from = '127.0.0.1'): Promise<string> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Whoever is refused may be cut off while it still sends.
    socket.on('error', () => {});
    socket.write(bytes);
    await new Promise((resolve) => socket.on('close', resolve));
    return Buffer.concat(chunks).toString();
  };
  const ask = async ({ method = 'GET', path, headers = [], body = '', from }: Asked): Promise<Reply> => {
    const host = headers.some((header) => /^host:/i.test(header)) ? [] : [`Host: ${HOUSE}`];
    const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
    const head = [`${method} ${path} HTTP/1.1`, ...host, ...headers, ...length, 'Connection: close'];
    return replyIn(await raw(`${head.join('\r\n')}\r\n\r\n${body}`, from));
  };
  const form = (path: string, fields: Record<string, string>, more: Partial<Asked> = {}) =>
    ask({
      ...more,
      method: 'POST',
      path,
      headers: ['Content-Type: application/x-www-form-urlencoded', ...(more.headers ?? [])],
      body: new URLSearchParams(fields).toString(),
    });
  return { raw, ask, form };
}

/** The statuses of all replies in what came over one connection. */
export function statusesIn(text: string): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
}

export function replyIn(text: string): Reply {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of head.split('\r\n').slice(1)) {
    const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    const known = headers.get(name.toLowerCase()) ?? [];
    headers.set(name.toLowerCase(), [...known, value]);
  }
  return { status: statusesIn(head)[0] ?? 0, headers, body: rest.join('\r\n\r\n') };
}

export const basic = (password: string) =>
  `Authorization: Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
export const bearer = (token: string) => `Authorization: Bearer ${token}`;
