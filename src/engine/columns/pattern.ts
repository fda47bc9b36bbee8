/** Hosts of one kind, as columns see them. */
export interface HostKind {
  /** Its index in the problem. */
  readonly kind: number;
  /** types x rows, row-major. */
  readonly sizes: Int32Array;
  /** Length rows. */
  readonly capacity: Int32Array;
  /** Per type: copies that fit an empty host together; 0 where it may not be there. */
  readonly fit: Int32Array;
  readonly price: number;
  /** How many there are, or -1 for any number. */
  readonly count: number;
}

/**
 * What columns are made for: identical items are one *type*; a *pattern* is a kind of host and a choice of copies of
 * types that fits one, where in each row the sizes add up to at most the capacity.
 */
export interface PatternInstance {
  readonly types: number;
  readonly rows: number;
  /** Per type: the number of copies, at least 1. */
  readonly demand: Int32Array;
  /** Per type: the items that are its copies, ascending. */
  readonly items: readonly Int32Array[];
  /** The kinds of which there are any. */
  readonly kinds: readonly HostKind[];
}

/** A pattern: a kind of host (by its index in the instance), types ascending, and copies of each. */
export interface Pattern {
  readonly kind: number;
  readonly types: ArrayLike<number>;
  readonly copies: ArrayLike<number>;
}

/** Weights of types as weights of so many items, of which each copy has its type's. */
export function itemWeights(
  { items: copiesOf }: PatternInstance,
  items: number,
  weights: ArrayLike<number>,
): number[] {
  const each = new Array<number>(items).fill(0);
  copiesOf.forEach((copies, t) => copies.forEach((i) => (each[i] = weights[t])));
  return each;
}

/** Per kind: what a host costs, in parts of the dearest. */
export function hostCosts({ kinds }: PatternInstance): Float64Array {
  const dearest = Math.max(1, ...kinds.map(({ price }) => price));
  return Float64Array.from(kinds, ({ price }) => price / dearest);
}
