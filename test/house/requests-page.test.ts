import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ASKED } from '../../src/bridge/requests/asked.ts';
import { mediaShape } from '../../src/core/media.ts';
import { playingHouse } from './house.ts';

/** The requests in docs/mqtt.md: what it lets people type is understood, and what it shows is so. */

const [, page = ''] = readFileSync(join(import.meta.dirname, '../../docs/mqtt.md'), 'utf8').split(
  /^## (?:Requests|How fast.*)$/m,
);
const typed = [...page.matchAll(/^mosquitto_pub -t spotify2mqtt\/(\w+)\/(\S+) (?:-n|-m '?(.*?)'?)$/gm)].map(
  ([, account = '', level = '', payload = '']): [string, string, string] => [account, level, payload],
);
const shown = [...page.matchAll(/^```json\n(.*?)\n```$/gms)].flatMap(([, text = '']) => text.split('\n'));

describe('the page about requests', () => {
  it.each(typed)('%s/%s ← %s is answered', async (account, level, payload) => {
    const house = await playingHouse();
    await house.clock.advance(60_000);
    const answer = await house.ask(account, payload, { level });
    // The log of a test has no level.
    if (level === 'request/log_level') expect(answer.problem?.message).toContain('cannot be changed');
    else expect(answer).toMatchObject({ ok: true, result: {} });
    await house.close();
  });

  it('lets people type each request of an account', () => {
    const asked = typed.map(([, level]) => level.replace('request/', ''));
    expect(asked).toEqual(expect.arrayContaining(Object.keys(ASKED)));
  });

  it('shows JSON, and media as they are', () => {
    expect(shown.length).toBeGreaterThan(3);
    const answers = shown.map((line) => z.looseObject({ ok: z.boolean() }).parse(JSON.parse(line)));
    const browsed = z.object({ item: mediaShape, children: z.array(mediaShape) });
    const found = answers.filter(({ result }) => browsed.safeParse(result).success);
    expect(found).toHaveLength(1);
  });
});
