/**
 * Hosts in groups of sixteen with an upper bound of their room, so that an item passes whole groups that cannot hold
 * it. The bounds are set right only when a group was searched in vain. Only where rows are few; blocked rows have
 * witnesses instead.
 */
import { take } from '../memory';
import { blocks, classes, items, needOf, rows } from './layout';
import { hosts, roomOf } from './hosts';
import { spend } from './fit';

export const GROUP: i32 = 16;

/** groups x rows. */
let groupRoom: usize = 0;
let grouped: bool = false;

/** Takes the region. */
export function takeGroups(): void {
  grouped = blocks == 0 && classes == 1;
  if (grouped) groupRoom = take((<usize>((items + GROUP - 1) / GROUP) * <usize>rows) << 2);
}

/** Whether some host of group g may hold item i. */
export function groupMay(g: i32, i: i32): bool {
  if (!grouped) return true;
  spend(1);
  const room = groupRoom + ((<usize>g * <usize>rows) << 2);
  const row = needOf(0, i);
  for (let r: usize = 0; r < (<usize>rows) << 2; r += 16) {
    if (v128.any_true(i32x4.gt_s(v128.load(row + r), v128.load(room + r)))) return false;
  }
  return true;
}

/** Makes group g's bound exact. */
export function tighten(g: i32): void {
  if (!grouped) return;
  const room = groupRoom + ((<usize>g * <usize>rows) << 2);
  const to = min(g * GROUP + GROUP, hosts);
  for (let r: usize = 0; r < (<usize>rows) << 2; r += 16) {
    let most = v128.load(roomOf(g * GROUP) + r);
    for (let h = g * GROUP + 1; h < to; h++) most = i32x4.max_s(most, v128.load(roomOf(h) + r));
    v128.store(room + r, most);
  }
  spend(GROUP >> 1);
}

/** Takes the newly opened host h into its group's bound. */
export function joinGroup(h: i32): void {
  if (!grouped) return;
  const room = groupRoom + ((<usize>(h / GROUP) * <usize>rows) << 2);
  const fresh = h % GROUP == 0;
  for (let r: usize = 0; r < (<usize>rows) << 2; r += 16) {
    const v = v128.load(roomOf(h) + r);
    v128.store(room + r, fresh ? v : i32x4.max_s(v, v128.load(room + r)));
  }
}
