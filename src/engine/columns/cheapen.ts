import type { Pattern, PatternInstance } from './pattern';

/**
 * The same sets of items, each on the cheapest kind of host that holds it and of which there are any left; the sets
 * that few kinds hold choose first. Empty hosts are left out.
 * @param trim the part of a pattern that a host can really hold, where the instance leaves something out
 */
export function cheapen(
  plan: readonly Pattern[],
  instance: PatternInstance,
  trim: (pattern: Pattern) => Pattern,
): Pattern[] {
  const { kinds } = instance;
  const filled = plan.filter(({ types }) => types.length > 0);
  if (kinds.length === 1) return filled;
  const choices = filled.map((pattern) =>
    kinds
      .map((_, k) => k)
      .filter(
        (k) =>
          k === pattern.kind ||
          (holds(instance, k, pattern) && isWhole(trim({ ...pattern, kind: k }), pattern)),
      )
      .sort((a, b) => kinds[a].price - kinds[b].price),
  );
  const left = kinds.map(({ count }) => (count < 0 ? Infinity : count));
  const chosen = filled.map(({ kind }) => kind);
  const order = filled.map((_, h) => h).sort((a, b) => choices[a].length - choices[b].length || a - b);
  for (const h of order) {
    const kind = choices[h].find((k) => left[k] > 0);
    if (kind === undefined) return filled;
    left[kind]--;
    chosen[h] = kind;
  }
  const price = (of: readonly number[]) => of.reduce((sum, k) => sum + kinds[k].price, 0);
  if (price(chosen) >= price(filled.map(({ kind }) => kind))) return filled;
  return filled.map((pattern, h) => ({ ...pattern, kind: chosen[h] }));
}

/** Whether nothing was trimmed off a pattern. */
function isWhole(trimmed: Pattern, { copies }: Pattern): boolean {
  const count = (of: ArrayLike<number>) => Array.from(of).reduce((sum, n) => sum + n, 0);
  return count(trimmed.copies) === count(copies);
}

/** Whether a host of kind `k` holds a pattern, as far as the instance says. */
function holds({ kinds, rows }: PatternInstance, k: number, { types, copies }: Pattern): boolean {
  const { sizes, capacity, fit } = kinds[k];
  for (let e = 0; e < types.length; e++) if (copies[e] > fit[types[e]]) return false;
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let e = 0; e < types.length; e++) sum += copies[e] * sizes[types[e] * rows + r];
    if (sum > capacity[r]) return false;
  }
  return true;
}
