/**
 * Column generation against the published instances: gap to the known optimum (or to the best bound), share proved,
 * and time. `npx tsx bench/columns.ts [--sets panigrahy,new,triplet,ct] [--items 20-120] [--seconds 5] [--index 0]
 * [--limit N] [--open] [--each] [--pack]`; with --open the instances without a known optimum too, with --pack the
 * whole portfolio of constructions, search and columns. Seconds are of processor time, so that a busy machine gives
 * the same figures.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ColumnKernel } from '../src/engine/columns/kernel';
import { runColumns } from '../src/engine/columns/solve';
import { createLocalEngine } from '../src/engine/local';
import type { FoldEngine } from '../src/engine/fold-engine';
import type { FoldProblem } from '../src/engine/packing/problem';
import { InputError } from '../src/estate/finding';
import { readInstance } from '../src/intake/vbp';
import type { Table } from './table';

export interface BenchOptions {
  readonly sets: readonly string[];
  /** Fewest and most items, by the number in the file name. */
  readonly items: readonly [number, number];
  readonly seconds: number;
  /** Indices within each cell (class, items, dimensions). */
  readonly index: readonly number[];
  readonly limit: number;
  /** Whether instances without a known optimum count too. */
  readonly open: boolean;
  /** Whether the whole portfolio runs, not columns alone. */
  readonly pack: boolean;
  /** Whether each instance is printed. */
  readonly each: boolean;
}

interface Case {
  readonly set: string;
  readonly name: string;
  readonly path: URL;
  readonly items: number;
  /** Known optimum, or -1. */
  readonly optimum: number;
  /** The best of 351 published heuristics, or -1. */
  readonly published: number;
  readonly bound: number;
}

const DATA = new URL('../../shared/data/vbp/', import.meta.url);
const USUAL: BenchOptions = {
  sets: ['panigrahy', 'new'],
  items: [20, 120],
  seconds: 5,
  index: [0],
  limit: Infinity,
  open: false,
  pack: false,
  each: false,
};

const FOLDERS: Record<string, string> = { panigrahy: 'Panigrahy', new: 'New', triplet: 'Triplet' };

function casesOf(set: string): Case[] {
  if (set === 'ct') {
    const [, ...lines] = readFileSync(new URL('ct01/KNOWN.csv', DATA), 'utf8').trim().split('\n');
    return lines.map((line) => {
      const [name, optimum, bound] = line.split(',');
      return {
        set,
        name,
        path: new URL(`ct01/${name}.vbp`, DATA),
        items: Number(name.split('_')[2]),
        optimum: optimum ? Number(optimum) : -1,
        published: -1,
        bound: Math.ceil(Number(bound || 0) - 1e-6),
      };
    });
  }
  const folder = `vectorpack/${FOLDERS[set]}_instances_multidim/`;
  const where = new Map<string, URL>();
  for (const group of readdirSync(new URL(folder, DATA)))
    for (const file of readdirSync(new URL(`${folder}${group}/`, DATA)))
      where.set(file.replace('.vbp', ''), new URL(`${folder}${group}/${file}`, DATA));
  const [, ...lines] = readFileSync(new URL(`vectorpack/${FOLDERS[set]}_KNOWN.tsv`, DATA), 'utf8')
    .trim()
    .split('\n');
  return lines.flatMap((line) => {
    const [name, bound, optimum, published] = line.split('\t');
    const path = where.get(name);
    const [, items] = name.split('_');
    return path
      ? [
          {
            set,
            name,
            path,
            items: Number(items),
            optimum: Number(optimum),
            published: Number(published),
            bound: Number(bound),
          },
        ]
      : [];
  });
}

/** Runs the chosen instances, and returns one row for each set and number of items. */
export default async function bench(options: Partial<BenchOptions> = flags()): Promise<Table> {
  const o = { ...USUAL, ...options };
  const what = o.pack ? 'Constructions, search and columns' : 'Column generation and dives';
  const title = `${what}, ${o.seconds} s of processor time for each published instance`;
  if (!existsSync(DATA))
    return { title, rows: [], notes: ['Skipped: the published instances are not here.'] };
  const bytes = (kernel: string) => readFileSync(new URL(`../build/${kernel}.release.wasm`, import.meta.url));
  const columns = await ColumnKernel.create(bytes('columns'));
  const engine = await createLocalEngine();
  const groups = new Map<string, { gaps: number[]; times: number[]; proved: number; worse: string[] }>();
  for (const set of o.sets) {
    let left = o.limit;
    for (const c of casesOf(set)) {
      if (c.items < o.items[0] || c.items > o.items[1] || left <= 0) continue;
      if (!o.index.includes(Number(c.name.split('_').at(-1)))) continue;
      if (c.optimum < 0 && !o.open) continue;
      left--;
      let problem;
      try {
        problem = readInstance(readFileSync(c.path, 'utf8'), c.name);
      } catch (error) {
        if (error instanceof InputError) continue;
        throw error;
      }
      const begun = processorSeconds();
      const budget = { seed: 1, shouldStop: () => processorSeconds() - begun >= o.seconds };
      const result = o.pack
        ? await packed(engine, problem, budget.shouldStop)
        : await runColumns(columns, problem, budget);
      const seconds = processorSeconds() - begun;
      const proved = result.hosts === result.lowerBound;
      const key = `${set} ${c.items}${c.optimum < 0 ? ' open' : ''}`;
      const group = groups.get(key) ?? { gaps: [], times: [], proved: 0, worse: [] };
      groups.set(key, group);
      const against = c.optimum >= 0 ? c.optimum : Math.max(c.bound, result.lowerBound);
      if (c.optimum >= 0 && (result.hosts < c.optimum || result.lowerBound > c.optimum))
        throw new Error(
          `${c.name}: ${result.lowerBound}..${result.hosts} against a known optimum of ${c.optimum}`,
        );
      group.gaps.push(result.hosts / against - 1);
      group.times.push(seconds);
      if (proved) group.proved++;
      if (c.published >= 0 && result.hosts > c.published) group.worse.push(c.name);
      if (o.each || (c.optimum >= 0 && !proved))
        console.error(
          `${c.name} ${result.lowerBound}..${result.hosts} known ${c.optimum} published ${c.published} ${seconds.toFixed(2)} s`,
        );
    }
  }
  const rows = [...groups].map(([group, { gaps, times, proved, worse }]) => {
    const sorted = [...times].sort((a, b) => a - b);
    return {
      group,
      instances: gaps.length,
      'mean gap %': Number(((100 * gaps.reduce((a, b) => a + b, 0)) / gaps.length).toFixed(3)),
      'met %': Number(((100 * gaps.filter((g) => g <= 1e-9).length) / gaps.length).toFixed(1)),
      'proved %': Number(((100 * proved) / gaps.length).toFixed(1)),
      'median s': Number(sorted[sorted.length >> 1].toFixed(3)),
      'longest s': Number(sorted[sorted.length - 1].toFixed(2)),
      'worse than the best of 351': worse.length,
    };
  });
  return { title, rows, notes: [`Indices ${o.index.join(', ')} of each cell, seed 1, one core.`] };
}

/** The whole portfolio on one thread, until it is told to stop. */
async function packed(engine: FoldEngine, problem: FoldProblem, shouldStop: () => boolean) {
  const abort = new AbortController();
  const watch = setInterval(() => shouldStop() && abort.abort(), 10);
  const result = await engine.fold(problem, { seed: 1, seconds: Infinity }, { signal: abort.signal });
  clearInterval(watch);
  return { hosts: result.plan.hostKind.length, lowerBound: result.lowerBound };
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
  const given: Partial<Record<keyof BenchOptions, unknown>> = {};
  if (value('sets')) given.sets = value('sets')!.split(',');
  if (value('items')) {
    const [from, to = from] = value('items')!.split('-').map(Number);
    given.items = [from, to];
  }
  if (value('seconds')) given.seconds = Number(value('seconds'));
  if (value('index')) given.index = value('index')!.split(',').map(Number);
  if (value('limit')) given.limit = Number(value('limit'));
  given.open = process.argv.includes('--open');
  given.pack = process.argv.includes('--pack');
  given.each = process.argv.includes('--each');
  return given as Partial<BenchOptions>;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table((await bench()).rows);
