import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/whole/**', '**/node_modules/**'],
          testTimeout: 20_000,
          // Shapes read as they do in the program.
          setupFiles: ['src/lib/plain-zod.ts'],
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/whole/**/*.test.ts'],
          // Containers share two cores and one engine: one file at a time.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 600_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
      // What is left are guards that only the types need. A way through that nobody goes is tested, or goes.
      thresholds: {
        'src/core/**': { branches: 95 },
        'src/home-assistant/**': { branches: 95 },
        'src/bridge/**': { branches: 95 },
      },
    },
  },
});
