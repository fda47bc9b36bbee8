import type { Gauge } from '../engine/even/gauge';
import type { FoldProblem } from '../engine/packing/problem';
import type { FoldModel, Item } from './model';
import type { Policy } from './options';
import { staticValue } from './problem';

/** What hosts have in all and servers ask, before ceilings and rounding; in the units and rows of `problemOf`. */
export function gaugeOf(
  model: FoldModel,
  policy: Policy,
  items: readonly Item[],
  problem: FoldProblem,
): Gauge {
  const { resources, estate, demands, rooms } = model;
  const { rowStart } = problem;
  const rows = rowStart[resources.length];
  const memory = resources.findIndex((r) => r.id === 'memory');
  const per = (of: (room: (typeof rooms)[number][number]) => number) =>
    Float64Array.from(rooms.flatMap((kind) => resources.map(({ quantum }, d) => of(kind[d]) / quantum)));
  const demand = new Float32Array(items.length * rows);
  items.forEach((item, i) => {
    for (const g of item.guests) {
      const { series, shareable } = demands[g];
      resources.forEach((resource, d) => {
        const own = series[resource.id];
        if (!own || (resource.id === 'cpu' && estate.guests[g].facts.dedicated)) return;
        const from = i * rows + rowStart[d];
        const length = rowStart[d + 1] - rowStart[d];
        const pages = d === memory ? Math.floor(shareable) : 0;
        const values = length === 1 ? [staticValue(own, policy, model.gaps)] : own;
        const step = values.length === 1 ? 0 : 1;
        for (let t = 0; t < length; t++) demand[from + t] += values[t * step] / resource.quantum - pages;
      });
    }
  });
  return {
    whole: per((room) => room.capacity),
    fixed: per((room) => room.fixed),
    perGuest: per((room) => room.perGuest),
    perCore: per((room) => room.perCore),
    demand,
  };
}
