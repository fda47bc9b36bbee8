import type { FoldProblem } from '../packing/problem';
import type { PatternInstance } from './instance';
import type { Pattern } from './kernel';

/** Shared pages as numbers: `once` for what every item brings, `parts` for what each item brings beyond that. */
export interface LinearPages {
  readonly once: number;
  readonly parts: Float64Array;
}

/**
 * Two ways to count shared pages by numbers that add up, never to more than what a host of kind `j` really holds:
 * each user of an image brings the part that is left when as many users as could fit share the largest among them; or
 * the largest user of an image brings it all, and the others nothing.
 * @param capacity of the shared resource on such a host
 */
export function linearImages(problem: FoldProblem, j: number, capacity: number): [LinearPages, LinearPages] {
  const { items, images, imageStart, imageId, imageSize, rowStart, resources } = problem;
  const shared = problem.sharedResource;
  const perGuest = problem.perGuest[j * resources + shared];
  const least = new Float64Array(images).fill(Infinity);
  const largest = new Int32Array(images).fill(-1);
  const needs = Array.from({ length: images }, (): number[] => []);
  for (let i = 0; i < items; i++)
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++) {
      const g = imageId[e];
      const own = problem.demand[i * rowStart[resources] + rowStart[shared]];
      needs[g].push(own + problem.guestCount[i] * perGuest);
      least[g] = Math.min(least[g], imageSize[e]);
      if (largest[g] < 0 || imageSize[e] > imageSize[largest[g]]) largest[g] = e;
    }
  const once = (g: number) => (needs[g].length === items ? least[g] : 0);
  const together = needs.map((need) => {
    let room = capacity;
    let count = 0;
    for (const own of need.sort((a, b) => a - b)) if ((room -= own) >= 0) count++;
    return Math.max(1, count);
  });
  const parts = new Float64Array(items);
  const whole = new Float64Array(items);
  for (let i = 0; i < items; i++)
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++) {
      const g = imageId[e];
      parts[i] += Math.floor((imageSize[e] - once(g)) / together[g]);
      if (e === largest[g]) whole[i] += imageSize[e] - once(g);
    }
  const everywhere = least.reduce((sum, _, g) => sum + once(g), 0);
  return [
    { once: everywhere, parts },
    { once: everywhere, parts: whole },
  ];
}

/** Drops copies from a pattern until the host holds the private and shared pages of the rest. */
export function trimShared(problem: FoldProblem, instance: PatternInstance, pattern: Pattern): Pattern {
  const { kind } = instance.kinds[pattern.kind];
  const held = Array.from(pattern.types, (t, e) => ({ t, copies: pattern.copies[e] }));
  for (;;) {
    const over = overShared(problem, instance, kind, held);
    if (over <= 0) break;
    // The copy that frees just enough, else the one that frees most.
    const freed = held.map((_, e) => {
      const less = held.map((other, k) => (k === e ? { t: other.t, copies: other.copies - 1 } : other));
      return { e, gain: over - overShared(problem, instance, kind, less) };
    });
    const enough = freed.filter(({ gain }) => gain >= over).sort((a, b) => a.gain - b.gain);
    const [{ e }] = enough.length > 0 ? enough : freed.sort((a, b) => b.gain - a.gain);
    if (--held[e].copies === 0) held.splice(e, 1);
  }
  return { kind: pattern.kind, types: held.map(({ t }) => t), copies: held.map(({ copies }) => copies) };
}

/** By how much items go beyond the shared resource on a host of kind `j`, in the worst of its rows. */
function overShared(
  problem: FoldProblem,
  instance: PatternInstance,
  j: number,
  held: readonly { t: number; copies: number }[],
): number {
  const { resources, rowStart, sharedResource: shared } = problem;
  const images = new Map<number, number>();
  let fixed = -problem.capacity[j * resources + shared];
  for (const { t, copies } of held) {
    const i = instance.items[t][0];
    if (copies === 0) continue;
    fixed +=
      copies *
      (problem.guestCount[i] * problem.perGuest[j * resources + shared] +
        problem.coreCount[i] * problem.perCore[j * resources + shared]);
    for (let e = problem.imageStart[i]; e < problem.imageStart[i + 1]; e++)
      images.set(problem.imageId[e], Math.max(images.get(problem.imageId[e]) ?? 0, problem.imageSize[e]));
  }
  for (const size of images.values()) fixed += size;
  let most = -Infinity;
  for (let r = rowStart[shared]; r < rowStart[shared + 1]; r++) {
    let sum = fixed;
    for (const { t, copies } of held)
      sum += copies * problem.demand[instance.items[t][0] * rowStart[resources] + r];
    most = Math.max(most, sum);
  }
  return most;
}
