import type { Facts } from '../../estate/guest';
import type { IntakeOptions } from '../../intake/options';
import type { Scenario } from '../../scenario/scenario';

/** A person chose something: the part of the scenario that changes, and what to call it when it is undone. */
export class ChooseEvent extends Event {
  static readonly type = 'choose';
  readonly patch: Partial<Scenario>;
  readonly what: string;
  /** Still being dragged: folds at once, but makes one step of undo with what follows. */
  readonly live: boolean;
  constructor(patch: Partial<Scenario>, what: string, live = false) {
    super(ChooseEvent.type, { bubbles: true, composed: true });
    this.patch = patch;
    this.what = what;
    this.live = live;
  }
}

/** A person stated facts about servers. */
export class FactsEvent extends Event {
  static readonly type = 'facts';
  readonly names: readonly string[];
  readonly patch: Partial<Facts>;
  constructor(names: readonly string[], patch: Partial<Facts>) {
    super(FactsEvent.type, { bubbles: true, composed: true });
    this.names = names;
    this.patch = patch;
  }
}

/** Files were dropped, chosen or pasted. */
export class FilesEvent extends Event {
  static readonly type = 'files';
  readonly files: readonly File[];
  constructor(files: readonly File[]) {
    super(FilesEvent.type, { bubbles: true, composed: true });
    this.files = files;
  }
}

/** Something to do that needs no more said. */
export type Deed = 'cancel' | 'sample' | 'csv' | 'json' | 'proof';

export class DeedEvent extends Event {
  static readonly type = 'deed';
  readonly deed: Deed;
  constructor(deed: Deed) {
    super(DeedEvent.type, { bubbles: true, composed: true });
    this.deed = deed;
  }
}

/** Somebody wants to know why no better plan exists. */
export class WhyEvent extends Event {
  static readonly type = 'why';
  constructor() {
    super(WhyEvent.type, { bubbles: true, composed: true });
  }
}

/** A file that was read is to be left out again. */
export class DropFileEvent extends Event {
  static readonly type = 'drop-file';
  readonly id: number;
  constructor(id: number) {
    super(DropFileEvent.type, { bubbles: true, composed: true });
    this.id = id;
  }
}

/** A file is to be read again, as a person says. */
export class ReadAgainEvent extends Event {
  static readonly type = 'read-again';
  readonly id: number;
  readonly options: IntakeOptions;
  constructor(id: number, options: IntakeOptions) {
    super(ReadAgainEvent.type, { bubbles: true, composed: true });
    this.id = id;
    this.options = options;
  }
}

/** A server was chosen somewhere: its row in the table is wanted. */
export class RevealEvent extends Event {
  static readonly type = 'reveal';
  readonly guest: string;
  constructor(guest: string) {
    super(RevealEvent.type, { bubbles: true, composed: true });
    this.guest = guest;
  }
}

/** A host, or a guest on it, is wanted in another view, at a moment of the plan. */
export class VisitEvent extends Event {
  static readonly type = 'visit';
  readonly to: 'dispatch' | 'meter';
  /** Null: wherever the guest is. */
  readonly host: string | null;
  readonly guest: string | null;
  /** Null: when the host is fullest. */
  readonly slot: number | null;
  constructor(to: 'dispatch' | 'meter', at: { host?: string; guest?: string; slot?: number | null }) {
    super(VisitEvent.type, { bubbles: true, composed: true });
    this.to = to;
    this.host = at.host ?? null;
    this.guest = at.guest ?? null;
    this.slot = at.slot ?? null;
  }
}
