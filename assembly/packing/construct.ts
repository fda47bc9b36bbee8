/**
 * Constructions: one plan each, made in steps. Item-centred ones take the items in order and choose a host for each;
 * host-centred ones fill one host at a time and choose its next item (Panigrahy et al. 2011, sections 3.1 and 3.2).
 * The choice of a score is tested before the fit wherever that is cheaper: only a record needs the exact test.
 */
import { fits, fitsUnwitnessed, kindAllowed, mayFit, nextThatMayFit, spend, work } from './fit';
import { clearHosts, closeHost, hostOf, hosts, kindLeft, members, openHost, place } from './hosts';
import { beginTree, bestInTree, closeUp, takeBest } from './candidate-tree';
import { laned } from './lanes';
import { blocks, items, kinds, points } from './layout';
import { kindOrder, order, orderItems, orderKinds } from './order';
import {
  BY_RATIO,
  FIRST,
  hostScore,
  itemScore,
  rateHost,
  rateItems,
  weighHost,
  weighItem,
  weighPoints,
} from './score';
import { at32, put32, skip32, take32 } from '../words';

let hostCentred: bool = false;
let by: i32 = 0;
/** Item-centred: how many of the order are done. */
let done: i32 = 0;
/** Host-centred: items without a host, those there were when the open host was opened, how many, and the host (-1: none). */
let waiting: usize = 0;
let waitingCount: i32 = 0;
let candidates: usize = 0;
let candidateCount: i32 = 0;
let open: i32 = -1;
/** Per candidate, f32: no score of it on the open host is above this; -Infinity where the host will not hold it. */
let atMost: usize = 0;
/** Per item, f32: the same on an empty host of the kind opened last. */
let atMostEmpty: usize = 0;
/** Host-centred: kinds of the order before this one are used up or hold nothing that is left. */
let kindAt: i32 = 0;

/** Takes the regions. */
export function takeConstruct(): void {
  waiting = take32(items);
  candidates = take32(items);
  atMost = take32(items);
  atMostEmpty = take32(items);
}

/**
 * Starts an item-centred construction: items by decreasing `measure`, each to the first host that holds it (FIRST)
 * or the best one by `score`, resources weighted by `weights`; new hosts of the first kind by `kindRule` that holds it.
 */
export function beginItems(measure: i32, score: i32, weights: i32, kindRule: i32): void {
  hostCentred = false;
  by = score;
  clearHosts(score != FIRST);
  orderItems(measure);
  orderKinds(kindRule);
  weighPoints(weights);
  done = 0;
}

/** Starts a host-centred construction by `score`, resources weighted by `weights`, kinds opened by `kindRule`. */
export function beginHosts(score: i32, weights: i32, kindRule: i32): void {
  hostCentred = true;
  by = score;
  clearHosts(true);
  orderKinds(kindRule);
  weighPoints(weights);
  rateItems(score);
  for (let i = 0; i < items; i++) put32(waiting, i, i);
  waitingCount = items;
  if (laned) beginTree(score);
  open = -1;
  turnTo(0);
}

/** Host-centred: goes on to the k-th kind of the order, of which no scores are known. */
function turnTo(k: i32): void {
  kindAt = k;
  for (let i = 0; i < items; i++) store<f32>(atMostEmpty + ((<usize>i) << 2), Infinity);
}

/** Goes on until about `budget` units of work are spent; true when every item has had its turn. */
export function constructStep(budget: i32): bool {
  const until = work + budget;
  if (hostCentred) {
    while (waitingCount > 0 && kindAt < kinds) {
      if (work >= until) return false;
      if (open < 0) openNext();
      else fillOpen();
    }
    return true;
  }
  while (done < items) {
    if (work >= until) return false;
    placeNext(at32(order, done++));
  }
  return true;
}

function placeNext(i: i32): void {
  let best = by == FIRST ? firstFit(i) : bestFit(i);
  if (best < 0) best = openFor(i);
  if (best < 0) return;
  place(i, best);
  spend(2 + (blocks << 1));
  if (by != FIRST) rateHost(best, by);
}

function firstFit(i: i32): i32 {
  for (let h = nextThatMayFit(i, 0); h < hosts; h = nextThatMayFit(i, h + 1))
    if (fitsUnwitnessed(i, h)) return h;
  return -1;
}

function bestFit(i: i32): i32 {
  let best = -1;
  let bestScore: f32 = -Infinity;
  weighItem(i);
  for (let h = nextThatMayFit(i, 0); h < hosts; h = nextThatMayFit(i, h + 1)) {
    spend(points >> 4);
    const s = hostScore(h);
    if (s > bestScore && fitsUnwitnessed(i, h)) {
      bestScore = s;
      best = h;
    }
  }
  return best;
}

/** Opens a host of the first kind left that holds item i alone, or returns -1. */
function openFor(i: i32): i32 {
  for (let k = 0; k < kinds; k++) {
    const j = at32(kindOrder, k);
    if (!kindLeft(j) || !kindAllowed(i, j)) continue;
    const h = openHost(j);
    spend(1 + (blocks >> 1));
    if (fits(i, h)) return h;
    closeHost(h);
  }
  return -1;
}

function openNext(): void {
  const j = at32(kindOrder, kindAt);
  if (!kindLeft(j)) {
    turnTo(kindAt + 1);
    return;
  }
  open = openHost(j);
  if (laned) {
    closeUp();
    return;
  }
  candidateCount = waitingCount;
  for (let k: usize = 0; k < (<usize>waitingCount) << 2; k += 4) {
    const i = load<u32>(waiting + k);
    store<i32>(candidates + k, i);
    store<f32>(atMost + k, load<f32>(atMostEmpty + ((<usize>i) << 2)));
  }
  for (let k = waitingCount; (k & 3) != 0; k++) store<f32>(atMost + ((<usize>k) << 2), -Infinity);
  spend(1 + (waitingCount >> 5));
}

/** Puts the best candidate on the open host; closes it when none is left. */
function fillOpen(): void {
  weighHost(open, by);
  const best = laned ? bestInTree(open) : bestCandidate();
  if (best >= 0) {
    place(best, open);
    spend(2 + (blocks << 1));
    if (laned) takeBest();
    return;
  }
  // What else the host holds may be among those that follow.
  if (laned && closeUp()) return;
  waitingCount -= at32(members, open);
  if (at32(members, open) == 0) {
    closeHost(open);
    turnTo(kindAt + 1);
  }
  open = -1;
  if (laned) return;
  let left = 0;
  for (let k = 0; left < waitingCount; k++) {
    const i = at32(waiting, k);
    if (at32(hostOf, i) < 0) put32(waiting, left++, i);
  }
}

/**
 * The candidate of the best score that the open host holds, or -1. As room shrinks, no score but that by ratio rises,
 * in rounded sums and products neither: what a candidate scored before is the most that it can score now, and only
 * those are scored again that could be the best by that (lazy evaluation: Minoux 1978).
 */
function bestCandidate(): i32 {
  const empty = at32(members, open) == 0;
  let best = -1;
  let bestAt: usize = 0;
  let bestScore: f32 = -Infinity;
  let scored = 0;
  const end = (<usize>candidateCount) << 2;
  for (let four: usize = 0; four < end; four += 16) {
    let hopeful = i32x4.bitmask(f32x4.gt(v128.load(atMost + four), f32x4.splat(bestScore)));
    for (; hopeful != 0; hopeful &= hopeful - 1) {
      const k = skip32(four, ctz(hopeful));
      if (load<f32>(atMost + k) <= bestScore) continue;
      const i = load<i32>(candidates + k);
      let s: f32 = -Infinity;
      if (mayFit(i, open)) {
        s = itemScore(i);
        scored++;
        if (s > bestScore) {
          if (fitsUnwitnessed(i, open)) {
            bestScore = s;
            best = i;
            bestAt = k;
          } else s = -Infinity;
        }
      }
      if (by == BY_RATIO && s > -Infinity) continue;
      store<f32>(atMost + k, s);
      if (empty) store<f32>(atMostEmpty + ((<usize>i) << 2), s);
    }
  }
  if (best >= 0) store<f32>(atMost + bestAt, -Infinity);
  spend((candidateCount >> 5) + ((scored * points) >> 4));
  return best;
}
