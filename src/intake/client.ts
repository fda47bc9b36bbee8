import { Door } from '../engine/door/door';
import type { Line } from '../engine/door/line';
import { serve } from '../engine/door/serve';
import type { Watch } from '../engine/door/session';
import { refusal } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { IntakeData, IntakeOptions, IntakeProgress } from './options';
import type { ReaderCalls } from './serve';

/** Reading in a worker; the same calls as `readFile` and `readText`. */
export interface Intake {
  /**
   * @param signal rejects with its reason; the worker stops, or is ended if it does not listen
   * @throws InputError when the file cannot be read
   */
  readFile(
    name: string,
    data: IntakeData,
    options?: IntakeOptions,
    onProgress?: (progress: IntakeProgress) => void,
    signal?: AbortSignal,
  ): Promise<Reading>;
  readText(name: string, text: string, options?: IntakeOptions): Promise<Reading>;
  /** Ends the worker; calls under way are rejected. The next call makes a new one. */
  end(): void;
}

/**
 * @param open starts a worker that reads; called when there is something to read
 * @param watch how it is watched, where that is not as usual
 */
export function createIntake(open: () => Line, watch: Watch = {}): Intake {
  const streams = new Map<number, () => Promise<Uint8Array | null>>();
  let calls = 0;
  const start = (): Line => {
    const line = open();
    serve({ next: (_, stream: number) => streams.get(stream)?.() ?? null }, line.wire);
    return line;
  };
  const door = new Door<ReaderCalls>(start, {
    name: 'Reading',
    advice: 'Drop the file again or save less of it, or reload the page.',
    refuse: refusal,
    ...watch,
  });
  const readFile: Intake['readFile'] = async (name, data, options = {}, tell, signal) => {
    signal?.throwIfAborted();
    if (data instanceof Blob) return door.call('read', [name, data, options], { tell, signal });
    const { next, close } = pull(data);
    const stream = ++calls;
    streams.set(stream, next);
    try {
      return await door.call('read', [name, stream, options], { tell, signal, once: true });
    } finally {
      streams.delete(stream);
      close();
    }
  };
  return {
    readFile,
    readText: (name, text, options) => readFile(name, new Blob([text]), options),
    end: () => door.close(),
  };
}

/** A Blob crosses as it is; of a stream the worker pulls piece by piece, which works in every browser. */
function pull(data: Exclude<IntakeData, Blob>): {
  next: () => Promise<Uint8Array | null>;
  close: () => void;
} {
  if (!(Symbol.asyncIterator in data)) {
    const reader = (data as ReadableStream<Uint8Array>).getReader();
    return {
      next: async () => (await reader.read()).value ?? null,
      close: () => void reader.cancel().catch(() => undefined),
    };
  }
  const iterator = data[Symbol.asyncIterator]();
  return {
    async next() {
      const { value, done } = await iterator.next();
      return done ? null : value;
    },
    close: () => void iterator.return?.()?.catch?.(() => undefined),
  };
}
