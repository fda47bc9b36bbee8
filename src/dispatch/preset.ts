import type { ExperimentInput } from './experiment';

/** What a preset can be about: of the first guest that waits, of the first of all, or of the host. */
export type PresetFigure = 'delay' | 'ready' | 'share' | 'overhead' | 'burnt';

/** A ready experiment that makes one point of the paper. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Number of the claim that it belongs to. */
  readonly claim: number;
  readonly paper: string;
  /** What `paper` tells is not in the paper: what was found or made since, or a reading of ours. */
  readonly beyond?: true;
  readonly look: string;
  readonly plan: string;
  readonly experiment: ExperimentInput;
  /** The figure that makes its point, for the headline and the bars; how busy the host is where none is named. */
  readonly figure?: PresetFigure;
  /** The field that is swept beside it, as a link names it (`src/decide/sweep/fields.ts`). */
  readonly sweep?: string;
}
