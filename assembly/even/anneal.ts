/**
 * Evening by simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) on the sum of what hosts cost (cost.ts), by
 * exchanges and moves of single items, half of them out of the dearest of three hosts. The threshold falls with the best
 * maximum. A first part of the work lowers that maximum; where one large item fixes it nothing would level the rest, so a
 * second part holds it and makes the squares above the usual level as small as it can.
 */
import { nextBits, scaled } from '../random';
import { at32, at64, put32, put64, take32, take64 } from '../words';
import { PASSED, costOf, costOfBoth, fullestOf, setThreshold, spend, startWork, work } from './cost';
import { CHUNK, FULL, chunks, hosts, items, kinds, level, limit, order, resources, start } from './layout';
import { allowed, clearState, enter, exchange, hostOf, loadOf, memberAt, members } from './state';

/** The threshold lies so much under the best maximum, and under a limit. */
const DROP: i32 = 60;
/** What an exchange may add with probability 1/e, at first and at last, in squares of parts of FULL; of levelling. */
const HOT: f64 = 8000;
const COLD: f64 = 500;
const HOTTER: f64 = 4;
/** Three moves in four are exchanges. */
const ONE_WAY: u64 = 4;
/** A host that carries more than this many hosts could wrap its sixteen bits. */
const MOST: i32 = 3 * FULL;
/** As many as keep to the nearest cache with all that a move looks at. */
const LOGS: i32 = 1024;
/** What a move costs besides the chunks that it looks at. */
const MOVE: i32 = 2;

/** What the best plan's fullest row is; PASSED and more where some limit is passed. */
export let best: i32 = 0;
/** items: the host of each in the best plan. */
export let bestHostOf: usize = 0;
/** Sum of squares of the best plan of the second part. */
let bestSum: f64 = 0;
let sum: f64 = 0;
/** Per host: its cost, f64, and its fullest row. */
let costs: usize = 0;
let fullest: usize = 0;
let logs: usize = 0;
/** Items placed so far by `construct`. */
let placed: i32 = 0;
let levelling: bool = false;

/** Takes the regions. */
export function takeAnneal(): void {
  bestHostOf = take32(items);
  costs = take64(hosts);
  fullest = take32(hosts);
  logs = take64(LOGS);
  for (let k = 0; k < LOGS; k++) put64(logs, k, -Math.log((<f64>k + 0.5) / <f64>LOGS));
}

/** Starts anew: nothing is placed. */
export function beginPlacing(): void {
  clearState();
  placed = 0;
  levelling = false;
  best = i32.MAX_VALUE;
  for (let j = 0; j < kinds; j++) for (let d = 0; d < resources; d++) setThreshold(j, d, 0);
}

/**
 * Goes on placing: each item where the start has it, or where the fullest row then is lowest.
 * @returns 0 to be continued, 1 all are placed, 2 some item is allowed on no host
 */
export function place(until: i32): i32 {
  for (; placed < items; placed++) {
    if (work >= until) return 0;
    const i = at32(order, placed);
    let h = at32(start, i);
    if (h < 0) {
      let least = i32.MAX_VALUE;
      for (let g = 0; g < hosts; g++) {
        if (!allowed(i, g, -1)) continue;
        const m = fullestOf(g, -1, i);
        if (m >= least) continue;
        least = m;
        h = g;
      }
      if (h < 0 || least > PASSED + MOST) return 2;
    } else if (!allowed(i, h, -1)) return 2;
    enter(i, h);
    spend(1);
  }
  for (let h = 0; h < hosts; h++) put32(fullest, h, fullestOf(h, -1, -1));
  keepLower();
  return 1;
}

/** Takes the present plan as the best if its fullest row is lower, and lowers the thresholds with it. */
function keepLower(): void {
  let most = 0;
  for (let h = 0; h < hosts; h++) most = max(most, at32(fullest, h));
  if (most >= best) return;
  best = most;
  memory.copy(bestHostOf, hostOf, (<usize>items) << 2);
  for (let j = 0; j < kinds; j++) {
    for (let d = 0; d < resources; d++) {
      const own = at32(limit, j * resources + d);
      setThreshold(j, d, max(0, min(best < PASSED ? best : own, own) - DROP));
    }
  }
  rate();
}

/** All costs anew. */
function rate(): void {
  sum = 0;
  for (let h = 0; h < hosts; h++) {
    const c = costOf(h);
    put64(costs, h, c);
    sum += c;
  }
}

/** Begins the second part, from the best plan. */
export function beginLevelling(): void {
  clearState();
  for (let k = 0; k < items; k++) {
    const i = at32(order, k);
    enter(i, at32(bestHostOf, i));
  }
  for (let j = 0; j < kinds; j++) {
    for (let d = 0; d < resources; d++) {
      const q = j * resources + d;
      setThreshold(j, d, max(0, min(at32(level, q), at32(limit, q) - DROP)));
    }
  }
  for (let h = 0; h < hosts; h++) put32(fullest, h, fullestOf(h, -1, -1));
  rate();
  bestSum = sum;
  levelling = true;
}

/** Moves, `count` of them, the heat falling over parts `from` to `to` of the annealing. */
export function anneal(count: i32, from: f64, to: f64): void {
  startWork();
  const cold = levelling ? COLD / HOTTER : COLD;
  const hot = levelling ? HOT * HOTTER : HOT;
  let heat = hot * Math.pow(cold / hot, from);
  const cooling = Math.pow(cold / hot, (to - from) / <f64>count);
  spend(MOVE * count);
  for (let k = 0; k < count; k++, heat *= cooling) move(heat);
}

function move(heat: f64): void {
  // Three draws of 64 bits: what is left to chance costs as much as a chunk each time.
  const first = nextBits();
  let h = scaled(first >> 32, hosts);
  const g = scaled(<u64>(<u32>first), hosts);
  const second = nextBits();
  if (second & 1) {
    const others = nextBits();
    h = dearer(h, scaled(others >> 32, hosts));
    h = dearer(h, scaled(<u64>(<u32>others), hosts));
  }
  const here = at32(members, h);
  if (g == h || here == 0) return;
  const third = nextBits();
  const a = memberAt(h, scaled(third >> 32, here));
  const there = at32(members, g);
  const b = (second >> 1) % ONE_WAY != 0 && there > 0 ? memberAt(g, scaled(<u64>(<u32>third), there)) : -1;
  const most = at64(costs, h) + at64(costs, g) + heat * at64(logs, scaled(second >> 32, LOGS));
  if (costOfBoth(h, a, g, b, most) > most) return;
  if (!allowed(a, g, b) || (b >= 0 && !allowed(b, h, a))) return;
  const fullG = fullestOf(g, b, a);
  const fullH = fullestOf(h, a, b);
  const full = max(fullG, fullH);
  if (full > PASSED ? full - PASSED > MOST : full > MOST) return;
  if (levelling && full > best) return;
  exchange(a, h, b, g);
  spend(2);
  if (ASC_OPTIMIZE_LEVEL == 0) assert(loadsNatural(h) && loadsNatural(g), 'even: a load below nothing');
  const atG = costOf(g);
  const atH = costOf(h);
  sum += atG + atH - at64(costs, g) - at64(costs, h);
  put64(costs, g, atG);
  put64(costs, h, atH);
  put32(fullest, g, fullG);
  put32(fullest, h, fullH);
  if (levelling) {
    if (sum >= bestSum) return;
    bestSum = sum;
    memory.copy(bestHostOf, hostOf, (<usize>items) << 2);
  } else if (full < best) keepLower();
}

/** The dearer of two hosts. @inline */
function dearer(h: i32, other: i32): i32 {
  return select(other, h, at64(costs, other) > at64(costs, h));
}

/** Whether no row of host h is negative: what a wrapped sum would be. */
function loadsNatural(h: i32): bool {
  const row = loadOf(h);
  for (let r = 0; r < chunks * CHUNK; r++) if (load<i16>(row + ((<usize>r) << 1)) < 0) return false;
  return true;
}
