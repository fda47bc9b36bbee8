import type { FoldProblem } from '../packing/problem';

/** Per item: what its guests and cores add in each row of resource `d`, on the kind of host where that is least. */
export function leastExtra(problem: FoldProblem, d: number): Float64Array {
  const { items, kinds, resources, guestCount, coreCount, perGuest, perCore } = problem;
  return Float64Array.from({ length: items }, (_, i) => {
    let least = Infinity;
    for (let j = 0; j < kinds; j++)
      least = Math.min(
        least,
        guestCount[i] * perGuest[j * resources + d] + coreCount[i] * perCore[j * resources + d],
      );
    return least;
  });
}

/** Per item: the pages of images that no other item has; nobody shares them. */
export function lonePages(problem: FoldProblem): Float64Array {
  const { items, images, imageStart, imageId, imageSize } = problem;
  const users = new Int32Array(images);
  for (const g of imageId) users[g]++;
  return Float64Array.from({ length: items }, (_, i) => {
    let sum = 0;
    for (let e = imageStart[i]; e < imageStart[i + 1]; e++) if (users[imageId[e]] === 1) sum += imageSize[e];
    return sum;
  });
}

/** What items take in one row at least, on any kind of host, beside pages that they could share. */
export function leastNeed(problem: FoldProblem, d: number, slot: number): Float64Array {
  const { demand, rowStart, resources, sharedResource } = problem;
  const rows = rowStart[resources];
  const pages = d === sharedResource ? lonePages(problem) : null;
  return leastExtra(problem, d).map((e, i) => e + demand[i * rows + rowStart[d] + slot] + (pages?.[i] ?? 0));
}
