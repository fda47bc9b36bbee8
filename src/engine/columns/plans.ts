import type { FoldPlan, FoldProblem } from '../packing/problem';
import { certify, loosened, type Certificate } from './certificate';
import { itemWeights, type Pattern, type PatternInstance } from './pattern';
import type { TypeCertificate } from './state';

/** The patterns of a plan, one for each host of a kind that the instance has. */
export function patternsOf(plan: FoldPlan, instance: PatternInstance): Pattern[] {
  const hosts = Array.from(plan.hostKind, () => new Map<number, number>());
  instance.items.forEach((copies, t) => {
    for (const i of copies) {
      const host = hosts[plan.hostOf[i]];
      host?.set(t, (host.get(t) ?? 0) + 1);
    }
  });
  return hosts.flatMap((host, h) => {
    const kind = instance.kinds.findIndex((k) => k.kind === plan.hostKind[h]);
    const types = [...host.keys()].sort((a, b) => a - b);
    return kind < 0 ? [] : [{ kind, types, copies: types.map((t) => host.get(t)!) }];
  });
}

/**
 * The plan that patterns make; copies beyond what is needed are left out, and hosts that then carry nothing.
 * @param count how many items there are; of those that no type has none is placed
 */
export function planOf(
  patterns: readonly Pattern[],
  instance: PatternInstance,
  count = itemCount(instance),
): FoldPlan {
  const placed = new Int32Array(instance.types);
  const hostOf = new Int32Array(count).fill(-1);
  const hostKind: number[] = [];
  for (const { kind, types, copies } of patterns) {
    let carries = false;
    for (let e = 0; e < types.length; e++) {
      const items = instance.items[types[e]];
      for (let k = copies[e]; k > 0 && placed[types[e]] < items.length; k--) {
        hostOf[items[placed[types[e]]++]] = hostKind.length;
        carries = true;
      }
    }
    if (carries) hostKind.push(instance.kinds[kind].kind);
  }
  return { hostKind: Int32Array.from(hostKind), hostOf };
}

/** The proof over types as one over items and all kinds of the problem. */
export function certificateOf(
  proof: TypeCertificate,
  instance: PatternInstance,
  problem: FoldProblem,
): Certificate {
  const weights = itemWeights(instance, problem.items, proof.weights);
  const total = weights.reduce((sum, w) => sum + w, 0);
  // Of kinds that the instance leaves out there are none.
  const most = new Array<number>(problem.kinds).fill(total);
  instance.kinds.forEach(({ kind }, k) => (most[kind] = proof.most[k]));
  const certificate = loosened(problem, certify(problem, weights, most));
  return proof.cases ? { ...certificate, bound: proof.bound, cases: proof.cases } : certificate;
}

function itemCount(instance: PatternInstance): number {
  return instance.items.reduce((sum, copies) => sum + copies.length, 0);
}
