/**
 * Search through plans that overload: the items of one closed host are spread over the others, wherever that
 * overloads least, and exchanges of items anneal the sum of overloads down to nothing (simulated annealing:
 * Kirkpatrick, Gelatt and Vecchi 1983). Moves start at hosts that are overloaded. What an exchange may cost at most
 * is drawn before it is computed, so that most are given up after a few rows.
 */
import { take } from '../memory';
import { nextBelow, nextUnit } from '../random';
import { blockMax, largest } from './derive';
import { kindAllowed, spend, work } from './fit';
import {
  WITNESSES,
  apartClash,
  blockMin,
  firstMember,
  hostOf,
  hosts,
  kindOf,
  members,
  needOn,
  nextMember,
  place,
  remove,
  roomOf,
  witness,
  witnessRoom,
  witnessRow,
} from './hosts';
import {
  BLOCK,
  apartGroups,
  at32,
  blocks,
  items,
  kindClass,
  put32,
  resources,
  rowBegin,
  rowEnd,
  rows,
} from './layout';

/** More than any overload allowed. */
const TOO_MUCH: f32 = 3.0e38;
/** The overload that an exchange may add with probability 1/e, in shares of capacity: at first, and at last. */
const HOT: f64 = 0.015;
const COLD: f64 = 0.001;
/** One move in so many starts at any host, and one in so many is no exchange but a way there only. */
const ANYWHERE: i32 = 8;
const ONE_WAY: i32 = 8;

/** rows, f32: what turns an integer overload into a share of capacity. */
let rowScale: usize = 0;
/** No host is overloaded by more than this, so that rooms stay above -2^29 and nothing overflows. */
let ceiling: f32 = 0;
/** Per host, f32: its overload; the hosts that have one, and the place of each in that list (-1: none). */
let overloadOf: usize = 0;
let overloaded: usize = 0;
let overloadedAt: usize = 0;
/** Per host: the row of its largest overload, -1 where it has none. */
let worstOf: usize = 0;
let overloadedCount: i32 = 0;
/** Now, what it is multiplied by after each move, and moves left. */
let temperature: f64 = 0;
let cooling: f64 = 0;
let left: f64 = 0;

/** Takes the regions. */
export function takeAnneal(): void {
  rowScale = take((<usize>rows) << 2);
  overloadOf = take((<usize>items) << 2);
  worstOf = take((<usize>items) << 2);
  overloaded = take((<usize>items) << 2);
  overloadedAt = take((<usize>items) << 2);
  let most = 1;
  for (let d = 0; d < resources; d++) {
    const c = at32(largest, d);
    most = max(most, c);
    for (let r = at32(rowBegin, d); r < at32(rowEnd, d); r++) {
      store<f32>(rowScale + ((<usize>r) << 2), c > 0 ? <f32>(1.0 / <f64>c) : <f32>1);
    }
  }
  ceiling = <f32>(<f64>(1 << 29) / <f64>most);
}

/** Spreads the items in `loose`, `count` of them, over the hosts for an annealing of so many moves; false where a rule forbids all. */
export function spread(loose: usize, count: i32, movesToMake: f64): bool {
  for (let k = 0; k < count; k++) {
    const i = at32(loose, k);
    let best = -1;
    let least = ceiling;
    for (let h = 0; h < hosts; h++) {
      if (!kindAllowed(i, at32(kindOf, h)) || (apartGroups > 0 && apartClash(i, h))) continue;
      const o = overload(h, -1, i, least);
      if (o < least) {
        least = o;
        best = h;
      }
    }
    if (best < 0) return false;
    place(i, best);
  }
  overloadedCount = 0;
  for (let h = 0; h < hosts; h++) {
    put32(overloadedAt, h, -1);
    rate(h);
  }
  temperature = HOT;
  left = movesToMake;
  cooling = Math.pow(COLD / HOT, 1.0 / movesToMake);
  return true;
}

/** Whether nothing is overloaded any more. */
export function annealed(): bool {
  return overloadedCount == 0;
}

/** The overload of host h if `out` left and `into` came (-1: none), or TOO_MUCH once it is seen to pass `limit`. */
function overload(h: i32, out: i32, into: i32, limit: f32): f32 {
  const room = roomOf(h);
  const rowIn: usize = into < 0 ? 0 : needOn(h, into);
  const rowOut: usize = out < 0 ? 0 : needOn(h, out);
  if (blocks == 0) {
    spend(1);
    return lanesOf(sumRows(room, rowIn, rowOut, 0, rows));
  }
  const at = (<usize>h * <usize>WITNESSES) << 2;
  for (let k: usize = 0; k < (<usize>WITNESSES) << 2; k += 4) {
    const r = load<i32>(witnessRow + at + k);
    const over =
      (rowIn == 0 ? 0 : at32(rowIn, r)) -
      (rowOut == 0 ? 0 : at32(rowOut, r)) -
      load<i32>(witnessRoom + at + k);
    if (over > 0 && <f32>over * load<f32>(rowScale + ((<usize>r) << 2)) > limit) return TOO_MUCH;
  }
  const least = blockMin + ((<usize>h * <usize>blocks) << 2);
  const c = at32(kindClass, at32(kindOf, h));
  const most: usize =
    into < 0 ? 0 : blockMax + (((<usize>c * <usize>items + <usize>into) * <usize>blocks) << 2);
  let sum: f32 = 0;
  spend(1 + (blocks >> 3));
  for (let b = 0; b < blocks; b += 4) {
    const x = (<usize>b) << 2;
    const need = most == 0 ? i32x4.splat(0) : v128.load(most + x);
    let open = i32x4.bitmask(i32x4.gt_s(need, v128.load(least + x)));
    for (; open != 0; open &= open - 1) {
      const from = (b + ctz(open)) * BLOCK;
      spend(1);
      const part = lanesOf(sumRows(room, rowIn, rowOut, from, from + BLOCK));
      if (part == 0) continue;
      sum += part;
      if (sum > limit) {
        witness(h, worstRow(room, rowIn, rowOut, from));
        return TOO_MUCH;
      }
    }
  }
  return sum;
}

function sumRows(room: usize, rowIn: usize, rowOut: usize, from: i32, to: i32): v128 {
  let sum = f32x4.splat(0);
  const zero = i32x4.splat(0);
  for (let r = from; r < to; r += 4) {
    const x = (<usize>r) << 2;
    let over = i32x4.neg(v128.load(room + x));
    if (rowIn != 0) over = i32x4.add(over, v128.load(rowIn + x));
    if (rowOut != 0) over = i32x4.sub(over, v128.load(rowOut + x));
    over = i32x4.max_s(over, zero);
    sum = f32x4.add(sum, f32x4.mul(f32x4.convert_i32x4_s(over), v128.load(rowScale + x)));
  }
  return sum;
}

function lanesOf(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

function worstRow(room: usize, rowIn: usize, rowOut: usize, from: i32): i32 {
  let worst = from;
  let most = i32.MIN_VALUE;
  for (let r = from; r < from + BLOCK; r++) {
    const over = (rowIn == 0 ? 0 : at32(rowIn, r)) - (rowOut == 0 ? 0 : at32(rowOut, r)) - at32(room, r);
    if (over > most) {
      most = over;
      worst = r;
    }
  }
  return worst;
}

/** The row of host h whose overload is the largest share of capacity. */
function worstRowOf(h: i32): i32 {
  const room = roomOf(h);
  let worst = 0;
  let most: f32 = 0;
  for (let r = 0; r < rows; r++) {
    const over = <f32>-at32(room, r) * load<f32>(rowScale + ((<usize>r) << 2));
    if (over > most) {
      most = over;
      worst = r;
    }
  }
  return worst;
}

/** Computes host h's overload anew. */
function rate(h: i32): void {
  const o = overload(h, -1, -1, TOO_MUCH);
  store<f32>(overloadOf + ((<usize>h) << 2), o);
  put32(worstOf, h, o > 0 ? worstRowOf(h) : -1);
  const at = at32(overloadedAt, h);
  if (o > 0 && at < 0) {
    put32(overloadedAt, h, overloadedCount);
    put32(overloaded, overloadedCount++, h);
  } else if (o == 0 && at >= 0) {
    const last = at32(overloaded, --overloadedCount);
    put32(overloaded, at, last);
    put32(overloadedAt, last, at);
    put32(overloadedAt, h, -1);
  }
}

/** Tries exchanges until nothing is overloaded, the annealing has ended, or the work is done; true while it goes on. */
export function anneal(until: i32): bool {
  while (work < until) {
    if (overloadedCount == 0 || left <= 0) return false;
    left--;
    exchange();
    temperature *= cooling;
  }
  return true;
}

function exchange(): void {
  spend(1);
  const h = nextBelow(ANYWHERE) != 0 ? at32(overloaded, nextBelow(overloadedCount)) : <i32>nextBelow(hosts);
  let a = -1;
  const count = at32(members, h);
  if (count == 0) return;
  a = at32(firstMember, h);
  for (let k = nextBelow(count); k > 0; k--) a = at32(nextMember, a);
  let b = -1;
  let g = <i32>nextBelow(hosts);
  if (nextBelow(ONE_WAY) != 0) {
    b = <i32>nextBelow(items);
    g = at32(hostOf, b);
    if (g < 0) return;
  }
  if (g == h) return;
  if (!kindAllowed(a, at32(kindOf, g)) || (b >= 0 && !kindAllowed(b, at32(kindOf, h)))) return;
  const r = at32(worstOf, h);
  if (r >= 0 && (b < 0 ? 0 : at32(needOn(h, b), r)) >= at32(needOn(h, a), r)) return;
  const now = load<f32>(overloadOf + ((<usize>h) << 2)) + load<f32>(overloadOf + ((<usize>g) << 2));
  const limit = now - <f32>(temperature * Math.log(nextUnit()));
  const atG = overload(g, b, a, limit);
  if (atG > limit || atG > ceiling) return;
  const atH = overload(h, a, b, limit - atG);
  if (atH + atG > limit || atH > ceiling) return;
  spend(8 + (blocks << 2));
  remove(a);
  if (b >= 0) remove(b);
  if (apartGroups > 0 && (apartClash(a, g) || (b >= 0 && apartClash(b, h)))) {
    place(a, h);
    if (b >= 0) place(b, g);
    return;
  }
  place(a, g);
  if (b >= 0) place(b, h);
  rate(h);
  rate(g);
}
