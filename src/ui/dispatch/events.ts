import type { Sweep } from '../../decide/sweep/fields';
import { PageEvent } from '../parts/page-event';

export type Path = readonly (string | number)[];

/** A field and its new value; null takes it away. */
export interface Edit {
  readonly path: Path;
  readonly value: unknown;
}

/** Fields of the experiment were set, in one step that has a name when it is undone. */
export class EditEvent extends PageEvent {
  static override readonly type = 'edit';
  constructor(
    readonly edits: readonly Edit[],
    readonly what: string,
    /** Still being dragged. */
    readonly live = false,
  ) {
    super();
  }
}

/** Another experiment was chosen, by its text for the address. */
export class OpenEvent extends PageEvent {
  static override readonly type = 'open-experiment';
  constructor(
    readonly link: string,
    readonly what: string,
  ) {
    super();
  }
}

/** The whole experiment was written anew, as JSON. */
export class RewriteEvent extends PageEvent {
  static override readonly type = 'rewrite';
  constructor(readonly input: unknown) {
    super();
  }
}

/** Another experiment is to stand beside this one; null: none. */
export class CompareEvent extends PageEvent {
  static override readonly type = 'compare';
  constructor(readonly link: string | null) {
    super();
  }
}

/** A field is to be swept; null: none. */
export class SweepEvent extends PageEvent {
  static override readonly type = 'sweep';
  constructor(readonly sweep: Sweep | null) {
    super();
  }
}

/** The experiment is to be looked at with this value of the field that is swept. */
export class PointEvent extends PageEvent {
  static override readonly type = 'open-point';
  constructor(readonly value: number) {
    super();
  }
}
