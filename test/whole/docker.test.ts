import { expect, it } from 'vitest';
import { dockerMissing } from './docker.ts';

it('has Docker, or says plainly that the tests against the real programs are left out', () => {
  if (dockerMissing === undefined) return;
  console.warn(`LEFT OUT: no Docker here (${dockerMissing}).`);
  console.warn('LEFT OUT: nothing was tested against real mosquitto, Home Assistant and the image.');
  // Whoever made Docker ready must not pass without it.
  expect(process.env.WHOLE_NEEDS_DOCKER, dockerMissing).not.toBe('1');
});
