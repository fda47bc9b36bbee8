import type { FoldPlan, FoldProblem } from '../packing/problem';
import { certify, type Certificate } from './certificate';
import type { PatternInstance } from './instance';
import type { Pattern } from './kernel';
import type { TypeCertificate } from './state';

/** The patterns of a plan, one for each host. */
export function patternsOf(plan: FoldPlan, instance: PatternInstance): Pattern[] {
  const hosts = Array.from(plan.hostKind, () => new Map<number, number>());
  instance.items.forEach((copies, t) => {
    for (const i of copies) {
      const host = hosts[plan.hostOf[i]];
      host?.set(t, (host.get(t) ?? 0) + 1);
    }
  });
  return hosts.map((host) => {
    const types = [...host.keys()].sort((a, b) => a - b);
    return { types, copies: types.map((t) => host.get(t)!) };
  });
}

/** The plan that patterns make, on hosts of kind 0; copies beyond what is needed are left out. */
export function planOf(patterns: readonly Pattern[], instance: PatternInstance): FoldPlan {
  const placed = new Int32Array(instance.types);
  const hostOf = new Int32Array(itemCount(instance)).fill(-1);
  patterns.forEach((pattern, host) => {
    for (let e = 0; e < pattern.types.length; e++) {
      const copies = instance.items[pattern.types[e]];
      for (let k = pattern.copies[e]; k > 0 && placed[pattern.types[e]] < copies.length; k--)
        hostOf[copies[placed[pattern.types[e]]++]] = host;
    }
  });
  return { hostKind: new Int32Array(patterns.length), hostOf };
}

/** The proof over types as one over items, where hosts of every kind count as the largest. */
export function certificateOf(
  proof: TypeCertificate,
  instance: PatternInstance,
  problem: FoldProblem,
): Certificate {
  const weights = new Array<number>(itemCount(instance)).fill(0);
  instance.items.forEach((copies, t) => copies.forEach((i) => (weights[i] = proof.weights[t])));
  return certify(problem, weights, new Array<number>(problem.kinds).fill(proof.denominator));
}

function itemCount(instance: PatternInstance): number {
  return instance.items.reduce((sum, copies) => sum + copies.length, 0);
}
