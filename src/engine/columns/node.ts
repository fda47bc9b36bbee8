import type { HostKind, Pattern, PatternInstance } from './pattern';

/** Sizes beyond this fit no host. */
const ENDLESS = 2 ** 30 + 1;

/** A type of a child: the type or the two types of its parent that it is made of, and its copies. */
interface Part {
  readonly of: readonly number[];
  readonly items: Int32Array;
}

/** An instance under a decision, and what patterns of the one before become in it. */
export interface Child {
  readonly instance: PatternInstance;
  /** Patterns may come out that no longer fit. */
  readonly translate: (pattern: Pattern) => Pattern[];
}

/**
 * The two cases of a pair of items, one copy of type `s` and one of type `t`: they share a host and are one type, or a
 * row of capacity 1 keeps them apart (Ryan and Foster 1981).
 */
export function pairCases(instance: PatternInstance, s: number, t: number) {
  const { items } = instance;
  const last = (type: number, before = 1) => items[type][items[type].length - before];
  const pair = [last(s), last(t, s === t ? 2 : 1)] as const;
  const rest: Part[] = items
    .map((copies, type) => ({ of: [type], items: copies.filter((i) => !pair.includes(i)) }))
    .filter((part) => part.items.length > 0);
  const alone = (type: number, item: number): Part => ({ of: [type], items: Int32Array.of(item) });
  const one: Part = { of: [s, t], items: Int32Array.of(pair[0]) };
  const two = [alone(s, pair[0]), alone(t, pair[1])];
  return {
    pair,
    together: childOf(instance, [...rest, one], []),
    apart: childOf(instance, [...rest, ...two], [rest.length, rest.length + 1]),
  };
}

function childOf(instance: PatternInstance, parts: readonly Part[], apart: readonly number[]): Child {
  const rows = instance.rows + (apart.length > 0 ? 1 : 0);
  const kinds = instance.kinds.map((kind) => kindOf(kind, instance.rows, rows, parts, apart));
  const child: PatternInstance = {
    types: parts.length,
    rows,
    demand: Int32Array.from(parts, (part) => part.items.length),
    items: parts.map((part) => part.items),
    kinds,
  };
  return { instance: child, translate: translation(instance.types, parts) };
}

function kindOf(
  kind: HostKind,
  rowsBefore: number,
  rows: number,
  parts: readonly Part[],
  apart: readonly number[],
): HostKind {
  const sizes = new Int32Array(parts.length * rows);
  const capacity = new Int32Array(rows).fill(1);
  capacity.set(kind.capacity);
  parts.forEach(({ of }, p) => {
    for (let r = 0; r < rowsBefore; r++)
      sizes[p * rows + r] = Math.min(
        ENDLESS,
        of.reduce((sum, t) => sum + kind.sizes[t * rowsBefore + r], 0),
      );
  });
  for (const p of apart) sizes[p * rows + rowsBefore] = 1;
  const fit = Int32Array.from(parts, ({ of, items }, p) => {
    if (of.some((t) => kind.fit[t] === 0)) return 0;
    let copies = items.length;
    for (let r = 0; r < rows && copies > 0; r++) {
      const size = sizes[p * rows + r];
      if (size > 0) copies = Math.min(copies, Math.max(0, Math.floor(capacity[r] / size)));
    }
    return copies;
  });
  return { ...kind, sizes, capacity, fit };
}

/** What patterns become: the untouched copies first, then the pair as one type, or as two in patterns of their own. */
function translation(typesBefore: number, parts: readonly Part[]): Child['translate'] {
  const newOf = Array.from({ length: typesBefore }, (): number[] => []);
  parts.forEach(({ of }, p) => of.length === 1 && newOf[of[0]].push(p));
  const merged = parts.findIndex(({ of }) => of.length === 2);
  return ({ kind, types, copies }) => {
    const held = new Map<number, number>();
    const left = new Map<number, number>();
    for (let e = 0; e < types.length; e++) {
      let more = copies[e];
      for (const p of newOf[types[e]]) {
        const taken = Math.min(more, parts[p].items.length);
        if (taken > 0) held.set(p, taken);
        more -= taken;
      }
      if (more > 0) left.set(types[e], more);
    }
    if (merged >= 0) {
      const [s, t] = parts[merged].of;
      if (s === t ? (left.get(s) ?? 0) >= 2 : left.has(s) && left.has(t)) held.set(merged, 1);
    }
    const pattern = (without = -1): Pattern => {
      const kept = [...held.keys()].filter((p) => p !== without).sort((a, b) => a - b);
      return { kind, types: kept, copies: kept.map((p) => held.get(p)!) };
    };
    const last = parts.length - 1;
    if (merged < 0 && held.has(last) && held.has(last - 1)) return [pattern(last), pattern(last - 1)];
    return held.size > 0 ? [pattern()] : [];
  };
}

/**
 * The two cases of how many hosts of a kind of the problem a plan has: `hosts` at most, or more. Those that it has at
 * least are paid for beforehand, and then cost nothing, as a kind of their own.
 * @returns null where so many are paid for, or none can be bought
 */
export function countCases(instance: PatternInstance, kind: number, hosts: number) {
  const own = instance.kinds.filter((k) => k.kind === kind);
  const dear = own.find(({ price }) => price > 0);
  const paid = own.find(({ price }) => price === 0)?.count ?? 0;
  if (!dear || hosts < paid) return null;
  const more = hosts + 1 - paid;
  return {
    atMost: { ...withCounts(instance, dear, paid, hosts - paid), paid: 0 },
    more: {
      ...withCounts(instance, dear, hosts + 1, dear.count < 0 ? -1 : dear.count - more),
      paid: more * dear.price,
    },
  };
}

function withCounts(instance: PatternInstance, dear: HostKind, paid: number, more: number): Child {
  const others = instance.kinds.filter(({ kind }) => kind !== dear.kind);
  const kinds = [...others];
  if (more !== 0) kinds.push({ ...dear, count: more });
  if (paid !== 0) kinds.push({ ...dear, price: 0, count: paid });
  const now = instance.kinds.map((old) => kinds.flatMap(({ kind }, k) => (kind === old.kind ? [k] : [])));
  return {
    instance: { ...instance, kinds },
    translate: (pattern) => now[pattern.kind].map((kind) => ({ ...pattern, kind })),
  };
}
