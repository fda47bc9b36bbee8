import { handOver, type Calls, type Job, type Wire } from '../engine/door/calls';
import { callerLine } from '../engine/door/line';
import { WorkerSession } from '../engine/door/session';
import type { IntakeOptions, IntakeProgress } from './options';
import { readBytes } from './read';

/** What gives the next piece of a stream that somebody reads, by its number; null at its end. */
export interface PieceCalls extends Calls {
  next(job: Job, stream: number): Promise<Uint8Array | null>;
}

/**
 * @param page where the pieces of streams are asked for
 * @param readOne reads a file of the kind that the worker is for
 */
export function readerCalls(page: Wire, readOne: typeof readBytes = readBytes) {
  const pieces = new WorkerSession<PieceCalls>(callerLine(page), { every: () => () => {} });
  return {
    /** @param data bytes, or the number of a stream */
    async read(job: Job<IntakeProgress>, name: string, data: Blob | number, options: IntakeOptions) {
      const source = typeof data === 'number' ? piecesOf(pieces, data) : data;
      return handOver(await readOne(name, source, options, (progress) => job.tell(progress), job.signal));
    },
  } satisfies Calls;
}

export type ReaderCalls = ReturnType<typeof readerCalls>;

async function* piecesOf(
  pieces: WorkerSession<PieceCalls>,
  stream: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const piece = await pieces.call('next', [stream]);
    if (!piece) return;
    yield piece;
  }
}
