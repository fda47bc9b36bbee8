import type { PlacedToday } from './settle';

/** Guests on each host of today, and how many of them at least must leave it though it stays. */
export interface MustLeave {
  readonly guests: readonly number[];
  readonly relief: readonly number[];
}

/**
 * Who must leave hosts whatever comes to them: guests that may not be there, all but one of those that are to be kept
 * apart, and so many as bring each row within the room, the largest first. Shared pages count for nobody.
 */
export function mustLeave({ problem, kinds, at }: PlacedToday): MustLeave {
  const on: number[][] = kinds.map(() => []);
  at.forEach((h, i) => h >= 0 && on[h].push(i));
  const guestsOf = (items: readonly number[]) => items.reduce((sum, i) => sum + problem.guestCount[i], 0);
  const relief = on.map((items, h) => {
    const may = items.filter((i) => problem.onlyKind[i] < 0 || problem.onlyKind[i] === kinds[h]);
    const wrong = guestsOf(items) - guestsOf(may);
    return wrong + Math.max(crowded(may, h), clashing(may));
  });
  return { guests: on.map(guestsOf), relief };

  /** Guests that bring the host's rows within their room by leaving: the last of them may leave in part. */
  function crowded(items: readonly number[], h: number): number {
    const { resources, rowStart, capacity, perGuest, perCore, guestCount, coreCount, demand } = problem;
    const rows = rowStart[resources];
    let most = 0;
    for (let d = 0; d < resources; d++) {
      const k = kinds[h] * resources + d;
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
        const needOf = (i: number) =>
          demand[i * rows + r] + guestCount[i] * perGuest[k] + coreCount[i] * perCore[k];
        let over = items.reduce((sum, i) => sum + needOf(i), -capacity[k]);
        if (over <= 0) continue;
        let leave = 0;
        const needs = items.map((i) => ({ guests: guestCount[i], need: needOf(i) }));
        needs.sort((a, b) => b.need / b.guests - a.need / a.guests);
        for (const { guests, need } of needs) {
          if (over <= 0) break;
          leave += guests * Math.min(1, over / need);
          over -= need;
        }
        most = Math.max(most, Math.ceil(leave - NOISE));
      }
    }
    return most;
  }

  /** Of guests that are to be kept apart, all but those that are placed as one. */
  function clashing(items: readonly number[]): number {
    const groups = new Map<number, number[]>();
    for (const i of items)
      for (let e = problem.apartStart[i]; e < problem.apartStart[i + 1]; e++)
        groups.set(problem.apartId[e], [...(groups.get(problem.apartId[e]) ?? []), problem.guestCount[i]]);
    let most = 0;
    for (const counts of groups.values())
      most = Math.max(most, counts.reduce((sum, n) => sum + n, 0) - Math.max(...counts));
    return most;
  }
}

/** Parts of a guest that are rounding. */
const NOISE = 1e-9;

/** No placement on at most `count` hosts takes fewer moves: whichever hosts go, all on them leave, and of the others some. */
export function leastMoves({ guests, relief }: MustLeave, count: number): number {
  const more = guests.map((n, h) => n - relief[h]).sort((a, b) => a - b);
  const sum = (of: readonly number[]) => of.reduce((total, n) => total + n, 0);
  return sum(relief) + sum(more.slice(0, Math.max(0, guests.length - count)));
}
