// A child process that holds one vitest and runs test files in it as it is told, with sources changed in memory only.
// Whoever started it ends it when a mutant loops for ever.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import { marked, mutated } from './mutants.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [, , reachFolder] = process.argv;

/** What changes each source: by its absolute path. */
const changes = new Map();
const plugin = {
  name: 'hostfold-mutants',
  enforce: 'pre',
  load: {
    order: 'pre',
    handler(id) {
      const change = changes.get(id.split('?')[0]);
      return change ? change(readFileSync(id.split('?')[0], 'utf8')) : undefined;
    },
  },
};
const vitest = await createVitest(
  'test',
  {
    root,
    // The unit tests' own has files share what they load, and keeps it: here a source is not what it was before.
    config: false,
    watch: false,
    pool: 'threads',
    maxWorkers: 1,
    reporters: [{}],
    includeTaskLocation: false,
    setupFiles: reachFolder ? [join(root, 'scripts/mutation/reach.mjs')] : [],
    env: reachFolder ? { HOSTFOLD_REACH: reachFolder } : {},
    // Whoever asks ends what takes too long, by what it took unchanged: on a busy machine 30 s are few.
    testTimeout: 600_000,
  },
  { plugins: [plugin], logLevel: 'silent' },
);
await vitest.standalone();
const project = vitest.projects[0];

/** Runs a test file, or those of its tests that are named. */
async function run({ file, ids }) {
  const started = performance.now();
  const before = process.cpuUsage();
  const specification = project.createSpecification(join(root, file), ids ? { testIds: ids } : undefined);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification], false);
  // Told are all files that this vitest ever ran, each as it ended last.
  const module = testModules.find(({ moduleId }) => moduleId === join(root, file));
  const tests = module ? [...module.children.allTests()] : [];
  const failed = tests.find((test) => test.result().state === 'failed');
  const { user, system } = process.cpuUsage(before);
  // Of a test alone only the clock tells: what others on this machine took of it is taken out.
  const worked = Math.min(1, (user + system) / 1000 / (performance.now() - started));
  return {
    passed: module?.ok() === true && unhandledErrors.length === 0,
    ran: tests.filter((test) => test.result().state === 'passed').length,
    by: failed?.fullName ?? null,
    why: String(
      failed?.result().errors?.[0]?.message ??
        module?.errors()?.[0]?.message ??
        unhandledErrors[0]?.message ??
        '',
    ).slice(0, 300),
    times: Object.fromEntries(
      tests.map((test) => [test.id, ((test.diagnostic()?.duration ?? 0) / 1000) * worked]),
    ),
  };
}

const act = {
  /** Changes one source, or with nothing gives all back as they are. */
  change({ mutant }) {
    for (const file of changes.keys()) vitest.invalidateFile(file);
    changes.clear();
    if (!mutant) return;
    const file = join(root, mutant.file);
    changes.set(file, (text) => mutated(text, mutant));
    vitest.invalidateFile(file);
  },
  /** Puts marks where the mutants would be. */
  mark({ mutants }) {
    for (const file of new Set(mutants.map((mutant) => mutant.file)))
      changes.set(join(root, file), (text) =>
        marked(
          text,
          mutants.filter((mutant) => mutant.file === file),
        ),
      );
  },
  run,
};
// Answers in the order it was asked.
let last = Promise.resolve();
process.on('message', (asked) => {
  last = last.then(async () => {
    let answer;
    try {
      answer = (await act[asked.what](asked)) ?? {};
    } catch (error) {
      answer = { passed: false, ran: 0, by: null, why: String(error), times: {} };
    }
    process.send(answer);
  });
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
