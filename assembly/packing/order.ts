/**
 * In what order items are placed and kinds of host are opened. Sizes weigh each resource by its scarcity: total
 * demand over capacity, as in Panigrahy, Talwar, Uyeda and Wieder, "Heuristics for Vector Bin Packing" (2011),
 * section 3.
 */
import { take } from '../memory';
import { largest, mean, peak, scarcity } from './derive';
import { capacity, items, kindPrice, kinds, resources } from './layout';
import { sortByKeys } from './radix';
import { at32, at64, put32, put64, take32 } from '../words';

/** How large an item is. */
export const SUM_PEAK: i32 = 0;
export const MAX_PEAK: i32 = 1;
export const SQUARE_PEAK: i32 = 2;
export const SUM_MEAN: i32 = 3;
export const MAX_MEAN: i32 = 4;
export const SQUARE_MEAN: i32 = 5;
export const PLAIN_PEAK: i32 = 6;

/** Which kind of host is opened first. */
export const BEST_VALUE: i32 = 0;
export const LARGEST: i32 = 1;
export const SMALLEST: i32 = 2;

/** items: the order made last, largest first. */
export let order: usize = 0;
/** kinds: the order made last. */
export let kindOrder: usize = 0;
let keys: usize = 0;

/** Takes the regions. */
export function takeOrders(): void {
  order = take32(items);
  keys = take((<usize>max(items, kinds)) << 3);
  kindOrder = take32(kinds);
}

/** The weight of resource d under weighting `by`: 0 none, 1 scarcity, 2 the reciprocal of scarcity. */
export function weightOf(d: i32, by: i32): f64 {
  if (by == 0) return 1;
  const s = at64(scarcity, d);
  if (by == 1) return s;
  return s > 0 ? 1 / max(s, 0.01) : 0;
}

/** Orders the items by size, largest first, equal ones by index. */
export function orderItems(measure: i32): void {
  for (let i = 0; i < items; i++) put64(keys, i, sizeOf(i, measure));
  sortByKeys(order, keys, items, true);
}

/** The size of item i by one of the measures. */
export function sizeOf(i: i32, measure: i32): f64 {
  const from = measure >= SUM_MEAN && measure <= SQUARE_MEAN ? mean : peak;
  let size = 0.0;
  for (let d = 0; d < resources; d++) {
    const c = at32(largest, d);
    if (c == 0) continue;
    const share = at64(from, i * resources + d) / <f64>c;
    const v = measure == PLAIN_PEAK ? share : share * at64(scarcity, d);
    if (measure == MAX_PEAK || measure == MAX_MEAN) size = max(size, v);
    else if (measure == SQUARE_PEAK || measure == SQUARE_MEAN) size += v * v;
    else size += v;
  }
  return size;
}

/** Orders the kinds by a rule; equal ones by index. Few, so by insertion. */
export function orderKinds(rule: i32): void {
  for (let j = 0; j < kinds; j++) {
    let value = 0.0;
    for (let d = 0; d < resources; d++) {
      const c = at32(largest, d);
      if (c > 0) value += (at64(scarcity, d) * <f64>at32(capacity, j * resources + d)) / <f64>c;
    }
    if (rule == BEST_VALUE) value /= <f64>max(at32(kindPrice, j), 1);
    if (rule == SMALLEST) value = -value;
    let k = j;
    for (; k > 0 && at64(keys, k - 1) < value; k--) {
      put64(keys, k, at64(keys, k - 1));
      put32(kindOrder, k, at32(kindOrder, k - 1));
    }
    put64(keys, k, value);
    put32(kindOrder, k, j);
  }
}
