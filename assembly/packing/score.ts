/**
 * Scores of an item on a host, from their shapes. Every score is `factor * (a . b) + offset`: one of the vectors is
 * weighted once for the side that stays (the item in item-centred constructions, the host in host-centred ones).
 * Single precision, summed in four lanes: the reference repeats the very same operations.
 */
import { pointCount, pointResource, shape } from './derive';
import { items, points } from './layout';
import { hosts, roomShape } from './hosts';
import { weightOf } from './order';
import { at32, take32 } from '../words';

/** How a host is rated for an item, or an item for a host. */
export const FIRST: i32 = 0;
/** Item-centred: the largest dot product of demand and room, divided by the room's length. */
export const BY_DOT: i32 = 1;
/** Item-centred and host-centred: the least distance between demand and room. */
export const BY_DISTANCE: i32 = 2;
/** Item-centred: the fullest host. */
export const BY_FULLNESS: i32 = 3;
/** Host-centred: the largest dot product, undivided; divided by the demand's length. */
export const BY_PLAIN_DOT: i32 = 4;
export const BY_COSINE: i32 = 5;
/** Host-centred: the largest sum of demand over room. */
export const BY_RATIO: i32 = 6;

const CLOSE: f32 = 0.001;

/** points, f32: the weight of each point; of the side that stays, its weighted shape. */
export let pointWeight: usize = 0;
export let stay: usize = 0;
/** items, f32: of the side that is rated, its factor and offset. */
let factor: usize = 0;
let offset: usize = 0;

/** Takes the regions. */
export function takeScores(): void {
  pointWeight = take32(points);
  stay = take32(points);
  factor = take32(items);
  offset = take32(items);
}

/** Spreads each resource's weight over its points. */
export function weighPoints(by: i32): void {
  for (let p = 0; p < points; p++) {
    const d = at32(pointResource, p);
    const count = at32(pointCount, d);
    store<f32>(pointWeight + ((<usize>p) << 2), count > 0 ? <f32>(weightOf(d, by) / <f64>count) : <f32>0);
  }
}

/** The sum over points of a * b. @inline */
export function dot(a: usize, b: usize): f32 {
  let sum = f32x4.splat(0);
  const end = (<usize>points) << 2;
  for (let p: usize = 0; p < end; p += 16)
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + p), v128.load(b + p)));
  return lanes(sum);
}

/** @inline */
function lanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** The sum over points of weight * a * a. */
function square(a: usize): f32 {
  let sum = f32x4.splat(0);
  const end = (<usize>points) << 2;
  for (let p: usize = 0; p < end; p += 16) {
    const v = v128.load(a + p);
    sum = f32x4.add(sum, f32x4.mul(f32x4.mul(v, v), v128.load(pointWeight + p)));
  }
  return lanes(sum);
}

/** stay = weight * shape. */
export function weighItem(i: i32): void {
  const from = shape + ((<usize>i * <usize>points) << 2);
  const end = (<usize>points) << 2;
  for (let p: usize = 0; p < end; p += 16) {
    v128.store(stay + p, f32x4.mul(v128.load(from + p), v128.load(pointWeight + p)));
  }
}

/** stay = the host's shape, weighted for the score. */
export function weighHost(h: i32, by: i32): void {
  const from = roomShape + ((<usize>h * <usize>points) << 2);
  const end = (<usize>points) << 2;
  for (let p: usize = 0; p < end; p += 16) {
    const v = v128.load(from + p);
    const w = v128.load(pointWeight + p);
    v128.store(stay + p, by == BY_RATIO ? f32x4.div(w, f32x4.add(v, f32x4.splat(CLOSE))) : f32x4.mul(v, w));
  }
}

/** Factor and offset of host h, to be made anew whenever its room changes. */
export function rateHost(h: i32, by: i32): void {
  const room = roomShape + ((<usize>h * <usize>points) << 2);
  const at = (<usize>h) << 2;
  if (by == BY_DOT) {
    store<f32>(factor + at, <f32>1 / (<f32>Math.sqrt(<f64>square(room)) + CLOSE));
    store<f32>(offset + at, 0);
  } else if (by == BY_DISTANCE) {
    store<f32>(factor + at, 2);
    store<f32>(offset + at, -square(room));
  } else {
    store<f32>(factor + at, 0);
    store<f32>(offset + at, -dot(room, pointWeight));
  }
}

/** Factors and offsets of all items. */
export function rateItems(by: i32): void {
  for (let i = 0; i < items; i++) {
    const at = (<usize>i) << 2;
    const s = square(shape + ((<usize>i * <usize>points) << 2));
    store<f32>(
      factor + at,
      by == BY_DISTANCE ? <f32>2 : by == BY_COSINE ? <f32>1 / (<f32>Math.sqrt(<f64>s) + CLOSE) : <f32>1,
    );
    store<f32>(offset + at, by == BY_DISTANCE ? -s : <f32>0);
  }
}

/** The score of host h for the item that stays. */
export function hostScore(h: i32): f32 {
  const at = (<usize>h) << 2;
  if (ASC_OPTIMIZE_LEVEL == 0) assert(h < hosts, 'score: no such host');
  return (
    load<f32>(factor + at) * dot(stay, roomShape + ((<usize>h * <usize>points) << 2)) + load<f32>(offset + at)
  );
}

/** The score of item i for the host that stays. */
export function itemScore(i: i32): f32 {
  const at = (<usize>i) << 2;
  return (
    load<f32>(factor + at) * dot(stay, shape + ((<usize>i * <usize>points) << 2)) + load<f32>(offset + at)
  );
}

/** Factor and offset of item i, as made by `rateItems`. */
export function factorOf(i: i32): f32 {
  return load<f32>(factor + ((<usize>i) << 2));
}
export function offsetOf(i: i32): f32 {
  return load<f32>(offset + ((<usize>i) << 2));
}
