/** For each item the ones most like it, by the shape of their demand over time: what an exchange tries first. */
import { take } from '../memory';
import { shape } from './derive';
import { spend } from './fit';
import { items, points } from './layout';
import { nextBelow } from '../random';
import { pointWeight } from './score';
import { at32, put32, skip32, take32 } from '../words';

/** Items remembered for each. */
const NEAR: i32 = 24;

/** items x NEAR: the nearest, each plus 1, made when first asked for (first entry 0: not yet). */
let near: usize = 0;
let count: i32 = 0;
let distance: usize = 0;

/** Takes the regions. */
export function takeNear(): void {
  count = min(NEAR, items - 1);
  near = take((<usize>items * <usize>NEAR) << 2);
  distance = take32(NEAR);
}

/** A random one of the items most like item i. There must be two items at least. */
export function nearTo(i: i32): i32 {
  if (at32(near, i * NEAR) == 0) find(i);
  return at32(near, i * NEAR + nextBelow(count)) - 1;
}

/** Finds the nearest by insertion; of equal ones the first. */
function find(i: i32): void {
  const list = skip32(near, i * NEAR);
  let held = 0;
  for (let k = 0; k < items; k++) {
    if (k == i) continue;
    const d = between(i, k);
    if (held == count && d >= load<f32>(distance + ((<usize>(count - 1)) << 2))) continue;
    let at = held < count ? held++ : count - 1;
    for (; at > 0 && load<f32>(distance + ((<usize>(at - 1)) << 2)) > d; at--) {
      store<f32>(distance + ((<usize>at) << 2), load<f32>(distance + ((<usize>(at - 1)) << 2)));
      put32(list, at, at32(list, at - 1));
    }
    store<f32>(distance + ((<usize>at) << 2), d);
    put32(list, at, k + 1);
  }
  spend((items * points) >> 6);
}

function between(i: i32, k: i32): f32 {
  const a = shape + ((<usize>i * <usize>points) << 2);
  const b = shape + ((<usize>k * <usize>points) << 2);
  let sum = f32x4.splat(0);
  for (let p: usize = 0; p < (<usize>points) << 2; p += 16) {
    const t = f32x4.sub(v128.load(a + p), v128.load(b + p));
    sum = f32x4.add(sum, f32x4.mul(f32x4.mul(t, t), v128.load(pointWeight + p)));
  }
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}
