import { expect, it } from 'vitest';
import { cheapen } from '../../../src/engine/columns/cheapen';
import { relax } from './relax';
import type { Pattern } from '../../../src/engine/columns/pattern';
import type { FoldProblem } from '../../../src/engine/packing/problem';

/** Kind 0 is the cheaper, and by what pages count in parts it holds sets that it really does not. */
const problem: FoldProblem = {
  items: 6,
  resources: 3,
  rowStart: Int32Array.of(0, 1, 4, 5),
  demand: Int32Array.of(
    ...[1, 6, 6, 0, 6],
    ...[9, 4, 0, 1, 0],
    ...[0, 3, 8, 2, 9],
    ...[0, 0, 7, 10, 1],
    ...[3, 8, 8, 8, 0],
    ...[10, 2, 3, 2, 2],
  ),
  guestCount: Int32Array.of(2, 1, 2, 1, 1, 1),
  coreCount: Int32Array.of(0, 0, 0, 0, 2, 1),
  onlyKind: Int32Array.of(2, -1, 0, -1, 1, -1),
  kinds: 3,
  capacity: Int32Array.of(13, 14, 13, 14, 14, 15, 15, 13, 19),
  perGuest: Int32Array.of(2, 0, 0, 0, 0, 0, 2, 0, 0),
  perCore: Int32Array.of(0, 2, 0, 0, 0, 0, 0, 0, 1),
  kindCount: Int32Array.of(-1, -1, -1),
  kindPrice: Int32Array.of(8, 9, 1_040_000_000),
  sharedResource: 0,
  images: 2,
  imageStart: Int32Array.of(0, 0, 1, 3, 4, 5, 6),
  imageId: Int32Array.of(1, 0, 1, 0, 0, 0),
  imageSize: Int32Array.of(4, 0, 4, 5, 6, 4),
  apartGroups: 2,
  apartStart: Int32Array.of(0, 0, 2, 2, 2, 2, 3),
  apartId: Int32Array.of(0, 1, 0),
};

it('moves a set to a cheaper kind of host only where that host really holds it, shared pages included', () => {
  const { instance, trim } = relax(problem);
  const count = (pattern: Pattern) => Array.from(pattern.copies).reduce((sum, n) => sum + n, 0);
  const isHeld = (pattern: Pattern) => count(trim(pattern)) === count(pattern);
  let moved = 0;
  for (let set = 1; set < 1 << instance.types; set++) {
    const types = Array.from({ length: instance.types }, (_, t) => t).filter((t) => set & (1 << t));
    const pattern: Pattern = { kind: 1, types, copies: types.map(() => 1) };
    if (types.some((t) => instance.kinds[1].fit[t] === 0) || !isHeld(pattern)) continue;
    const [cheaper] = cheapen([pattern], instance, trim);
    expect(isHeld(cheaper), `types ${types.join(', ')}`).toBe(true);
    if (cheaper.kind === 0) moved++;
  }
  expect(moved).toBeGreaterThan(0);
});
