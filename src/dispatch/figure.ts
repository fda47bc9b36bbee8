/** A figure over replications: mean, standard error of the mean, and standard deviation of one replication. */
export interface Figure {
  /** NaN (null in JSON) where no replication had anything to measure. */
  readonly mean: number;
  /** NaN (null in JSON) with fewer than two replications. */
  readonly se: number;
  readonly sd: number;
}

/** Anything that holds numbers at its leaves, and besides only texts and nulls. */
type Tree = number | string | null | readonly Tree[] | { readonly [key: string]: Tree };

/**
 * Mean and spread of every number of a tree, over many trees of one shape (Welford 1962). Fed in the same order, it
 * gives the same bits. A NaN counts as not measured.
 */
export class Figures<T> {
  private readonly shape: T;
  private readonly count: Float64Array;
  private readonly mean: Float64Array;
  private readonly squares: Float64Array;

  /** @param shape any one of the trees to come */
  constructor(shape: T) {
    this.shape = shape;
    const leaves = collect(shape as Tree, []).length;
    this.count = new Float64Array(leaves);
    this.mean = new Float64Array(leaves);
    this.squares = new Float64Array(leaves);
  }

  add(tree: T): void {
    const { count, mean, squares } = this;
    const values = collect(tree as Tree, []);
    if (values.length !== count.length) throw new Error(`${values.length} figures, expected ${count.length}`);
    values.forEach((value, i) => {
      if (Number.isNaN(value)) return;
      count[i] += 1;
      const off = value - mean[i];
      mean[i] += off / count[i];
      squares[i] += off * (value - mean[i]);
    });
  }

  /** The tree with a figure in place of each number. */
  result<R>(): R {
    let i = 0;
    const build = (tree: Tree): unknown => {
      if (typeof tree === 'number') return this.figure(i++);
      if (tree === null || typeof tree === 'string') return tree;
      if (Array.isArray(tree)) return tree.map(build);
      return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, build(value)]));
    };
    return build(this.shape as Tree) as R;
  }

  private figure(i: number): Figure {
    const n = this.count[i];
    const sd = n > 1 ? Math.sqrt(this.squares[i] / (n - 1)) : NaN;
    return { mean: n > 0 ? this.mean[i] : NaN, se: sd / Math.sqrt(n), sd };
  }
}

function collect(tree: Tree, into: number[]): number[] {
  if (typeof tree === 'number') into.push(tree);
  else if (tree !== null && typeof tree === 'object')
    for (const each of Object.values(tree)) collect(each, into);
  return into;
}
