import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Studies } from '../../decide/studies';
import type { StudyAsk, StudyId, StudyLine } from '../../decide/study-table';
import type { Estate } from '../../estate/estate';
import type { FoldAnswer } from '../../placement/answer';
import { wordsOf } from '../text/words-of';

/** Least time between two drawings of a study that goes on, ms: a picture that changes faster cannot be read. */
const QUIET_MS = 120;

/** How a study is going. */
export interface StudyProgress<L> {
  /** Lines so far, by index. */
  readonly lines: readonly L[];
  /** Those of the question before about the same answer: they stay in sight until enough of this one are there. */
  readonly earlier: readonly L[];
  /** Cases in all; null while that is not known. */
  readonly count: number | null;
  readonly working: boolean;
  /** Stopped before its end: what was known by then stays. */
  readonly stopped: boolean;
  /** Why it failed, in words. */
  readonly problem: string | null;
  /** Seconds of work until now. */
  readonly took: number;
}

const NOTHING: StudyProgress<never> = {
  lines: [],
  earlier: [],
  count: null,
  working: false,
  stopped: false,
  problem: null,
  took: 0,
};

/** Runs a study for a card: from its start to its end or a stop, on from there, or all of it once more. */
export class StudyRun<K extends StudyId> implements ReactiveController {
  state: StudyProgress<StudyLine<K>> = NOTHING;
  /** What the lines are of. */
  private asked: {
    readonly key: string;
    readonly of: FoldAnswer;
    readonly ask: StudyAsk<K>;
    readonly estate: () => Promise<Estate>;
    readonly enough: number;
  } | null = null;
  private abort: AbortController | null = null;
  private drawn = -Infinity;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly studies: Studies },
    private readonly id: K,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** The answer that the lines are of. */
  get of(): FoldAnswer | null {
    return this.asked?.of ?? null;
  }

  /** Whether anything was ever asked. */
  get begun(): boolean {
    return this.asked !== null;
  }

  /** Whether the lines are of this very question. */
  isOf(of: FoldAnswer, ask: StudyAsk<K>): boolean {
    return this.asked?.of === of && this.asked.key === JSON.stringify(ask);
  }

  /** What is in sight: lines of now as soon as they are enough for a picture, until then those of the question before. */
  get shown(): readonly StudyLine<K>[] {
    const { lines, earlier, working } = this.state;
    return earlier.length === 0 || !working || lines.length >= (this.asked?.enough ?? 1) ? lines : earlier;
  }

  /** Asks anew. @param of the answer that the question is about @param enough lines that are a picture */
  start(of: FoldAnswer, ask: StudyAsk<K>, estate: () => Promise<Estate>, enough: number): void {
    const earlier = this.asked?.of === of ? this.shown : [];
    this.asked = { key: JSON.stringify(ask), of, ask, estate, enough };
    this.state = { ...NOTHING, earlier };
    void this.work();
  }

  /** Ends it; what is known so far stays. */
  stop(): void {
    this.abort?.abort();
  }

  /** Goes on after a stop. */
  goOn(): void {
    if (!this.state.working) void this.work();
  }

  /** All of it once more. */
  again(): void {
    this.stop();
    this.state = NOTHING;
    void this.work();
  }

  private async work(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const { signal } = abort;
    const mine = () => this.abort === abort;
    const before = this.state.took;
    const began = performance.now();
    const took = () => before + (performance.now() - began) / 1000;
    const lines = [...this.state.lines];
    this.go({ working: true, stopped: false, problem: null }, true);
    try {
      const estate = await asked.estate();
      signal.throwIfAborted();
      await this.host.studies.run(this.id, asked.ask, estate, {
        signal,
        from: lines.length,
        onCount: (count) => mine() && this.go({ count }),
        onLine: (line) => {
          lines.push(line);
          if (mine()) this.go({ lines: [...lines], took: took() });
        },
      });
      if (mine()) this.go({ lines, working: false, took: took() }, true);
    } catch (error) {
      if (!mine()) return;
      const stopped = signal.aborted;
      this.go(
        { lines, working: false, stopped, problem: stopped ? null : wordsOf(error), took: took() },
        true,
      );
    }
  }

  private go(change: Partial<StudyProgress<StudyLine<K>>>, now = false): void {
    this.state = { ...this.state, ...change };
    if (!now && performance.now() - this.drawn < QUIET_MS) return;
    this.drawn = performance.now();
    this.host.requestUpdate();
  }
}
