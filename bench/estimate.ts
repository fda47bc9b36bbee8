/**
 * The estimate of the fewest hosts against what they are: published instances with a known optimum (60 items and more,
 * 2.2 and more a host), and estates over time that were made with a plan which fills each host in one slot, so that the
 * sum over that slot proves it. The table goes to `build/estimate.md` as well.
 *
 * `npx tsx bench/estimate.ts [--each 12] [--seed 1]`
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { estimateHosts } from '../src/engine/count/estimate';
import { fullestTotal } from '../src/engine/count/path';
import type { FoldProblem } from '../src/engine/packing/problem';
import { readInstance } from '../src/intake/vbp';
import { leastBetween } from '../src/placement/estimate';
import { guestsOverADay, plantedOverADay } from './packing-instances';
import { casesOf, published } from './published';
import type { Table } from './table';

const BUILD = new URL('../build/', import.meta.url);
const SETS = ['new', 'panigrahy', 'triplet', 'ct'];
const LEAST_ITEMS = 60;
const LEAST_A_HOST = 2.2;
/** Estates made with a known plan: hosts, guests a host, slots. */
const PLANTED = [
  [8, 8, 24],
  [10, 12, 48],
  [12, 6, 96],
  [20, 6, 48],
  [20, 12, 24],
  [30, 8, 48],
];

const value = (name: string, usual: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : process.argv[at + 1];
};

interface Known {
  readonly group: string;
  readonly name: string;
  readonly problem: FoldProblem;
  readonly optimum: number;
}

/** Instances between those that the interval was chosen on: every stride-th of a set from its second. */
function* known(each: number): Generator<Known> {
  for (const [hosts, guests, slots] of PLANTED)
    for (const seed of [1, 2])
      yield {
        group: 'over time, planted',
        name: `${hosts} x ${guests} x ${slots}, seed ${seed}`,
        problem: plantedOverADay(hosts, guests, slots, seed),
        optimum: hosts,
      };
  if (!published) return;
  for (const set of SETS) {
    const cases = casesOf(set).filter(
      ({ items, optimum }) => items >= LEAST_ITEMS && optimum > 0 && items >= LEAST_A_HOST * optimum,
    );
    const stride = Math.max(1, Math.floor(cases.length / each));
    for (let k = 1; k < cases.length; k += stride) {
      const { name, path, optimum } = cases[k];
      let problem: FoldProblem;
      try {
        problem = readInstance(readFileSync(path, 'utf8'), name);
      } catch {
        // Some of Triplet's sizes are below nothing (README of the data): no instance.
        continue;
      }
      yield { group: set, name, problem, optimum };
    }
  }
}

/** How many lay within the interval, and how far from the count, for each group. */
export default async function bench(): Promise<Table> {
  const seed = Number(value('seed', '1'));
  const all: { group: string; ratio: number; inside: boolean; width: number; missed: number }[] = [];
  let none = 0;
  for (const { group, name, problem, optimum } of known(Number(value('each', '12')))) {
    const counted = await estimateHosts(problem, seed);
    if (counted === null) {
      none++;
      continue;
    }
    const rows = problem.rowStart[problem.resources];
    const capacity = new Int32Array(rows);
    for (let d = 0; d < problem.resources; d++)
      capacity.fill(problem.capacity[d], problem.rowStart[d], problem.rowStart[d + 1]);
    const bound = Math.ceil(
      fullestTotal({ items: problem.items, rows, capacity, need: problem.demand }) - 1e-9,
    );
    const { least, most } = leastBetween(counted, bound, Infinity)!;
    const missed = Math.abs(Math.max(bound, counted) - optimum) / optimum;
    const inside = least <= optimum && optimum <= most;
    all.push({ group, ratio: optimum / Math.max(bound, counted), inside, width: most - least, missed });
    console.error(`${group} ${name}: optimum ${optimum}, bound ${bound}, counted ${counted.toFixed(2)}`);
  }
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const groups = [...new Set(all.map(({ group }) => group)), 'all'];
  const rows = groups.map((group) => {
    const here = all.filter((one) => group === 'all' || one.group === group);
    const ratios = here.map(({ ratio }) => ratio).sort((a, b) => a - b);
    return {
      instances: group,
      count: here.length,
      'within the interval': `${Math.round(100 * mean(here.map(({ inside }) => Number(inside))))} %`,
      'mean error of the count': `${(100 * mean(here.map(({ missed }) => missed))).toFixed(1)} %`,
      'optimum / count, median': Number(ratios[ratios.length >> 1].toFixed(3)),
      'hosts in the interval, mean': Number((1 + mean(here.map(({ width }) => width))).toFixed(1)),
    };
  });
  const head = Object.keys(rows[0]);
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(
    new URL('estimate.md', BUILD),
    `| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}\n${rows.map((row) => `| ${Object.values(row).join(' | ')} |\n`).join('')}`,
  );
  const day = guestsOverADay(1052);
  const began = process.cpuUsage().user;
  const counted = await estimateHosts(day, seed);
  const seconds = ((process.cpuUsage().user - began) / 1e6).toFixed(1);
  return {
    title: 'The fewest hosts, estimated by a count of plans',
    rows,
    notes: [
      `${none} of them were not counted.`,
      `1,052 guests x 288 slots x 4 resources: ${counted?.toFixed(1)}, ${seconds} s of processor.`,
    ],
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { rows, notes } = await bench();
  console.table(rows);
  console.log(notes?.join('\n'));
}
