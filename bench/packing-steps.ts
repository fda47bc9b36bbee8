/**
 * How long a Stop goes unheard while the largest estates are folded on one thread: the longest call of the packing
 * kernel, and the longest that a timer waits. Goal: 20 ms.
 */
import { readFileSync } from 'node:fs';
import { runFold } from '../src/engine/packing/fold';
import { PackingKernel } from '../src/engine/packing/kernel';
import type { FoldProblem } from '../src/engine/packing/problem';
import { guestsOverADay, uniformItems } from './packing-instances';
import type { Table } from './table';

const CALLS = ['load', 'prepare', 'begin', 'construct', 'bound', 'beginSearch', 'search', 'plan'] as const;
/** Steps of search in each fold. */
const WORK = 60;
/** Folds of each estate: the same calls in the same order, so that the least time of each is the least disturbed. */
const FOLDS = 3;

interface Call {
  readonly name: string;
  ms: number;
}

/** A stop-watch, in ms, that stands while the machine gives its time to other processes. */
function stopwatch(): () => number {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - start, (user + system) / 1000);
  };
}

/** Times each call of a kernel from now on. */
function watch(kernel: PackingKernel): Call[] {
  const calls: Call[] = [];
  for (const name of CALLS) {
    const call = kernel[name].bind(kernel) as (...args: unknown[]) => unknown;
    const timed = (...args: unknown[]) => {
      const passed = stopwatch();
      const came = call(...args);
      calls.push({ name, ms: passed() });
      return came;
    };
    Object.assign(kernel, { [name]: timed });
  }
  return calls;
}

/** The longest time between two turns of a timer while `run` goes on, in ms. */
async function longestGap(run: () => Promise<unknown>): Promise<number> {
  let gap = 0;
  let passed = stopwatch();
  const tick = () => {
    gap = Math.max(gap, passed());
    passed = stopwatch();
    timer = setTimeout(tick, 0);
  };
  let timer = setTimeout(tick, 0);
  await run();
  clearTimeout(timer);
  return Math.max(gap, passed());
}

async function measure(title: string, problem: FoldProblem): Promise<Table['rows']> {
  const kernel = await PackingKernel.create(readFileSync('build/packing.release.wasm'));
  const calls = watch(kernel);
  let least: Call[] = [];
  let gap = Infinity;
  let first = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    calls.length = 0;
    // A new object is a new problem to the kernel.
    const now = await longestGap(() => runFold(kernel, { ...problem }, { seed: 1, work: WORK }));
    gap = Math.min(gap, now);
    if (fold === 0) first = Math.max(...calls.map((call) => call.ms));
    // The first fold clears less memory than the others.
    const same = calls.filter((call) => call.name !== 'prepare');
    least = least.length === 0 ? same : same.map((call, k) => (call.ms < least[k].ms ? call : least[k]));
    least = least.map((call) => ({ ...call }));
  }
  const prepare = Math.max(...calls.filter((call) => call.name === 'prepare').map((call) => call.ms));
  const longest = least.reduce((a, b) => (b.ms > a.ms ? b : a), { name: 'prepare', ms: prepare });
  return [
    {
      instance: title,
      calls: least.length,
      'longest call ms': longest.ms,
      'which is': longest.name,
      'in the first fold ms': first,
      'longest gap of a timer ms': gap,
      goal: '20 ms',
      met: longest.ms <= 20 && gap <= 20 ? 'yes' : 'NO',
    },
  ];
}

export default async function bench(): Promise<Table> {
  return {
    title: 'Packing: what a Stop waits for',
    rows: [
      ...(await measure('100,000 x 4 static', uniformItems(100_000, 0.05, 0.5))),
      ...(await measure('10,000 x 288 x 4', guestsOverADay(10_000))),
    ],
    notes: [
      `each call: the least of ${FOLDS} folds of the same calls, the gap likewise; the first fold's calls are as they came`,
      'time given to other processes does not count',
    ],
  };
}
