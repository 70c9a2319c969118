import { afterEach, describe, expect, it } from 'vitest';
import { type Front, openFront } from '../../../src/adapters/http/front.ts';

const fronts: Front[] = [];
afterEach(async () => {
  for (const front of fronts.splice(0)) await front.close();
});

async function open() {
  const front = await openFront({ port: 0, host: '127.0.0.1' });
  fronts.push(front);
  return { front, get: async () => (await fetch(`http://127.0.0.1:${front.port}/`)).text() };
}

describe('the socket of the pages', () => {
  it('lets who comes early, or between two, wait for the next one', async () => {
    const { front, get } = await open();
    const early = get();
    front.serve((_request, response) => response.end('first'));
    expect(await early).toBe('first');
    front.hold();
    const between = [get(), get()];
    front.serve((_request, response) => response.end('second'));
    expect(await Promise.all(between)).toEqual(['second', 'second']);
  });

  it('lets what is being answered come to its end', async () => {
    const { front, get } = await open();
    const { promise: asked, resolve } = Promise.withResolvers<() => void>();
    front.serve((_request, response) => resolve(() => response.end('late')));
    const answer = get();
    const finish = await asked;
    front.hold();
    const quiet = front.quiet();
    finish();
    expect(await answer).toBe('late');
    await quiet;
  });

  it('cuts off what would never end', async () => {
    const { front, get } = await open();
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    front.serve((_request, response) => {
      response.write('for ever');
      resolve();
    });
    const answer = get();
    const failed = expect(answer).rejects.toThrow();
    await asked;
    front.hold();
    await front.quiet();
    await failed;
  });
});
