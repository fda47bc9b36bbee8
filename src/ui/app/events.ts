import type { Facts } from '../../estate/guest';
import type { IntakeOptions } from '../../intake/options';
import type { Scenario } from '../../scenario/scenario';
import type { LabView } from '../../scenario/views';
import { PageEvent } from '../parts/page-event';

/** A person chose something: the part of the scenario that changes, and what to call it when it is undone. */
export class ChooseEvent extends PageEvent {
  static override readonly type = 'choose';
  constructor(
    readonly patch: Partial<Scenario>,
    readonly what: string,
    /** Still being dragged: folds at once, but makes one step of undo with what follows. */
    readonly live = false,
  ) {
    super();
  }
}

/** A person stated facts about servers. */
export class FactsEvent extends PageEvent {
  static override readonly type = 'facts';
  constructor(
    readonly names: readonly string[],
    readonly patch: Partial<Facts>,
  ) {
    super();
  }
}

/** Files were dropped, chosen or pasted. */
export class FilesEvent extends PageEvent {
  static override readonly type = 'files';
  constructor(readonly files: readonly File[]) {
    super();
  }
}

/** Something to do that needs no more said. */
export type Deed = 'cancel' | 'read on' | 'leave the rest' | 'sample' | 'csv' | 'json' | 'proof';

export class DeedEvent extends PageEvent {
  static override readonly type = 'deed';
  constructor(readonly deed: Deed) {
    super();
  }
}

/** A file that was read is to be left out again. */
export class DropFileEvent extends PageEvent {
  static override readonly type = 'drop-file';
  constructor(readonly id: number) {
    super();
  }
}

/** A file is to be read again, as a person says. */
export class ReadAgainEvent extends PageEvent {
  static override readonly type = 'read-again';
  constructor(
    readonly id: number,
    readonly options: IntakeOptions,
  ) {
    super();
  }
}

/** A host, or a guest on it, is wanted in another view, at a moment of the plan. */
export class VisitEvent extends PageEvent {
  static override readonly type = 'visit';
  readonly to: LabView;
  /** Null: wherever the guest is. */
  readonly host: string | null;
  readonly guest: string | null;
  /** Null: when the host is fullest. */
  readonly slot: number | null;
  constructor(to: LabView, at: { host?: string; guest?: string; slot?: number | null }) {
    super();
    this.to = to;
    this.host = at.host ?? null;
    this.guest = at.guest ?? null;
    this.slot = at.slot ?? null;
  }
}
