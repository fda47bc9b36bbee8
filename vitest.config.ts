import { defineConfig } from 'vitest/config';

/** Kernels and model; what needs a browser or a build has configurations of its own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/e2e/**', 'test/scripts/**', 'node_modules/**'],
    globalSetup: 'test/kernels.ts',
    // No test file leaves anything behind, so all run in one process: to begin one for each costs a third of the whole.
    isolate: false,
    // What was transformed once is not transformed again while it stays the same.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'build/cache/vitest' },
    // Most of what runs here runs once: V8 optimizes a function after fifteen times as much of it as usual, which spares a
    // fifth of all processor time. Where CI is set it does as it does for people; Node 22 and later know no such option.
    execArgv: process.env.CI || !process.version.startsWith('v20.') ? [] : ['--interrupt-budget=1000000'],
    // A busy machine is no fault of a test.
    testTimeout: 300_000,
  },
});
