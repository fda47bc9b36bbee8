import type { Proof } from './answer';

/** Whether a proof is that some servers cannot meet: each has a point, and a host has room for one. */
export function isPairs({ points, kinds }: Proof): boolean {
  return points.length > 1 && points.every((p) => p.points === 1) && kinds.every((k) => k.most === 1);
}
