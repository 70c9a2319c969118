import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { runDemo } from '../src/demo.ts';

it('lets cards be laid by their numbers: they play, and an empty one can be taught', async () => {
  const stop = new AbortController();
  const keys = new PassThrough();
  let output = '';
  let look = () => {};
  const printed = (text: string) =>
    new Promise<void>((resolve) => {
      look = () => output.includes(text) && resolve();
      look();
    });
  const print = (line: string) => {
    output += `${line}\n`;
    look();
  };
  const args = '--paired --port 0 --simulator-port 0 --pages-port 0 --host 127.0.0.1'.split(' ');
  const ended = runDemo(args, print, stop.signal, keys);

  await printed('1   Gute Nacht, Bär');
  expect(output).not.toContain('First pair it');
  await printed('playing – Harbour Lights');
  keys.write('1\n');
  await printed('box – playing – Gute Nacht, Bär');
  await printed('playing – Guten Morgen, Biene');
  keys.write('5\n');
  await printed('box – unknown');

  const [, page = ''] = /its cards at (\S+)/.exec(output) ?? [];
  const cards = await (await fetch(page)).text();
  for (const text of ['Gute Nacht, Bär', 'Louder', 'Box', '045A1CE26F7080']) expect(cards).toContain(text);

  stop.abort();
  await ended;
});
