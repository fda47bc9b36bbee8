// npm run mutation: how many of a sample of small wrong changes the unit tests notice. Each change is made in memory,
// and only the tests that come by its place are run. The sample is fixed; --fresh SEED draws another one, --count says how
// large. For a quick look: --rooms intake,cli; --files and --tests are patterns of paths. --seconds is how long the tests
// of one mutant are tried: what longer ones would find is not counted, and the end tells of how many mutants that lived
// some tests were not tried.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Driver } from './driving.mjs';
import { describe, sample } from './mutants.mjs';
import { report, scoreOf, table } from './report.mjs';
import { filesIn, importsOfTests } from './tests.mjs';

const ROOMS = [
  'estate',
  'intake',
  'overhead',
  'placement',
  'counters',
  'report',
  'scenario',
  'cli',
  'decide',
];
/** How long the tests of one mutant are tried unless it is told, s of the tests' own time. */
const SECONDS_PER_MUTANT = '30';
/** What it costs to begin a test file, whatever is run of it. */
const SECONDS_PER_FILE = 0.3;

const { values: options } = parseArgs({
  options: {
    fresh: { type: 'string' },
    count: { type: 'string', default: '300' },
    seconds: { type: 'string', default: SECONDS_PER_MUTANT },
    rooms: { type: 'string' },
    files: { type: 'string' },
    tests: { type: 'string', default: '' },
    least: { type: 'string', default: '0' },
    workers: { type: 'string', default: String(Math.max(2, availableParallelism())) },
  },
});
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const seed = options.fresh ?? 'hostfold';
const rooms = options.rooms?.split(',') ?? ROOMS;
const whole =
  !options.fresh &&
  !options.rooms &&
  !options.files &&
  !options.tests &&
  options.seconds === SECONDS_PER_MUTANT;

const sources = rooms
  .flatMap((room) => filesIn(root, `src/${room}`, '.ts'))
  .filter((file) => !options.files || new RegExp(options.files).test(file));
const texts = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const equivalent = new Map(
  JSON.parse(readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8')).map((each) => [
    each.id,
    each,
  ]),
);
const mutants = sample(describe(texts), seed, Number(options.count)).map((mutant, at) => ({ ...mutant, at }));
const open = mutants.filter(({ id }) => !equivalent.has(id));
const started = performance.now();
const since = () => `${Math.round((performance.now() - started) / 1000)} s`;
const touched = new Set(open.map(({ file }) => file));
const imports = importsOfTests(root);
const tests = [...imports]
  .filter(([test]) => new RegExp(options.tests).test(test))
  .filter(([, files]) => [...touched].some((file) => files.has(file)))
  .map(([test]) => test);
console.log(
  `${mutants.length} mutants of ${sources.length} files, seed ${seed}; ${tests.length} test files reach them`,
);

/** Runs tasks on several drivers, each taking the next. */
async function share(tasks, reachFolder, run) {
  const left = [...tasks];
  const one = async () => {
    const driver = new Driver(reachFolder);
    try {
      for (let task = left.shift(); task !== undefined; task = left.shift()) await run(driver, task);
    } finally {
      driver.end();
    }
  };
  await Promise.all(Array.from({ length: Number(options.workers) }, one));
}

/** By mutant: the test files that come by, each with its tests, or null for all of them. */
const reached = new Map(open.map(({ at }) => [at, new Map()]));
/** By test file: the seconds that each of its tests takes. */
const takes = new Map();
mkdirSync(join(root, 'build'), { recursive: true });
const reachFolder = mkdtempSync(join(root, 'build/reach-'));
await share(tests, reachFolder, async (driver, file) => {
  await driver.ask({ what: 'mark', mutants: open });
  const ran = await driver.ask({ what: 'run', file });
  if (!ran?.passed)
    console.log(`  left out, since it fails unchanged: ${file}: ${ran?.by ?? ''} ${ran?.why ?? ''}`);
  else takes.set(file, ran);
});
for (const name of readdirSync(reachFolder)) {
  const told = JSON.parse(readFileSync(join(reachFolder, name), 'utf8'));
  const file = told.file.slice(root.length + 1);
  if (!takes.has(file)) continue;
  // What is reached on import decides nothing about which test looks at it.
  for (const [at, ids] of told.reached) reached.get(at).set(file, ids.includes('') ? null : ids);
}
rmSync(reachFolder, { recursive: true });
console.log(`  which tests come by which mutants is known after ${since()}`);

/**
 * The tests to try on a mutant, by file: those of its own folder first, then of its room, each time the quick ones
 * first, as many as the time allows. One that is too long is passed over, not all that stand behind it.
 */
function plan({ at, file }) {
  const room = `test/${file.split('/')[1]}/`;
  const own = `test/${dirname(file).split('/').slice(1).join('/')}/`;
  const near = (test) => (test.startsWith(own) ? 0 : test.startsWith(room) ? 1 : 2);
  const all = [...reached.get(at)].flatMap(([test, ids]) => {
    const { times } = takes.get(test);
    return (ids ?? Object.keys(times)).map((id) => ({ test, id, seconds: times[id] ?? 0, far: near(test) }));
  });
  all.sort((a, b) => a.far - b.far || a.seconds - b.seconds);
  let left = Number(options.seconds);
  const some = new Map();
  for (const { test, id, seconds } of all) {
    const known = some.get(test);
    const cost = seconds + (known ? 0 : SECONDS_PER_FILE);
    if (cost > left && some.size > 0) continue;
    left -= cost;
    if (known) {
      known.ids.push(id);
      known.seconds += seconds;
    } else some.set(test, { file: test, ids: [id], seconds: cost });
  }
  const chosen = [...some.values()].reduce((sum, { ids }) => sum + ids.length, 0);
  return { some: [...some.values()], untried: all.length - chosen };
}

const results = new Map(mutants.map((mutant) => [mutant.id, { mutant, end: 'equivalent' }]));
let done = 0;
await share(open, undefined, async (driver, mutant) => {
  let end = reached.get(mutant.at).size > 0 ? 'lived' : 'unreached';
  let by = '';
  if (end === 'lived') await driver.ask({ what: 'change', mutant });
  const { some, untried } = plan(mutant);
  for (const test of end === 'lived' ? some : []) {
    const ran = await driver.ask({ what: 'run', file: test.file, ids: test.ids }, 30 + 10 * test.seconds);
    if (ran?.passed) continue;
    end = ran ? 'killed' : 'timed out';
    by = `${test.file}: ${ran?.by ?? ran?.why ?? ''}`;
    break;
  }
  results.set(mutant.id, { mutant, end, by, untried: end === 'lived' ? untried : 0 });
  done++;
  if (end === 'lived' || end === 'unreached' || done % 25 === 0)
    console.log(
      `${String(done).padStart(4)} ${since()} ${end}: ${mutant.file}:${mutant.line} ${mutant.from} → ${mutant.to} (${mutant.id})`,
    );
});

const all = [...results.values()];
console.log(table(all));
const unsure = all.filter(({ untried }) => untried > 0).length;
if (unsure > 0) console.log(`Of ${unsure} that lived, some tests were not tried.`);
mkdirSync(join(root, 'build'), { recursive: true });
writeFileSync(join(root, 'build/mutation.json'), JSON.stringify(all, null, 1));
if (whole) {
  const file = join(root, 'docs/quality.md');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(
    file,
    report(before, all, { seed, minutes: (performance.now() - started) / 60_000, equivalent }),
  );
  console.log('docs/quality.md has the score and what lived.');
}
const { score } = scoreOf(all);
if (score < Number(options.least)) {
  console.error(`${score.toFixed(1)} % killed; at least ${options.least} % was asked for.`);
  process.exitCode = 1;
}
