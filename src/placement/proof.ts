import { certify, type Certificate } from '../engine/columns/certificate';
import { leastExtra } from '../engine/columns/least-need';
import { leavesOf } from '../engine/columns/proof-tree';
import { totalCertificate } from '../engine/columns/total';
import { divisor } from '../engine/divisor';
import type { FoldResult } from '../engine/fold-engine';
import type { FoldProblem } from '../engine/packing/problem';
import type { Proof } from './answer';
import type { FoldModel, Item } from './model';
import type { Objective } from './objective';
import { inMoney } from './objective';
import { allRoom } from './proves';

/** One resource in one slot, by their places in a problem. */
type Row = Exclude<FoldResult['boundBy'], string>;

/** What a bound rests on. */
export interface Grounds extends Pick<FoldResult, 'certificate' | 'leftOut'> {
  /** The row whose total is the certificate's; null where it is more than that. */
  readonly row: Row | null;
}

/**
 * A result with the grounds of its bound that are easiest to follow: the total of one resource at one moment, wherever
 * that is enough, and else the certificate that came with it. A total takes no search, so that a fold that was stopped
 * has one too; in money it may even prove more, since hosts are whole. Where some found no room, it is the total of
 * which all machines together have least, if that is too little.
 */
export function grounded(problem: FoldProblem, result: FoldResult): FoldResult & Grounds {
  const { boundBy, simple, lowerBound, cost, plan, seconds, history } = result;
  const open = plan.hostOf.includes(-1);
  const short = open && result.certificate !== null && tooLittle(problem, result.certificate);
  const rows = [open ? scarcest(problem) : null, typeof boundBy === 'object' ? boundBy : simple];
  for (const row of rows) {
    if (!row || row.resource < 0 || row.slot < 0) continue;
    const total = totalCertificate(problem, row.resource, row.slot);
    // That not all fit says more than any bound.
    if (total.bound < lowerBound || (short && !tooLittle(problem, total))) continue;
    const { resource, slot } = row;
    const grounds = { ...result, certificate: total, leftOut: [], row, boundBy: { resource, slot } };
    if (total.bound === lowerBound) return grounds;
    const proved = !open && cost <= total.bound;
    return {
      ...grounds,
      lowerBound: total.bound,
      // Before the first plan there is no course.
      history: history.length ? [...history, { seconds, value: cost, bound: total.bound }] : history,
      proved,
      endedBy: proved ? 'proof' : result.endedBy,
    };
  }
  return { ...result, row: null };
}

/** Whether a certificate shows that all hosts together cannot hold all items. */
function tooLittle({ kindCount }: FoldProblem, { weights, most }: Certificate): boolean {
  const kinds = most.map((m, j) => ({ most: m, count: kindCount[j] < 0 ? null : kindCount[j] }));
  return weights.reduce((sum, w) => sum + w, 0) > allRoom({ kinds });
}

/** The row in which items need most of what all hosts have; null where there is any number of hosts. */
function scarcest(problem: FoldProblem): Row | null {
  const { items, resources, rowStart, demand, kinds, kindCount, capacity } = problem;
  if (kindCount.some((count) => count < 0)) return null;
  const rows = rowStart[resources];
  let most = 0;
  let worst: Row | null = null;
  for (let resource = 0; resource < resources; resource++) {
    let room = 0;
    for (let j = 0; j < kinds; j++) room += kindCount[j] * capacity[j * resources + resource];
    const extra = leastExtra(problem, resource).reduce((sum, e) => sum + e, 0);
    for (let row = rowStart[resource]; row < rowStart[resource + 1]; row++) {
      let need = extra;
      for (let i = 0; i < items; i++) need += demand[i * rows + row];
      if (need <= most * room) continue;
      most = need / room;
      worst = { resource, slot: row - rowStart[resource] };
    }
  }
  return worst;
}

/** A certificate in a planner's words: points of servers, and how many a host of each kind can hold. */
export function proofOf(
  model: FoldModel,
  items: readonly Item[],
  problem: FoldProblem,
  objective: Objective,
  { weights, most, bound, cases }: Certificate,
  { leftOut, row }: Grounds,
): Proof {
  // The same points in the smallest numbers.
  const common = [...weights, ...most].reduce(divisor, 0) || 1;
  const points = items
    .map((item, i) => ({
      guests: item.guests.map((g) => model.estate.guests[g].name),
      points: weights[i] / common,
    }))
    .filter((entry) => entry.points > 0)
    .sort((a, b) => b.points - a.points);
  return {
    bound: inMoney(bound, objective),
    points,
    total: points.reduce((sum, entry) => sum + entry.points, 0),
    measure: row && {
      ...momentOf(model, problem, row),
      size: common * model.resources[row.resource].quantum,
    },
    kinds: model.options.hosts.map((host, j) => ({
      kind: host.name,
      price: inMoney(problem.kindPrice[j], objective),
      count: host.count,
      most: most[j] / common,
    })),
    leftOut: objective.rounded ? [...leftOut, 'What was rounded off the prices.'] : leftOut,
    ...(cases && {
      cases: {
        count: leavesOf(cases),
        without: inMoney(certify(problem, weights, most).bound, objective),
      },
    }),
  };
}

/** A row in the words of the model. */
export function momentOf(model: FoldModel, problem: FoldProblem, { resource, slot }: Row) {
  const timed = problem.rowStart[resource + 1] - problem.rowStart[resource] > 1;
  return { resource: model.resources[resource].id, slot: timed && slot >= 0 ? slot : null };
}
