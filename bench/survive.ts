/** Plans of some days added up on days that they have not seen: docs/survive.md says what is compared, and why. */
import { readFileSync } from 'node:fs';
import { gaugeOfProblem } from '../src/engine/even/gauge';
import { EvenKernel } from '../src/engine/even/kernel';
import { evenPlan } from '../src/engine/even/run';
import { createLocalEngine } from '../src/engine/local';
import { staticProblem, type FoldPlan, type FoldProblem } from '../src/engine/packing/problem';
import { plentyOf } from '../src/placement/evening';
import { dataPath, lacksData } from '../test/data';
import {
  ceiling,
  firstFit,
  meansOf,
  nSigma,
  orderOf,
  profileAndSigma,
  sumOfP95,
  sumOfPeaks,
  tuned,
} from './survival/first-fit';
import { cut, overloadOf, readLog, type Log } from './survival/log';
import type { Table } from './table';

/** Of single plans one comes to three times another's overload: with eight, ratios of their means differ by a third. */
const SEEDS = 24;
/** Hosts beyond the fewest that are compared. */
const BEYOND = 3;
/** Steps of the search for the fewest. */
const WORK = 40;
/** The part of what is plenty that deals of means get: they are one row, level to a hair by then. */
const MEANS_PART = 8;
/** Baselines below this part of host-slots are no yardstick: single slots decide. */
const TOLD = 0.001;

interface Trial {
  readonly name: string;
  readonly path: string;
  /** What a host has, in the log's unit. */
  readonly room: number;
  /** Fractions of the log's unit that are told apart. */
  readonly scale: number;
  readonly perDay: number;
  /** Slots that are planned: the first so many, or of a log that is read backwards the last. */
  readonly planned: number;
  readonly backwards?: boolean;
}

const TRIALS: readonly Trial[] = [
  {
    name: 'PlanetLab, 712 servers: 22 March 2011 planned, 25 March added up; hosts of 8 processors',
    path: 'traces/planetlab_20110322_20110325_cpu_percent.csv',
    room: 800,
    scale: 1000,
    perDay: 288,
    planned: 288,
  },
  {
    name: 'PlanetLab backwards: 25 March planned, 22 March added up',
    path: 'traces/planetlab_20110322_20110325_cpu_percent.csv',
    room: 800,
    scale: 1000,
    perDay: 288,
    planned: 288,
    backwards: true,
  },
  {
    name: 'Bitbrains, 25 VMs: 7 days planned, 23 added up; hosts of 23.4 GHz',
    path: 'traces/bitbrains_25vms_30d_cpu_mhz.csv',
    room: 23_400,
    scale: 100,
    perDay: 288,
    planned: 7 * 288,
  },
];

/** The same draws on every machine (Numerical Recipes' congruences). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function problemOf(series: readonly ArrayLike<number>[], room: number, scale: number): FoldProblem {
  const slots = series[0].length;
  return {
    ...staticProblem(new Int32Array(series.length), Int32Array.of(Math.round(room * scale))),
    rowStart: Int32Array.of(0, slots),
    demand: Int32Array.from(series.flatMap((of) => Array.from(of, (v) => Math.round(v * scale)))),
  };
}

const average = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
function errorOf(values: readonly number[]): number {
  const m = average(values);
  return Math.sqrt(values.reduce((s, v) => s + (v - m) ** 2, 0) / (values.length - 1) / values.length);
}

const digits = (value: number) => String(Number(value.toPrecision(2)));
/** A part of host-slots in %, with the digits that stand. */
const percent = (part: number) => (part < 1e-12 ? '0' : digits(100 * part));
const said = (parts: readonly number[] | null) =>
  parts ? `${percent(average(parts))} ±${percent(errorOf(parts))}` : 'no plan';

/** Overload by method, for each number of hosts: a part of host-slots for each seed. */
type Found = Map<string, (readonly number[] | null)[]>;

async function tried(trial: Trial, kernel: EvenKernel) {
  const log = readLog(dataPath(trial.path), trial.perDay);
  const { room, scale, planned, backwards } = trial;
  const ends = backwards
    ? [cut(log, log.slots - planned, log.slots), cut(log, 0, log.slots - planned)]
    : null;
  const [known, kept] = ends ?? [cut(log, 0, planned), cut(log, planned, log.slots)];
  const timed = problemOf(known.series, room, scale);
  const means = problemOf(
    meansOf(known).map((mean) => [mean]),
    room,
    scale,
  );
  const engine = await createLocalEngine();
  const seeds = Array.from({ length: SEEDS }, (_, k) => k + 1);
  const plans: FoldPlan[] = [];
  for (const seed of seeds) plans.push((await engine.fold(timed, { seed, work: WORK })).plan);
  const fewest = Math.min(...plans.map(({ hostKind }) => hostKind.length));
  const numbers = Array.from({ length: BEYOND + 1 }, (_, k) => fewest + k);
  const found: Found = new Map();
  const each = async (
    name: string,
    plan: (hosts: number, seed: number) => Promise<ArrayLike<number> | null> | ArrayLike<number> | null,
  ) => {
    const rows = [];
    for (const hosts of numbers) {
      const parts = [];
      for (const seed of seeds) {
        const hostOf = await plan(hosts, seed);
        if (hostOf) parts.push(overloadOf(kept, hostOf, hosts, room));
      }
      rows.push(parts.length === SEEDS ? parts : null);
    }
    found.set(name, rows);
  };
  const even =
    (problem: FoldProblem, part = 1) =>
    async (hosts: number, seed: number) => {
      const nowhere = new Int32Array(problem.items).fill(-1);
      const start = { hostKind: new Int32Array(hosts), hostOf: nowhere };
      const job = { start, seed: BigInt(seed), steps: plentyOf(problem) / part, bounded: part === 1 };
      return (await evenPlan(kernel, problem, gaugeOfProblem(problem), job)).plan?.hostOf ?? null;
    };
  await each('evened', even(timed));
  await each('equal means', even(means, MEANS_PART));
  await each('the fewest, rest idle', (_, seed) => plans[seed - 1].hostOf);
  const rules = [ceiling, nSigma, profileAndSigma, sumOfP95, sumOfPeaks].map((rule) => rule(known, room));
  for (const rule of rules)
    await each(rule.name, (hosts, seed) =>
      tuned(rule, orderOf(rule, known.series.length, randomOf(seed)), hosts),
    );
  const alone = [sumOfP95, sumOfPeaks].map((of) => buys(of(known, room), known));
  return { numbers, found, alone, fewest, slots: kept.slots };
}

/** Hosts that a rule opens with the dial at what a host has. */
function buys(rule: ReturnType<typeof sumOfPeaks>, { series }: Log): number {
  const order = [...series.keys()].sort((a, b) => rule.size(b) - rule.size(a) || a - b);
  const hostOf = firstFit(rule, order, 1, Infinity);
  return hostOf ? Math.max(...hostOf) + 1 : NaN;
}

interface Ratio {
  readonly hosts: number;
  readonly beyond: number;
  /** Evened plans' overload over the baseline's, and the standard error of its logarithm. */
  readonly ratio: number;
  readonly error: number;
}

/** Evened plans against a baseline, where that is over the tolerance. */
function against(name: string, { numbers, found, slots }: Awaited<ReturnType<typeof tried>>): Ratio[] {
  return numbers.flatMap((hosts, beyond) => {
    const [own, other] = [found.get('evened')![beyond], found.get(name)![beyond]];
    if (!own || !other || average(other) <= TOLD) return [];
    // Where no slot of all draws was over, half a one counts.
    const least = 0.5 / (SEEDS * hosts * slots);
    const mean = Math.max(average(own), least);
    const error = Math.hypot(errorOf(own) / mean, errorOf(other) / average(other));
    return [{ hosts, beyond, ratio: mean / average(other), error }];
  });
}

/** Whether a figure is at most so much; within two standard errors of it these seeds do not tell. */
const verdictOf = (log: number, error: number, goal: number) =>
  Math.abs(log - Math.log(goal)) < 2 * error ? 'within noise' : log < Math.log(goal) ? 'yes' : 'no';

/** A goal against all ratios that could be told, each of them and their geometric mean. */
function judged({ baseline, each, mean, from }: Goal, ratios: readonly Ratio[]) {
  const few = ratios.filter(({ beyond }) => beyond >= from);
  const logs = few.map(({ ratio }) => Math.log(ratio));
  const error = Math.hypot(...few.map((one) => one.error)) / few.length;
  const worst = ratios.reduce<Ratio | null>(
    (most, one) => (most && most.ratio > one.ratio ? most : one),
    null,
  );
  return {
    baseline,
    'largest ratio': worst ? `${digits(worst.ratio)} ±${digits(worst.ratio * worst.error)}` : 'none',
    'at most': each,
    kept: worst ? verdictOf(Math.log(worst.ratio), worst.error, each) : 'not to be told',
    'geometric mean':
      logs.length > 0
        ? `${digits(Math.exp(average(logs)))} ±${digits(Math.exp(average(logs)) * error)} of ${logs.length}`
        : 'none',
    'mean at most': mean === null ? '' : mean.toFixed(2),
    met: mean === null ? '' : logs.length > 0 ? verdictOf(average(logs), error, mean) : 'not to be told',
  };
}

interface Goal {
  readonly baseline: string;
  /** Of every ratio, and of their geometric mean. */
  readonly each: number;
  readonly mean: number | null;
  /** Hosts beyond the fewest from which on the mean counts. */
  readonly from: number;
}

const GOALS: readonly Goal[] = [
  { baseline: 'N-sigma, z tuned', each: 0.9, mean: 1 / 3, from: 1 },
  { baseline: 'first fit, ceiling tuned', each: 1, mean: 2 / 3, from: 0 },
  { baseline: 'equal means', each: 1.3, mean: null, from: 0 },
];

export default async function survive(): Promise<Table[]> {
  if (lacksData(...TRIALS.map(({ path }) => path)))
    throw new Error(
      `The logs are not here: expected ${TRIALS.map(({ path }) => dataPath(path)).join(' and ')}. docs/survive.md says how they are made; HOSTFOLD_DATA says where they lie.`,
    );
  const kernel = await EvenKernel.create(readFileSync('build/even.release.wasm'));
  const tables: Table[] = [];
  const all = new Map<string, Ratio[]>();
  const told: Record<string, string>[] = [];
  for (const trial of TRIALS) {
    const outcome = await tried(trial, kernel);
    const { numbers, found, alone, fewest } = outcome;
    tables.push({
      title: `${trial.name}: % of host-slots over capacity on the days kept back`,
      rows: [...found].map(([name, parts]) => ({
        plan: name,
        ...Object.fromEntries(numbers.map((hosts, k) => [`${hosts} hosts`, said(parts[k])])),
      })),
      notes: [
        `Means of ${SEEDS} seeds and their standard errors. The fewest found for the days planned: ${fewest}.`,
        `By themselves sums of 95th percentiles buy ${alone[0]} hosts, sums of peaks ${alone[1]}.`,
      ],
    });
    for (const { baseline } of GOALS) {
      const ratios = against(baseline, outcome);
      all.set(baseline, [...(all.get(baseline) ?? []), ...ratios]);
      told.push({
        log: trial.name.split(':')[0],
        baseline,
        ratios:
          ratios
            .map(({ hosts, ratio, error }) => `${hosts}: ${digits(ratio)} ±${digits(ratio * error)}`)
            .join('  ') || 'none',
      });
    }
  }
  const above = `where that is over ${percent(TOLD)} %`;
  return [
    ...tables,
    { title: `Evened plans over each baseline by number of hosts, ${above}`, rows: told },
    {
      title: `The goals, over all logs`,
      rows: GOALS.map((goal) => judged(goal, all.get(goal.baseline) ?? [])),
      notes: ['Within noise: nearer to the goal than two standard errors.'],
    },
  ];
}
