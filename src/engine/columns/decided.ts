import { LARGEST, type FoldProblem } from '../packing/problem';

/** What branches have decided of pairs of items. */
export interface PairDecisions {
  readonly together: readonly (readonly [number, number])[];
  readonly apart: readonly (readonly [number, number])[];
}

/** What branches have decided of pairs and, per kind of host, of how many a plan has (most: -1 for any number). */
export interface CaseDecisions extends PairDecisions {
  readonly fewest: readonly number[];
  readonly most: readonly number[];
}

/** A problem under decisions. */
export interface Decided {
  readonly problem: FoldProblem;
  /** Per item of the problem that was decided: the item that it is part of. */
  readonly partOf: readonly number[];
  /** No plan keeps the decisions: items decided to share a host may not, or must not. */
  readonly empty: boolean;
}

/** Items that share a host become one, with what they ask together; those that do not share one become a group apart. */
export function decide(problem: FoldProblem, { together, apart }: PairDecisions): Decided {
  const root = Array.from({ length: problem.items }, (_, i) => i);
  const find = (i: number): number => (root[i] === i ? i : (root[i] = find(root[i])));
  for (const [a, b] of together) root[find(b)] = find(a);
  const numbers = new Map<number, number>();
  const partOf = root.map((_, i) => {
    const own = find(i);
    if (!numbers.has(own)) numbers.set(own, numbers.size);
    return numbers.get(own)!;
  });
  const items = numbers.size;
  const { resources, rowStart, imageStart, apartStart } = problem;
  const rows = rowStart[resources];
  const demand = new Int32Array(items * rows);
  const guestCount = new Int32Array(items);
  const coreCount = new Int32Array(items);
  const onlyKind = new Int32Array(items).fill(-1);
  const pages = Array.from({ length: items }, () => new Map<number, number>());
  const groups = Array.from({ length: items }, () => new Set<number>());
  let empty = false;
  partOf.forEach((of, i) => {
    // Beyond the largest number nothing fits, so that more need not be told.
    for (let r = 0; r < rows; r++)
      demand[of * rows + r] = Math.min(LARGEST + 1, demand[of * rows + r] + problem.demand[i * rows + r]);
    guestCount[of] += problem.guestCount[i];
    coreCount[of] += problem.coreCount[i];
    const kind = problem.onlyKind[i];
    if (kind >= 0 && onlyKind[of] >= 0 && onlyKind[of] !== kind) empty = true;
    if (kind >= 0) onlyKind[of] = kind;
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++) {
      const image = problem.imageId[e];
      pages[of].set(image, Math.max(pages[of].get(image) ?? 0, problem.imageSize[e]));
    }
    for (const group of problem.apartId.subarray(apartStart[i], apartStart[i + 1])) {
      if (groups[of].has(group)) empty = true;
      groups[of].add(group);
    }
  });
  apart.forEach(([a, b], n) => {
    if (partOf[a] === partOf[b]) empty = true;
    for (const i of [a, b]) groups[partOf[i]].add(problem.apartGroups + n);
  });
  const images = pages.map((of) => [...of]);
  const starts = (sizes: readonly number[]) => {
    const start = new Int32Array(sizes.length + 1);
    sizes.forEach((size, i) => (start[i + 1] = start[i] + size));
    return start;
  };
  return {
    partOf,
    empty,
    problem: {
      ...problem,
      items,
      demand,
      guestCount,
      coreCount,
      onlyKind,
      imageStart: starts(images.map((of) => of.length)),
      imageId: Int32Array.from(images.flat(), ([image]) => image),
      imageSize: Int32Array.from(images.flat(), ([, size]) => size),
      apartGroups: problem.apartGroups + apart.length,
      apartStart: starts(groups.map((of) => of.size)),
      apartId: Int32Array.from(groups.flatMap((of) => [...of])),
    },
  };
}
