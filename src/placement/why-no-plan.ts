import { slotSaid } from '../estate/grid';
import type { FoldResult } from '../engine/fold-engine';
import type { FoldProblem } from '../engine/packing/problem';
import type { LeastHosts } from './least-hosts';
import type { FoldModel } from './model';
import { grounded, momentOf } from './proof';

/** Why no plan has so few hosts: `no plan has 12: ...`. @param result a fold that counted hosts, its bound above `hosts` */
export function whyNoPlan(model: FoldModel, problem: FoldProblem, result: FoldResult, hosts: number): string {
  const no = `no plan has ${hosts}: `;
  const least = `${result.lowerBound} are the least`;
  const { row, certificate, boundBy } = grounded(problem, result);
  if (row && certificate) {
    const needed = certificate.weights.reduce((sum, weight) => sum + weight, 0);
    const together = { ...row, hosts: result.lowerBound, needed, room: Math.max(...certificate.most) };
    return whyNoFewer(model, problem, together, hosts);
  }
  if (boundBy === 'pairs')
    return `${no}${result.lowerBound} servers are so large, or kept apart so, that no two of them share a host; ${least}.`;
  return `${no}it is proved that ${least} (each server has some points, and no host can hold more than so many; the proof stands with the plan).`;
}

/** The same where all servers together take too much: `no plan has 12: all servers together take ...`. */
export function whyNoFewer(
  model: FoldModel,
  problem: FoldProblem,
  { needed, room, ...least }: LeastHosts,
  hosts: number,
): string {
  const { slot } = momentOf(model, problem, least);
  const { unit, quantum, label } = model.resources[least.resource];
  const size = (units: number) => `${Number((units * quantum).toPrecision(4))} ${unit}`;
  const when = slot === null ? '' : ` at ${slotSaid(model.estate.grid, slot)}`;
  return `no plan has ${hosts}: all servers together take ${size(needed)} of ${label}${when}, and one host holds at most ${size(room)}, so ${least.hosts} are the least.`;
}
