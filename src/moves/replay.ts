import type { FoldProblem } from '../engine/packing/problem';

/** A host as a replay sees it. */
export interface ReplayHost {
  readonly name: string;
  /** Of the platform on which it is at the start. */
  readonly kind: number;
  /** 0: as it is today; 1: as it will be after a conversion. */
  readonly platform: 0 | 1;
}

export interface ReplayMove {
  readonly item: number;
  readonly from: number;
  readonly to: number;
}

/** What happens together: guests move, or an empty host is made one of the new platform. */
export interface ReplayWave {
  readonly moves: readonly ReplayMove[];
  /** After the moves: hosts that are installed anew, with their kind then. */
  readonly reinstall?: readonly { readonly host: number; readonly kind: number }[];
}

/**
 * Replays waves from today's placement, by plain sums of its own: while a wave runs every guest in it is on both ends.
 * @param problems the rules today, and after a conversion; the same items in both
 * @param at host of each item at the start, -1 for none
 * @param to host of each item at the end
 * @returns what is wrong, each with its wave; empty for a schedule that keeps every rule
 */
export function replayFaults(
  problems: readonly [FoldProblem, FoldProblem],
  hosts: readonly ReplayHost[],
  at: ArrayLike<number>,
  to: ArrayLike<number>,
  waves: readonly ReplayWave[],
): string[] {
  const faults: string[] = [];
  const here = Array.from(at);
  const state = hosts.map(({ kind, platform }) => ({ kind, platform: platform as number }));
  const on = (h: number) => here.flatMap((host, i) => (host === h ? [i] : []));
  waves.forEach(({ moves, reinstall = [] }, w) => {
    const say = (text: string) => faults.push(`wave ${w + 1}: ${text}`);
    const arriving = new Map<number, number[]>();
    const moving = new Set<number>();
    for (const { item, from, to: end } of moves) {
      if (moving.has(item)) say(`item ${item} moves twice at once`);
      moving.add(item);
      if (here[item] !== from) say(`item ${item} is on host ${here[item]}, not on ${from}`);
      if (from === end) say(`item ${item} moves to where it is`);
      if (!hosts[end]) say(`host ${end} is none`);
      else arriving.set(end, [...(arriving.get(end) ?? []), item]);
    }
    for (const [h, items] of arriving) {
      const { kind, platform } = state[h];
      const wrong = ruleBroken(problems[platform], kind, [...on(h), ...items]);
      if (wrong) say(`${hosts[h].name}: ${wrong}`);
    }
    for (const { item, to: end } of moves) here[item] = end;
    for (const { host, kind } of reinstall) {
      if (state[host].platform === 1) say(`${hosts[host].name} is installed anew twice`);
      if (on(host).length > 0) say(`${hosts[host].name} is installed anew with guests on it`);
      state[host] = { kind, platform: 1 };
    }
  });
  here.forEach((host, i) => {
    if (host !== to[i]) faults.push(`at the end item ${i} is on host ${host}, not on ${to[i]}`);
  });
  return faults;
}

/** The first rule that items break together on a host; null where they keep all. */
function ruleBroken(p: FoldProblem, kind: number, items: readonly number[]): string | null {
  const rows = p.rowStart[p.resources];
  const seen = new Set<number>();
  const pages: Record<number, number> = {};
  for (const i of items) {
    if (p.onlyKind[i] !== -1 && p.onlyKind[i] !== kind) return `item ${i} may not be on kind ${kind}`;
    for (const group of p.apartId.slice(p.apartStart[i], p.apartStart[i + 1])) {
      if (seen.has(group)) return `two of group ${group} that are to be kept apart`;
      seen.add(group);
    }
    for (let e = p.imageStart[i]; e < p.imageStart[i + 1]; e++)
      pages[p.imageId[e]] = Math.max(pages[p.imageId[e]] ?? 0, p.imageSize[e]);
  }
  const shared = Object.values(pages).reduce((sum, size) => sum + size, 0);
  for (let d = 0; d < p.resources; d++) {
    const k = kind * p.resources + d;
    for (let r = p.rowStart[d]; r < p.rowStart[d + 1]; r++) {
      let used = d === p.sharedResource ? shared : 0;
      for (const i of items)
        used += p.demand[i * rows + r] + p.guestCount[i] * p.perGuest[k] + p.coreCount[i] * p.perCore[k];
      if (used > p.capacity[k])
        return `${used} of resource ${d} in slot ${r - p.rowStart[d]}, room for ${p.capacity[k]}`;
    }
  }
  return null;
}
