/**
 * How far columns can bound the time-aware case of 1,052 guests, 288 slots and 4 resources, by the number of rows
 * (resource and slot) that count. Guests weigh what they take of these rows on average. The heaviest set of guests
 * found on one host limits what these weights can prove; what exact pricing knows that no set outweighs is what they
 * do prove. Between the two lies what is lost to pricing, not to the plan.
 *
 * No weights gain anything from the linear relaxation of pricing: an equal part of every guest, 1 / total of the
 * heaviest row, keeps every row and weighs that part of all.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { relaxed, survey } from '../src/engine/columns/instance';
import { ColumnKernel } from '../src/engine/columns/kernel';
import { spreadRows } from '../src/engine/columns/rows';
import { guestsOverADay } from './packing-instances';
import type { Table } from './table';

const ROWS = [4, 16, 64, 256, 1152];
const TRIES = 400;
/** Work of exact pricing for each number of rows: some seconds. */
const WORK = 5e6;
const SLICE = 50_000;
/** What would have to be proved. */
const GOAL = 80;

function run<T>(steps: Generator<void, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** One row of figures for each number of rows. */
export default async function bench(): Promise<Table> {
  const bytes = readFileSync(new URL('../build/columns.release.wasm', import.meta.url));
  const kernel = await ColumnKernel.create(bytes);
  const all = run(survey(guestsOverADay(1052)));
  const rows = ROWS.map((count) => {
    const chosen = count >= all.rows.length ? all.rows : spreadRows(all.rows, count);
    const { instance } = run(relaxed(all, chosen));
    kernel.load(instance, 1);
    const { sizes, capacity } = instance.kinds[0];
    const share = Float64Array.from({ length: instance.types }, (_, t) =>
      capacity.reduce((sum, room, r) => sum + sizes[t * instance.rows + r] / room, 0),
    );
    const whole = share.reduce((a, b) => a + b, 0);
    const weights = share.map((s) => Math.floor((s / whole) * 1e8));
    const total = weights.reduce((a, b) => a + b, 0);

    const before = kernel.columns;
    run(kernel.priceByGreed(0, weights, weights, TRIES, 0.3, 0));
    let heaviest = 0;
    for (let j = before; j < kernel.columns; j++) {
      const { types, copies } = kernel.pattern(j)!;
      const weight = Array.from(types).reduce((sum, t, e) => sum + weights[t] * copies[e], 0);
      heaviest = Math.max(heaviest, weight);
    }
    kernel.startExact(0, weights, Math.ceil(total / (GOAL - 1)) - 1, 1, TRIES);
    const first = kernel.openBound();
    const end = kernel.work + WORK;
    let outcome = kernel.searchOn(SLICE);
    while (outcome === 'running' && kernel.found === 0 && kernel.work < end) outcome = kernel.searchOn(SLICE);
    return {
      rows: instance.rows,
      'at most, by the heaviest host found': Number((total / heaviest).toFixed(2)),
      'proved by row weights': Number((total / first).toFixed(2)),
      'proved after search': Number((total / kernel.openBound()).toFixed(2)),
      branches: kernel.branches,
      [`no set stands against ${GOAL}`]: kernel.found > 0 ? 'one does' : outcome === 'done' ? 'yes' : 'open',
    };
  });
  return {
    title: 'Bounds in hosts for 1,052 guests over a day, by rows that count',
    rows,
    notes: ['The sum over the heaviest row alone proves 78.'],
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table((await bench()).rows);
