/**
 * What an annealing aims at: from the incumbent, a choice of hosts that would be better if only it held everything.
 * Hosts are closed and others opened, so that two small ones may give way to a large one, or a dear one to cheap ones;
 * where items have no host, one of them is to find room, on a host of another kind too.
 */
import { nextBelow } from '../random';
import { rowTotal } from './derive';
import { fits, spend } from './fit';
import {
  closeHost,
  firstMember,
  hosts,
  kindLeft,
  kindOf,
  kindUsed,
  members,
  openHost,
  place,
  remove,
  roomShape,
} from './hosts';
import {
  blocks,
  capacity,
  items,
  kindCount,
  kindPrice,
  kinds,
  points,
  resources,
  rowBegin,
  rowEnd,
} from './layout';
import { enter, ejected } from './ejected';
import { dot, pointWeight } from './score';
import { at32, put32, take32, take64 } from '../words';

/** Hosts closed at most where there are several kinds, and one host more than that is opened at most. */
const CLOSED: i32 = 3;
/** Draws of a cheaper mix until one has enough capacity. */
const DRAWS: i32 = 32;

/** Hosts to close, kinds to open, and how many of each. */
let chosen: usize = 0;
let opened: usize = 0;
let closing: i32 = 0;
let opening: i32 = 0;
/** resources, i64: the largest of a resource's row totals. */
let largestTotal: usize = 0;

/** Takes the regions. */
export function takeGoal(): void {
  chosen = take32(CLOSED);
  opened = take32(CLOSED + 1);
  largestTotal = take64(resources);
}

/** Finds the largest totals, once demands are prepared. */
export function beginGoals(): void {
  for (let d = 0; d < resources; d++) {
    let most: i64 = 0;
    for (let r = at32(rowBegin, d); r < at32(rowEnd, d); r++) {
      most = max(most, load<i64>(rowTotal + ((<usize>r) << 3)));
    }
    store<i64>(largestTotal + ((<usize>d) << 3), most);
  }
}

/** Closes `count` hosts; what they carried is ejected. */
export function closeEmptiest(count: i32, attempt: i32): void {
  for (let k = 0; k < count && hosts > 0; k++) vacate(emptiest(attempt));
}

/**
 * Where there are several kinds: closes some hosts and opens others that cost less together, so that capacities still
 * add up to the demand if the inventory has that.
 */
export function makeCheaper(attempt: i32): void {
  for (let k = 0; k < DRAWS; k++) {
    draw(attempt);
    if (isEnough()) break;
  }
  spend(DRAWS);
  // From the last host on, so that closing one moves none of the others.
  for (let h = hosts - 1; h >= 0; h--) if (isChosen(h)) vacate(h);
  for (let k = 0; k < opening; k++) openHost(at32(opened, k));
}

/** Draws hosts to close and kinds to open: fewer or more of them, at a lower price. */
function draw(attempt: i32): void {
  closing = 0;
  opening = 0;
  let money: i64 = -1;
  const most = 1 + <i32>nextBelow(min(CLOSED, hosts));
  for (let k = 0; k < most; k++) {
    const h = k == 0 ? emptiest(attempt) : <i32>nextBelow(hosts);
    if (isChosen(h)) continue;
    put32(chosen, closing++, h);
    money += at32(kindPrice, at32(kindOf, h));
  }
  for (let k = nextBelow(closing + 2); k > 0; k--) {
    const j = <i32>nextBelow(kinds);
    if (hosts - closing + opening >= items) break;
    if (<i64>at32(kindPrice, j) > money || !isLeft(j)) continue;
    put32(opened, opening++, j);
    money -= at32(kindPrice, j);
  }
}

/** Whether the inventory has one more of kind j after what is drawn. */
function isLeft(j: i32): bool {
  const count = at32(kindCount, j);
  if (count < 0) return true;
  let used = at32(kindUsed, j) + 1;
  for (let k = 0; k < opening; k++) if (at32(opened, k) == j) used++;
  for (let k = 0; k < closing; k++) if (at32(kindOf, at32(chosen, k)) == j) used--;
  return used <= count;
}

function isChosen(h: i32): bool {
  for (let k = 0; k < closing; k++) if (at32(chosen, k) == h) return true;
  return false;
}

/** Whether the hosts that would be open have the capacity for every resource's largest total. */
function isEnough(): bool {
  if (hosts - closing + opening == 0) return false;
  for (let d = 0; d < resources; d++) {
    let sum: i64 = 0;
    for (let j = 0; j < kinds; j++) {
      sum += <i64>at32(kindUsed, j) * <i64>at32(capacity, j * resources + d);
    }
    for (let k = 0; k < closing; k++) {
      sum -= at32(capacity, at32(kindOf, at32(chosen, k)) * resources + d);
    }
    for (let k = 0; k < opening; k++) sum += at32(capacity, at32(opened, k) * resources + d);
    if (sum < load<i64>(largestTotal + ((<usize>d) << 3))) return false;
  }
  return true;
}

/** Opens a host of a random kind among those that are left; false where there is none. */
function openAny(): bool {
  const from = <i32>nextBelow(kinds);
  for (let k = 0; k < kinds; k++) {
    const j = (from + k) % kinds;
    if (!kindLeft(j)) continue;
    openHost(j);
    return true;
  }
  return false;
}

/**
 * Chooses an ejected item that is to find room: returns its place there. Half the time a host is opened besides,
 * or closed for one of another kind, if the inventory has any left.
 */
export function makeRoom(attempt: i32): i32 {
  const loose = <i32>nextBelow(ejected);
  if (hosts == 0 || nextBelow(2) == 0) {
    const h = hosts > 0 && nextBelow(2) == 0 ? emptiest(attempt) : -1;
    if (openAny() && h >= 0) vacate(h);
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
