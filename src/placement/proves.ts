import type { FoldAnswer, Proof } from './answer';

/** Whether a proof is that some servers cannot meet: each has a point, and a host has room for one. */
export function isPairs({ points, kinds, measure, cases }: Proof): boolean {
  return (
    measure === null &&
    !cases &&
    points.length > 1 &&
    points.every((p) => p.points === 1) &&
    kinds.every((k) => k.most === 1)
  );
}

/** What all machines that there are hold at most, in points; Infinity where there is any number (null) of some. */
export function allRoom({
  kinds,
}: {
  readonly kinds: readonly Pick<Proof['kinds'][number], 'count' | 'most'>[];
}): number {
  return kinds.reduce((sum, kind) => sum + (kind.most > 0 ? (kind.count ?? Infinity) * kind.most : 0), 0);
}

/** Whether it is proved that some servers find no room, wherever the others go. */
export function cannotFit({ unplaced, proof }: Pick<FoldAnswer, 'unplaced' | 'proof'>): boolean {
  return unplaced.length > 0 && proof !== null && allRoom(proof) < proof.total;
}
