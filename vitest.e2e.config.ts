import { defineConfig } from 'vitest/config';

/** What is shipped: the built page in a Chromium, the commands in a copy. Run after a build, one file at a time. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts', 'test/scripts/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
