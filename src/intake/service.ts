import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { IntakeOptions, IntakeProgress } from './options';
import { readBytes } from './read';

/** Bytes as they cross to the worker: a Blob by reference, or a function that gives the next piece. */
export type RemoteData = Blob | (() => Promise<Uint8Array | null>);

/** How a call ended; errors lose their fields on the way, so they are told apart here. */
export type Outcome =
  | { readonly kind: 'read'; readonly reading: Reading }
  | { readonly kind: 'refused'; readonly finding: Finding }
  | { readonly kind: 'cancelled' };

/** What the worker answers to. */
export interface IntakeService {
  read(
    call: number,
    name: string,
    data: RemoteData,
    options: IntakeOptions,
    onProgress: ((progress: IntakeProgress) => void) | null,
  ): Promise<Outcome>;
  cancel(call: number): void;
}

/**
 * The worker's side, without a worker: what it exposes, and what tests run in its place.
 * @param hand gives an answer away together with its buffers, which need no copy
 * @param readOne reads a file of the kind that the worker is for
 */
export function createService(
  hand: (outcome: Outcome, buffers: ArrayBuffer[]) => Outcome,
  readOne: typeof readBytes = readBytes,
): IntakeService {
  const running = new Map<number, AbortController>();
  return {
    async read(call, name, data, options, onProgress) {
      const control = new AbortController();
      running.set(call, control);
      try {
        const source = data instanceof Blob ? data : piecesFrom(data);
        // In a worker the call is a message: the answer must not overtake the last one.
        let told: unknown;
        const progress = onProgress ? (p: IntakeProgress) => void (told = onProgress(p)) : undefined;
        const reading = await readOne(name, source, options, progress, control.signal);
        await told;
        return hand({ kind: 'read', reading }, buffersOf(reading));
      } catch (error) {
        if (control.signal.aborted) return { kind: 'cancelled' };
        if (error instanceof InputError) return { kind: 'refused', finding: error.finding };
        throw error;
      } finally {
        running.delete(call);
      }
    },
    cancel(call) {
      running.get(call)?.abort();
    },
  };
}

async function* piecesFrom(
  next: () => Promise<Uint8Array | null>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const piece = await next();
    if (!piece) return;
    yield piece;
  }
}

/** Every buffer of a reading once: recordings share their times. */
function buffersOf({ recordings }: Reading): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { times, measures, processSeries } of recordings) {
    buffers.add(times.buffer as ArrayBuffer);
    for (const values of Object.values(measures)) buffers.add(values.buffer as ArrayBuffer);
    for (const { values } of processSeries ?? []) buffers.add(values.buffer as ArrayBuffer);
  }
  return [...buffers];
}
