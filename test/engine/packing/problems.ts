/** Small random problems for the packing tests, with every feature, and their optimum by trying everything. */
import { fits } from './reference';
import type { FoldProblem } from '../../../src/engine/packing/problem';
import { seededDraws as draws } from '../../../src/estate/draws';

export { draws };

export interface Shape {
  readonly items: number;
  /** Many slots make the kernel work by blocks. */
  readonly manySlots?: boolean;
  readonly kinds?: number;
  readonly plain?: boolean;
  /** Largest capacity. */
  readonly scale?: number;
}

/** A random problem: sharing, apart-groups, additions for guests and cores, unequal kinds, unless it is to be plain. */
export function randomProblem(seed: number, shape: Shape): FoldProblem {
  const next = draws(seed);
  const below = (n: number) => Math.floor(next() * n);
  const { items, plain = false, scale = 100 } = shape;
  const resources = 1 + below(3);
  const slots = Array.from({ length: resources }, () =>
    next() < 0.4 ? 1 : shape.manySlots ? 20 + below(60) : 1 + below(4),
  );
  if (shape.manySlots) slots[0] = 70 + below(30);
  const rowStart = Int32Array.from([
    0,
    ...slots.map((_, d) => slots.slice(0, d + 1).reduce((a, b) => a + b, 0)),
  ]);
  const rows = rowStart[resources];
  const kinds = plain ? 1 : (shape.kinds ?? 1 + below(3));
  const big = 0.3 + 0.6 * next();
  const demand = Int32Array.from({ length: items * rows }, () =>
    next() < 0.1 ? 0 : Math.floor(next() * big * scale),
  );
  const each = (n: number, value: () => number) => Int32Array.from({ length: n }, value);
  const lists = (groups: number, chance: number) => {
    const start = [0];
    const ids: number[] = [];
    for (let i = 0; i < items; i++) {
      for (let g = 0; g < groups; g++) if (next() < chance) ids.push(g);
      start.push(ids.length);
    }
    return { start: Int32Array.from(start), ids: Int32Array.from(ids) };
  };
  const images = plain ? 0 : below(4);
  const imageLists = lists(images, 0.4);
  const apartGroups = plain ? 0 : below(3);
  const apartLists = lists(apartGroups, 0.3);
  const counted = !plain && next() < 0.5;
  return {
    items,
    resources,
    rowStart,
    demand,
    guestCount: each(items, () => 1 + (plain ? 0 : below(3))),
    coreCount: each(items, () => (plain || next() < 0.7 ? 0 : below(2))),
    onlyKind: each(items, () => (plain || next() < 0.8 ? -1 : below(kinds))),
    kinds,
    capacity: each(kinds * resources, () => Math.floor(scale * (plain ? 1 : 0.6 + 0.4 * next()))),
    perGuest: each(kinds * resources, () => (plain || next() < 0.5 ? 0 : below(Math.max(2, scale / 20)))),
    perCore: each(kinds * resources, () => (plain || next() < 0.5 ? 0 : below(Math.max(2, scale / 10)))),
    kindCount: each(kinds, () => (counted ? below(4) : -1)),
    kindPrice: each(kinds, () => (plain || next() < 0.5 ? 1 : 1 + below(5))),
    sharedResource: images > 0 ? below(resources) : -1,
    images,
    imageStart: imageLists.start,
    imageId: imageLists.ids,
    imageSize: each(imageLists.ids.length, () => below(scale / 4)),
    apartGroups,
    apartStart: apartLists.start,
    apartId: apartLists.ids,
  };
}

/** The least cost of a plan that places every item, by trying every assignment; Infinity where there is none. */
export function bruteForce(problem: FoldProblem): number {
  const hosts: { kind: number; on: number[] }[] = [];
  let best = Infinity;
  const visit = (i: number, cost: number): void => {
    if (cost >= best) return;
    if (i === problem.items) {
      best = cost;
      return;
    }
    for (const host of hosts) {
      if (!fits(problem, host.on, i, host.kind)) continue;
      host.on.push(i);
      visit(i + 1, cost);
      host.on.pop();
    }
    for (let j = 0; j < problem.kinds; j++) {
      const used = hosts.filter((h) => h.kind === j).length;
      if (problem.kindCount[j] >= 0 && used >= problem.kindCount[j]) continue;
      if (!fits(problem, [], i, j)) continue;
      hosts.push({ kind: j, on: [i] });
      visit(i + 1, cost + problem.kindPrice[j]);
      hosts.pop();
    }
  };
  visit(0, 0);
  return best;
}

/**
 * The fewest items that a plan leaves without a host, and the least cost of a plan that leaves so many, by trying
 * every assignment.
 */
export function bestOfInventory(problem: FoldProblem): { unplaced: number; cost: number } {
  const hosts: { kind: number; on: number[] }[] = [];
  let best = { unplaced: Infinity, cost: Infinity };
  const visit = (i: number, unplaced: number, cost: number): void => {
    if (unplaced > best.unplaced || (unplaced === best.unplaced && cost >= best.cost)) return;
    if (i === problem.items) {
      best = { unplaced, cost };
      return;
    }
    for (const host of hosts) {
      if (!fits(problem, host.on, i, host.kind)) continue;
      host.on.push(i);
      visit(i + 1, unplaced, cost);
      host.on.pop();
    }
    for (let j = 0; j < problem.kinds; j++) {
      const used = hosts.filter((h) => h.kind === j).length;
      if (problem.kindCount[j] >= 0 && used >= problem.kindCount[j]) continue;
      if (!fits(problem, [], i, j)) continue;
      hosts.push({ kind: j, on: [i] });
      visit(i + 1, unplaced, cost + problem.kindPrice[j]);
      hosts.pop();
    }
    visit(i + 1, unplaced + 1, cost);
  };
  visit(0, 0, 0);
  return best;
}
