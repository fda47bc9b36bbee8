/** What passes between a caller and a worker: the same for every kind of worker. */

/** A call as the worker sees it, besides its arguments. */
export interface Job<News = never> {
  /** Aborted when nobody wants the answer any more, or wants what there is by now. */
  readonly signal: AbortSignal;
  /** Progress: heard in order, and before the answer. */
  tell(news: News): void;
  /** What the caller gave for this call, in its order. */
  readonly given: readonly unknown[];
}

/** What a worker answers to, by name. */
export type Calls = Readonly<Record<string, (job: Job, ...args: never[]) => unknown>>;

export type ArgsOf<F> = F extends (job: Job, ...args: infer A) => unknown ? A : never;
export type AnswerOf<F> = F extends (job: Job, ...args: never[]) => infer R ? Awaited<R> : never;
export type NewsOf<F> = F extends (job: Job<infer N>, ...args: never[]) => unknown ? N : never;

/** How a call ended. An error loses its class and fields on the way, so each kind is told apart here. */
export type Outcome =
  | { readonly is: 'answered'; readonly value: unknown }
  | { readonly is: 'stopped' }
  /** No fault of the worker: what it was given cannot be used, and why. */
  | { readonly is: 'refused'; readonly finding: unknown }
  /** Something outside failed, such as a file that has gone. */
  | { readonly is: 'failed'; readonly name: string; readonly message: string }
  /** Anything else: the worker is in doubt, and is replaced. */
  | { readonly is: 'broken'; readonly message: string };

/** What is said from one end to the other. Both ends may call and be called over the same wire. */
export type Message =
  | {
      readonly is: 'call';
      readonly id: number;
      readonly name: string;
      readonly given: readonly number[];
      readonly args: readonly unknown[];
    }
  | { readonly is: 'cancel'; readonly id: number }
  /** Something that later calls name by its number, until it is to be forgotten. */
  | { readonly is: 'give'; readonly id: number; readonly thing: unknown }
  | { readonly is: 'forget'; readonly id: number }
  | { readonly is: 'ping' }
  | { readonly is: 'pong' }
  | { readonly is: 'news'; readonly id: number; readonly news: unknown }
  | { readonly is: 'outcome'; readonly id: number; readonly outcome: Outcome };

/** Where messages go, in order, and come from. */
export interface Wire {
  say(message: Message, moved?: Transferable[]): void;
  /** Calls back with each message from now on. */
  hear(listener: (message: Message) => void): void;
}

const handed = new WeakMap<object, Transferable[]>();

/** Marks what crosses to go without a copy: all its buffers move, and are empty at this end; so does a port. */
export function handOver<T extends object>(value: T): T {
  const moved = new Set<Transferable>();
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (part instanceof MessagePort) moved.add(part);
    else if (ArrayBuffer.isView(part)) moved.add(part.buffer as ArrayBuffer);
    else for (const each of Object.values(part)) look(each);
  };
  look(value);
  handed.set(value, [...moved]);
  return value;
}

/** What moves with a value. */
export function movedWith(value: unknown): Transferable[] {
  return (typeof value === 'object' && value !== null && handed.get(value)) || [];
}
