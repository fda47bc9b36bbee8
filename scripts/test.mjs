// npm test: every check in turn, going on after a failure; the last line sums them all. A check that has no tests of
// its own counts as one. `npm test -- types unit` runs those alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, NO_CHROMIUM } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const counts = join(root, 'build/counts');
const bin = (packageName, file) => join(root, 'node_modules', packageName, file);

/** Each check: its name, what Node runs, and for a test runner the file that its counts are written to. */
const vitest = (name, config, browser) => ({
  name,
  browser,
  run: [bin('vitest', 'vitest.mjs'), 'run', '--config', config, '--reporter=default', '--reporter=json'],
  counts: (file) => [`--outputFile.json=${file}`],
});
const CHECKS = [
  { name: 'lint', run: [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings=0'] },
  { name: 'format', run: [bin('prettier', 'bin/prettier.cjs'), '--check', '.'] },
  {
    name: 'imports',
    run: [bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), 'src', 'assembly', 'scripts'],
  },
  { name: 'types', run: [bin('typescript', 'bin/tsc'), '-p', '.'] },
  { name: 'kernel', run: ['scripts/build-kernel.mjs'] },
  vitest('unit', 'vitest.config.ts', false),
  {
    name: 'components',
    browser: true,
    run: [bin('@web/test-runner', 'dist/bin.js'), '--config', 'web-test-runner.config.mjs'],
    counts: () => [],
  },
  { name: 'build', run: ['scripts/build.mjs'] },
  { name: 'size', run: ['scripts/size.mjs'] },
  vitest('end-to-end', 'vitest.e2e.config.ts', true),
];

/** What a runner counted; a test file that could not even be read is one failure. */
function tally(file) {
  const found = JSON.parse(readFileSync(file, 'utf8'));
  if (!found.testResults) return found;
  const unread = found.testResults.filter((t) => t.status === 'failed' && t.assertionResults.length === 0);
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + unread.length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

function check({ name, run, browser, counts: countsTo }) {
  console.log(`\n== ${name}`);
  if (browser && !chromium) {
    console.error(NO_CHROMIUM);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = join(counts, `${name}.json`);
  const { status } = spawnSync(process.execPath, [...run, ...(countsTo?.(file) ?? [])], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, HOSTFOLD_CHROME: chromium ?? '', HOSTFOLD_COUNTS: file },
  });
  if (!countsTo) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (!existsSync(file)) {
    console.error(`${name}: the runner ended with ${status} and counted nothing`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const counted = tally(file);
  // A runner may fail for something that is no test: an error after the last one, say.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((c) => c.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no check ${unknown.join(', ')}; there are ${CHECKS.map((c) => c.name).join(', ')}.`,
  );
  process.exit(2);
}
const chromium = findChromium();
rmSync(counts, { recursive: true, force: true });
mkdirSync(counts, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
for (const one of CHECKS.filter((c) => wanted.length === 0 || wanted.includes(c.name))) {
  const started = performance.now();
  const counted = check(one);
  for (const key of Object.keys(total)) total[key] += counted[key];
  const line = `${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`;
  summary.push(`${one.name.padEnd(12)}${line}  (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
