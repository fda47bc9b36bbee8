// npm test: every check, as many side by side as there are processors, going on after a failure; what each prints is
// kept together, and the last line sums them all. A check that has no tests of its own counts as one.
// `npm test -- types unit` runs those alone.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, NO_CHROMIUM } from './chromium.mjs';
import { sideBySide } from './side-by-side.mjs';
import { passes, stateOf } from './unchanged.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const counts = join(root, 'build/counts');
const passed = passes(join(root, 'build/cache/passed'));
const bin = (packageName, file) => join(root, 'node_modules', packageName, file);

const vitest = (name, config, { paths = [], ...more }) => ({
  name,
  run: () => [
    bin('vitest', 'vitest.mjs'),
    ...['run', ...paths, '--config', config],
    ...['--reporter=default', '--reporter=json'],
  ],
  counts: (file) => [`--outputFile.json=${file}`],
  ...more,
});

/**
 * Each check: its name, the checks that must have ended before it, what Node runs, and for a test runner how it is
 * told the file for its counts. Begun in this order, as places become free: what others wait for, then the long ones.
 * One that looks at `sources`, all of them together and nothing else, is not run where they are what they were when it
 * last passed; where CI is set it always is.
 */
const CHECKS = [
  { name: 'kernel', run: () => ['scripts/build-kernel.mjs'] },
  { name: 'build', after: ['kernel'], run: () => ['scripts/build.mjs'] },
  vitest('end-to-end', 'vitest.e2e.config.ts', { paths: ['test/e2e'], after: ['build'], browser: true }),
  vitest('unit', 'vitest.config.ts', { after: ['kernel'] }),
  {
    name: 'components',
    after: ['kernel'],
    browser: true,
    run: () => [bin('@web/test-runner', 'dist/bin.js'), '--config', 'web-test-runner.config.mjs'],
    counts: () => [],
  },
  vitest('commands', 'vitest.e2e.config.ts', { paths: ['test/scripts'], after: ['build'] }),
  {
    name: 'lint',
    run: () => [
      bin('eslint', 'bin/eslint.js'),
      ...[
        '.',
        '--max-warnings=0',
        '--cache',
        '--cache-strategy=content',
        '--cache-location=build/cache/eslint',
      ],
    ],
  },
  {
    name: 'types',
    after: ['kernel'],
    sources: ['src', 'test', 'bench', 'package', 'assembly', 'scripts'],
    // TypeScript 7, and the rules of lint that ask for types, on one look at all files.
    run: () => [
      bin('oxlint', 'bin/oxlint'),
      ...['--type-aware', '--type-check', '--deny-warnings', 'src', 'test', 'bench'],
      ...['vite.config.ts', 'vitest.config.ts', 'vitest.e2e.config.ts'],
    ],
  },
  {
    name: 'format',
    run: () => [
      bin('prettier', 'bin/prettier.cjs'),
      ...['--check', '.', '--cache', '--cache-strategy=content', '--cache-location=build/cache/prettier'],
    ],
  },
  {
    name: 'imports',
    after: ['kernel'],
    sources: ['src', 'assembly', 'scripts'],
    run: () => [bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), 'src', 'assembly', 'scripts'],
  },
  { name: 'size', after: ['build'], run: () => ['scripts/size.mjs'] },
];

/** How long each test file took, ms, by its path. */
const spent = new Map();

/** What a runner counted; a test file that could not even be read is one failure. */
function tally(file) {
  const found = JSON.parse(readFileSync(file, 'utf8'));
  if (!found.testResults) return found;
  for (const { name, startTime, endTime } of found.testResults)
    spent.set(relative(root, name), endTime - startTime);
  const unread = found.testResults.filter((t) => t.status === 'failed' && t.assertionResults.length === 0);
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + unread.length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** Runs Node; what it prints is written once it has ended, under the check's name. */
function runNode(name, args, file) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOSTFOLD_CHROME: chromium ?? '',
      HOSTFOLD_COUNTS: file,
      // Colours as in a terminal, though each writes to a pipe.
      ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  return new Promise((resolve) => {
    child.on('error', (error) => (printed += `${error.message}\n`));
    child.on('close', (status) => {
      console.log(`\n== ${name}\n${printed.trimEnd()}`);
      resolve(status);
    });
  });
}

async function check({ name, run, browser, sources, counts: countsTo }) {
  const state = sources && !process.env.CI && stateOf(root, sources);
  if (state && passed.has(name, state)) {
    console.log(`-- ${name}: nothing that it looks at has changed since it passed`);
    return { passed: 1, failed: 0, skipped: 0 };
  }
  console.log(`-- ${name}`);
  if (browser && !chromium) {
    console.error(`\n== ${name}\n${NO_CHROMIUM}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = join(counts, `${name}.json`);
  const status = await runNode(name, [...run(), ...(countsTo?.(file) ?? [])], file);
  if (state && status === 0) passed.keep(name, state);
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
const asked = CHECKS.filter((c) => wanted.length === 0 || wanted.includes(c.name));
await sideBySide(asked, Math.max(2, availableParallelism()), async (one) => {
  const started = performance.now();
  const counted = await check(one);
  for (const key of Object.keys(total)) total[key] += counted[key];
  const line = `${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`;
  summary.push(`${one.name.padEnd(12)}${line}  (${((performance.now() - started) / 1000).toFixed(1)} s)`);
});
console.log(`\n${summary.join('\n')}\n`);
const dearest = [...spent].sort(([, a], [, b]) => b - a).slice(0, 10);
if (dearest.length > 0) console.log('The test files that took longest:');
for (const [name, ms] of dearest) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
console.log('');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
