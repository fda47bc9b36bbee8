import { slotLabel } from '../estate/grid';
import type { FoldResult } from '../engine/fold-engine';
import type { FoldProblem } from '../engine/packing/problem';
import type { FoldModel } from './model';
import { grounded, momentOf } from './proof';

/** Why no plan has so few hosts: `no plan has 12: ...`. @param result a fold that counted hosts, its bound above `hosts` */
export function whyNoPlan(model: FoldModel, problem: FoldProblem, result: FoldResult, hosts: number): string {
  const no = `no plan has ${hosts}: `;
  const least = `${result.lowerBound} are the least`;
  const { row, certificate, boundBy } = grounded(problem, result);
  if (row && certificate) {
    const { slot } = momentOf(model, problem, row);
    const { unit, quantum, label } = model.resources[row.resource];
    const size = (units: number) => `${Number((units * quantum).toPrecision(4))} ${unit}`;
    const needed = certificate.weights.reduce((sum, weight) => sum + weight, 0);
    const when = slot === null ? '' : ` at ${slotLabel(model.estate.grid, slot)}`;
    return `${no}all servers together take ${size(needed)} of ${label}${when}, and one host holds at most ${size(Math.max(...certificate.most))}, so ${least}.`;
  }
  if (boundBy === 'pairs')
    return `${no}${result.lowerBound} servers are so large, or kept apart so, that no two of them share a host; ${least}.`;
  return `${no}it is proved that ${least} (each server has some points, and no host can hold more than so many; the proof stands with the plan).`;
}
