/**
 * Items of which no two can share a host: as many hosts are needed as there are of them. A greedy clique in the graph
 * of pairs that exclude each other, by apart-groups, by kinds, or because together they fit no kind; among the
 * items that are largest anywhere.
 */
import { blockMax, emptyRoom } from './derive';
import { kindAllowed, spend, work } from './fit';
import {
  BLOCK,
  apartGroups,
  apartId,
  apartStart,
  blocks,
  items,
  kindClass,
  kinds,
  needOf,
  rows,
} from './layout';
import { take } from '../memory';
import { MAX_PEAK, order, orderItems } from './order';
import { at32, put32, skip64, take32, take64 } from '../words';

/** At most so many items enter the graph. */
const LIMIT: i32 = 2048;

/** The largest clique found. */
export let cliqueSize: i32 = 0;

let nodes: i32 = 0;
let words: i32 = 0;
let node: usize = 0;
let edges: usize = 0;
let alive: usize = 0;
let at: i32 = 0;
let size: i32 = 0;

/** Takes the regions. */
export function takeClique(): void {
  nodes = min(items, LIMIT);
  words = (nodes + 63) >> 6;
  node = take32(nodes);
  edges = take((<usize>nodes * <usize>words) << 3);
  alive = take64(words);
}

/** Starts: the largest apart-group is a clique by itself. */
export function beginClique(): void {
  cliqueSize = largestGroup();
  orderItems(MAX_PEAK);
  memory.copy(node, order, (<usize>nodes) << 2);
  at = 0;
  size = 0;
  memory.fill(alive, 0, (<usize>words) << 3);
  for (let k = 0; k < nodes; k++) setBit(alive, k);
}

function largestGroup(): i32 {
  let most = min(items, 1);
  if (apartGroups == 0) return most;
  // Counted in the node region, which `beginClique` overwrites afterwards: groups of a higher index are left out.
  const counted = min(apartGroups, nodes);
  for (let g = 0; g < counted; g++) put32(node, g, 0);
  for (let k = 0; k < at32(apartStart, items); k++) {
    const g = at32(apartId, k);
    if (g >= counted) continue;
    put32(node, g, at32(node, g) + 1);
    most = max(most, at32(node, g));
  }
  return most;
}

/** Builds edges node by node, then takes the node with most edges again and again; true when done. */
export function cliqueStep(budget: i32): bool {
  const until = work + budget;
  while (at < nodes) {
    if (work >= until) return false;
    const i = at32(node, at);
    for (let k = 0; k < at; k++) {
      if (!exclude(i, at32(node, k))) continue;
      setBit(edgesOf(at), k);
      setBit(edgesOf(k), at);
    }
    at++;
  }
  while (work < until) {
    if (!grow()) {
      cliqueSize = max(cliqueSize, size);
      return true;
    }
  }
  return false;
}

function edgesOf(k: i32): usize {
  return edges + ((<usize>k * <usize>words) << 3);
}

function setBit(set: usize, k: i32): void {
  const word = skip64(set, k >> 6);
  store<u64>(word, load<u64>(word) | ((<u64>1) << ((<u64>k) & 63)));
}

/** Takes the living node with most living neighbours, and lets only these live. */
function grow(): bool {
  let best = -1;
  let most = -1;
  for (let k = 0; k < nodes; k++) {
    if (((load<u64>(alive + ((<usize>(k >> 6)) << 3)) >> ((<u64>k) & 63)) & 1) == 0) continue;
    let degree = 0;
    for (let w: usize = 0; w < (<usize>words) << 3; w += 8) {
      degree += <i32>popcnt(load<u64>(edgesOf(k) + w) & load<u64>(alive + w));
    }
    spend(1 + (words >> 3));
    if (degree > most) {
      most = degree;
      best = k;
    }
  }
  if (best < 0) return false;
  size++;
  for (let w: usize = 0; w < (<usize>words) << 3; w += 8) {
    store<u64>(alive + w, load<u64>(alive + w) & load<u64>(edgesOf(best) + w));
  }
  return true;
}

/** Whether no kind of host holds both items. Shared pages are left out, which can only miss an exclusion. */
function exclude(a: i32, b: i32): bool {
  spend(1);
  if (apart(a, b)) return true;
  for (let j = 0; j < kinds; j++) {
    if (kindAllowed(a, j) && kindAllowed(b, j) && together(a, b, j)) return false;
  }
  return true;
}

function apart(a: i32, b: i32): bool {
  if (apartGroups == 0) return false;
  for (let k = at32(apartStart, a); k < at32(apartStart, a + 1); k++) {
    for (let m = at32(apartStart, b); m < at32(apartStart, b + 1); m++) {
      if (at32(apartId, k) == at32(apartId, m)) return true;
    }
  }
  return false;
}

/** Whether both fit an empty host of kind j, blocks first. @inline */
function together(a: i32, b: i32, j: i32): bool {
  const c = at32(kindClass, j);
  const rowA = needOf(c, a);
  const rowB = needOf(c, b);
  const room = emptyRoom + ((<usize>j * <usize>rows) << 2);
  if (blocks == 0) return rowsTogether(rowA, rowB, room, 0, rows);
  const maxA = blockMax + (((<usize>c * <usize>items + <usize>a) * <usize>blocks) << 2);
  const maxB = blockMax + (((<usize>c * <usize>items + <usize>b) * <usize>blocks) << 2);
  spend(blocks >> 3);
  for (let k = 0; k < blocks; k++) {
    // A block lies within one resource, so its first row's capacity is that of all.
    if (at32(maxA, k) <= at32(room, k * BLOCK) - at32(maxB, k)) continue;
    spend(1);
    if (!rowsTogether(rowA, rowB, room, k * BLOCK, k * BLOCK + BLOCK)) return false;
  }
  return true;
}

function rowsTogether(a: usize, b: usize, room: usize, from: i32, to: i32): bool {
  for (let r = from; r < to; r += 4) {
    const x = (<usize>r) << 2;
    const left = i32x4.sub(v128.load(room + x), v128.load(b + x));
    if (v128.any_true(i32x4.gt_s(v128.load(a + x), left))) return false;
  }
  return true;
}
