import { Door } from '../engine/door/door';
import type { Line } from '../engine/door/line';
import { inOrder } from '../engine/in-order';
import type { Estate } from '../estate/estate';
import { refusal } from '../estate/finding';
import type { StudyCalls } from './study-calls';
import type { StudyAsk, StudyId, StudyLine } from './study-table';

export interface StudyHooks<L> {
  readonly signal?: AbortSignal;
  /** Lines that are known from before: the cases after them are run. */
  readonly from?: number;
  /** How many cases there are, once that is known. */
  readonly onCount?: (count: number) => void;
  /** Each line, by index. */
  readonly onLine?: (line: L, index: number) => void;
}

/** Whoever runs studies for the page. */
export interface Studies {
  /** Runs the cases of a study by index, whoever runs which. @throws InputError; the signal's reason */
  run<K extends StudyId>(
    id: K,
    ask: StudyAsk<K>,
    estate: Estate,
    hooks?: StudyHooks<StudyLine<K>>,
  ): Promise<void>;
}

/** Cases under way at each worker: one runs, the next is there when it ends. */
const AHEAD = 2;
/** Estates that stay with a worker. */
const ESTATES = 2;
/** Workers end after this time without work: memory of a kernel never shrinks. */
const IDLE_MS = 30_000;

/** A few workers that share the cases of studies. Their lines do not depend on how many there are. */
export class StudyPool implements Studies {
  private doors: { readonly door: Door<StudyCalls>; busy: number }[] = [];
  private running = 0;
  private ending: ReturnType<typeof setTimeout> | undefined;

  /** @param open starts a worker */
  constructor(
    private readonly open: () => Line,
    private readonly size: number,
  ) {}

  async run<K extends StudyId>(
    id: K,
    ask: StudyAsk<K>,
    estate: Estate,
    { signal, from = 0, onCount, onLine }: StudyHooks<StudyLine<K>> = {},
  ): Promise<void> {
    clearTimeout(this.ending);
    this.running++;
    // What is under way when the run ends badly is for nobody.
    const over = new AbortController();
    const stop = AbortSignal.any([over.signal, ...(signal ? [signal] : [])]);
    const how = { given: [estate], signal: stop };
    try {
      const count = await this.at((door) => door.call('count', [id, ask], how));
      onCount?.(count);
      await inOrder(
        Math.max(0, count - from),
        (k) => this.at((door) => door.call('line', [id, ask, from + k], how)),
        (line, k) => onLine?.(line as StudyLine<K>, from + k),
        { lanes: AHEAD * this.size, signal },
      );
    } finally {
      over.abort();
      if (--this.running === 0) this.ending = setTimeout(() => this.close(), IDLE_MS);
    }
  }

  /** Ends the workers; the next study starts new ones. */
  close(): void {
    clearTimeout(this.ending);
    for (const { door } of this.doors) door.close();
    this.doors = [];
  }

  private async at<T>(call: (door: Door<StudyCalls>) => Promise<T>): Promise<T> {
    let best = this.doors.reduce<(typeof this.doors)[number] | null>(
      (a, b) => (a && a.busy <= b.busy ? a : b),
      null,
    );
    if ((!best || best.busy > 0) && this.doors.length < this.size) {
      const door = new Door<StudyCalls>(this.open, {
        name: 'The worker of this study',
        advice: 'Open the card anew, choose fewer samples, or reload the page.',
        refuse: refusal,
        keeps: ESTATES,
      });
      this.doors.push((best = { door, busy: 0 }));
    }
    best!.busy++;
    try {
      return await call(best!.door);
    } finally {
      best!.busy--;
    }
  }
}
