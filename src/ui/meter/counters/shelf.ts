import type { Contention, Era } from '../../../counters/circumstances';
import type { Reading, Recording } from '../../../estate/recording';
import type { ReadLog, SessionFile } from './log';
import { wordsOf } from '../../text/words-of';

/** What a person chose of the logs; null: guessed. */
export interface Picks {
  /** Number of the recording on the shelf, or `sample`, or `none` for figures typed in alone. */
  readonly guest: number | 'sample' | 'none' | null;
  /** Number of the host's recording, or `typed`. */
  readonly host: number | 'typed' | null;
  readonly shiftMs: number | null;
  readonly processors: number | null;
}

/** What a person said of the logs' machine; null: as the log tells. */
export interface Said {
  readonly era: Era | null;
  readonly contention: Contention | null;
}

export const NOTHING_PICKED: Picks = { guest: null, host: null, shiftMs: null, processors: null };

interface Held {
  readonly source: File;
  readonly reading: Reading;
}

/** A recording with a number that stays its own for as long as the page is open. */
export interface Shelved {
  readonly id: number;
  readonly recording: Recording;
}

/**
 * Logs that were read for the cards of counters. It outlives the view, so that a look at another view loses nothing,
 * and it is not the fold's: what lies here is not folded.
 */
export class LogShelf {
  private held: readonly Held[] = [];
  private readonly numbers = new Map<Recording, number>();
  private readonly known = new Set<File>();
  private work: AbortController | null = null;
  private queue: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<() => void>();
  picks: Picks = NOTHING_PICKED;
  /** What a person said, by log. */
  private readonly told = new Map<string, Said>();
  /** The log that the table shows, by its place among `readings`. */
  shown = 0;
  busy: { readonly name: string; readonly done: number } | null = null;
  problem = '';

  constructor(private readonly readLog: ReadLog) {}

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get readings(): readonly Reading[] {
    return this.held.map(({ reading }) => reading);
  }

  get recordings(): readonly Shelved[] {
    return this.held.flatMap(({ reading }) =>
      reading.recordings.map((recording) => {
        let id = this.numbers.get(recording);
        if (id === undefined) this.numbers.set(recording, (id = this.numbers.size));
        return { id, recording };
      }),
    );
  }

  /** Reads files that the session has for the fold, each once. */
  offer(files: readonly SessionFile[]): void {
    const fresh = files.filter(({ source }) => !this.known.has(source)).map(({ source }) => source);
    if (fresh.length) void this.add(fresh);
  }

  /** Reads files one after the other, the newest first in the list; what cannot be read is said, and what was there stays. */
  add(files: readonly File[]): Promise<void> {
    for (const file of files) this.known.add(file);
    this.problem = '';
    return (this.queue = this.queue.then(async () => {
      const work = new AbortController();
      this.work = work;
      for (const file of files) {
        if (work.signal.aborted) break;
        await this.read(file, work.signal);
      }
      this.busy = null;
      this.work = null;
      this.tell();
    }));
  }

  private async read(source: File, signal: AbortSignal): Promise<void> {
    const { name } = source;
    const onProgress = (done: number): void => {
      this.busy = { name, done };
      this.tell();
    };
    onProgress(0);
    try {
      const reading = await this.readLog(source, { signal, onProgress });
      // The same log again takes the place of the one before.
      const shown = this.held[this.shown]?.reading;
      this.held = [{ source, reading }, ...this.held.filter((each) => each.reading.name !== reading.name)];
      // A host's log has no counters to judge: the guest's stays in sight.
      const stays = this.held.findIndex((each) => each.reading === shown);
      this.shown = reading.counters.length === 0 && stays > 0 ? stays : 0;
      this.picks = { ...this.picks, guest: null, host: null, shiftMs: null, processors: null };
    } catch (error) {
      if (signal.aborted) return;
      this.problem = `${this.problem} ${wordsOf(error)}`.trim();
    }
  }

  /** Stops reading. @returns whether anything was read */
  cancel(): boolean {
    if (!this.work) return false;
    this.work.abort();
    return true;
  }

  remove(index: number): void {
    this.held = this.held.filter((_, i) => i !== index);
    this.shown = Math.max(0, Math.min(this.shown, this.held.length - 1));
    this.picks = NOTHING_PICKED;
    this.tell();
  }

  show(index: number): void {
    this.shown = index;
    this.tell();
  }

  /** What a person said of a log. */
  saidOf(name: string): Said {
    return this.told.get(name) ?? { era: null, contention: null };
  }

  /** What a person said of the log in sight. */
  get said(): Said {
    return this.saidOf(this.readings[this.shown]?.name ?? '');
  }

  say(change: Partial<Said>): void {
    this.told.set(this.readings[this.shown]?.name ?? '', { ...this.said, ...change });
    this.tell();
  }

  pick(change: Partial<Picks>): void {
    // Another pair has another clock.
    const pair = 'guest' in change || 'host' in change ? { shiftMs: null, processors: null } : {};
    const host = 'guest' in change ? { host: null } : {};
    this.picks = { ...this.picks, ...host, ...pair, ...change };
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
