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

const SEEDS = 8;
/** Hosts beyond the fewest that are compared. */
const BEYOND = 5;
/** Steps of the search for the fewest. */
const WORK = 40;
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
  readonly planned: number;
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

/** A part of host-slots in %, with the digits that stand. */
const percent = (part: number) => (part < 1e-12 ? '0' : String(Number((100 * part).toPrecision(2))));
const said = (parts: readonly number[] | null) =>
  parts ? `${percent(average(parts))} ±${percent(errorOf(parts))}` : 'no plan';

/** Overload by method, for each number of hosts: a part of host-slots for each seed. */
type Found = Map<string, (readonly number[] | null)[]>;

async function tried(trial: Trial, kernel: EvenKernel) {
  const log = readLog(dataPath(trial.path), trial.perDay);
  const [known, kept] = [cut(log, 0, trial.planned), cut(log, trial.planned, log.slots)];
  const { room, scale } = trial;
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
  const even = (problem: FoldProblem) => async (hosts: number, seed: number) => {
    const nowhere = new Int32Array(problem.items).fill(-1);
    const start = { hostKind: new Int32Array(hosts), hostOf: nowhere };
    const job = { start, seed: BigInt(seed), steps: plentyOf(problem), bounded: true };
    return (await evenPlan(kernel, problem, gaugeOfProblem(problem), job)).plan?.hostOf ?? null;
  };
  await each('evened', even(timed));
  await each('equal means', even(means));
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

/** Evened plans against a baseline, where that is over the tolerance. */
function against(name: string, { numbers, found, slots }: Awaited<ReturnType<typeof tried>>, from: number) {
  const ratios = numbers.flatMap((hosts, k) => {
    const [own, other] = [found.get('evened')![k], found.get(name)![k]];
    if (k < from || !own || !other || average(other) <= TOLD) return [];
    // Where no slot of all draws was over, half a one counts.
    const least = 0.5 / (SEEDS * hosts * slots);
    return [{ hosts, ratio: Math.max(average(own), least) / average(other) }];
  });
  const logs = ratios.map(({ ratio }) => Math.log(ratio));
  return { ratios, mean: ratios.length ? Math.exp(average(logs)) : null };
}

const GOALS = [
  { baseline: 'N-sigma, z tuned', each: 0.9, mean: 1 / 3, from: 1 },
  { baseline: 'first fit, ceiling tuned', each: 1, mean: 2 / 3, from: 0 },
  { baseline: 'equal means', each: 1.3, mean: null, from: 0 },
] as const;

export default async function survive(): Promise<Table[]> {
  if (lacksData(...TRIALS.map(({ path }) => path)))
    throw new Error(
      `The logs are not here: expected ${TRIALS.map(({ path }) => dataPath(path)).join(' and ')}. docs/survive.md says how they are made; HOSTFOLD_DATA says where they lie.`,
    );
  const kernel = await EvenKernel.create(readFileSync('build/even.release.wasm'));
  const tables: Table[] = [];
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
    tables.push({
      title: `${trial.name}: evened plans over each baseline, where that is over ${percent(TOLD)} %`,
      rows: GOALS.map(({ baseline, each, mean, from }) => {
        const all = against(baseline, outcome, 0);
        const { mean: found } = against(baseline, outcome, from);
        const worst = Math.max(...all.ratios.map(({ ratio }) => ratio));
        const told = all.ratios.length > 0;
        const met = told && worst <= each && (mean === null || (found ?? 0) <= mean);
        return {
          baseline,
          ratios:
            all.ratios.map(({ hosts, ratio }) => `${hosts}: ${Number(ratio.toPrecision(2))}`).join('  ') ||
            'none',
          'at most': each,
          'geometric mean': found === null ? 'none' : String(Number(found.toPrecision(2))),
          'mean at most': mean === null ? '' : mean.toFixed(2),
          met: told ? (met ? 'yes' : 'no') : 'not to be told',
        };
      }),
    });
  }
  return tables;
}
