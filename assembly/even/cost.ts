/**
 * What a host costs: the sum over its rows of the square of what is above a threshold, which lies a little under the
 * fullest row of the best plan. An exchange is judged chunk by chunk on both its hosts at once, the rows that are fullest
 * over all hosts first: most exchanges pass what they may add within two or three chunks, and the rest is not looked at.
 */
import { take } from '../memory';
import { at32 } from '../words';
import { CHUNK, chunkResource, chunks, hostKind, kinds, limit, resources } from './layout';
import { bytes, comingRows, loadOf, needOn, paged, pagedToo } from './state';

/** Above a threshold by more than this counts as this: the squares of a chunk on two hosts keep within 31 bits. */
const CLAMP: i32 = 8191;
/** What passes its limit is fuller than all that does not. */
export const PASSED: i32 = 1 << 16;
/** Bytes of a vector, and of a chunk: two of them. */
const VECTOR: usize = 16;
const BYTES: usize = (<usize>CHUNK) << 1;

/** kinds x chunks, vectors: the threshold of each chunk in all lanes. */
let thresholds: usize = 0;
/** Work done: chunks looked at, each on two hosts, and what moves cost besides. */
export let work: i32 = 0;

/** Takes the regions. */
export function takeCosts(): void {
  thresholds = take(<usize>(kinds * chunks) * VECTOR);
}

/** Costs are of what is above this, in rows of resource d on hosts of kind j. */
export function setThreshold(j: i32, d: i32, value: i32): void {
  for (let c = 0; c < chunks; c++)
    if (at32(chunkResource, c) == d)
      v128.store(thresholds + <usize>(j * chunks + c) * VECTOR, i16x8.splat(<i16>value));
}

/** Where the thresholds of host h lie. @inline */
function overOf(h: i32): usize {
  return thresholds + <usize>(at32(hostKind, h) * chunks) * VECTOR;
}

export function startWork(): void {
  work = 0;
}

export function spend(units: i32): void {
  work += units;
}

/** Of 16 bytes of rows: squares of what is above `over`, in pairs. @inline */
function squares(rows: v128, over: v128): v128 {
  const o = i16x8.min_u(i16x8.sub_sat_u(rows, over), i16x8.splat(<i16>CLAMP));
  return i32x4.dot_i16x8_s(o, o);
}

/** The sum of four lanes. @inline */
function total(four: v128): i32 {
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** A vector of what a host would carry: its rows, with what comes and less what goes. @inline */
function rowsWith(mine: usize, coming: usize, going: usize): v128 {
  return i16x8.sub(i16x8.add(v128.load(mine), v128.load(coming)), v128.load(going));
}

/** What hosts h and g cost once item a has gone from h to g, and b (-1: none) from g to h; Infinity where it passes `most`. */
export function costOfBoth(h: i32, a: i32, g: i32, b: i32, most: f64): f64 {
  // Pointers that run keep to registers; offsets from fixed ones would be worked out anew in each chunk.
  let comingH = comingRows(h, a, b, paged);
  let comingG = comingRows(g, b, a, pagedToo);
  let goingH = needOn(h, a);
  let goingG = needOn(g, b);
  let loadH = loadOf(h);
  let loadG = loadOf(g);
  let overH = overOf(h);
  let overG = overOf(g);
  const last = loadH + bytes;
  const began = loadH;
  let sum = 0.0;
  do {
    const tH = v128.load(overH);
    const tG = v128.load(overG);
    const first = i32x4.add(
      squares(rowsWith(loadH, comingH, goingH), tH),
      squares(rowsWith(loadG, comingG, goingG), tG),
    );
    const second = i32x4.add(
      squares(rowsWith(loadH + VECTOR, comingH + VECTOR, goingH + VECTOR), tH),
      squares(rowsWith(loadG + VECTOR, comingG + VECTOR, goingG + VECTOR), tG),
    );
    sum += <f64>total(i32x4.add(first, second));
    loadH += BYTES;
    if (sum > most) {
      sum = Infinity;
      break;
    }
    comingH += BYTES;
    goingH += BYTES;
    loadG += BYTES;
    comingG += BYTES;
    goingG += BYTES;
    overH += VECTOR;
    overG += VECTOR;
  } while (loadH < last);
  work += <i32>((loadH - began) / BYTES);
  return sum;
}

/** What host h costs. */
export function costOf(h: i32): f64 {
  let over = overOf(h);
  let sum = 0.0;
  for (let x = loadOf(h), last = x + bytes; x < last; x += BYTES, over += VECTOR) {
    const t = v128.load(over);
    sum += <f64>total(i32x4.add(squares(v128.load(x), t), squares(v128.load(x + VECTOR), t)));
  }
  work += chunks >> 1;
  return sum;
}

/** The fullest row of host h with `out` gone and `into` come (-1: none); what passes a limit by x counts PASSED + x. */
export function fullestOf(h: i32, out: i32, into: i32): i32 {
  const mine = loadOf(h);
  const coming = comingRows(h, out, into, paged);
  const going = needOn(h, out);
  const own = limit + ((<usize>(at32(hostKind, h) * resources)) << 2);
  let most = 0;
  for (let c = 0, x: usize = 0; c < chunks; c++, x += BYTES) {
    const y = x + VECTOR;
    let m = i16x8.max_s(rowsWith(mine + x, coming + x, going + x), rowsWith(mine + y, coming + y, going + y));
    m = i16x8.max_s(m, v128.shuffle<i16>(m, m, 4, 5, 6, 7, 0, 1, 2, 3));
    m = i16x8.max_s(m, v128.shuffle<i16>(m, m, 2, 3, 0, 1, 6, 7, 4, 5));
    const here = max(<i32>i16x8.extract_lane_s(m, 0), <i32>i16x8.extract_lane_s(m, 1));
    const over = here - at32(own, at32(chunkResource, c));
    most = max(most, over > 0 ? PASSED + over : here);
  }
  work += chunks >> 1;
  return most;
}
