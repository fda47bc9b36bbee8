import type { FoldProblem } from '../packing/problem';
import type { PatternInstance } from './instance';
import type { Pattern } from './kernel';

/**
 * Shared pages as numbers that add up, never to more than what a host really holds of them: `once` for images that
 * every item brings, `parts` for each item of the others.
 */
export function linearImages(
  problem: FoldProblem,
  perGuest: number,
  capacity: number,
): { once: number; parts: Int32Array } {
  const { items, images, imageStart, imageId, imageSize, rowStart, resources } = problem;
  const shared = problem.sharedResource;
  const least = new Float64Array(images).fill(Infinity);
  const needs = Array.from({ length: images }, (): number[] => []);
  for (let i = 0; i < items; i++)
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++) {
      const own = problem.demand[i * rowStart[resources] + rowStart[shared]];
      needs[imageId[e]].push(own + problem.guestCount[i] * perGuest);
      least[imageId[e]] = Math.min(least[imageId[e]], imageSize[e]);
    }
  const once = (g: number) => (needs[g].length === items ? least[g] : 0);
  const together = needs.map((need) => {
    let room = capacity;
    let count = 0;
    for (const own of need.sort((a, b) => a - b)) if ((room -= own) >= 0) count++;
    return Math.max(1, count);
  });
  const parts = new Int32Array(items);
  for (let i = 0; i < items; i++)
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++)
      parts[i] += Math.floor((imageSize[e] - once(imageId[e])) / together[imageId[e]]);
  return { once: least.reduce((sum, _, g) => sum + once(g), 0), parts };
}

/** Drops copies from a pattern until the host holds the private and shared pages of the rest. */
export function trimShared(problem: FoldProblem, instance: PatternInstance, pattern: Pattern): Pattern {
  const held = Array.from(pattern.types, (t, e) => ({ t, copies: pattern.copies[e] }));
  for (;;) {
    const over = overShared(problem, instance, held);
    if (over <= 0) break;
    // The copy that frees just enough, else the one that frees most.
    const freed = held.map((_, e) => {
      const less = held.map((other, k) => (k === e ? { t: other.t, copies: other.copies - 1 } : other));
      return { e, gain: over - overShared(problem, instance, less) };
    });
    const enough = freed.filter(({ gain }) => gain >= over).sort((a, b) => a.gain - b.gain);
    const [{ e }] = enough.length > 0 ? enough : freed.sort((a, b) => b.gain - a.gain);
    if (--held[e].copies === 0) held.splice(e, 1);
  }
  return { types: held.map(({ t }) => t), copies: held.map(({ copies }) => copies) };
}

/** By how much items go beyond the shared resource on a host of kind 0, in the worst of its rows. */
function overShared(
  problem: FoldProblem,
  instance: PatternInstance,
  held: readonly { t: number; copies: number }[],
): number {
  const { resources, rowStart, sharedResource: shared } = problem;
  const images = new Map<number, number>();
  let fixed = -problem.capacity[shared];
  for (const { t, copies } of held) {
    const i = instance.items[t][0];
    if (copies === 0) continue;
    fixed +=
      copies *
      (problem.guestCount[i] * problem.perGuest[shared] + problem.coreCount[i] * problem.perCore[shared]);
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
