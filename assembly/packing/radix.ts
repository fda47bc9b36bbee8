/** Sorting by numbers of 64 bits, byte by byte from the last: no comparison for a processor to guess wrong. */
import { items } from './layout';
import { put32, take32 } from '../words';

/** 256: how many have a byte, then where the next that has it goes. */
let places: usize = 0;
let spare: usize = 0;

/** Takes the regions. */
export function takeRadix(): void {
  places = take32(256);
  spare = take32(items);
}

/**
 * Orders the numbers from 0 to `count` at `order` by their keys, `items` at most, smallest or largest first, equal
 * ones by number. Keys are 64-bit integers or doubles, none of them negative: their bits then order as they do.
 */
export function sortByKeys(order: usize, keys: usize, count: i32, largestFirst: bool): void {
  const size = (<usize>count) << 2;
  for (let k = 0; k < count; k++) put32(order, k, k);
  let from = order;
  let to = spare;
  for (let byte = keys; byte < keys + 8; byte++) {
    memory.fill(places, 0, 256 << 2);
    for (let at = byte; at < byte + (size << 1); at += 8) {
      const place = places + ((<usize>load<u8>(at)) << 2);
      store<i32>(place, load<i32>(place) + 1);
    }
    // Where all have the same byte, the order stays.
    if (count == 0 || load<i32>(places + ((<usize>load<u8>(byte)) << 2)) == count) continue;
    let next = 0;
    for (let k: usize = 0; k < 256; k++) {
      const place = places + ((largestFirst ? 255 - k : k) << 2);
      const held = load<i32>(place);
      store<i32>(place, next);
      next += held;
    }
    for (let at = from; at < from + size; at += 4) {
      const id = load<u32>(at);
      const place = places + ((<usize>load<u8>(byte + ((<usize>id) << 3))) << 2);
      const k = load<i32>(place);
      store<i32>(place, k + 1);
      put32(to, k, id);
    }
    const t = from;
    from = to;
    to = t;
  }
  if (from != order) memory.copy(order, from, size);
}
