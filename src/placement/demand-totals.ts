import { largest } from '../estate/statistics';
import type { FoldAnswer } from './answer';
import type { FoldModel, Item } from './model';
import type { Policy } from './options';
import { staticValue } from './problem';

/** The three ways to add up the guests' own demand, per resource that is summed over time. */
export function demandTotals(model: FoldModel, items: readonly Item[]): FoldAnswer['demand'] {
  const guests = items.flatMap((item) => item.guests);
  const totals: Record<string, Record<Policy, number>> = {};
  for (const resource of model.resources) {
    if (resource.rule) continue;
    const length = resource.folds === 'sum' ? model.estate.grid.slots : 1;
    const sum = new Float64Array(length);
    let peaks = 0;
    let p95 = 0;
    for (const g of guests) {
      const own = model.demands[g].series[resource.id];
      if (!own) continue;
      peaks += largest(own);
      p95 += staticValue(own, 'sum-of-p95', model.gaps);
      const step = own.length === 1 ? 0 : 1;
      for (let t = 0; t < length; t++) sum[t] += own[t * step];
    }
    totals[resource.id] = {
      'sum-of-peaks': peaks,
      'sum-of-p95': p95,
      'peak-of-sums': largest(sum),
    };
  }
  return totals;
}
