import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { experimentLine, gridStudy } from '../decide/grid';
import type { LineOf } from '../decide/run-study';
import { casesOf, runStudy } from '../decide/run-study';
import { lineText } from '../decide/shards';
import type { Study } from '../decide/study';
import { caseAt, caseCount } from '../decide/study';
import type { StudyFile } from '../decide/study-file';
import { parseStudyFile } from '../decide/study-file';
import { foldLine, overheadStudy } from '../decide/uncertainty';
import { openLocalHost } from '../dispatch/local';
import { createNodeEngine } from '../engine/node';
import { shown } from '../estate/expected';
import { InputError } from '../estate/finding';
import { own } from '../estate/own';
import { readFile as readCounters } from '../intake';
import { countWords } from '../report/plan-words';
import { estateAhead } from './fold-estate';
import { OPTIONS as FOLD_OPTIONS, scenarioOf } from './fold-options';
import type { Values } from './fold-options';
import { openInput, readInput, refuseTwice } from './inputs';
import type { Io, VerbRun, Verb } from './io';
import { sayFinding } from './io';
import { intakeOptions, namesOf, settled } from './readings';
import { parseJson, placeOf } from './json-place';

const OPTIONS = { shard: { type: 'string' }, json: { type: 'boolean' } } as const;

const help = `hostfold study STUDY.json [options]      many cases, a line of JSON for each

STUDY.json (- reads standard input) is a fold repeated under sampled overheads:
  {"kind": "fold", "files": ["perfmon.csv"], "options": {"profile": "esx3", "host": "cores=8,rating=3"},
   "samples": 1000, "seed": 1, "work": 40}
options are those of hostfold fold that decide a plan; work is kernel steps for each case; files are looked for beside
STUDY.json, or else in the working folder. With "growth": {"web": [5, 10, 30], "other": [0, 5, 10]} each sample also draws
how loads grow by class (low, likely, high; % a year) until "horizon": 24 (months, default 24), and with "days": true
which days it folds, where several were measured. Or it is an experiment of hostfold dispatch over a grid:
  {"kind": "dispatch", "experiment": {...}, "vary": {"sliceMs": [10, 50], "guests.0.count": [1, 2, 4]}}

  --shard I/N          every N-th case from case I on; I counts from 0 (default 0/1: all of them)
  --json               changes nothing: each line is JSON

A line names the study, how many cases it has, which this one is, what it sets, and what came of it. A case depends on
its number alone: any split over any machines gives the same lines, which hostfold merge puts together.
`;

/** A study that is ready to run. */
interface Ready<B, L extends object> {
  readonly study: Study<B>;
  readonly lineOf: LineOf<B, L>;
  /** All that decides the lines. */
  readonly content: unknown;
}

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 1)
    throw new InputError(
      'study',
      `found ${positionals.length} files; expected one.`,
      'See hostfold study --help.',
    );
  const shard = shardOf(values.shard ?? '0/1');
  const [path] = positionals;
  const { name, text } = await readInput(path);
  const json = parseJson(name, text);
  // Lines are written as they come: there is nothing more to say at the end, nor when it is cut.
  run.answer = () => null;
  const at = new Place(path, name, text);
  const file = await at.refuse(() => parseStudyFile(json));
  if (file.kind === 'fold') await write(await foldStudy(file, at, io), shard, io, run.signal);
  else await write(await at.refuse(() => dispatchStudy(file)), shard, io, run.signal);
  return 0;
}

/** `I/N`. */
function shardOf(text: string): readonly [shard: number, shards: number] {
  const [, shard, shards] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (shards !== undefined && Number(shard) < Number(shards)) return [Number(shard), Number(shards)];
  throw new InputError(
    '--shard',
    `found ${JSON.stringify(text)}; expected I/N with I from 0 to N - 1, such as 0/8 for the first of eight.`,
  );
}

/** How often a long run says how far it is, ms. */
const TELL_MS = 2000;

async function write<B, L extends object>(
  { study, lineOf, content }: Ready<B, L>,
  [shard, shards]: readonly [number, number],
  io: Io,
  signal: AbortSignal,
): Promise<void> {
  const count = caseCount(study);
  const cases = casesOf(shard, shards, count);
  const name = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  let told = performance.now();
  let refused = 0;
  await runStudy(study, lineOf, {
    cases,
    signal,
    onLine: (line, index, done) => {
      io.out(lineText(name, count, caseAt(study, index), line));
      if ('refused' in line) refused++;
      if (performance.now() - told < TELL_MS) return;
      told = performance.now();
      io.err(`${done} of ${cases.length} cases`);
    },
  });
  if (refused > 0)
    io.err(`warning: ${refused} of ${cases.length} cases contradict themselves; their lines say why.`);
}

async function dispatchStudy({ experiment, vary }: Extract<StudyFile, { kind: 'dispatch' }>) {
  const study = gridStudy(experiment, vary);
  return { study, lineOf: experimentLine(await openLocalHost()), content: ['dispatch', study.base, vary] };
}

async function foldStudy(file: Extract<StudyFile, { kind: 'fold' }>, at: Place, io: Io) {
  const { samples, seed, work } = file;
  const values = await at.refuse(() => valuesOf(file.options, at));
  const { scenario, findings } = await at.refuse(() => scenarioOf(values).catch(asOption));
  const options = { ...scenario, seed, work, seconds: undefined };
  const hashes: string[] = [];
  const readings = [];
  const paths = [...file.files.map((each) => at.find(each)), ...(values.guests ? [values.guests] : [])];
  refuseTwice([at.path, ...paths, values.scenario]);
  const reading = await intakeOptions(values.map, scenario.mapped, values.decimal);
  const names = namesOf(paths);
  for (const [k, path] of paths.entries()) {
    const { name, stream } = await openInput(path);
    const hash = createHash('sha256');
    readings.push(await readCounters(path === '-' ? name : names[k], passing(stream, hash), reading));
    hashes.push(hash.digest('hex'));
  }
  const tables = values.guests ? [readings.at(-1)!.name] : [];
  const { estate } = estateAhead(await settled(readings, paths, reading), tables, scenario);
  for (const finding of [...findings, ...estate.findings]) io.err(sayFinding(finding));
  const [question] = estate.questions ?? [];
  if (question)
    throw new InputError(
      question.file,
      `${question.column}: ${question.why}`,
      'Answer with "map": "FILE" among the options.',
    );
  if (estate.unmeasured)
    throw new InputError(
      'study',
      `nothing tells how busy the processors of ${countWords(estate.unmeasured.length, 'server')} are.`,
      'Say what to assume in its options: "assume-use": "25".',
    );
  if (estate.guests.length === 0)
    throw new InputError('study', 'found no server with usable figures; expected at least one.');
  const { growth, horizon, days } = file;
  const study = await at.refuse(() => overheadStudy(options, samples, growth, horizon));
  return {
    study,
    lineOf: foldLine(estate, await createNodeEngine(), days),
    content: ['fold', options, samples, hashes, ...(growth || days ? [{ growth, horizon, days }] : [])],
  };
}

async function* passing(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Options of the fold that a study has no use for, and what to do instead. */
const ELSEWHERE = {
  seconds: 'A study counts work, never seconds: give work beside options.',
  work: 'Give work beside options.',
  seed: 'Give seed beside options.',
  uncertainty: 'Give samples beside options.',
};

/** What stands beside a plan, and decides none. */
const BESIDE: ReadonlySet<string> = new Set([
  ...['backtest', 'certificate', 'licences', 'ready', 'report', 'what-if'],
  ...['from', 'give-up', 'within', 'at-once', 'steps'],
]);

const KNOWN = Object.entries(FOLD_OPTIONS)
  .filter(([name, { type }]) => type === 'string' && !own(ELSEWHERE, name) && !BESIDE.has(name))
  .map(([name]) => name);

/** Options as the command line takes them; what stands there as name=value pairs may be an object. */
function valuesOf(options: Readonly<Record<string, unknown>>, at: Place): Values {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of Object.entries(options)) {
    const where = `options.${name}`;
    if (!KNOWN.includes(name))
      throw new InputError(
        where,
        `found an option that a study does not have; expected one of ${KNOWN.join(', ')}.`,
        own(ELSEWHERE, name),
      );
    if ('multiple' in own<object>(FOLD_OPTIONS, name)!)
      values.set(
        name,
        (Array.isArray(value) ? value : [value]).map((one) => textOf(where, one)),
      );
    else if (name === 'guests' || name === 'scenario') values.set(name, at.find(textOf(where, value)));
    else values.set(name, textOf(where, value));
  }
  return Object.fromEntries(values) as Values;
}

function textOf(where: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value)
      .map(([name, each]) => `${name}=${String(each)}`)
      .join(',');
  throw new InputError(where, `found ${shown(value)}; expected a text or a number, as on the command line.`);
}

/** A refusal of a command line's option, by its path in the study. */
function asOption(error: unknown): never {
  if (!(error instanceof InputError)) throw error;
  const { where, text, fix } = error.finding;
  throw new InputError(where.replace(/^--/, 'options.'), text, fix);
}

/** The study's text, and where it lies. */
class Place {
  constructor(
    readonly path: string,
    private readonly name: string,
    private readonly text: string,
  ) {}

  /** A file beside the study, or else in the working folder. */
  find(path: string): string {
    const beside = resolve(dirname(this.path), path);
    return existsSync(beside) ? beside : path;
  }

  /** Says of a refusal by path at which line and column that is. */
  async refuse<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { where, text, fix } = error.finding;
      throw new InputError(`${this.name}:${placeOf(this.text, where)}: ${where}`, text, fix);
    }
  }
}

export const studyVerb: Verb = { help, options: OPTIONS, run };
