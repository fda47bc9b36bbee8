/** Whole weights of the items, and what no set on one host of each kind weighs more than. */
export interface Leaf {
  readonly weights: readonly number[];
  readonly most: readonly number[];
}

/** Two items and a proof for each case: they share a host, or they do not (Ryan and Foster 1981). */
export interface PairCases {
  readonly pair: readonly [number, number];
  readonly together: ProofTree;
  readonly apart: ProofTree;
}

/** A kind of host and a proof for each case: a plan has at most so many hosts of it, or more. */
export interface CountCases {
  readonly kind: number;
  readonly hosts: number;
  readonly atMost: ProofTree;
  readonly more: ProofTree;
}

/** Why no plan costs less than so much: weights, or cases of which one holds of any plan. */
export type ProofTree = Leaf | PairCases | CountCases;

/** How many leaves a proof has. */
export function leavesOf(tree: ProofTree): number {
  if ('pair' in tree) return leavesOf(tree.together) + leavesOf(tree.apart);
  return 'kind' in tree ? leavesOf(tree.atMost) + leavesOf(tree.more) : 1;
}
