import { defineConfig } from 'vitest/config';

/** The tests of the pure floors alone: a mutant that only a whole house would notice has survived. */
export default defineConfig({
  test: {
    include: ['test/core/**/*.test.ts', 'test/home-assistant/**/*.test.ts', 'test/corpus.test.ts'],
    testTimeout: 20_000,
    // They are pure: nothing is left of one run for the next, and a mutant does not wait for imports.
    isolate: false,
  },
});
