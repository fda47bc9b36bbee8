/**
 * Goal-directed search: from the best plan, one host is closed and its items go to a pool; the search then tries to
 * empty the pool. An item of the pool enters a host that holds it, else one from which it drives out one or two items
 * that are cheaper by size and by how often they were driven out before (ejection chains: Glover 1996; penalties as in
 * guided local search: Voudouris and Tsang 1999). Random swaps keep rooms moving.
 */
import { take } from '../memory';
import { nextBelow, nextUnit } from '../random';
import { bestCost, bestKnown, bestUnplaced, costNow, keepIfBetter, restoreBest } from './best';
import { considerHost, fitsWithout } from './eject';
import { fits, kindAllowed, spend, work } from './fit';
import {
  clearHosts,
  closeHost,
  firstMember,
  hostOf,
  hosts,
  kindLeft,
  kindOf,
  members,
  nextMember,
  openHost,
  place,
  remove,
  roomShape,
} from './hosts';
import { at32, at64, blocks, items, kindCount, kindPrice, kinds, points, put32, put64 } from './layout';
import { BEST_VALUE, SUM_MEAN, SUM_PEAK, kindOrder, orderKinds, sizeOf } from './order';
import { clearPool, enter, leave, poolItem, pooled } from './pool';
import { dot, pointWeight, weighPoints } from './score';
import { trySwap } from './swap';

/** Swaps tried for each move. */
const SWAPS: i32 = 12;
/** What being driven out adds to an item's penalty, and finding no way in. */
const DRIVEN: f64 = 0.05;
const STUCK: f64 = 1;
/** Moves for each item before another host is tried, doubled with every try up to some. */
const PATIENCE: i32 = 20;
const DOUBLINGS: i32 = 6;

/** Per item, f64: size and penalty; the move until which it may not be driven out; 1 where no host ever holds it. */
let size: usize = 0;
let penalty: usize = 0;
let quietUntil: usize = 0;
let hopeless: usize = 0;
let hopelessCount: i32 = 0;
let moves: i32 = 0;
let patience: i32 = 0;
let tries: i32 = 0;
let running: bool = false;
/** Whether the state of the hosts is the best plan. */
let atBest: bool = false;

/** Takes the regions. */
export function takeSearch(): void {
  size = take((<usize>items) << 3);
  penalty = take((<usize>items) << 3);
  quietUntil = take((<usize>items) << 2);
  hopeless = take((<usize>items) << 2);
  running = false;
}

/** Starts over from the best plan, whatever it is now. */
export function beginSearch(): void {
  assert(bestKnown, 'search: there is no plan to start from');
  running = false;
  atBest = false;
  tries = 0;
  weighPoints(1);
  orderKinds(BEST_VALUE);
  clearHosts(true);
  hopelessCount = 0;
  for (let i = 0; i < items; i++) {
    put64(size, i, sizeOf(i, blocks > 0 ? SUM_MEAN : SUM_PEAK));
    put64(penalty, i, 1);
    put32(hopeless, i, fitsSomewhere(i) ? 0 : 1);
    hopelessCount += at32(hopeless, i);
  }
}

function fitsSomewhere(i: i32): bool {
  for (let j = 0; j < kinds; j++) {
    if (at32(kindCount, j) == 0) continue;
    const h = openHost(j);
    const held = fits(i, h);
    closeHost(h);
    if (held) return true;
  }
  return false;
}

/** A step of about `budget` units of work: 0 to be continued, 1 a better plan was found, 2 nothing is left to gain. */
export function searchStep(budget: i32): i32 {
  const until = work + budget;
  while (work < until) {
    if (!running) {
      if (!aim()) return 2;
      running = true;
    }
    const unplaced = pooled + hopelessCount;
    if (unplaced < bestUnplaced || (unplaced == bestUnplaced && costNow() < bestCost)) {
      closeEmpty();
      if (keepIfBetter()) {
        running = false;
        atBest = true;
        tries = 0;
        return 1;
      }
    }
    if (pooled == 0 || moves > patience) running = false;
    else move();
  }
  return 0;
}

/** Takes the best plan up again and sets the pool: what it left out, else all of one host. False when there is nothing. */
function aim(): bool {
  if (!atBest) {
    restoreBest();
    spend(items * (2 + (blocks << 1)));
  }
  atBest = false;
  clearPool();
  spend(items >> 3);
  for (let i = 0; i < items; i++) {
    put32(quietUntil, i, 0);
    if (at32(hostOf, i) < 0 && at32(hopeless, i) == 0) enter(i);
  }
  moves = 0;
  patience = (100 + PATIENCE * items) << min(tries, DOUBLINGS);
  if (pooled > 0) return true;
  if (hosts == 0) return false;
  // Where hosts have prices, two of them may be worth one of another kind.
  const count = kinds > 1 && tries > 0 ? 1 + <i32>nextBelow(2) : 1;
  for (let k = 0; k < count && hosts > 0; k++) vacate(emptiest(tries));
  tries++;
  return true;
}

function vacate(h: i32): void {
  for (let i = at32(firstMember, h); i >= 0; i = at32(firstMember, h)) {
    remove(i);
    enter(i);
  }
  closeHost(h);
}

/** The host with most room for its price; on later tries a random choice among a few that a random tournament sees. */
function emptiest(attempt: i32): i32 {
  let best = 0;
  let most: f64 = -1;
  for (let h = 0; h < hosts; h++) {
    if (attempt > 0 && nextBelow(4) != 0) continue;
    const room = <f64>dot(roomShape + ((<usize>h * <usize>points) << 2), pointWeight) + 0.001;
    const value = room * <f64>max(at32(kindPrice, at32(kindOf, h)), 1);
    if (value > most) {
      most = value;
      best = h;
    }
  }
  return best;
}

function closeEmpty(): void {
  for (let h = hosts - 1; h >= 0; h--) if (at32(members, h) == 0) closeHost(h);
}

function move(): void {
  moves++;
  const u = choose();
  const h = hostFor(u);
  if (h >= 0) put(u, h);
  else if (!driveOut(u)) put64(penalty, u, at64(penalty, u) + STUCK);
  for (let k = 0; k < pooled;) {
    const i = poolItem(k);
    const held = i == u ? -1 : hostFor(i);
    if (held >= 0) put(i, held);
    else k++;
  }
  for (let k = 0; k < SWAPS; k++) trySwap();
}

/** The item of the pool to place next: half the time the one of largest penalised size. */
function choose(): i32 {
  let u = poolItem(nextBelow(pooled));
  if (nextUnit() < 0.5) {
    for (let k = 0; k < pooled; k++) {
      const i = poolItem(k);
      if (at64(penalty, i) * at64(size, i) > at64(penalty, u) * at64(size, u)) u = i;
    }
  }
  return u;
}

function put(i: i32, h: i32): void {
  leave(i);
  place(i, h);
  put32(quietUntil, i, moves + 3 + nextBelow(8));
  spend(2 + (blocks << 1));
}

/** A host that holds item i: an open one, from a random one on, else a new one that the goal has money for. */
function hostFor(i: i32): i32 {
  const start = <i32>nextBelow(max(hosts, 1));
  for (let h = start; h < hosts; h++) if (fits(i, h)) return h;
  for (let h = 0; h < start; h++) if (fits(i, h)) return h;
  if (kinds == 1 && at32(kindCount, 0) < 0) return -1;
  const cost = costNow();
  spend(1 + (hosts >> 4));
  const first = tries > 1 ? <i32>nextBelow(kinds) : 0;
  for (let k = 0; k < kinds; k++) {
    const j = at32(kindOrder, (k + first) % kinds);
    if (!kindLeft(j) || !kindAllowed(i, j)) continue;
    if (bestUnplaced <= hopelessCount && cost + at32(kindPrice, j) >= bestCost) continue;
    const h = openHost(j);
    if (fits(i, h)) return h;
    closeHost(h);
  }
  return -1;
}

/** Puts u where it drives out the cheapest one or two items; false where there is no such place. */
function driveOut(u: i32): bool {
  let best = Infinity;
  let host = -1;
  let first = -1;
  let second = -1;
  let ties = 0;
  const start = <i32>nextBelow(max(hosts, 1));
  for (let q = 0; q < hosts; q++) {
    let h = start + q;
    if (h >= hosts) h -= hosts;
    if (!kindAllowed(u, at32(kindOf, h))) continue;
    considerHost(u, h);
    for (let e = at32(firstMember, h); e >= 0; e = at32(nextMember, e)) {
      const c = priceOf(e);
      if (c > best || at32(quietUntil, e) > moves || !fitsWithout(e, -1)) continue;
      ties = c < best ? 1 : ties + 1;
      if (ties > 1 && nextBelow(ties) != 0) continue;
      best = c;
      host = h;
      first = e;
      second = -1;
    }
    for (let e = at32(firstMember, h); e >= 0; e = at32(nextMember, e)) {
      const c = priceOf(e);
      if (c >= best || at32(quietUntil, e) > moves) continue;
      for (let f = at32(nextMember, e); f >= 0; f = at32(nextMember, f)) {
        const both = c + priceOf(f);
        if (both >= best || at32(quietUntil, f) > moves || !fitsWithout(e, f)) continue;
        best = both;
        host = h;
        first = e;
        second = f;
        ties = 1;
      }
    }
  }
  spend(hosts);
  if (host < 0) return false;
  drive(first);
  if (second >= 0) drive(second);
  put(u, host);
  return true;
}

function priceOf(e: i32): f64 {
  const s = at64(size, e);
  return at64(penalty, e) * s * s;
}

function drive(e: i32): void {
  remove(e);
  enter(e);
  put64(penalty, e, at64(penalty, e) + DRIVEN);
  spend(2 + (blocks << 1));
}
