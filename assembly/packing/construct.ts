/**
 * Constructions: one plan each, made in steps. Item-centred ones take the items in order and choose a host for each;
 * host-centred ones fill one host at a time and choose its next item (Panigrahy et al. 2011, sections 3.1 and 3.2).
 * The choice of a score is tested before the fit wherever that is cheaper: only a record needs the exact test.
 */
import { take } from '../memory';
import { fits, fitsUnwitnessed, kindAllowed, mayFit, nextThatMayFit, spend, work } from './fit';
import { clearHosts, closeHost, hostOf, hosts, kindLeft, members, openHost, place } from './hosts';
import { bestInLanes, closeUp, fillLanes, laned, takeFound } from './lanes';
import { at32, blocks, items, kinds, points, put32 } from './layout';
import { kindOrder, order, orderItems, orderKinds } from './order';
import { FIRST, hostScore, itemScore, rateHost, rateItems, weighHost, weighItem, weighPoints } from './score';

let hostCentred: bool = false;
let by: i32 = 0;
/** Item-centred: how many of the order are done. */
let done: i32 = 0;
/** Host-centred: items without a host, those that may still fit the open host, how many, and the host (-1: none). */
let waiting: usize = 0;
let waitingCount: i32 = 0;
let candidates: usize = 0;
let candidateCount: i32 = 0;
let open: i32 = -1;
/** Host-centred: kinds of the order before this one are used up or hold nothing that is left. */
let kindAt: i32 = 0;

/** Takes the regions. */
export function takeConstruct(): void {
  waiting = take((<usize>items) << 2);
  candidates = take((<usize>items) << 2);
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
  if (laned) fillLanes();
  open = -1;
  kindAt = 0;
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
    kindAt++;
    return;
  }
  open = openHost(j);
  if (laned) {
    closeUp();
    return;
  }
  memory.copy(candidates, waiting, (<usize>waitingCount) << 2);
  candidateCount = waitingCount;
  spend(1 + (waitingCount >> 6));
}

/** Puts the best candidate on the open host; closes it when none is left. */
function fillOpen(): void {
  weighHost(open, by);
  const best = laned ? bestInLanes(open) : bestCandidate();
  if (best >= 0) {
    place(best, open);
    spend(2 + (blocks << 1));
    if (laned) takeFound();
    return;
  }
  waitingCount -= at32(members, open);
  if (at32(members, open) == 0) {
    closeHost(open);
    kindAt++;
  }
  open = -1;
  if (laned) return;
  let left = 0;
  for (let k = 0; left < waitingCount; k++) {
    const i = at32(waiting, k);
    if (at32(hostOf, i) < 0) put32(waiting, left++, i);
  }
}

/** The candidate of the best score that the open host holds, or -1; those that no longer fit are dropped. */
function bestCandidate(): i32 {
  let best = -1;
  let bestScore: f32 = -Infinity;
  let kept = 0;
  for (let k = 0; k < candidateCount; k++) {
    const i = at32(candidates, k);
    if (at32(hostOf, i) >= 0 || !mayFit(i, open)) continue;
    const s = itemScore(i);
    if (s > bestScore) {
      if (!fitsUnwitnessed(i, open)) continue;
      bestScore = s;
      best = i;
    }
    put32(candidates, kept++, i);
  }
  spend((kept * points) >> 4);
  candidateCount = kept;
  return best;
}
