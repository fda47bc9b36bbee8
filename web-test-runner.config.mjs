import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundledTests } from './scripts/bundled-tests.mjs';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Writes how many tests passed, failed and were skipped to the file that HOSTFOLD_COUNTS names. */
const countsReporter = {
  stop({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const count = ({ suites, tests }) => {
      for (const test of tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
      suites.forEach(count);
    };
    for (const session of sessions) {
      if (session.testResults) count(session.testResults);
      // An error outside any test: a file that does not load, say.
      if (session.errors.length > 0) counts.failed++;
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    if (process.env.HOSTFOLD_COUNTS) writeFileSync(process.env.HOSTFOLD_COUNTS, JSON.stringify(counts));
  },
};

export default {
  files: 'test/browser/**/*.test.ts',
  // One page at a time: a page in the background neither lays out nor observes what comes into sight.
  concurrency: 1,
  // A browser starts late, and a file ends late, where other checks run beside it.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 900_000,
  browsers: [chromeLauncher({ launchOptions: { executablePath: findChromium(), args: CHROMIUM_FLAGS } })],
  plugins: [bundledTests(root, 'test/browser')],
  reporters: [defaultReporter({ reportTestProgress: false }), countsReporter],
  // An audit of a whole page takes its time where other checks run beside it.
  testFramework: { config: { timeout: 120_000 } },
};
