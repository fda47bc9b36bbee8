import type { FoldProblem } from '../packing/problem';

/**
 * The first item that fits no empty host of any kind, by everything that it brings, looked for in steps of some
 * milliseconds.
 * @returns -1 when all fit one
 */
export function* findMisfit(problem: FoldProblem): Generator<void, number> {
  const { items, kinds, onlyKind } = problem;
  const some = Math.max(1, Math.floor(2e6 / problem.rowStart[problem.resources]));
  for (let i = 0; i < items; i++) {
    if (i % some === some - 1) yield;
    let fits = false;
    for (let j = 0; j < kinds && !fits; j++)
      fits = (onlyKind[i] < 0 || onlyKind[i] === j) && problem.kindCount[j] !== 0 && fitsAlone(problem, i, j);
    if (!fits) return i;
  }
  return -1;
}

function fitsAlone(problem: FoldProblem, i: number, j: number): boolean {
  const { resources, rowStart, demand } = problem;
  const total = rowStart[resources];
  for (let d = 0; d < resources; d++) {
    const at = j * resources + d;
    let room =
      problem.capacity[at] -
      problem.guestCount[i] * problem.perGuest[at] -
      problem.coreCount[i] * problem.perCore[at];
    if (d === problem.sharedResource)
      for (let e = problem.imageStart[i]; e < problem.imageStart[i + 1]; e++) room -= problem.imageSize[e];
    for (let r = i * total + rowStart[d], end = i * total + rowStart[d + 1]; r < end; r++)
      if (demand[r] > room) return false;
  }
  return true;
}
