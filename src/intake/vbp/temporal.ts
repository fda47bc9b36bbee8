import { staticProblem, type FoldProblem } from '../../engine/packing/problem';
import { NumberScanner } from './scanner';
import { MOST_ITEMS, NO_PLAN } from './vector';

/**
 * Reads a temporal bin packing instance (tbpp): items, capacity and two fields that are not used; then index, start,
 * end and size of each item, which is active in [start, end).
 *
 * The load of a bin grows only when an item starts, so the problem has one row for each moment at which some item
 * starts and after which another ends before the next start: at any other start, all active items are still active
 * at the next one (de Cauwer, Mehta and O'Sullivan, "The temporal bin packing problem", 2016).
 * @throws InputError naming file, line and column, what was found and what was expected
 */
export function readTemporalInstance(text: string, file: string): FoldProblem {
  const scan = new NumberScanner(text, file);
  const items = scan.next('the number of items', 0, MOST_ITEMS);
  const capacity = scan.next('the capacity');
  for (const which of ['third', 'fourth']) scan.next(`the ${which} field, which is not used`);
  const start = new Int32Array(items);
  const end = new Int32Array(items);
  const size = new Int32Array(items);
  for (let i = 0; i < items; i++) {
    const of = `item ${i + 1} of ${items}`;
    scan.next(`the index of ${of}`);
    start[i] = scan.next(`the start of ${of}`);
    end[i] = scan.next(`the end of ${of}, after its start,`, start[i] + 1);
    size[i] = scan.next(`the size of ${of}`);
    if (size[i] > capacity)
      throw scan.refuse(
        `found ${size[i]}; expected the size of ${of}, at most the capacity ${capacity}`,
        NO_PLAN,
      );
  }
  scan.end(`item ${items}, the last`);
  const moments = maximalStarts(start, end);
  const rows = Math.max(1, moments.length);
  const demand = new Int32Array(items * rows);
  for (let i = 0; i < items; i++)
    for (let r = 0; r < moments.length; r++)
      if (start[i] <= moments[r] && moments[r] < end[i]) demand[i * rows + r] = size[i];
  return {
    ...staticProblem(demand, new Int32Array(rows)),
    items,
    resources: 1,
    rowStart: Int32Array.of(0, rows),
    capacity: Int32Array.of(capacity),
    perGuest: new Int32Array(1),
    perCore: new Int32Array(1),
    apartStart: new Int32Array(items + 1),
    imageStart: new Int32Array(items + 1),
    guestCount: new Int32Array(items).fill(1),
    coreCount: new Int32Array(items),
    onlyKind: new Int32Array(items).fill(-1),
  };
}

/** The starts, ascending, whose active items are not all active at the next start as well. */
function maximalStarts(start: Int32Array, end: Int32Array): number[] {
  const starts = [...new Set(start)].sort((a, b) => a - b);
  const ends = Int32Array.from(end).sort();
  let e = 0;
  return starts.filter((moment, k) => {
    while (e < ends.length && ends[e] <= moment) e++;
    return k + 1 === starts.length || (e < ends.length && ends[e] <= starts[k + 1]);
  });
}
