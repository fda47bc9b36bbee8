/**
 * What a host costs: the sum over its rows of the square of what is above a threshold, which lies a little under the
 * fullest row of the best plan. Nearly all rows are below it, and a chunk of such is passed over without being added up.
 */
import { at32, put32, take32 } from '../words';
import {
  chunkFrom,
  chunkResource,
  chunkTo,
  chunks,
  hostKind,
  hosts,
  kinds,
  limit,
  resources,
} from './layout';
import { comingRows, loadOf, needOn } from './state';

/** Above a threshold by more than this counts as this: CHUNK / LANES pairs of squares keep within 31 bits. */
const CLAMP: i32 = 8191;
/** What passes its limit is fuller than all that does not. */
export const PASSED: i32 = 1 << 16;

/** kinds x resources. */
export let threshold: usize = 0;
/** Per host: the chunk at which a sum passed its limit last, where the next sum begins. */
let firstChunk: usize = 0;
/** Work done: chunks looked at, and what moves cost besides. */
export let work: i32 = 0;

/** Takes the regions. */
export function takeCosts(): void {
  threshold = take32(<usize>kinds * <usize>resources);
  firstChunk = take32(hosts);
}

export function startWork(): void {
  work = 0;
}

export function spend(units: i32): void {
  work += units;
}

/** The cost of host h with `out` gone and `into` come (-1: none); Infinity where it passes `most`. */
export function costOf(h: i32, out: i32, into: i32, most: f64): f64 {
  const mine = loadOf(h);
  const coming = comingRows(h, out, into);
  const going = needOn(h, out);
  const own = threshold + ((<usize>(at32(hostKind, h) * resources)) << 2);
  const clamp = i16x8.splat(<i16>CLAMP);
  const first = at32(firstChunk, h);
  let sum = 0.0;
  let c = first;
  do {
    const over = i16x8.splat(<i16>at32(own, at32(chunkResource, c)));
    let squares = i32x4.splat(0);
    const end = (<usize>at32(chunkTo, c)) << 1;
    for (let x = (<usize>at32(chunkFrom, c)) << 1; x < end; x += 16) {
      const l = i16x8.sub(i16x8.add(v128.load(mine + x), v128.load(coming + x)), v128.load(going + x));
      const o = i16x8.min_u(i16x8.sub_sat_u(l, over), clamp);
      squares = i32x4.add(squares, i32x4.dot_i16x8_s(o, o));
    }
    if (v128.any_true(squares)) {
      const two = i64x2.add(i64x2.extend_low_i32x4_s(squares), i64x2.extend_high_i32x4_s(squares));
      sum += <f64>(i64x2.extract_lane(two, 0) + i64x2.extract_lane(two, 1));
      if (sum > most) {
        put32(firstChunk, h, c);
        work += c >= first ? c - first + 1 : c + chunks - first + 1;
        return Infinity;
      }
    }
    if (++c == chunks) c = 0;
  } while (c != first);
  work += chunks;
  return sum;
}

/** The fullest row of host h with `out` gone and `into` come; what passes a limit by x counts PASSED + x. */
export function fullestOf(h: i32, out: i32, into: i32): i32 {
  const mine = loadOf(h);
  const coming = comingRows(h, out, into);
  const going = needOn(h, out);
  const own = limit + ((<usize>(at32(hostKind, h) * resources)) << 2);
  let most = 0;
  for (let c = 0; c < chunks; c++) {
    let m = i16x8.splat(0);
    const end = (<usize>at32(chunkTo, c)) << 1;
    for (let x = (<usize>at32(chunkFrom, c)) << 1; x < end; x += 16) {
      const l = i16x8.sub(i16x8.add(v128.load(mine + x), v128.load(coming + x)), v128.load(going + x));
      m = i16x8.max_s(m, l);
    }
    m = i16x8.max_s(m, v128.shuffle<i16>(m, m, 4, 5, 6, 7, 0, 1, 2, 3));
    m = i16x8.max_s(m, v128.shuffle<i16>(m, m, 2, 3, 0, 1, 6, 7, 4, 5));
    const here = max(<i32>i16x8.extract_lane_s(m, 0), <i32>i16x8.extract_lane_s(m, 1));
    const over = here - at32(own, at32(chunkResource, c));
    most = max(most, over > 0 ? PASSED + over : here);
  }
  work += chunks;
  return most;
}
