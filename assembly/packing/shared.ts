/** What an exchange on a host does to the pages that its members share. */
import { sharedOf } from './hosts';
import { imageId, imageSize, imageStart } from './layout';
import { at32 } from '../words';

/** By how much host h's shared pages change when `out` leaves and `into` comes (-1: none). */
export function sharedChange(h: i32, out: i32, into: i32): i32 {
  let change: i64 = 0;
  if (into >= 0) {
    for (let k = at32(imageStart, into); k < at32(imageStart, into + 1); k++) {
      const g = at32(imageId, k);
      change += max(at32(imageSize, k), sharedOf(g, h, out, -1)) - sharedOf(g, h, -1, -1);
    }
  }
  if (out >= 0) {
    for (let k = at32(imageStart, out); k < at32(imageStart, out + 1); k++) {
      const g = at32(imageId, k);
      if (into < 0 || !hasImage(into, g)) change += sharedOf(g, h, out, -1) - sharedOf(g, h, -1, -1);
    }
  }
  const most: i64 = 1 << 30;
  return <i32>max(min(change, most), -most);
}

/** Whether item i has image g. */
export function hasImage(i: i32, g: i32): bool {
  for (let k = at32(imageStart, i); k < at32(imageStart, i + 1); k++) if (at32(imageId, k) == g) return true;
  return false;
}

/** All pages that host h's members share, each image once. */
export function sharedOn(h: i32, first: i32, next: usize): i32 {
  let sum: i64 = 0;
  for (let m = first; m >= 0; m = at32(next, m)) {
    for (let k = at32(imageStart, m); k < at32(imageStart, m + 1); k++) {
      const g = at32(imageId, k);
      if (firstWith(g, first, next) == m) sum += sharedOf(g, h, -1, -1);
    }
  }
  return <i32>min(sum, <i64>(1 << 30));
}

/** The first member in the list that has image g. */
function firstWith(g: i32, first: i32, next: usize): i32 {
  let m = first;
  while (!hasImage(m, g)) m = at32(next, m);
  return m;
}
