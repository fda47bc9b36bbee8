import type { FoldAnswer, Proof } from '../../../placement/answer';
import { many } from '../../text/format';
import { slotMoment } from '../../text/time';

/** How the points of a proof are said. */
export interface ProofMeasure {
  /** `processor at 10:35`; null where points are points. */
  readonly of: string | null;
  /** `112.668 GHz`, `18 points`: exactly, so that anyone can add it up. */
  readonly say: (points: number) => string;
}

/** Points of a proof in a planner's words: what is needed of a resource, where they are nothing but that. */
export function measureOf({ resources, grid }: FoldAnswer, { measure }: Proof): ProofMeasure {
  const resource = resources.find((r) => r.id === measure?.resource);
  if (!measure || !resource) return { of: null, say: (points) => many(points, 'point') };
  const digits = Math.max(0, Math.round(-Math.log10(resource.quantum)));
  const { format } = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const when = measure.slot === null ? '' : ` at ${slotMoment(grid, measure.slot)}`;
  return {
    of: `${resource.label}${when}`,
    say: (points) => `${format(points * measure.size)} ${resource.unit}`,
  };
}
