/**
 * Lower bounds, each valid whatever the plan, in whole numbers throughout: what every plan's hosts must cost at least.
 * Stages run in steps: the continuous bound of every row, the clique of pairs that exclude each other, and
 * dual-feasible functions on single rows and on weighted sums of rows (see dual.ts).
 */
import { rowTotal } from './derive';
import { spend, work } from './fit';
import {
  blocks,
  capacity,
  imageId,
  imageSize,
  imageStart,
  images,
  items,
  kindCount,
  kindPrice,
  kinds,
  resources,
  rowBegin,
  rowCount,
  sharedFrom,
} from './layout';
import { beginClique, cliqueStep, cliqueSize } from './clique';
import { beginDual, dualHosts, dualResource, dualRow, dualStep } from './dual';
import { at32, put32, take32 } from '../words';

/** By what the best bound is held. */
export const BY_NOTHING: i32 = 0;
export const BY_TOTAL: i32 = 1;
export const BY_CLIQUE: i32 = 2;
export const BY_DUAL: i32 = 3;

/** The best bound: cost, by what, and of a row its resource and its slot (-1: a weighted sum of rows). */
export let boundCost: i64 = 0;
export let boundBy: i32 = 0;
export let boundResource: i32 = -1;
export let boundSlot: i32 = -1;

let stage: i32 = 0;
let kindRank: usize = 0;
let largestShared: usize = 0;

/** Takes the regions. */
export function takeBounds(): void {
  kindRank = take32(kinds);
  largestShared = take32(images);
  boundCost = 0;
  boundBy = BY_NOTHING;
  boundResource = -1;
  boundSlot = -1;
  stage = 0;
}

/** Goes on with the bounds for about `budget` units of work; true when all are done. */
export function boundStep(budget: i32): bool {
  const until = work + budget;
  if (items == 0) return true;
  if (stage == 0) {
    totals();
    beginClique();
    stage = 1;
  }
  while (stage == 1) {
    if (work >= until) return false;
    if (!cliqueStep(until - work)) continue;
    raise(costOf(cliqueSize), BY_CLIQUE, -1, -1);
    beginDual();
    stage = 2;
  }
  while (stage == 2) {
    if (work >= until) return false;
    const ended = dualStep(until - work);
    if (dualHosts > 0) raise(costOf(dualHosts), BY_DUAL, dualResource, dualRow);
    if (ended) stage = 3;
  }
  return true;
}

function raise(cost: i64, by: i32, d: i32, slot: i32): void {
  if (cost <= boundCost) return;
  boundCost = cost;
  boundBy = by;
  boundResource = d;
  boundSlot = slot;
}

/** The continuous bound of every row: its demand bought at the best price for capacity, kind by kind. */
function totals(): void {
  const shared = sharedOnce();
  for (let d = 0; d < resources; d++) {
    rankKinds(d);
    const begin = at32(rowBegin, d);
    const extra = images > 0 && begin == sharedFrom ? shared : 0;
    for (let r = begin; r < begin + at32(rowCount, d); r++) {
      raise(cover(load<i64>(rowTotal + ((<usize>r) << 3)) + extra, d), BY_TOTAL, d, r - begin);
    }
  }
  spend(items + (blocks << 2));
}

/** Each image's largest share lies on some host at least. */
function sharedOnce(): i64 {
  for (let g = 0; g < images; g++) put32(largestShared, g, 0);
  for (let k = 0; k < at32(imageStart, items); k++) {
    const g = at32(imageId, k);
    put32(largestShared, g, max(at32(largestShared, g), at32(imageSize, k)));
  }
  let sum: i64 = 0;
  for (let g = 0; g < images; g++) sum += at32(largestShared, g);
  return sum;
}

/** Ranks kinds by price for capacity in resource d: a before b where price(a) * capacity(b) < price(b) * capacity(a). */
function rankKinds(d: i32): void {
  for (let j = 0; j < kinds; j++) {
    let k = j;
    for (; k > 0 && cheaper(j, at32(kindRank, k - 1), d); k--) put32(kindRank, k, at32(kindRank, k - 1));
    put32(kindRank, k, j);
  }
}

function cheaper(a: i32, b: i32, d: i32): bool {
  return (
    <i64>at32(kindPrice, a) * <i64>at32(capacity, b * resources + d) <
    <i64>at32(kindPrice, b) * <i64>at32(capacity, a * resources + d)
  );
}

/**
 * The least that hosts cost whose capacities in resource d add up to `demand`, hosts divisible; rounded up, because
 * prices are whole. What the whole inventory costs where it is not enough.
 */
function cover(demand: i64, d: i32): i64 {
  let cost: i64 = 0;
  let left = demand;
  for (let k = 0; k < kinds && left > 0; k++) {
    const j = at32(kindRank, k);
    const c = <i64>at32(capacity, j * resources + d);
    const count = <i64>at32(kindCount, j);
    if (c == 0 || count == 0) continue;
    const price = <i64>at32(kindPrice, j);
    if (count > 0 && count * c < left) {
      cost += count * price;
      left -= count * c;
      continue;
    }
    const part = price * (left % c);
    return cost + price * (left / c) + (part + c - 1) / c;
  }
  return cost;
}

/** The least that so many hosts cost: the cheapest ones there are. */
function costOf(hosts: i32): i64 {
  let cost: i64 = 0;
  let left = hosts;
  let above: i64 = -1;
  while (left > 0) {
    let next: i64 = i64.MAX_VALUE;
    for (let j = 0; j < kinds; j++) {
      const price = <i64>at32(kindPrice, j);
      if (price > above && price < next) next = price;
    }
    if (next == i64.MAX_VALUE) return cost;
    for (let j = 0; j < kinds; j++) {
      if (<i64>at32(kindPrice, j) != next) continue;
      const count = at32(kindCount, j);
      const taken = count < 0 ? left : min(count, left);
      cost += <i64>taken * next;
      left -= taken;
    }
    above = next;
  }
  return cost;
}
