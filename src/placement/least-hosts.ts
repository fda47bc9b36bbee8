import type { FoldProblem } from '../engine/packing/problem';

/** Why no fewer hosts do: what all servers together ask of one resource in one slot, and what the largest host has of it. */
export interface LeastHosts {
  readonly hosts: number;
  readonly resource: number;
  readonly slot: number;
  readonly needed: number;
  readonly room: number;
}

/** No fewer of the largest hosts hold all servers at their fullest moment. */
export function leastHosts({ items, kinds, resources, rowStart, demand, capacity }: FoldProblem): LeastHosts {
  const rows = rowStart[resources];
  let most: LeastHosts = { hosts: 1, resource: 0, slot: 0, needed: 0, room: 0 };
  for (let d = 0; d < resources; d++) {
    let room = 1;
    for (let j = 0; j < kinds; j++) room = Math.max(room, capacity[j * resources + d]);
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      let needed = 0;
      for (let i = 0; i < items; i++) needed += demand[i * rows + r];
      const hosts = Math.ceil(needed / room);
      if (hosts > most.hosts) most = { hosts, resource: d, slot: r - rowStart[d], needed, room };
    }
  }
  return most;
}
