import type { FoldProblem } from '../packing/problem';

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
