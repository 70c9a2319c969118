import { expect, it } from 'vitest';
import { composeMissing } from './compose.ts';
import { dockerMissing } from './docker.ts';

it('has Docker, or says plainly that the tests against the real programs are left out', () => {
  if (dockerMissing === undefined) return;
  console.warn(`LEFT OUT: no Docker here (${dockerMissing}).`);
  console.warn('LEFT OUT: nothing was tested against real mosquitto, Home Assistant and the image.');
  // Whoever made Docker ready must not pass without it.
  expect(process.env.WHOLE_NEEDS_DOCKER, dockerMissing).not.toBe('1');
});

it('has Docker Compose, or says plainly that its files are left out', () => {
  if (composeMissing === undefined) return;
  console.warn(`LEFT OUT: compose.yaml and compose.demo.yaml (${composeMissing}).`);
  expect(process.env.WHOLE_NEEDS_COMPOSE, composeMissing).not.toBe('1');
});
