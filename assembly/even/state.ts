/** The plan in the making: who is on which host, what each host carries, and the rules that are not rows. */
import { take } from '../memory';
import { at32, put32, take32 } from '../words';
import {
  CHUNK,
  apartGroups,
  apartId,
  apartStart,
  base,
  chunkResource,
  chunks,
  hostKind,
  hosts,
  imageId,
  imageSize,
  imageStart,
  images,
  items,
  mostMembers,
  needs,
  onlyKind,
  pageScale,
  resources,
  sharedResource,
} from './layout';

/** Per item: its host, and its place among the members there. */
export let hostOf: usize = 0;
let placeOf: usize = 0;
/** hosts x mostMembers, and how many of them there are. */
let member: usize = 0;
export let members: usize = 0;
/** hosts x chunks x CHUNK, i16. */
export let loads: usize = 0;
/** Rows, i16: what no item needs; and room for what comes with its pages counted, on either host of an exchange. */
let nothing: usize = 0;
export let paged: usize = 0;
export let pagedToo: usize = 0;
/** Bytes of one item's rows. */
export let bytes: usize = 0;
/** Per host: its shared pages. */
let pages: usize = 0;
/** hosts x apartWords: the groups present. */
let apartBits: usize = 0;
let apartWords: i32 = 0;

/** Takes the regions. */
export function takeState(): void {
  bytes = (<usize>(chunks * CHUNK)) << 1;
  hostOf = take32(items);
  placeOf = take32(items);
  member = take32(<usize>hosts * <usize>mostMembers);
  members = take32(hosts);
  loads = take(<usize>hosts * bytes);
  nothing = take(bytes);
  paged = take(bytes);
  pagedToo = take(bytes);
  pages = take32(hosts);
  apartWords = (apartGroups + 31) >> 5;
  apartBits = take32(<usize>hosts * <usize>apartWords);
}

/** Takes every item off. */
export function clearState(): void {
  memory.fill(hostOf, 0xff, (<usize>items) << 2);
  memory.fill(members, 0, (<usize>hosts) << 2);
  memory.fill(pages, 0, (<usize>hosts) << 2);
  memory.fill(apartBits, 0, (<usize>hosts * <usize>apartWords) << 2);
  for (let h = 0; h < hosts; h++) {
    const row = loadOf(h);
    for (let c = 0; c < chunks; c++) {
      const fixed = <u16>at32(base, at32(hostKind, h) * resources + at32(chunkResource, c));
      for (let r = c * CHUNK; r < (c + 1) * CHUNK; r++) store<u16>(row + ((<usize>r) << 1), fixed);
    }
  }
}

export function loadOf(h: i32): usize {
  return loads + <usize>h * bytes;
}

/** Rows of item i on host h; of none, -1, rows of nothing. */
export function needOn(h: i32, i: i32): usize {
  if (i < 0) return nothing;
  return needs + <usize>(at32(hostKind, h) * items + i) * bytes;
}

export function memberAt(h: i32, k: i32): i32 {
  return at32(member, h * mostMembers + k);
}

/** Whether host h may hold item i once `out` (-1: none) has left, whatever it carries. */
export function allowed(i: i32, h: i32, out: i32): bool {
  const only = at32(onlyKind, i);
  if (only >= 0 && only != at32(hostKind, h)) return false;
  if (out < 0 && at32(members, h) >= mostMembers) return false;
  for (let k = at32(apartStart, i); k < at32(apartStart, i + 1); k++) {
    const g = at32(apartId, k);
    const held = (at32(apartBits, h * apartWords + (g >> 5)) >> (g & 31)) & 1;
    // No two on a host are of one group: where `out` is of it, no other is.
    if (held && (out < 0 || !has(apartStart, apartId, out, g))) return false;
  }
  return true;
}

function has(starts: usize, ids: usize, i: i32, g: i32): bool {
  for (let k = at32(starts, i); k < at32(starts, i + 1); k++) if (at32(ids, k) == g) return true;
  return false;
}

/** The largest share of image g among the members of host h but `out`. */
function largestShare(g: i32, h: i32, out: i32): i32 {
  let most = 0;
  for (let p = 0; p < at32(members, h); p++) {
    const m = memberAt(h, p);
    if (m == out) continue;
    for (let k = at32(imageStart, m); k < at32(imageStart, m + 1); k++)
      if (at32(imageId, k) == g) most = max(most, at32(imageSize, k));
  }
  return most;
}

/** By how much host h's shared pages change when `out` leaves and `into` comes (-1: none). */
function pagesChange(h: i32, out: i32, into: i32): i32 {
  let change: i64 = 0;
  if (into >= 0)
    for (let k = at32(imageStart, into); k < at32(imageStart, into + 1); k++) {
      const g = at32(imageId, k);
      change += max(at32(imageSize, k), largestShare(g, h, out)) - largestShare(g, h, -1);
    }
  if (out >= 0)
    for (let k = at32(imageStart, out); k < at32(imageStart, out + 1); k++) {
      const g = at32(imageId, k);
      if (into < 0 || !has(imageStart, imageId, into, g))
        change += largestShare(g, h, out) - largestShare(g, h, -1);
    }
  return <i32>change;
}

function scaledPages(h: i32, held: i32): i32 {
  return <i32>Math.round(<f64>held * load<f64>(pageScale + ((<usize>at32(hostKind, h)) << 3)));
}

/** Rows of what comes to host h, with what the exchange changes of its shared pages; where it does, they lie at `room`. */
export function comingRows(h: i32, out: i32, into: i32, room: usize): usize {
  const row = needOn(h, into);
  if (images == 0) return row;
  const held = at32(pages, h);
  const by = scaledPages(h, held + pagesChange(h, out, into)) - scaledPages(h, held);
  if (by == 0) return row;
  memory.copy(room, row, bytes);
  for (let c = 0; c < chunks; c++) {
    if (at32(chunkResource, c) != sharedResource) continue;
    for (let r = c * CHUNK; r < (c + 1) * CHUNK; r++) {
      const at = room + ((<usize>r) << 1);
      store<i16>(at, <i16>(<i32>load<i16>(at) + by));
    }
  }
  return room;
}

/** Item i comes to host h. */
export function enter(i: i32, h: i32): void {
  carry(h, -1, i);
  join(i, h);
}

/** Item a of host h goes to host g, and b (-1: none) of g comes to h. */
export function exchange(a: i32, h: i32, b: i32, g: i32): void {
  carry(h, a, b);
  carry(g, b, a);
  part(a, h);
  if (b >= 0) part(b, g);
  join(a, g);
  if (b >= 0) join(b, h);
}

/** Host h's loads and pages, as they are with `into` in the place of `out` (-1: none), while members are as before. */
function carry(h: i32, out: i32, into: i32): void {
  const mine = loadOf(h);
  const coming = comingRows(h, out, into, paged);
  const going = needOn(h, out);
  for (let x: usize = 0; x < bytes; x += 16) {
    const sum = i16x8.add(v128.load(mine + x), v128.load(coming + x));
    v128.store(mine + x, i16x8.sub(sum, v128.load(going + x)));
  }
  if (images > 0) put32(pages, h, at32(pages, h) + pagesChange(h, out, into));
}

function join(i: i32, h: i32): void {
  const at = at32(members, h);
  put32(member, h * mostMembers + at, i);
  put32(placeOf, i, at);
  put32(members, h, at + 1);
  put32(hostOf, i, h);
  markApart(i, h, true);
}

function part(i: i32, h: i32): void {
  const last = at32(members, h) - 1;
  const at = at32(placeOf, i);
  const moved = memberAt(h, last);
  put32(member, h * mostMembers + at, moved);
  put32(placeOf, moved, at);
  put32(members, h, last);
  put32(hostOf, i, -1);
  markApart(i, h, false);
}

function markApart(i: i32, h: i32, on: bool): void {
  for (let k = at32(apartStart, i); k < at32(apartStart, i + 1); k++) {
    const g = at32(apartId, k);
    const word = h * apartWords + (g >> 5);
    const bit = 1 << (g & 31);
    put32(apartBits, word, on ? at32(apartBits, word) | bit : at32(apartBits, word) & ~bit);
  }
}
