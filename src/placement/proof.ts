import type { Certificate } from '../engine/columns/certificate';
import type { FoldProblem } from '../engine/packing/problem';
import type { Proof } from './answer';
import type { FoldModel, Item } from './model';
import type { Objective } from './objective';
import { inMoney } from './objective';

/** A certificate in a planner's words: points of servers, and how many a host of each kind can hold. */
export function proofOf(
  model: FoldModel,
  items: readonly Item[],
  problem: FoldProblem,
  objective: Objective,
  { weights, most, bound }: Certificate,
  leftOut: readonly string[],
): Proof {
  // The same points in the smallest numbers.
  const divisor = [...weights, ...most].reduce(gcd, 0) || 1;
  const points = items
    .map((item, i) => ({
      guests: item.guests.map((g) => model.estate.guests[g].name),
      points: weights[i] / divisor,
    }))
    .filter((entry) => entry.points > 0)
    .sort((a, b) => b.points - a.points);
  return {
    bound: inMoney(bound, objective),
    points,
    total: points.reduce((sum, entry) => sum + entry.points, 0),
    kinds: model.options.hosts.map((host, j) => ({
      kind: host.name,
      price: inMoney(problem.kindPrice[j], objective),
      count: host.count,
      most: most[j] / divisor,
    })),
    leftOut: objective.rounded ? [...leftOut, 'What was rounded off the prices.'] : leftOut,
  };
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
