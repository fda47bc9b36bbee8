import { defineConfig } from 'vitest/config';

/** What is shipped: the built page in a Chromium, the commands in a copy. Run after a build. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts', 'test/scripts/**/*.test.ts'],
    // No test file leaves anything behind: one process for each worker loads what drives the browser once.
    isolate: false,
    // Each file has a browser of its own, and waits for it more than it works.
    maxWorkers: 2,
    // What is polled for comes when it comes: a second, as is usual, is short on a busy machine.
    expect: { poll: { timeout: 120_000 } },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
