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
