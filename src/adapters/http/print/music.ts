import { z } from 'zod';
import type { House } from '../../../core/house.ts';

/** A playlist or an album that can be printed. */
export interface PrintMusic {
  uri: string;
  title: string;
  subtitle: string | null;
  image: string | null;
}

const media = z.object({
  uri: z.string().nullable(),
  title: z.string(),
  subtitle: z.string().nullable(),
  image: z.string().nullable(),
});
const answer = z.object({
  result: z.object({ items: z.array(media).optional(), children: z.array(media).optional() }),
});

const QUESTIONS = [
  ['playlists', '{"limit":100}'],
  ['browse', '{"id":"albums","limit":50}'],
  ['browse', '{"id":"shows","limit":50}'],
] as const;

export interface Printable {
  music: readonly PrintMusic[];
  /** Why there is not more, in a sentence for people; null where that is all. */
  why: string | null;
}

/** An account's own playlists, albums and shows. What came before Spotify refused the rest is there. */
export async function printableMusic(house: House, account: string): Promise<Printable> {
  const music: PrintMusic[] = [];
  for (const [what, payload] of QUESTIONS) {
    const { said, problem } = await house.request(account, what, Buffer.from(payload));
    if (problem) return { music, why: problem.message };
    const { items = [], children = [] } = answer.parse(said).result;
    for (const { uri, ...rest } of [...items, ...children]) if (uri !== null) music.push({ uri, ...rest });
  }
  return { music, why: null };
}
