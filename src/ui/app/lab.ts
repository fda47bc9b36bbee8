import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { InputError, type Finding } from '../../estate/finding';
import { wordsOf } from '../text/words-of';

/** Work that takes longer than this is shown, with a way to cancel it, ms. */
const NOTICED_MS = 200;

/** How a lab's work is going. */
export interface Going {
  /** What is going on: the part of it that is done, and whether it takes longer than goes unnoticed. */
  readonly working: { readonly fraction: number; readonly slow: boolean } | null;
  /** What was going on was cancelled; what was known by then stays. */
  readonly cancelled: boolean;
  /** Why the last run failed, other than by what is written. */
  readonly failure: Finding | null;
}

/**
 * Simulates what a link says, keeps what came of it in sight, and begins again when another link is shown. A run gives
 * way to the next one once it has shown something, so that a slider that is dragged never starves. It knows no element.
 */
export abstract class Lab<Pictures extends object> {
  state: Going & Pictures;
  private done: string | null = null;
  private abort: AbortController | null = null;
  private seen = false;
  private loop: Promise<void> | null = null;

  /** @param link what is in sight at first; nothing is run before it is shown */
  protected constructor(
    private link: string,
    pictures: Pictures,
    private readonly changed: () => void,
  ) {
    this.state = { ...pictures, working: null, cancelled: false, failure: null };
  }

  /** What this link changes in the picture before anything is run. */
  protected abstract read(link: string): Partial<Pictures>;

  /** Runs what is in sight, and draws it; `shown` is to be called when there is something to look at. */
  protected abstract run(signal: AbortSignal, shown: () => void): Promise<void>;

  /** Shows what this link says. */
  show(link: string): void {
    if (link !== this.link) {
      this.link = link;
      // What was done before is no longer what is drawn.
      this.done = null;
      this.draw(this.read(link));
      this.go({ cancelled: false });
      if (this.seen) this.abort?.abort();
    }
    if (this.done !== link) this.loop ??= this.work();
  }

  /** Ends what is going on; what is known so far stays. @returns whether anything was. */
  cancel(): boolean {
    if (!this.loop || !this.state.working) return false;
    this.stop();
    this.go({ working: null, cancelled: true });
    return true;
  }

  /** Takes up what was cancelled. */
  goOn(): void {
    this.done = null;
    this.go({ cancelled: false });
    this.show(this.link);
  }

  /** Ends everything; nobody looks any more. */
  stop(): void {
    this.done = this.link;
    this.abort?.abort();
  }

  /** Resolves when nothing is going on any more. */
  async settled(): Promise<void> {
    while (this.loop) await this.loop;
  }

  private async work(): Promise<void> {
    // What follows is asked after the element that asks has drawn.
    await Promise.resolve();
    while (this.done !== this.link) {
      const { link } = this;
      const abort = new AbortController();
      this.abort = abort;
      this.seen = false;
      const notice = setTimeout(() => this.progress({ slow: true }), NOTICED_MS);
      this.go({ working: { fraction: 0, slow: this.state.working?.slow ?? false } });
      try {
        await this.run(abort.signal, () => {
          this.seen = true;
          if (this.link !== link) abort.abort();
        });
        this.go({ failure: null });
        if (this.link === link) this.done = link;
      } catch (error) {
        if (!abort.signal.aborted) {
          this.go({ failure: failureOf(error) });
          this.done = link;
        }
      } finally {
        clearTimeout(notice);
      }
    }
    // Before it is told: whoever hears it may show something else at once.
    this.loop = null;
    this.abort = null;
    this.go({ working: null });
  }

  protected progress(change: Partial<NonNullable<Going['working']>>): void {
    if (this.state.working) this.go({ working: { ...this.state.working, ...change } });
  }

  protected draw(change: Partial<Pictures>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }

  private go(change: Partial<Going>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}

function failureOf(error: unknown): Finding {
  if (error instanceof InputError) return error.finding;
  return { level: 'error', where: 'run', text: wordsOf(error), fix: 'What was known before is still shown.' };
}

/** Keeps the lab of an element for as long as the element is in the page; Esc cancels work that takes long. */
export class Bench<L extends Lab<object>> implements ReactiveController {
  private current: L | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly make: (changed: () => void) => L,
  ) {
    host.addController(this);
  }

  get lab(): L {
    return (this.current ??= this.make(() => this.host.requestUpdate()));
  }

  /** Resolves when everything that was asked for is in sight. */
  async settled(): Promise<void> {
    await this.host.updateComplete;
    await this.current?.settled();
    await this.host.updateComplete;
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.pressed, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.pressed, { capture: true });
    this.current?.stop();
    this.current = null;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const { current } = this;
    if (event.key === 'Escape' && current?.state.working?.slow && current.cancel()) event.stopPropagation();
  };
}
