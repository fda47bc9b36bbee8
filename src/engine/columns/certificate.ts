import type { FoldProblem } from '../packing/problem';
import { heaviestSet, type Row } from './heaviest';

/**
 * A proof that no plan has fewer than `bound` hosts, in whole numbers: every item has a weight, no set of items that
 * fits one host weighs more than `denominator`, and so at least sum of weights / denominator hosts are needed, rounded
 * up (linear programming duality; Gilmore and Gomory 1961, Farley 1990).
 */
export interface Certificate {
  /** Per item, a whole number of at least 0. */
  readonly weights: readonly number[];
  /** What no set of items on one host weighs more than; a whole number of at least 1. */
  readonly denominator: number;
  readonly bound: number;
}

export interface Verdict {
  /** Whether the bound is proved. */
  readonly valid: boolean;
  /** Whether the check gave up, so that the certificate may be right or wrong. */
  readonly undecided: boolean;
  /** The bound that was proved, or 0. */
  readonly bound: number;
  /** What was found, in a sentence. */
  readonly why: string;
}

/** Rows that a check looks at, at most; leaving some out only allows more. */
const MOST_ROWS = 512;

/**
 * Checks a certificate from scratch, with nothing but the problem: the sum, and by its own search that no set of items
 * that fits a host is heavier than the denominator. Hosts of several kinds count with the largest capacity and the
 * smallest overhead, shared pages in parts; what holds for these holds for the problem.
 * @param workLimit items looked at before it gives up; the default is a second or two
 */
export function verifyCertificate(problem: FoldProblem, certificate: Certificate, workLimit = 3e8): Verdict {
  const { weights, denominator, bound } = certificate;
  const wrong = (why: string): Verdict => ({ valid: false, undecided: false, bound: 0, why });
  if (weights.length !== problem.items)
    return wrong(`There are ${weights.length} weights for ${problem.items} items.`);
  const odd = weights.findIndex((w) => !Number.isSafeInteger(w) || w < 0);
  if (odd >= 0)
    return wrong(`The weight of item ${odd} is ${weights[odd]}, not a whole number of at least 0.`);
  if (!Number.isSafeInteger(denominator) || denominator < 1)
    return wrong(`The denominator is ${denominator}, not a whole number of at least 1.`);
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!Number.isSafeInteger(total)) return wrong('The weights add up to more than can be reckoned exactly.');
  const follows = Number((BigInt(total) + BigInt(denominator) - 1n) / BigInt(denominator));
  if (bound !== follows)
    return wrong(
      `The weights add up to ${total}; over ${denominator} that makes ${follows} hosts, not ${bound}.`,
    );

  const { rows, whole } = rowsOf(problem);
  const search = heaviestSet(weights, rows, apartGroupsOf(problem), denominator, workLimit);
  if (search.outcome === 'none')
    return {
      valid: true,
      undecided: false,
      bound,
      why: `No set of items on one host weighs more than ${denominator}, and all weigh ${total}: at least ${bound} hosts.`,
    };
  const unsure = (why: string): Verdict => ({ valid: false, undecided: true, bound: 0, why });
  if (search.outcome === 'gave up') return unsure('This problem is too large to re-check here.');
  if (!whole) return unsure('The check reckons with less than the whole problem here, and cannot tell.');
  return wrong(
    `Items ${search.items.join(', ')} fit one host and weigh ${search.weight}, more than ${denominator}.`,
  );
}

/** What adds up on a host; `whole` when no row was left out. */
function rowsOf(problem: FoldProblem): { rows: Row[]; whole: boolean } {
  const { items, resources, kinds, rowStart, demand } = problem;
  const total = rowStart[resources];
  const rows: Row[] = [];
  for (let d = 0; d < resources; d++) {
    let capacity = 0;
    let perGuest = Infinity;
    let perCore = Infinity;
    for (let j = 0; j < kinds; j++) {
      capacity = Math.max(capacity, problem.capacity[j * resources + d]);
      perGuest = Math.min(perGuest, problem.perGuest[j * resources + d]);
      perCore = Math.min(perCore, problem.perCore[j * resources + d]);
    }
    const pages = d === problem.sharedResource ? pagesOf(problem, capacity) : null;
    if (pages) capacity -= pages.once;
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      const sizes = Array.from(
        { length: items },
        (_, i) =>
          demand[i * total + r] +
          problem.guestCount[i] * perGuest +
          problem.coreCount[i] * perCore +
          (pages ? pages.part[i] : 0),
      );
      const sum = sizes.reduce((a, b) => a + b, 0);
      if (sum > capacity) rows.push({ sizes, capacity, load: sum / Math.max(1, capacity) });
    }
  }
  rows.sort((a, b) => b.load - a.load);
  return {
    rows: rows.slice(0, MOST_ROWS),
    whole: rows.length <= MOST_ROWS && kinds === 1 && problem.images === 0,
  };
}

/**
 * Shared pages as numbers that add up to no more than a host holds of them. What every item brings at least is there
 * once. Of the rest, each user of an image brings the part that is left when as many users as possibly fit share the
 * largest among them.
 */
function pagesOf(problem: FoldProblem, capacity: number): { once: number; part: number[] } {
  const { items, sharedResource, resources, rowStart, demand } = problem;
  const users = new Map<number, { item: number; size: number }[]>();
  for (let item = 0; item < items; item++)
    for (let e = problem.imageStart[item]; e < problem.imageStart[item + 1]; e++) {
      const of = users.get(problem.imageId[e]) ?? [];
      of.push({ item, size: problem.imageSize[e] });
      users.set(problem.imageId[e], of);
    }
  const part = new Array<number>(items).fill(0);
  let once = 0;
  for (const of of users.values()) {
    const common = of.length === items ? Math.min(...of.map(({ size }) => size)) : 0;
    once += common;
    const own = of.map(({ item }) => demand[item * rowStart[resources] + rowStart[sharedResource]]);
    own.sort((a, b) => a - b);
    let together = 0;
    for (let sum = 0; together < own.length && (sum += own[together]) <= capacity;) together++;
    for (const { item, size } of of) part[item] += Math.floor((size - common) / Math.max(1, together));
  }
  return { once, part };
}

function apartGroupsOf(problem: FoldProblem): number[][] {
  return Array.from({ length: problem.items }, (_, i) =>
    Array.from(problem.apartId.subarray(problem.apartStart[i], problem.apartStart[i + 1])),
  );
}
