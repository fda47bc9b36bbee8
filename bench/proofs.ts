/**
 * How much of the published instances is proved, and in how many seconds of processor: one fold on one thread for each,
 * ended by its processor time, so that a busy machine tells the same. Every plan is added up anew. What is done is kept
 * in `build/proofs.jsonl`, a line each; the next run goes on from there, and tries what is open again where it is given
 * more seconds. The table for `docs/proofs.md` goes to `build/proofs.md`.
 *
 * `npx tsx bench/proofs.ts [--sets ct,panigrahy,new] [--items 20-120] [--seconds 60] [--check] [--report]`: --check has
 * each certificate searched again by the checker; --report runs nothing and makes the table of what is there.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { FoldEngine } from '../src/engine/fold-engine';
import { createNodeEngine } from '../src/engine/node';
import { checkPlan } from '../src/engine/packing/check';
import { InputError } from '../src/estate/finding';
import { readInstance } from '../src/intake/vbp';
import { casesOf, published, type PublishedCase } from './published';
import type { Table } from './table';

const BUILD = new URL('../build/', import.meta.url);
const JOURNAL = new URL('proofs.jsonl', BUILD);
const REPORT = new URL('proofs.md', BUILD);
/** Items looked at by the checker before it gives up. */
const CHECK_LIMIT = 2e9;
/** How often a fold's processor time is looked at. */
const LOOK_MS = 20;

/** What was found of an instance. */
interface Entry {
  readonly set: string;
  /** As its set names it: two sets have some names in common. */
  readonly name: string;
  readonly hosts: number;
  readonly bound: number;
  /** Of processor, until it was proved or given up. */
  readonly seconds: number;
  /** What it might have taken. */
  readonly budget: number;
  /** Whether the checker found the certificate valid; null where it was not asked, or there is none. */
  readonly checked: boolean | null;
}

interface Options {
  readonly sets: readonly string[];
  readonly items: readonly [number, number];
  readonly seconds: number;
  readonly check: boolean;
  readonly report: boolean;
}

/** Tries what is open, and tells what is proved by set and number of items. */
export default async function bench(options: Partial<Options> = flags()): Promise<Table> {
  const o: Options = {
    sets: ['ct', 'panigrahy', 'new'],
    items: [20, 120],
    seconds: 60,
    check: false,
    report: false,
    ...options,
  };
  const title = 'Published instances proved, on one thread, in seconds of processor';
  if (!published) return { title, rows: [], notes: ['Skipped: the published instances are not here.'] };
  const cases = o.sets
    .flatMap((set) => casesOf(set).filter((c) => set === 'ct' || inside(c, o.items)))
    .sort((a, b) => a.items - b.items);
  const done = journal();
  const faults: string[] = [];
  if (!o.report) {
    mkdirSync(BUILD, { recursive: true });
    const engine = await createNodeEngine(null);
    for (const c of cases) {
      const before = done.get(keyOf(c));
      if (before && (before.hosts === before.bound || before.budget >= o.seconds)) continue;
      const entry = await prove(engine, c, o);
      if (!entry) continue;
      done.set(keyOf(c), entry);
      appendFileSync(JOURNAL, `${JSON.stringify(entry)}\n`);
      console.error(told(c, entry));
    }
  }
  for (const c of cases) {
    const entry = done.get(keyOf(c));
    if (entry && wrong(c, entry)) faults.push(told(c, entry));
  }
  for (const fault of faults) console.error(`WRONG: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  const rows = rowsOf(cases, done);
  const open = openOf(cases, done);
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(REPORT, markdown(rows, open));
  return {
    title,
    rows,
    notes: [
      `${faults.length} plans below, bounds above what is known, or certificates that do not hold.`,
      ...open.map((row) => Object.values(row).join('  ')),
    ],
  };
}

const keyOf = ({ set, name }: Pick<Entry, 'set' | 'name'>) => `${set} ${name}`;
const inside = ({ items }: PublishedCase, [least, most]: Options['items']) => items >= least && items <= most;

async function prove(engine: FoldEngine, c: PublishedCase, o: Options): Promise<Entry | null> {
  const problem = problemOf(c);
  if (!problem) return null;
  const passed = processorWatch();
  const over = new AbortController();
  const look = setInterval(() => passed() >= o.seconds && over.abort(), LOOK_MS);
  // Only the processor's time ends it.
  const result = await engine.fold(
    problem,
    { seed: 1, seconds: 1e6 },
    { signal: over.signal, certify: true },
  );
  clearInterval(look);
  const seconds = Number(passed().toFixed(3));
  const [fault] = checkPlan(problem, result.plan);
  if (fault) throw new Error(`${c.name}: ${fault}`);
  const { lowerBound: bound, certificate } = result;
  const verdict =
    o.check && certificate?.bound === bound ? await engine.verify!(problem, certificate, CHECK_LIMIT) : null;
  const checked = verdict && !verdict.undecided ? verdict.valid : null;
  const { set, name } = c;
  return { set, name, hosts: result.plan.hostKind.length, bound, seconds, budget: o.seconds, checked };
}

/** Null for a file that is refused: one with items of negative size. */
function problemOf(c: PublishedCase) {
  try {
    return readInstance(readFileSync(c.path, 'utf8'), c.name);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Seconds of processor that this process has used since. */
export function processorWatch(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
}

/** The last line of each instance. */
function journal(): Map<string, Entry> {
  const lines = existsSync(JOURNAL) ? readFileSync(JOURNAL, 'utf8').trim().split('\n').filter(Boolean) : [];
  return new Map(
    lines.map((line) => {
      const entry = JSON.parse(line) as Entry;
      return [keyOf(entry), entry];
    }),
  );
}

function wrong({ optimum, bound }: PublishedCase, entry: Entry): boolean {
  if (entry.checked === false || entry.bound > entry.hosts) return true;
  return optimum >= 0 ? entry.hosts < optimum || entry.bound > optimum : entry.hosts < bound;
}

function told(c: PublishedCase, { hosts, bound, seconds, checked }: Entry): string {
  const known = c.optimum >= 0 ? `optimum ${c.optimum}` : `published bound ${c.bound}`;
  const check = checked === null ? '' : checked ? ', certificate holds' : ', CERTIFICATE DOES NOT HOLD';
  return `${keyOf(c)} ${bound === hosts ? `${hosts} proved` : `${bound}..${hosts} open`} in ${seconds.toFixed(2)} s (${known}${check})`;
}

const SETS: Record<string, string> = {
  ct: 'Caprara-Toth',
  panigrahy: 'Panigrahy',
  new: 'New',
  triplet: 'Triplet',
};

function rowsOf(cases: readonly PublishedCase[], done: ReadonlyMap<string, Entry>): Table['rows'] {
  const groups = new Map<string, PublishedCase[]>();
  for (const c of cases) {
    const key = `${c.set} ${c.items}`;
    groups.set(key, [...(groups.get(key) ?? []), c]);
  }
  return [...groups.values()]
    .sort((a, b) => a[0].set.localeCompare(b[0].set) || a[0].items - b[0].items)
    .map((group) => {
      const tried = group.flatMap((c) => {
        const entry = done.get(keyOf(c));
        return entry ? [{ ...c, entry }] : [];
      });
      const proved = tried.filter(({ entry }) => entry.hosts === entry.bound);
      const times = proved.map(({ entry }) => entry.seconds).sort((a, b) => a - b);
      return {
        set: SETS[group[0].set] ?? group[0].set,
        items: group[0].items,
        instances: group.length,
        tried: tried.length,
        proved: proved.length,
        'optimum unknown': group.filter(({ optimum }) => optimum < 0).length,
        'of these proved': proved.filter(({ optimum }) => optimum < 0).length,
        'certificates checked': proved.filter(({ entry }) => entry.checked).length,
        'median s': Number((times[times.length >> 1] ?? 0).toFixed(2)),
        'longest s': Number((times.at(-1) ?? 0).toFixed(1)),
        'sum s': Number(times.reduce((sum, t) => sum + t, 0).toFixed(1)),
      };
    });
}

/** What was tried and is not proved. */
function openOf(cases: readonly PublishedCase[], done: ReadonlyMap<string, Entry>): Table['rows'] {
  return cases.flatMap(({ set, name, optimum }) => {
    const entry = done.get(keyOf({ set, name }));
    if (!entry || entry.hosts === entry.bound) return [];
    const { bound, hosts, seconds } = entry;
    return [
      {
        set: SETS[set] ?? set,
        open: name,
        bound,
        plan: hosts,
        optimum: optimum < 0 ? 'unknown' : optimum,
        seconds,
      },
    ];
  });
}

function markdown(...tables: readonly Table['rows'][]): string {
  return tables
    .filter((rows) => rows.length > 0)
    .map((rows) => {
      const names = Object.keys(rows[0]);
      const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
      return (
        line(names) + line(names.map(() => '---')) + rows.map((row) => line(Object.values(row))).join('')
      );
    })
    .join('\n');
}

function flags(): Partial<Options> {
  const value = (name: string) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? undefined : process.argv[at + 1];
  };
  const has = (name: string) => process.argv.includes(`--${name}`);
  const [from, to = from] = (value('items') ?? '20-120').split('-').map(Number);
  return {
    ...(value('sets') && { sets: value('sets')!.split(',') }),
    ...(value('seconds') && { seconds: Number(value('seconds')) }),
    items: [from, to],
    check: has('check'),
    report: has('report'),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { title, rows, notes } = await bench();
  console.log(title);
  console.table(rows);
  for (const note of notes ?? []) console.log(note);
}
