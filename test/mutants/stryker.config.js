/** What is mutated, and which tests have to notice: docs/tests.md. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutants/vitest.config.ts' },
  // The contract is shapes and examples, made when their file is loaded;
  // every house of the tests is held against it.
  mutate: ['src/core/**/*.ts', 'src/home-assistant/**/*.ts', '!src/home-assistant/contract/**'],
  // There is none of this name: Stryker would move the paths in ours
  // by an API that TypeScript 7 does not have, and nothing here reads it.
  tsconfigFile: 'none',
  ignorePatterns: ['/.stryker-tmp', '/reports', '/coverage', '/dist', '/custom_components', '/docs', '/app'],
  coverageAnalysis: 'perTest',
  // What runs when a file is loaded, tables of words above all:
  // each would need every test again, in a fresh process.
  ignoreStatic: true,
  concurrency: 2,
  // On a busy machine a mutant that is slow is no loop.
  timeoutMS: 60_000,
  thresholds: { high: 90, low: 85, break: 85 },
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false },
};
