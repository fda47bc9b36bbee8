import type { ArgsOf, AnswerOf, Calls, Message, NewsOf, Outcome } from './calls';
import { movedWith } from './calls';
import type { Line } from './line';

/** Something that a worker is given once, and that calls then name: it, or how to come by it. */
export type Thing = object | Lent;

/** What is made, or fetched again, for each worker that wants it. */
export class Lent<T = unknown> {
  /** @param value asked once for each worker; it may be marked by `handOver` */
  constructor(readonly value: () => T | Promise<T>) {}
}

export interface CallOptions<News = never> {
  readonly signal?: AbortSignal;
  readonly tell?: (news: News) => void;
  /** What the call needs at the worker. */
  readonly given?: readonly Thing[];
  /** After an abort the call still gives what the worker answers; else the signal's reason, at once. */
  readonly hearOut?: boolean;
}

export interface Watch {
  /** Things that stay with the worker, those used last; all by default. */
  readonly keeps?: number;
  /** Beats without a sign of life after which a worker counts as lost; more than its longest stretch without a turn. */
  readonly patience?: number;
  /** The same for a worker that was told to stop: others wait for it. */
  readonly patienceAfterCancel?: number;
  /** Makes an error of a finding. */
  readonly refuse?: (finding: never) => Error;
  /** Calls back every so many milliseconds until what it returns is called. */
  readonly every?: (ms: number, run: () => void) => () => void;
}

/** Time between two looks at a worker that has something to do. */
const BEAT_MS = 500;
/**
 * Half a minute by default. Beats are counted, not the clock read: a page that was busy, frozen or asleep makes one
 * beat of it. Work without a turn takes some seconds at most (an estate of 20,000 servers put on its grid).
 */
export const PATIENCE = 60;
/** Two seconds: whoever stopped one wants something else. */
export const PATIENCE_AFTER_CANCEL = 4;

/** A worker failed: it ended, could not start, broke, or was silent for too long. */
export class WorkerFailed extends Error {
  /**
   * @param by the number of the call that it broke at; null where that is not known
   * @param started whether there ever was a worker
   */
  constructor(
    readonly why: string,
    readonly by: number | null = null,
    readonly started = true,
  ) {
    super(why);
  }
}

interface Pending {
  readonly tell: (news: never) => void;
  readonly settle: (outcome: Outcome) => void;
  readonly lost: (error: Error) => void;
  cancelled: boolean;
}

let numbers = 0;

/** One worker under watch, from its start to its end. No call stays pending: each is answered, or fails with it. */
export class WorkerSession<C extends Calls> {
  private readonly pending = new Map<number, Pending>();
  private readonly given = new Map<Thing, Promise<number>>();
  /** How many calls are on their way that name it: until they are said, it stays. */
  private readonly named = new Map<Thing, number>();
  private readonly keeps: number;
  private silent = 0;
  private asked = false;
  private stopBeat: (() => void) | null = null;
  private over: Error | null = null;

  constructor(
    private readonly line: Line,
    private readonly watch: Watch = {},
    private readonly onOver: () => void = () => {},
  ) {
    this.keeps = watch.keeps ?? Infinity;
    line.wire.hear((message) => this.over || this.heard(message));
    line.onFailure((why) => this.end(new WorkerFailed(why)));
  }

  /**
   * Calls the worker.
   * @param onNumber hears under which number, so that a failure can be told from that of another call
   * @throws WorkerFailed when the worker fails before it has answered
   */
  async call<K extends keyof C & string>(
    name: K,
    args: ArgsOf<C[K]>,
    { signal, tell, given = [], hearOut = false }: CallOptions<NewsOf<C[K]>> = {},
    onNumber?: (number: number) => void,
  ): Promise<AnswerOf<C[K]>> {
    this.name(given, 1);
    let answer: Promise<unknown>;
    try {
      const things = given.length ? await unlessAborted(this.give(given), signal) : [];
      signal?.throwIfAborted();
      if (this.over) throw this.over;
      const id = ++numbers;
      onNumber?.(id);
      const cancel = () => this.cancel(id);
      signal?.addEventListener('abort', cancel, { once: true });
      answer = new Promise<unknown>((resolve, reject) => {
        // Who was told that it is over hears no more of it.
        const hear = (news: never) => (hearOut || !signal?.aborted) && tell?.(news);
        const settle = (outcome: Outcome): void => {
          try {
            resolve(this.valueOf(outcome, id, signal));
          } catch (error) {
            reject(error as Error);
          }
        };
        this.begin(id, { tell: hear, settle, lost: reject, cancelled: false });
        this.line.wire.say({ is: 'call', id, name, given: things, args }, args.flatMap(movedWith));
      }).finally(() => {
        signal?.removeEventListener('abort', cancel);
        this.done(id);
      });
    } finally {
      this.name(given, -1);
      this.forget();
    }
    return (await (hearOut ? answer : unlessAborted(answer, signal))) as AnswerOf<C[K]>;
  }

  /** Ends the worker: calls under way fail with this error. */
  end(error: Error = new DOMException('The worker has ended.', 'AbortError')): void {
    if (this.over) return;
    this.over = error;
    this.stopBeat?.();
    this.line.end();
    for (const { lost } of [...this.pending.values()]) lost(error);
    this.onOver();
  }

  private heard(message: Message): void {
    this.silent = 0;
    if (message.is === 'pong') this.asked = false;
    else if (message.is === 'news') this.pending.get(message.id)?.tell(message.news as never);
    else if (message.is === 'outcome') this.pending.get(message.id)?.settle(message.outcome);
  }

  private valueOf(outcome: Outcome, id: number, signal: AbortSignal | undefined): unknown {
    switch (outcome.is) {
      case 'answered':
        return outcome.value;
      case 'stopped':
        throw signal?.reason ?? new DOMException('The call was stopped.', 'AbortError');
      case 'refused':
        throw this.watch.refuse?.(outcome.finding as never) ?? new Error(JSON.stringify(outcome.finding));
      case 'failed':
        throw new DOMException(outcome.message, outcome.name);
      case 'broken':
        this.end(new WorkerFailed(outcome.message, id));
        throw this.over!;
    }
  }

  /** The numbers of things at the worker, which is given each once; messages keep their order. */
  private give(things: readonly Thing[]): Promise<number[]> {
    const numbersOf = things.map((thing) => {
      const known = this.given.get(thing) ?? this.send(thing);
      // What was used least recently comes first, and is forgotten first; what could not be sent is at once.
      this.given.delete(thing);
      this.given.set(thing, known);
      known.catch(() => this.given.get(thing) === known && this.given.delete(thing));
      return known;
    });
    return Promise.all(numbersOf);
  }

  private name(things: readonly Thing[], more: 1 | -1): void {
    for (const thing of things) {
      const calls = (this.named.get(thing) ?? 0) + more;
      if (calls > 0) this.named.set(thing, calls);
      else this.named.delete(thing);
    }
  }

  /** Lets go of what is more than the worker keeps. */
  private forget(): void {
    for (const [old, number] of this.given) {
      if (this.given.size <= this.keeps) break;
      if (this.named.has(old)) continue;
      this.given.delete(old);
      // What could not be sent is not there, and its call has been told.
      void number.then(
        (id) => this.over || this.line.wire.say({ is: 'forget', id }),
        () => {},
      );
    }
  }

  private async send(thing: Thing): Promise<number> {
    const number = ++numbers;
    const value = thing instanceof Lent ? await thing.value() : thing;
    // A worker that was ended meanwhile must not take what the next one will ask for.
    if (this.over) throw this.over;
    this.line.wire.say({ is: 'give', id: number, thing: value }, movedWith(value));
    return number;
  }

  private begin(id: number, entry: Pending): void {
    this.pending.set(id, entry);
    if (this.pending.size > 1) return;
    this.silent = 0;
    this.line.busy?.(true);
    this.stopBeat = (this.watch.every ?? everyMs)(BEAT_MS, this.beat);
  }

  private done(id: number): void {
    this.pending.delete(id);
    if (this.pending.size > 0) return;
    this.stopBeat?.();
    this.stopBeat = null;
    if (!this.over) this.line.busy?.(false);
  }

  private cancel(id: number): void {
    const entry = this.pending.get(id);
    if (!entry) return;
    entry.cancelled = true;
    this.silent = 0;
    this.line.wire.say({ is: 'cancel', id });
  }

  private beat = (): void => {
    const { patience = PATIENCE, patienceAfterCancel = PATIENCE_AFTER_CANCEL } = this.watch;
    const [stopping] = [...this.pending].find(([, { cancelled }]) => cancelled) ?? [null];
    const most = stopping === null ? patience : patienceAfterCancel;
    if (++this.silent > most) {
      this.end(new WorkerFailed(`no sign of life for ${(most * BEAT_MS) / 1000} s`, stopping));
      return;
    }
    if (this.asked) return;
    this.asked = true;
    this.line.wire.say({ is: 'ping' });
  };
}

function everyMs(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}

/** What is promised, or the reason of the signal once it is aborted. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
