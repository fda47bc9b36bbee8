/**
 * Search by ejection chains: an ejected item enters a host that holds it, else one from which it ejects one or two
 * items that are cheaper by size and by how often they were ejected before (ejection chains: Glover 1996;
 * penalties as in guided local search: Voudouris and Tsang 1999). Random swaps keep rooms moving.
 */
import { nextBelow, nextUnit } from '../random';
import { incumbentCost, incumbentUnplaced, costNow } from './incumbent';
import { considerHost, fitsWithout } from './ejection';
import { fits, kindAllowed, spend } from './fit';
import {
  closeHost,
  firstMember,
  hosts,
  kindLeft,
  kindOf,
  nextMember,
  openHost,
  place,
  remove,
} from './hosts';
import { blocks, items, kindCount, kindPrice, kinds } from './layout';
import { SUM_MEAN, SUM_PEAK, kindOrder, sizeOf } from './order';
import { enter, leave, ejectedItem, ejected } from './ejected';
import { trySwap } from './swap';
import { at32, at64, put32, put64, take32, take64 } from '../words';

/** Swaps tried for each move. */
const SWAPS: i32 = 12;
/** What being ejected adds to an item's penalty, and finding no way in. */
const EJECTED: f64 = 0.05;
const STUCK: f64 = 1;

/** Moves made since `beginChains`. */
export let moves: i32 = 0;

/** Per item, f64: size and penalty; the move until which it may not be ejected. */
let size: usize = 0;
let penalty: usize = 0;
let quietUntil: usize = 0;
/** Items that no host ever holds, how many; whether new hosts are opened of a random kind first. */
let hopeless: i32 = 0;
let anyKindFirst: bool = false;

/** Takes the regions. */
export function takeChains(): void {
  size = take64(items);
  penalty = take64(items);
  quietUntil = take32(items);
}

/** Forgets all penalties. */
export function resetChains(hopelessItems: i32): void {
  hopeless = hopelessItems;
  for (let i = 0; i < items; i++) {
    put64(size, i, sizeOf(i, blocks > 0 ? SUM_MEAN : SUM_PEAK));
    put64(penalty, i, 1);
  }
}

/** Starts on new ejected items. */
export function beginChains(randomKinds: bool): void {
  anyKindFirst = randomKinds;
  moves = 0;
  for (let i = 0; i < items; i++) put32(quietUntil, i, 0);
}

/** One move: an ejected item finds a place, or none; then whatever else fits goes in. */
export function move(): void {
  moves++;
  const u = choose();
  const h = hostFor(u);
  if (h >= 0) put(u, h);
  else if (!ejectFor(u)) put64(penalty, u, at64(penalty, u) + STUCK);
  for (let k = 0; k < ejected;) {
    const i = ejectedItem(k);
    const held = i == u ? -1 : hostFor(i);
    if (held >= 0) put(i, held);
    else k++;
  }
  for (let k = 0; k < SWAPS; k++) trySwap();
}

/** The ejected item to place next: half the time the one of largest penalised size. */
function choose(): i32 {
  let u = ejectedItem(nextBelow(ejected));
  if (nextUnit() < 0.5) {
    for (let k = 0; k < ejected; k++) {
      const i = ejectedItem(k);
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
  const first = anyKindFirst ? <i32>nextBelow(kinds) : 0;
  for (let k = 0; k < kinds; k++) {
    const j = at32(kindOrder, (k + first) % kinds);
    if (!kindLeft(j) || !kindAllowed(i, j)) continue;
    if (incumbentUnplaced <= hopeless && cost + at32(kindPrice, j) >= incumbentCost) continue;
    const h = openHost(j);
    if (fits(i, h)) return h;
    closeHost(h);
  }
  return -1;
}

/** Puts u where it ejects the cheapest one or two items; false where there is no such place. */
function ejectFor(u: i32): bool {
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
  eject(first);
  if (second >= 0) eject(second);
  put(u, host);
  return true;
}

function priceOf(e: i32): f64 {
  const s = at64(size, e);
  return at64(penalty, e) * s * s;
}

function eject(e: i32): void {
  remove(e);
  enter(e);
  put64(penalty, e, at64(penalty, e) + EJECTED);
  spend(2 + (blocks << 1));
}
