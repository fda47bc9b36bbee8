export type Path = readonly (string | number)[];

/** A field and its new value; null takes it away. */
export interface Edit {
  readonly path: Path;
  readonly value: unknown;
}

/** Fields of the experiment were set, in one step that has a name when it is undone. */
export class EditEvent extends Event {
  static readonly type = 'edit';
  readonly edits: readonly Edit[];
  readonly what: string;
  /** Still being dragged. */
  readonly live: boolean;
  constructor(edits: readonly Edit[], what: string, live = false) {
    super(EditEvent.type, { bubbles: true, composed: true });
    this.edits = edits;
    this.what = what;
    this.live = live;
  }
}

/** Another experiment was chosen, by its text for the address. */
export class OpenEvent extends Event {
  static readonly type = 'open-experiment';
  readonly link: string;
  readonly what: string;
  constructor(link: string, what: string) {
    super(OpenEvent.type, { bubbles: true, composed: true });
    this.link = link;
    this.what = what;
  }
}

/** The whole experiment was written anew, as JSON. */
export class RewriteEvent extends Event {
  static readonly type = 'rewrite';
  readonly input: unknown;
  constructor(input: unknown) {
    super(RewriteEvent.type, { bubbles: true, composed: true });
    this.input = input;
  }
}

/** Another experiment is to stand beside this one; null: none. */
export class CompareEvent extends Event {
  static readonly type = 'compare';
  readonly link: string | null;
  constructor(link: string | null) {
    super(CompareEvent.type, { bubbles: true, composed: true });
    this.link = link;
  }
}
