import type { FoldProblem } from '../engine/packing/problem';

/** No fewer of the largest hosts hold all servers at their fullest moment. */
export function leastHosts({ items, kinds, resources, rowStart, demand, capacity }: FoldProblem): number {
  const rows = rowStart[resources];
  let most = 1;
  for (let d = 0; d < resources; d++) {
    let room = 1;
    for (let j = 0; j < kinds; j++) room = Math.max(room, capacity[j * resources + d]);
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      let sum = 0;
      for (let i = 0; i < items; i++) sum += demand[i * rows + r];
      most = Math.max(most, Math.ceil(sum / room - 1e-9));
    }
  }
  return most;
}
