/**
 * The whole portfolio, as the page runs it, against the published instances: hosts, bound, gap to the known optimum
 * (or to the best bound), share proved and time, by set and number of items, and by class. No plan may be below and no
 * bound above what is known: that is told loudly, and the bench fails.
 *
 * `npx tsx bench/columns.ts [--sets panigrahy,new,triplet,ct,tbpp] [--items 20-120] [--seconds 5] [--index 0,1]
 * [--limit N] [--open] [--each] [--one] [--alone]`: --index all for all of each cell; --open takes the instances
 * without a known optimum too; --one works on this thread only, not on one more; --alone is column generation without
 * constructions and search, in seconds of processor time.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ColumnKernel } from '../src/engine/columns/kernel';
import { runColumns } from '../test/engine/columns/run-columns';
import { createNodeEngine } from '../src/engine/node';
import type { FoldProblem } from '../src/engine/packing/problem';
import { InputError } from '../src/estate/finding';
import { readInstance } from '../src/intake/vbp';
import { buildNodeWorker } from './node-worker';
import { casesOf, published, type PublishedCase } from './published';
import type { Table } from './table';

export interface BenchOptions {
  readonly sets: readonly string[];
  /** Fewest and most items, by the number in the file name. */
  readonly items: readonly [number, number];
  readonly seconds: number;
  /** Indices within each cell (class, items, dimensions); null for all. */
  readonly index: readonly number[] | null;
  /** Instances of each set at most. */
  readonly limit: number;
  /** Whether instances without a known optimum count too. */
  readonly open: boolean;
  /** Whether each instance is printed. */
  readonly each: boolean;
  /** 'pool': this thread and workers; 'one': this thread; 'alone': columns without search. */
  readonly way: 'pool' | 'one' | 'alone';
}

const USUAL: BenchOptions = {
  sets: ['panigrahy', 'new'],
  items: [20, 120],
  seconds: 5,
  index: [0],
  limit: Infinity,
  open: false,
  each: false,
  way: 'pool',
};

interface Outcome {
  readonly hosts: number;
  readonly lowerBound: number;
  readonly seconds: number;
}
type Solve = (problem: FoldProblem) => Promise<Outcome>;
type Solved = PublishedCase & Outcome;

/** Runs the chosen instances. */
export default async function bench(options: Partial<BenchOptions> = flags()): Promise<Table[]> {
  const o = { ...USUAL, ...options };
  const title = `${o.way === 'alone' ? 'Column generation and dives' : 'Constructions, search and columns'}, ${o.seconds} s for each published instance`;
  if (!published) return [{ title, rows: [], notes: ['Skipped: the published instances are not here.'] }];
  const { solve, end } = await solver(o);
  const solved: Solved[] = [];
  const faults: string[] = [];
  let refused = 0;
  for (const set of o.sets) {
    let left = o.limit;
    for (const c of casesOf(set)) {
      if (c.items < o.items[0] || c.items > o.items[1] || left <= 0) continue;
      if (o.index && !o.index.includes(c.index)) continue;
      if (c.optimum < 0 && !o.open && set !== 'tbpp') continue;
      left--;
      const problem = read(c);
      if (!problem) {
        refused++;
        continue;
      }
      const outcome = await solve(problem);
      solved.push({ ...c, ...outcome });
      const told = `${c.name} ${outcome.lowerBound}..${outcome.hosts} known ${c.optimum} published ${c.published} ${outcome.seconds.toFixed(2)} s`;
      if (o.each) console.error(told);
      const { hosts, lowerBound } = outcome;
      const wrong =
        lowerBound > hosts ||
        (c.optimum >= 0 ? hosts < c.optimum || lowerBound > c.optimum : hosts < c.bound);
      if (!wrong) continue;
      faults.push(told);
      console.error(`WRONG: ${told}`);
    }
  }
  end();
  if (faults.length > 0) process.exitCode = 1;
  const worse = solved.filter((c) => c.published >= 0 && c.hosts > c.published);
  const notes = [
    `Indices ${o.index?.join(', ') ?? 'all'} of each cell, seed 1, ${o.way === 'pool' ? 'this thread and workers' : 'one thread'}.`,
    `${faults.length} plans below or bounds above what is known${faults.map((f) => `\n    WRONG ${f}`).join('')}`,
    `${worse.length} worse than the best of 351${worse.map((c) => ` ${c.name}`).join('')}; ${refused} files refused.`,
  ];
  return [
    {
      title,
      rows: table(solved, ({ set, items, optimum }) => ({ set, n: items, known: known(set, optimum) })),
      notes,
    },
    {
      title: `${title}, by class`,
      rows: table(solved, ({ set, group, items, optimum }) => ({
        set,
        class: group,
        n: items,
        known: known(set, optimum),
      })),
    },
  ];
}

const known = (set: string, optimum: number) => (optimum >= 0 ? 'yes' : set === 'tbpp' ? '' : 'no');

/** One row for each group, with sums and means. */
function table(solved: readonly Solved[], of: (c: Solved) => Record<string, string | number>): Table['rows'] {
  const groups = new Map<string, Solved[]>();
  for (const c of solved) {
    const key = JSON.stringify(of(c));
    groups.set(key, [...(groups.get(key) ?? []), c]);
  }
  return [...groups].map(([key, cases]) => {
    const sum = (value: (c: Solved) => number) => cases.reduce((total, c) => total + value(c), 0);
    const share = (holds: (c: Solved) => boolean) => (100 * cases.filter(holds).length) / cases.length;
    const against = (c: Solved) => (c.optimum >= 0 ? c.optimum : Math.max(c.bound, c.lowerBound));
    const times = cases.map((c) => c.seconds).sort((a, b) => a - b);
    return {
      ...(JSON.parse(key) as Record<string, string | number>),
      instances: cases.length,
      hosts: sum((c) => c.hosts),
      bound: sum((c) => c.lowerBound),
      'gap %': round((100 * sum((c) => c.hosts / against(c) - 1)) / cases.length, 3),
      'met %': round(
        share((c) => c.hosts <= against(c)),
        1,
      ),
      'proved %': round(
        share((c) => c.hosts === c.lowerBound),
        1,
      ),
      'median s': round(times[times.length >> 1], 3),
      'longest s': round(times[times.length - 1], 2),
      'worse than 351': cases.filter((c) => c.published >= 0 && c.hosts > c.published).length,
    };
  });
}

const round = (x: number, digits: number) => Number(x.toFixed(digits));

/** The problem of a file, or null for one that is refused (items of negative size). */
function read(c: PublishedCase): FoldProblem | null {
  try {
    return readInstance(readFileSync(c.path, 'utf8'), c.name);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function solver(o: BenchOptions): Promise<{ solve: Solve; end: () => void }> {
  if (o.way === 'alone') {
    const bytes = readFileSync(new URL('../build/columns.release.wasm', import.meta.url));
    const columns = await ColumnKernel.create(bytes);
    const solve: Solve = async (problem) => {
      const begun = processorSeconds();
      const shouldStop = () => processorSeconds() - begun >= o.seconds;
      const { hosts, lowerBound } = await runColumns(columns, problem, { seed: 1, shouldStop });
      return { hosts, lowerBound, seconds: processorSeconds() - begun };
    };
    return { solve, end: () => {} };
  }
  const worker = o.way === 'pool' ? await buildNodeWorker() : null;
  const engine = await createNodeEngine(worker?.url ?? null);
  const solve: Solve = async (problem) => {
    const begun = performance.now();
    const { plan, lowerBound } = await engine.fold(problem, { seed: 1, seconds: o.seconds });
    return { hosts: plan.hostKind.length, lowerBound, seconds: (performance.now() - begun) / 1000 };
  };
  return { solve, end: () => worker?.remove() };
}

/** Seconds of processor time that this process has used. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function flags(): Partial<BenchOptions> {
  const value = (name: string) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? undefined : process.argv[at + 1];
  };
  const has = (name: string) => process.argv.includes(`--${name}`);
  const given: Partial<Record<keyof BenchOptions, unknown>> = {};
  if (value('sets')) given.sets = value('sets')!.split(',');
  if (value('items')) {
    const [from, to = from] = value('items')!.split('-').map(Number);
    given.items = [from, to];
  }
  if (value('seconds')) given.seconds = Number(value('seconds'));
  if (value('index')) given.index = value('index') === 'all' ? null : value('index')!.split(',').map(Number);
  if (value('limit')) given.limit = Number(value('limit'));
  if (has('open')) given.open = true;
  if (has('each')) given.each = true;
  if (has('one')) given.way = 'one';
  if (has('alone')) given.way = 'alone';
  return given as Partial<BenchOptions>;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { title, rows, notes } of await bench()) {
    console.log(title);
    console.table(rows);
    for (const note of notes ?? []) console.log(note);
  }
