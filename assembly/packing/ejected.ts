/** Items without a host while a search runs, with constant-time entry and removal. */
import { items } from './layout';
import { at32, put32, take32 } from '../words';

/** How many there are. */
export let ejected: i32 = 0;
let list: usize = 0;
/** Per item: its place in the list, or -1. */
let place: usize = 0;

/** Takes the regions. */
export function takeEjected(): void {
  list = take32(items);
  place = take32(items);
}

/** Empties the list. */
export function clearEjected(): void {
  ejected = 0;
  memory.fill(place, 0xff, (<usize>items) << 2);
}

/** The k-th of them. */
export function ejectedItem(k: i32): i32 {
  return at32(list, k);
}

/** Puts item i in. */
export function enter(i: i32): void {
  if (ASC_OPTIMIZE_LEVEL == 0) assert(at32(place, i) < 0, 'ejected: the item is there already');
  put32(place, i, ejected);
  put32(list, ejected++, i);
}

/** Takes item i out; the last takes its place. */
export function leave(i: i32): void {
  const k = at32(place, i);
  if (ASC_OPTIMIZE_LEVEL == 0) assert(k >= 0, 'ejected: the item is not there');
  const last = at32(list, --ejected);
  put32(list, k, last);
  put32(place, last, k);
  put32(place, i, -1);
}
