/** The plans that each way makes of one trial with one seed, added up on the days kept back. */
import { readFileSync } from 'node:fs';
import { gaugeOfProblem } from '../../src/engine/even/gauge';
import { EvenKernel } from '../../src/engine/even/kernel';
import { evenPlan } from '../../src/engine/even/run';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { staticProblem, type FoldPlan, type FoldProblem } from '../../src/engine/packing/problem';
import { plentyOf } from '../../src/placement/evening';
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
  type Rule,
} from './first-fit';
import { cut, overloadOf, readLog, type Log } from './log';
import type { Trial } from './trials';

/** Steps of the search for the fewest. */
const WORK = 40;
/** The part of what is plenty that deals of means get: they are one row, level to a hair by then. */
const MEANS_PART = 8;

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

/** By way of planning, for each number of hosts: the part of host-slots over capacity; null where it has no plan. */
export type Parts = Readonly<Record<string, readonly (number | null)[]>>;

/** One trial: its logs, problems and rules, which serve every seed. */
export class Planned {
  private readonly known: Log;
  private readonly kept: Log;
  private readonly timed: FoldProblem;
  private readonly means: FoldProblem;
  private readonly rules: readonly Rule[];

  constructor(
    private readonly trial: Trial,
    path: string,
    private readonly kernel: EvenKernel,
    private readonly engine: FoldEngine,
  ) {
    const log = readLog(path, trial.perDay);
    const { room, scale, planned, backwards } = trial;
    const middle = backwards ? log.slots - planned : planned;
    const ends = [cut(log, 0, middle), cut(log, middle, log.slots)];
    [this.known, this.kept] = backwards ? ends.reverse() : ends;
    const { known } = this;
    this.timed = problemOf(known.series, room, scale);
    this.means = problemOf(
      meansOf(known).map((mean) => [mean]),
      room,
      scale,
    );
    this.rules = [ceiling, nSigma, profileAndSigma, sumOfP95, sumOfPeaks].map((rule) => rule(known, room));
  }

  get slots(): number {
    return this.kept.slots;
  }

  /** What sums of 95th percentiles and of peaks buy by themselves, with the dial at what a host has. */
  get alone(): readonly number[] {
    return [sumOfP95, sumOfPeaks].map((rule) => buys(rule(this.known, this.trial.room), this.known));
  }

  /** The plan of the fewest hosts that a search finds. */
  async fewest(seed: number): Promise<FoldPlan> {
    return (await this.engine.fold(this.timed, { seed, work: WORK })).plan;
  }

  /** @param fewest what the search found with this seed */
  async parts(seed: number, numbers: readonly number[], fewest: FoldPlan): Promise<Parts> {
    const { timed, means, rules, known } = this;
    const parts: Record<string, (number | null)[]> = {};
    const add = (name: string, hosts: number, hostOf: ArrayLike<number> | null) =>
      (parts[name] ??= []).push(hostOf && overloadOf(this.kept, hostOf, hosts, this.trial.room));
    for (const hosts of numbers) {
      add('evened', hosts, await this.even(timed, hosts, seed));
      add('equal means', hosts, await this.even(means, hosts, seed, MEANS_PART));
      add('the fewest, rest idle', hosts, fewest.hostOf);
      for (const rule of rules)
        add(rule.name, hosts, tuned(rule, orderOf(rule, known.series.length, randomOf(seed)), hosts));
    }
    return parts;
  }

  private async even(problem: FoldProblem, hosts: number, seed: number, part = 1) {
    const start = { hostKind: new Int32Array(hosts), hostOf: new Int32Array(problem.items).fill(-1) };
    const job = { start, seed: BigInt(seed), steps: plentyOf(problem) / part, bounded: part === 1 };
    return (await evenPlan(this.kernel, problem, gaugeOfProblem(problem), job)).plan?.hostOf ?? null;
  }
}

/** Opens trials, with kernels of this thread. */
export async function planner(): Promise<(trial: Trial, path: string) => Planned> {
  const kernel = await EvenKernel.create(readFileSync('build/even.release.wasm'));
  const engine = await createLocalEngine();
  return (trial, path) => new Planned(trial, path, kernel, engine);
}

/** Hosts that a rule opens with the dial at what a host has. */
function buys(rule: Rule, { series }: Log): number {
  const order = [...series.keys()].sort((a, b) => rule.size(b) - rule.size(a) || a - b);
  const hostOf = firstFit(rule, order, 1, Infinity);
  return hostOf ? Math.max(...hostOf) + 1 : NaN;
}
