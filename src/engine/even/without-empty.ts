import type { FoldPlan } from '../packing/problem';

/** The plan without the hosts that carry nothing. */
export function withoutEmpty({ hostKind, hostOf }: FoldPlan): FoldPlan {
  const used = new Set(hostOf);
  const kept = [...hostKind.keys()].filter((h) => used.has(h));
  const at = new Map(kept.map((h, k) => [h, k]));
  return {
    hostKind: Int32Array.from(kept, (h) => hostKind[h]),
    hostOf: hostOf.map((h) => at.get(h) ?? -1),
  };
}
