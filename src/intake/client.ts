import * as Comlink from 'comlink';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { IntakeData, IntakeOptions, IntakeProgress } from './options';
import type { IntakeService, RemoteData } from './service';

/** How long a worker may take to hear a cancel before it is ended. */
const PATIENCE_MS = 500;

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

interface Connection {
  readonly worker: Worker;
  readonly service: Comlink.Remote<IntakeService>;
  /** Rejects when the worker is ended: Comlink would leave its calls pending for ever. */
  readonly ended: Promise<never>;
  readonly fail: (reason: Error) => void;
}

/** @param makeWorker makes a worker that runs `worker.ts`; called when there is something to read */
export function createIntake(makeWorker: () => Worker): Intake {
  let connection: Connection | null = null;
  let calls = 0;

  function connect(): Connection {
    if (connection) return connection;
    const worker = makeWorker();
    let fail: (reason: Error) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => (fail = reject));
    ended.catch(() => undefined);
    worker.addEventListener?.('error', (event) => {
      end(new Error(`the reading worker failed: ${(event as ErrorEvent).message || 'it could not start'}`));
    });
    connection = { worker, service: Comlink.wrap<IntakeService>(worker), ended, fail };
    return connection;
  }

  function end(reason: Error): void {
    connection?.worker.terminate();
    connection?.fail(reason);
    connection = null;
  }

  async function readFile(
    name: string,
    data: IntakeData,
    options: IntakeOptions = {},
    onProgress?: (progress: IntakeProgress) => void,
    signal?: AbortSignal,
  ): Promise<Reading> {
    signal?.throwIfAborted();
    const own = connect();
    const call = ++calls;
    const { remote, close } = remoteData(data);
    const progress = onProgress ? Comlink.proxy(onProgress) : null;
    const outcome = own.service.read(call, name, remote, options, progress);

    let giveUp: ReturnType<typeof setTimeout> | undefined;
    let onAbort: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => {
        reject(signal!.reason as Error);
        void own.service.cancel(call);
        giveUp = setTimeout(() => {
          if (connection === own) end(new Error('reading was cancelled'));
        }, PATIENCE_MS);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    aborted.catch(() => undefined);
    const settled = outcome.finally(() => clearTimeout(giveUp));
    settled.catch(() => undefined);
    try {
      const result = await Promise.race([settled, own.ended, aborted]);
      if (result.kind === 'read') return result.reading;
      if (result.kind === 'refused')
        throw new InputError(result.finding.where, result.finding.text, result.finding.fix);
      throw signal?.reason ?? new Error('reading was cancelled');
    } finally {
      signal?.removeEventListener('abort', onAbort);
      close();
    }
  }

  return {
    readFile,
    readText: (name, text, options) => readFile(name, new Blob([text]), options),
    end: () => end(new Error('the reading worker was ended')),
  };
}

/** A Blob crosses as it is; of a stream the worker pulls piece by piece, which works in every browser. */
function remoteData(data: IntakeData): { remote: RemoteData; close: () => void } {
  if (data instanceof Blob) return { remote: data, close: () => undefined };
  if (!(Symbol.asyncIterator in data)) {
    const reader = (data as ReadableStream<Uint8Array>).getReader();
    const next = async () => (await reader.read()).value ?? null;
    return { remote: Comlink.proxy(next), close: () => void reader.cancel().catch(() => undefined) };
  }
  const iterator = data[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await iterator.next();
    return done ? null : value;
  };
  return { remote: Comlink.proxy(next), close: () => void iterator.return?.()?.catch?.(() => undefined) };
}
