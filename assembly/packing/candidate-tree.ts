/**
 * A tree of boxes over the candidates of a host-centred construction (k-d tree: Bentley 1975), searched for the best
 * that a host holds by branch and bound. What a box's items score at most follows from its largest corner, cut off at
 * the room that is left, by the operations of score.ts in their order: rounding keeps what is not greater not greater,
 * so that what is passed over could not have been chosen, and the choice is that of a look at every candidate.
 */
import { take } from '../memory';
import { shape } from './derive';
import { spend } from './fit';
import { roomShape } from './hosts';
import { needOf, rows } from './layout';
import {
  best,
  clearLanes,
  count,
  isThin,
  laned,
  layLeaf,
  leafSize,
  leaves,
  list,
  listCandidates,
  most,
  mostLeaves,
  othersFollow,
  seekBest,
  seekInLeaf,
  takeFound,
  waitingAt,
} from './lanes';
import { BY_COSINE, BY_DISTANCE, factorOf, offsetOf, pointWeight, stay } from './score';
import { at32, put32, take32 } from '../words';

/** What no score reaches: of a box that holds nothing, or nothing that fits. */
const NOTHING: f32 = -Infinity;
/**
 * By distance a corner is rated in one sum for every row, which comes closer than the two that scores are made of. What
 * rounding differs by in 64 rows is less than this part of the product.
 */
const ROUNDING: f32 = 0.00001;
/** Bytes of what a node holds besides its box. */
const TRAITS: usize = 16;

/**
 * Per node, the root being 1 and the children of n 2n and 2n + 1: its box in shapes, the least of each row and the
 * greatest; then the greatest factor and offset, and the lowest item, i32.MAX_VALUE where there is none.
 */
let nodes: usize = 0;
let nodeBytes: usize = 0;
let rowBytes: usize = 0;
/** rows, f32: the widths of a box. */
let low: usize = 0;
let high: usize = 0;
let by: i32 = 0;
let host: i32 = 0;
/** The host's shape. */
let room: usize = 0;
let looked: i32 = 0;

/** Takes the regions. */
export function takeTree(): void {
  if (!laned) return;
  rowBytes = (<usize>rows) << 2;
  nodeBytes = 2 * rowBytes + TRAITS;
  nodes = take(((<usize>mostLeaves) << 1) * nodeBytes);
  low = take32(rows);
  high = take32(rows);
}

/** Starts with no item placed, items to be rated by a score. */
export function beginTree(score: i32): void {
  by = score;
  clearLanes();
  layOut();
}

/** Closes up the places of items that have been placed, once they are a quarter; true where others came in. */
export function closeUp(): bool {
  if (!isThin()) return false;
  const more = othersFollow();
  layOut();
  return more;
}

function layOut(): void {
  listCandidates();
  build(1, 0, count);
}

function build(node: i32, from: i32, to: i32): void {
  if (node >= leaves) {
    layLeaf(node - leaves, from, to);
    boxLeaf(node);
    return;
  }
  const middle = (from + to) >> 1;
  halve(from, to, middle, widest(from, to));
  build(node << 1, from, middle);
  build((node << 1) + 1, middle, to);
  join(node);
}

/** The row in which those from `from` to `to` of the list differ most, as scores weigh it. */
function widest(from: i32, to: i32): i32 {
  const end = (<usize>rows) << 2;
  for (let r: usize = 0; r < end; r += 16) {
    let least = f32x4.splat(Infinity);
    let greatest = f32x4.splat(0);
    for (let k = from; k < to; k++) {
      const v = v128.load(shape + ((<usize>at32(list, k) * <usize>rows) << 2) + r);
      least = f32x4.pmin(least, v);
      greatest = f32x4.pmax(greatest, v);
    }
    v128.store(low + r, least);
    v128.store(high + r, greatest);
  }
  spend(((to - from) * rows) >> 5);
  let row = 0;
  let width: f32 = -1;
  for (let r: usize = 0; r < end; r += 4) {
    const w = (load<f32>(high + r) - load<f32>(low + r)) * load<f32>(pointWeight + r);
    if (w <= width) continue;
    width = w;
    row = <i32>(r >> 2);
  }
  return row;
}

/** Whether item a comes before item b by their needs in a row, equal ones by index. @inline */
function before(a: i32, b: i32, row: i32): bool {
  const x = at32(needOf(0, a), row);
  const y = at32(needOf(0, b), row);
  return x != y ? x < y : a < b;
}

/** Those before `middle` of the list come to be those that come first by a row (quickselect: Hoare 1961). */
function halve(from: i32, to: i32, middle: i32, row: i32): void {
  let lo = from;
  let hi = to - 1;
  while (lo < hi) {
    const pivot = at32(list, (lo + hi) >> 1);
    let i = lo;
    let j = hi;
    while (i <= j) {
      while (before(at32(list, i), pivot, row)) i++;
      while (before(pivot, at32(list, j), row)) j--;
      if (i > j) break;
      const t = at32(list, i);
      put32(list, i++, at32(list, j));
      put32(list, j--, t);
    }
    if (middle <= j) hi = j;
    else if (middle >= i) lo = i;
    else return;
  }
}

/** @inline */
function nodeAt(node: i32): usize {
  return nodes + <usize>node * nodeBytes;
}

/** @inline */
function lowestOf(node: i32): i32 {
  return load<i32>(nodeAt(node) + 2 * rowBytes, 8);
}

/** The box of a leaf from the items that wait there. */
function boxLeaf(node: i32): void {
  const first = (node - leaves) * leafSize;
  const box = nodeAt(node);
  for (let r: usize = 0; r < rowBytes; r += 16) {
    v128.store(box + r, f32x4.splat(Infinity));
    v128.store(box + rowBytes + r, f32x4.splat(0));
  }
  let factor: f32 = 0;
  let offset: f32 = -Infinity;
  let lowest = i32.MAX_VALUE;
  for (let k = first; k < first + leafSize; k++) {
    const i = waitingAt(k);
    if (i < 0) continue;
    widen(box, shape + <usize>i * rowBytes, shape + <usize>i * rowBytes);
    factor = max(factor, factorOf(i));
    offset = max(offset, offsetOf(i));
    lowest = min(lowest, i);
  }
  setTraits(box, factor, offset, lowest);
}

/** Makes a box hold another. */
function widen(box: usize, least: usize, greatest: usize): void {
  for (let r: usize = 0; r < rowBytes; r += 16) {
    const far = box + rowBytes + r;
    v128.store(box + r, f32x4.pmin(v128.load(box + r), v128.load(least + r)));
    v128.store(far, f32x4.pmax(v128.load(far), v128.load(greatest + r)));
  }
}

function setTraits(box: usize, factor: f32, offset: f32, lowest: i32): void {
  const at = box + 2 * rowBytes;
  store<f32>(at, factor);
  store<f32>(at, offset, 4);
  store<i32>(at, lowest, 8);
}

/** The box of a node from those of its children. */
function join(node: i32): void {
  const box = nodeAt(node);
  const a = nodeAt(node << 1);
  const b = a + nodeBytes;
  memory.copy(box, a, 2 * rowBytes);
  widen(box, b, b + rowBytes);
  const one = a + 2 * rowBytes;
  const other = b + 2 * rowBytes;
  setTraits(
    box,
    max(load<f32>(one), load<f32>(other)),
    max(load<f32>(one, 4), load<f32>(other, 4)),
    min(load<i32>(one, 8), load<i32>(other, 8)),
  );
}

/** Takes out the item found last. */
export function takeBest(): void {
  let node = leaves + takeFound();
  boxLeaf(node);
  for (node >>= 1; node > 0; node >>= 1) join(node);
}

/** The item of the best score among those that host h holds, the lowest of equal ones; -1 where there is none. */
export function bestInTree(h: i32): i32 {
  host = h;
  room = roomShape + <usize>h * rowBytes;
  looked = 0;
  seekBest();
  if (by == BY_COSINE) {
    // Boxes tell little of a score that is the same along a ray.
    for (let leaf = 0; leaf < leaves; leaf++) seekInLeaf(leaf, h);
    looked = leaves * (leafSize >> 2);
  } else seek(1, atMost(1));
  spend(1 + ((looked * rows) >> 2));
  return best;
}

/** Looks for a better one in a node in which none scores above `above`. */
function seek(node: i32, above: f32): void {
  if (above == NOTHING || above < most || (above == most && best >= 0 && lowestOf(node) > best)) return;
  if (node >= leaves) {
    looked += leafSize >> 2;
    seekInLeaf(node - leaves, host);
    return;
  }
  looked++;
  const child = node << 1;
  const one = atMost(child);
  const other = atMost(child + 1);
  if (one >= other) {
    seek(child, one);
    seek(child + 1, other);
  } else {
    seek(child + 1, other);
    seek(child, one);
  }
}

/** No item in a node that the host holds scores more than this. */
function atMost(node: i32): f32 {
  const box = nodeAt(node);
  let sum = f32x4.splat(0);
  let squares = sum;
  for (let r: usize = 0; r < rowBytes; r += 16) {
    const left = v128.load(room + r);
    if (v128.any_true(f32x4.gt(v128.load(box + r), left))) return NOTHING;
    const corner = f32x4.pmin(v128.load(box + rowBytes + r), left);
    sum = f32x4.add(sum, f32x4.mul(v128.load(stay + r), corner));
    if (by == BY_DISTANCE)
      squares = f32x4.add(squares, f32x4.mul(f32x4.mul(corner, corner), v128.load(pointWeight + r)));
  }
  const product = total(sum);
  if (by == BY_DISTANCE) return (2 + ROUNDING) * product - total(squares);
  const at = box + 2 * rowBytes;
  return load<f32>(at) * product + load<f32>(at, 4);
}

/** @inline */
function total(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}
