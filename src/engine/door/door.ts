import type { ArgsOf, AnswerOf, Calls, NewsOf } from './calls';
import type { Line } from './line';
import { WorkerSession, unlessAborted, WorkerFailed, type CallOptions, type Watch } from './session';

export interface DoorOptions extends Watch {
  /** Who is behind it, as people say it, at the beginning of a sentence. */
  readonly name: string;
  /** What to do when it fails again and again. */
  readonly advice: string;
}

export interface DoorCall<News = never> extends CallOptions<News> {
  /** What it takes can be had only once, and so it is not tried again. */
  readonly once?: boolean;
}

const UNSTARTED =
  'It needs a browser that allows web workers: reload the page, or open it in another browser.';

/** A worker failed twice at the same call, or could not be started: what happened and what to do, in people's words. */
export class WorkerTrouble extends Error {}

/**
 * The way to one worker, which is started when it is wanted. One that fails (it is ended, throws, traps, runs out of
 * memory, loops for ever or never starts) is replaced and given again what it had, and each of its calls is made once
 * more: the same seed gives the same answer there. A call that fails twice says so in words, and the next one finds
 * a new worker.
 */
export class Door<C extends Calls> {
  private session: Promise<WorkerSession<C>> | null = null;
  private open: WorkerSession<C> | null = null;

  /** @param start starts a worker */
  constructor(
    private readonly start: () => Line | Promise<Line>,
    private readonly options: DoorOptions,
  ) {}

  /**
   * @throws what the worker refuses, as `options.refuse` makes it; the signal's reason when it is aborted;
   * AbortError when the door is closed; WorkerTrouble
   */
  async call<K extends keyof C & string>(
    name: K,
    args: ArgsOf<C[K]>,
    how: DoorCall<NewsOf<C[K]>> = {},
  ): Promise<AnswerOf<C[K]>> {
    const { signal } = how;
    signal?.throwIfAborted();
    for (let failures = 0; ;) {
      let mine: number | null = null;
      try {
        const session = await unlessAborted(this.connect(), signal);
        return await session.call(name, args, how, (number) => (mine = number));
      } catch (error) {
        if (!(error instanceof WorkerFailed)) throw error;
        signal?.throwIfAborted();
        // What another call broke is no failure of this one.
        if (error.by !== null && error.by !== mine) continue;
        if (how.once || ++failures > 1) throw this.inWords(error, failures);
      }
    }
  }

  /** Ends the worker; calls under way are rejected. The next call starts a new one. */
  close(): void {
    const { session, open } = this;
    this.session = this.open = null;
    if (open) open.end();
    else
      void session?.then(
        (late) => {
          late.end();
          if (this.open === late) this.open = null;
        },
        () => {},
      );
  }

  private connect(): Promise<WorkerSession<C>> {
    const session: Promise<WorkerSession<C>> = (this.session ??= this.begin(() => {
      if (this.session === session) this.session = this.open = null;
    }));
    return session;
  }

  private async begin(onOver: () => void): Promise<WorkerSession<C>> {
    try {
      // In a turn of its own, so that whoever hears of the end knows of the beginning.
      await Promise.resolve();
      return (this.open = new WorkerSession<C>(await this.start(), this.options, onOver));
    } catch (error) {
      onOver();
      throw new WorkerFailed(error instanceof Error ? error.message : String(error), null, false);
    }
  }

  private inWords({ why, started }: WorkerFailed, failures: number): WorkerTrouble {
    const { name, advice } = this.options;
    if (!started) return new WorkerTrouble(`${name} could not be started (${why}). ${UNSTARTED}`);
    const often = failures > 1 ? 'twice at this' : 'at this';
    return new WorkerTrouble(`${name} stopped ${often} (${why}). ${advice}`);
  }
}
