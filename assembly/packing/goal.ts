/**
 * What an annealing aims at: from the best plan, a choice of hosts that would be better if only it held everything.
 * Hosts are closed and others opened, so that two small ones may give way to a large one, or a dear one to cheap ones;
 * where items have no host, one of them is to find room, on a host of another kind too.
 */
import { nextBelow } from '../random';
import { bestCost, costNow } from './best';
import { fits, spend } from './fit';
import {
  closeHost,
  firstMember,
  hosts,
  kindLeft,
  kindOf,
  members,
  openHost,
  place,
  remove,
  roomShape,
} from './hosts';
import { at32, blocks, kindPrice, kinds, points } from './layout';
import { enter, pooled } from './pool';
import { dot, pointWeight } from './score';

/** Hosts closed at most where there are several kinds, and one host more than that is opened at most. */
const CLOSED: i32 = 3;

/** Closes `count` hosts; what they carried joins the pool. */
export function closeEmptiest(count: i32, attempt: i32): void {
  for (let k = 0; k < count && hosts > 0; k++) vacate(emptiest(attempt));
}

/** Closes some hosts and opens others that cost less together; with one kind, closes `count`. */
export function makeCheaper(count: i32, attempt: i32): void {
  if (kinds == 1) {
    closeEmptiest(min(count, hosts - 1), attempt);
    return;
  }
  const closed = 1 + <i32>nextBelow(min(CLOSED, hosts));
  closeEmptiest(closed, attempt);
  for (let k = nextBelow(closed + 2); k > 0 || hosts == 0; k--) {
    if (!openAny(bestCost - costNow())) break;
  }
}

/** Opens a host of a random kind among those that are left and cost less than `below`; false where there is none. */
function openAny(below: i64): bool {
  const from = <i32>nextBelow(kinds);
  for (let k = 0; k < kinds; k++) {
    const j = (from + k) % kinds;
    if (!kindLeft(j) || <i64>at32(kindPrice, j) >= below) continue;
    openHost(j);
    return true;
  }
  return false;
}

/**
 * Chooses an item of the pool that is to find room: returns its place there. Half the time a host is opened besides,
 * or closed for one of another kind, if the inventory has any left.
 */
export function makeRoom(attempt: i32): i32 {
  const loose = <i32>nextBelow(pooled);
  if (hosts == 0 || nextBelow(2) == 0) {
    const h = hosts > 0 && nextBelow(2) == 0 ? emptiest(attempt) : -1;
    if (openAny(i64.MAX_VALUE) && h >= 0) vacate(h);
  }
  return loose;
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

/** Closes hosts that carry nothing. */
export function closeEmpty(): void {
  for (let h = hosts - 1; h >= 0; h--) if (at32(members, h) == 0) closeHost(h);
}

/** Turns every host into one of the cheapest kind left that holds what it carries; true where one was changed. */
export function cheapen(): bool {
  let changed = false;
  for (let h = 0; h < hosts; h++) {
    for (;;) {
      const j = cheaperKind(h);
      if (j < 0) break;
      changed = true;
    }
  }
  return changed;
}

/** Turns host h into one of some cheaper kind; returns that kind, or -1 where none holds its members. */
function cheaperKind(h: i32): i32 {
  const price = at32(kindPrice, at32(kindOf, h));
  for (let j = 0; j < kinds; j++) {
    if (at32(kindPrice, j) >= price || !kindLeft(j)) continue;
    const t = openHost(j);
    while (at32(firstMember, h) >= 0) {
      const i = at32(firstMember, h);
      spend(2 + (blocks << 1));
      if (!fits(i, t)) break;
      remove(i);
      place(i, t);
    }
    const whole = at32(members, h) == 0;
    for (let i = at32(firstMember, t); !whole && i >= 0; i = at32(firstMember, t)) {
      remove(i);
      place(i, h);
    }
    closeHost(whole ? h : t);
    if (whole) return j;
  }
  return -1;
}
