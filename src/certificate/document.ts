import { certify, type Certificate } from '../engine/columns/certificate';
import type { ProofTree } from '../engine/columns/proof-tree';
import { simpleCertificates } from '../engine/columns/simple';
import type { FoldResult } from '../engine/fold-engine';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';

/** What stands for a number that is not limited. */
type Count = number | null;

/** Item by item what it asks; every number whole and at least 0. */
export interface ItemDocument {
  /** The servers that it stands for. */
  readonly names?: readonly string[];
  readonly guests: number;
  /** Processors that it has to itself. */
  readonly cores: number;
  /** The one kind that it may be on; null for any. */
  readonly kind: Count;
  /** Groups of which a host holds one item at most. */
  readonly apart: readonly number[];
  /** Pages that a host holds once, the largest of each image: image and size. */
  readonly images: readonly (readonly [image: number, size: number])[];
  /** Per resource, by row. */
  readonly demand: readonly (readonly number[])[];
}

export interface KindDocument {
  readonly name?: string;
  /** What a host of it counts: its price, or 1. */
  readonly price: number;
  readonly count: Count;
  /** Per resource. */
  readonly capacity: readonly number[];
  readonly perGuest: readonly number[];
  readonly perCore: readonly number[];
}

/** A folding problem in whole numbers, as `FoldProblem` says it. */
export interface ProblemDocument {
  readonly resources: readonly { readonly name?: string; readonly rows: number }[];
  /** The resource in which images count; null for none. */
  readonly shared: Count;
  readonly kinds: readonly KindDocument[];
  readonly items: readonly ItemDocument[];
}

/** All that a stranger needs to check that no plan is better; docs/certificate.md describes it. */
export interface CertificateDocument {
  readonly format: 'hostfold-certificate';
  readonly version: 1;
  /** The verb that wrote it, and so what an instance to compare with is read by. */
  readonly from: 'pack' | 'fold';
  readonly problem: ProblemDocument;
  /** No plan that places everything counts less; null: no plan places everything. */
  readonly least: number | null;
  /** The kind of each host, and the host of each item; null where none that places everything is known. */
  readonly plan: { readonly kinds: readonly number[]; readonly hosts: readonly number[] } | null;
  readonly proof: ProofTree;
}

/** Names for people; numbers alone decide. */
export interface ProblemNames {
  readonly resources: readonly string[];
  readonly kinds: readonly string[];
  readonly items: readonly (readonly string[])[];
}

/** A problem as a document. */
export function problemDocument(problem: FoldProblem, names?: ProblemNames): ProblemDocument {
  const { items, kinds, resources, rowStart, demand } = problem;
  const rows = rowStart[resources];
  const row = (of: Int32Array, j: number) => [...of.subarray(j * resources, (j + 1) * resources)];
  const limited = (value: number): Count => (value < 0 ? null : value);
  return {
    resources: Array.from({ length: resources }, (_, d) => ({
      ...(names ? { name: names.resources[d] } : {}),
      rows: rowStart[d + 1] - rowStart[d],
    })),
    shared: limited(problem.sharedResource),
    kinds: Array.from({ length: kinds }, (_, j) => ({
      ...(names ? { name: names.kinds[j] } : {}),
      price: problem.kindPrice[j],
      count: limited(problem.kindCount[j]),
      capacity: row(problem.capacity, j),
      perGuest: row(problem.perGuest, j),
      perCore: row(problem.perCore, j),
    })),
    items: Array.from({ length: items }, (_, i) => {
      const images = Array.from(
        { length: problem.imageStart[i + 1] - problem.imageStart[i] },
        (_, e) => problem.imageStart[i] + e,
      );
      return {
        ...(names ? { names: names.items[i] } : {}),
        guests: problem.guestCount[i],
        cores: problem.coreCount[i],
        kind: limited(problem.onlyKind[i]),
        apart: [...problem.apartId.subarray(problem.apartStart[i], problem.apartStart[i + 1])],
        images: images.map((e) => [problem.imageId[e], problem.imageSize[e]] as const),
        demand: Array.from({ length: resources }, (_, d) => [
          ...demand.subarray(i * rows + rowStart[d], i * rows + rowStart[d + 1]),
        ]),
      };
    }),
  };
}

/** What a fold came to, for a certificate. */
export type Certified = Pick<FoldResult, 'plan' | 'lowerBound' | 'certificate' | 'simple'>;

/**
 * The certificate of a fold's bound. A bound of a simple argument (a sum, servers that cannot meet, a dual-feasible
 * function) is made into weights here where that was not done on the way.
 */
export function certificateDocument(
  from: CertificateDocument['from'],
  problem: FoldProblem,
  result: Certified,
  names?: ProblemNames,
): CertificateDocument {
  const best = bestOf(problem, result);
  const { weights, most, cases } = best;
  const whole = result.plan.hostOf.every((host) => host >= 0);
  return {
    format: 'hostfold-certificate',
    version: 1,
    from,
    problem: problemDocument(problem, names),
    least: cannotHold(problem, best) ? null : best.bound,
    plan: whole ? planDocument(result.plan) : null,
    proof: cases ?? { weights, most },
  };
}

function planDocument({ hostKind, hostOf }: FoldPlan): CertificateDocument['plan'] {
  return { kinds: [...hostKind], hosts: [...hostOf] };
}

/**
 * What came with the bound, if it is as high; else the first simple argument that is; else the highest of all. Where a
 * plan leaves items out, that not all can be placed is more than any bound.
 */
function bestOf(problem: FoldProblem, { plan, lowerBound, certificate, simple }: Certified): Certificate {
  const open = plan.hostOf.includes(-1);
  const enough = (of: Certificate) => (open ? cannotHold(problem, of) : of.bound >= lowerBound);
  let best = certificate ?? certify(problem, zeros(problem.items), zeros(problem.kinds));
  if (enough(best)) return best;
  for (const next of simpleCertificates(problem, simple)) {
    if (enough(next)) return next;
    if (next.bound > best.bound) best = next;
  }
  return best;
}

/** Whether its weights are more than all hosts together carry. */
function cannotHold({ kindCount }: FoldProblem, { weights, most }: Certificate): boolean {
  const room = most.reduce(
    (sum, m, j) => sum + (m > 0 ? (kindCount[j] < 0 ? Infinity : kindCount[j] * m) : 0),
    0,
  );
  return weights.reduce((sum, w) => sum + w, 0) > room;
}

const zeros = (n: number): number[] => new Array<number>(n).fill(0);
