/**
 * Plan, bound and the gap between them against seconds of processor, on the largest published instances: one fold on one
 * thread for each, ended by its processor time. The table goes to `build/gap.md`, and every moment at which plan or bound
 * got better to `build/gap.jsonl`, a line for each instance, for `gap-picture.ts`.
 *
 * `npx tsx bench/gap.ts [--set new] [--class class1] [--items 500] [--dimensions 10] [--index 0] [--seconds 30]
 * [--label now]`: lists are parted by commas.
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createNodeEngine } from '../src/engine/node';
import { readInstance } from '../src/intake/vbp';
import { casesOf, published } from './published';
import { processorWatch } from './proofs';
import type { Table } from './table';

const BUILD = new URL('../build/', import.meta.url);
/** Seconds of processor at which the gap is told. */
const TIMES = [0.3, 1, 3, 10, 30, 100, 300];
/** How often a fold's processor time is looked at. */
const LOOK_MS = 20;

const value = (name: string, usual: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : process.argv[at + 1];
};

/** What is known once so many seconds of processor have passed. */
export interface Moment {
  readonly seconds: number;
  readonly cost: number;
  readonly bound: number;
}

/** The first moment, those at which plan or bound got better, and the last. */
function steps(moments: readonly Moment[]): Moment[] {
  const same = (a: Moment, b: Moment) => a.cost === b.cost && a.bound === b.bound;
  return moments.filter((m, i) => i === 0 || i === moments.length - 1 || !same(m, moments[i - 1]));
}

/** Folds the chosen instances. */
export default async function bench(): Promise<Table> {
  const title = 'Plan and bound against seconds of processor, on one thread';
  if (!published) return { title, rows: [], notes: ['Skipped: the published instances are not here.'] };
  const most = Number(value('seconds', '30'));
  const oneOf = (name: string, usual: string, what: string | number) =>
    value(name, usual).split(',').includes(String(what));
  const cases = value('set', 'new')
    .split(',')
    .flatMap(casesOf)
    .filter(
      (c) =>
        oneOf('class', 'class1', c.group) &&
        oneOf('items', '500', c.items) &&
        oneOf('dimensions', '10', c.name.split('_')[2]) &&
        oneOf('index', '0', c.index),
    );
  mkdirSync(BUILD, { recursive: true });
  const engine = await createNodeEngine(null);
  const rows: Record<string, string | number>[] = [];
  for (const c of cases) {
    const problem = readInstance(readFileSync(c.path, 'utf8'), c.name);
    const passed = processorWatch();
    const over = new AbortController();
    const moments: Moment[] = [];
    const look = setInterval(() => passed() >= most && over.abort(), LOOK_MS);
    const result = await engine.fold(
      problem,
      { seed: 1, seconds: 1e6 },
      {
        signal: over.signal,
        onProgress: ({ cost, lowerBound }) => moments.push({ seconds: passed(), cost, bound: lowerBound }),
      },
    );
    clearInterval(look);
    moments.push({ seconds: passed(), cost: result.cost, bound: result.lowerBound });
    const told = { label: value('label', 'now'), instance: `${c.set} ${c.name}`, moments: steps(moments) };
    appendFileSync(new URL('gap.jsonl', BUILD), `${JSON.stringify(told)}\n`);
    for (const time of TIMES.filter((t) => t <= most)) {
      const at = moments.filter(({ seconds }) => seconds <= time * 1.01).at(-1);
      if (!at) continue;
      const gap = `${((100 * (at.cost - at.bound)) / at.bound).toFixed(1)} %`;
      const row = { instance: `${c.set} ${c.name}`, seconds: time, plan: at.cost, bound: at.bound, gap };
      rows.push(row);
      console.error(Object.values(row).join('  '));
    }
  }
  const lines = rows.map((row) => `| ${Object.values(row).join(' | ')} |\n`).join('');
  writeFileSync(
    new URL('gap.md', BUILD),
    `| instance | seconds | plan | bound | gap |\n| --- | --- | --- | --- | --- |\n${lines}`,
  );
  return { title, rows };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table((await bench()).rows);
