import { certificateDocument, type CertificateDocument, type Certified } from '../certificate/document';
import { staticProblem, type FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import { foldable } from './foldable';
import { modelOf } from './model';
import type { FoldOptions } from './options';

/** The problem that a certificate of a fold holds, with the names that people know. @throws InputError */
export function certifiedProblem(estate: Estate, options: FoldOptions) {
  const model = modelOf(estate, options);
  if (model.profile.oneEach) return oneEach(estate);
  const { fitting, problem } = foldable(estate, options, model);
  const names = {
    resources: model.resources.map(({ id }) => id),
    kinds: options.hosts.map(({ name }) => name),
    items: fitting.map((item) => item.guests.map((g) => estate.guests[g].name)),
  };
  return { problem, names };
}

/**
 * The certificate of a fold.
 * @param result what the fold of just these came to; null where every server keeps its own machine
 * @throws InputError
 */
export function foldCertificate(
  estate: Estate,
  options: FoldOptions,
  result: Certified | null,
): CertificateDocument {
  const { problem, names } = certifiedProblem(estate, options);
  return certificateDocument('fold', problem, result ?? eachAlone(problem), names);
}

/** Every server takes the whole of a machine. */
function oneEach({ guests }: Estate) {
  const ones = new Int32Array(guests.length).fill(1);
  return {
    problem: staticProblem(ones, Int32Array.of(1)),
    names: { resources: ['machine'], kinds: ['machine'], items: guests.map(({ name }) => [name]) },
  };
}

function eachAlone({ items }: FoldProblem): Certified {
  return {
    plan: { hostKind: new Int32Array(items), hostOf: Int32Array.from({ length: items }, (_, i) => i) },
    lowerBound: items,
    certificate: null,
    simple: null,
  };
}
