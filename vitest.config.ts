import { defineConfig } from 'vitest/config';

/** Kernels and model; what needs a browser or a build has configurations of its own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/e2e/**', 'test/scripts/**', 'node_modules/**'],
    testTimeout: 60_000,
  },
});
