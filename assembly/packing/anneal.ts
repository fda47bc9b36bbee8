/**
 * Search through plans that overload: items are spread over the hosts wherever that overloads least, and exchanges of
 * items anneal the sum of overloads down to nothing (simulated annealing: Kirkpatrick, Gelatt and Vecchi 1983). Moves
 * start at hosts that are overloaded, and mostly exchange items that are much alike over time. What an exchange may
 * cost at most is drawn before it is computed, so that most are given up after a few rows. Where rows are many, only
 * lists and sixteen-bit rows are kept up: the hosts' own rows are void until a plan is taken up again.
 */
import { nextBelow } from '../random';
import { kindAllowed, spend, work } from './fit';
import { exchange16, loadHost, makeLoads, mayExchange, passesCapacity } from './rows16';
import {
  apartClash,
  firstMember,
  hostOf,
  hosts,
  kindOf,
  link,
  members,
  needOn,
  nextMember,
  place,
  remove,
  unlink,
} from './hosts';
import { apartGroups, blocks, images, items } from './layout';
import { nearTo } from './near';
import { TOO_MUCH, ceiling, overload, surelyPasses, worstRowOf } from './overload';
import { at32, put32, take32 } from '../words';

/** The overload that an exchange may add with probability 1/e, in shares of capacity: at first, and at last. */
const HOT: f64 = 0.015;
const COLD: f64 = 0.001;
const COLD_OF_MANY: f64 = 0.002;
/** One move in so many starts at any host, and one in so many is no exchange but a way there only. */
const ANYWHERE: i32 = 8;
const ONE_WAY: i32 = 8;
/** Where rows are many, one exchange in so many is with any item, the others with one that is like it. */
const ANY_ITEM: i32 = 16;
/** Of more hosts than this, an item is spread to the best of so many. */
const SAMPLE: i32 = 512;
/** Logarithms drawn from. */
const LOGS: i32 = 1024;

/** LOGS, f32: minus the logarithms of the middles of as many parts of (0, 1). */
let logs: usize = 0;
/** Per host, f32: its overload; the hosts that have one, and the place of each in that list (-1: none). */
let overloadOf: usize = 0;
let overloaded: usize = 0;
let overloadedAt: usize = 0;
/** Per host: the row of its largest overload, -1 where it has none or rows are many. */
let worstOf: usize = 0;
/** Per host: the member whose turn is next, -1 for the first. */
let turnOf: usize = 0;
let overloadedCount: i32 = 0;
/** Now, what it is multiplied by after each move, and moves left. */
let temperature: f64 = 0;
let cooling: f64 = 0;
let left: f64 = 0;
/** Moves made since the last spreading. */
let moved: f64 = 0;
/** Items being spread, how many, and which is next; the host whose sixteen-bit rows are next to be added up. */
let spreading: usize = 0;
let spreadCount: i32 = 0;
let spreadNext: i32 = 0;
let loadNext: i32 = 0;

/** Takes the regions. */
export function takeAnneal(): void {
  overloadOf = take32(items);
  worstOf = take32(items);
  turnOf = take32(items);
  overloaded = take32(items);
  overloadedAt = take32(items);
  logs = take32(LOGS);
  for (let k = 0; k < LOGS; k++) {
    store<f32>(logs + ((<usize>k) << 2), -(<f32>Math.log((<f64>k + 0.5) / <f64>LOGS)));
  }
}

/** Starts to spread the items in `loose`, `count` of them, over the hosts; `spread` then goes on with it. */
export function beginSpread(loose: usize, count: i32): void {
  spreading = loose;
  spreadCount = count;
  spreadNext = 0;
  loadNext = blocks > 0 ? 0 : hosts;
  if (blocks > 0) makeLoads();
}

/**
 * Goes on spreading until the work is done: 0 to be continued, 1 when all are spread, 2 where a rule forbids an item
 * every host, or the overload would be beyond counting. An annealing of so many moves is then begun; to `goOn` is to
 * keep the heat and the moves that are left of the one before.
 */
export function spread(until: i32, movesToMake: f64, goOn: bool): i32 {
  for (; loadNext < hosts; loadNext++) {
    if (work >= until) return 0;
    if (!loadHost(loadNext)) return 2;
  }
  for (; spreadNext < spreadCount; spreadNext++) {
    if (work >= until) return 0;
    if (!spreadItem(at32(spreading, spreadNext))) return 2;
  }
  overloadedCount = 0;
  for (let h = 0; h < hosts; h++) {
    put32(overloadedAt, h, -1);
    put32(turnOf, h, -1);
    rate(h);
  }
  moved = 0;
  if (goOn && left > 0) return 1;
  temperature = HOT;
  left = movesToMake;
  cooling = Math.pow((blocks > 0 ? COLD_OF_MANY : COLD) / HOT, 1.0 / movesToMake);
  return 1;
}

/** Puts item i where it overloads least; false where there is no such host. */
function spreadItem(i: i32): bool {
  let best = -1;
  let least = ceiling;
  const from = hosts > SAMPLE ? <i32>nextBelow(hosts) : 0;
  for (let q = 0; q < hosts && (q < SAMPLE || best < 0); q++) {
    const h = from + q < hosts ? from + q : from + q - hosts;
    if (!kindAllowed(i, at32(kindOf, h)) || (apartGroups > 0 && apartClash(i, h, -1))) continue;
    const o = overload(h, -1, i, least);
    if (o < least) {
      least = o;
      best = h;
    }
  }
  if (best < 0 || (blocks > 0 && !mayExchange(best, -1, i))) return false;
  if (blocks > 0) {
    exchange16(best, -1, i);
    link(i, best);
  } else place(i, best);
  return true;
}

/** Whether nothing is overloaded any more. */
export function annealed(): bool {
  return overloadedCount == 0;
}

/** Moves made since the last spreading. */
export function sinceSpread(): f64 {
  return moved;
}

/** Computes host h's overload anew. */
function rate(h: i32): void {
  const o = overload(h, -1, -1, TOO_MUCH);
  store<f32>(overloadOf + ((<usize>h) << 2), o);
  put32(worstOf, h, o > 0 && blocks == 0 ? worstRowOf(h) : -1);
  const at = at32(overloadedAt, h);
  const over = blocks > 0 ? passesCapacity(h) : o > 0;
  if (over && at < 0) {
    put32(overloadedAt, h, overloadedCount);
    put32(overloaded, overloadedCount++, h);
  } else if (!over && at >= 0) {
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
    moved++;
    exchange();
    temperature *= cooling;
  }
  return true;
}

/** A member of host h: a random one, or where rows are many and hosts carry much, the next in turn. @inline */
function memberOf(h: i32, count: i32): i32 {
  let a = at32(firstMember, h);
  if (blocks == 0) {
    for (let k = nextBelow(count); k > 0; k--) a = at32(nextMember, a);
    return a;
  }
  const turn = at32(turnOf, h);
  if (turn >= 0 && at32(hostOf, turn) == h) a = turn;
  put32(turnOf, h, at32(nextMember, a));
  return a;
}

/** One move: an item of an overloaded host against one elsewhere, or against one that has no host at all. */
function exchange(): void {
  spend(1);
  const h = nextBelow(ANYWHERE) != 0 ? at32(overloaded, nextBelow(overloadedCount)) : <i32>nextBelow(hosts);
  const count = at32(members, h);
  if (count == 0) return;
  const a = memberOf(h, count);
  if (nextBelow(ONE_WAY) == 0) {
    tryMove(a, h, -1, <i32>nextBelow(hosts));
    return;
  }
  const b = blocks > 0 && nextBelow(ANY_ITEM) != 0 ? nearTo(a) : <i32>nextBelow(items);
  tryMove(a, h, b, at32(hostOf, b));
}

/** Item a of host h goes to host g, and b (-1: none) of g comes to h; where g is -1, b had no host and a will have none. */
function tryMove(a: i32, h: i32, b: i32, g: i32): void {
  if (g == h) return;
  if (g >= 0 && !kindAllowed(a, at32(kindOf, g))) return;
  if (b >= 0 && !kindAllowed(b, at32(kindOf, h))) return;
  const r = at32(worstOf, h);
  if (images == 0 && r >= 0 && (b < 0 ? 0 : at32(needOn(h, b), r)) >= at32(needOn(h, a), r)) return;
  const allowance = <f32>temperature * load<f32>(logs + ((<usize>nextBelow(LOGS)) << 2));
  let limit = load<f32>(overloadOf + ((<usize>h) << 2)) + allowance;
  if (g >= 0) limit += load<f32>(overloadOf + ((<usize>g) << 2));
  if (surelyPasses(h, a, g, b, limit)) return;
  if (g >= 0) {
    const atG = overload(g, b, a, limit);
    if (atG > limit || atG > ceiling) return;
    limit -= atG;
  }
  const atH = overload(h, a, b, limit);
  if (atH > limit || atH > ceiling) return;
  if (change(a, h, b, g)) {
    rate(h);
    if (g >= 0) rate(g);
  }
}

/** Makes the exchange; false where apart-groups or the size of numbers forbid it. */
function change(a: i32, h: i32, b: i32, g: i32): bool {
  spend(8 + (blocks >> 1));
  if (apartGroups > 0) {
    if (g >= 0 && apartClash(a, g, b)) return false;
    if (b >= 0 && apartClash(b, h, a)) return false;
  }
  if (blocks > 0) {
    if (!mayExchange(h, a, b) || (g >= 0 && !mayExchange(g, b, a))) return false;
    exchange16(h, a, b);
    if (g >= 0) exchange16(g, b, a);
    unlink(a);
    if (g >= 0 && b >= 0) unlink(b);
    if (g >= 0) link(a, g);
    if (b >= 0) link(b, h);
    return true;
  }
  remove(a);
  if (g >= 0 && b >= 0) remove(b);
  if (g >= 0) place(a, g);
  if (b >= 0) place(b, h);
  return true;
}
