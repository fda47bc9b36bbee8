import type { Decisions } from './state';

interface Step {
  readonly what: string;
  readonly live: boolean;
  readonly before: Decisions;
}

/** Steps kept; older ones are forgotten, so that a long day stays small. */
const MOST = 200;

/** What was decided, step by step, and the way back and forth. */
export class UndoSteps {
  private past: Step[] = [];
  private future: Step[] = [];

  /** Notes a step. Steps that belong to one drag are one. */
  note(what: string, live: boolean, before: Decisions): void {
    this.future = [];
    const last = this.past.at(-1);
    if (last && last.live && last.what === what) {
      this.past[this.past.length - 1] = { ...last, live };
      return;
    }
    this.past.push({ what, live, before });
    if (this.past.length > MOST) this.past.shift();
  }

  /** @returns what was decided before the last step, or null at the beginning. */
  back(now: Decisions): Decisions | null {
    const step = this.past.pop();
    if (!step) return null;
    this.future.push({ ...step, before: now });
    return step.before;
  }

  /** @returns what was decided after the step that was last taken back, or null at the end. */
  forth(now: Decisions): Decisions | null {
    const step = this.future.pop();
    if (!step) return null;
    this.past.push({ ...step, live: false, before: now });
    return step.before;
  }

  get undo(): string | null {
    return this.past.at(-1)?.what ?? null;
  }

  get redo(): string | null {
    return this.future.at(-1)?.what ?? null;
  }
}
