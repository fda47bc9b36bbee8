import { Worker, type MessagePort } from 'node:worker_threads';
import type { Wire } from './calls';
import type { Line } from './line';

/** The wire to a worker thread, or to its parent. */
export function threadWire(at: Pick<Worker | MessagePort, 'postMessage' | 'on'>): Wire {
  return {
    say: (message, moved = []) => at.postMessage(message, moved as never),
    hear: (listener) => void at.on('message', listener),
  };
}

/** Starts a worker thread, which runs the module at `address`. */
export function threadLine(address: URL): Line {
  const thread = new Worker(address);
  thread.unref();
  return {
    wire: threadWire(thread),
    end: () => void thread.terminate(),
    onFailure(hear) {
      thread.on('error', (error) => hear(error instanceof Error ? error.message : String(error)));
      thread.on('messageerror', () => hear('what it said could not be read'));
      thread.on('exit', () => hear('it was ended'));
    },
    // A process ends when only idle threads are left.
    busy: (busy) => (busy ? thread.ref() : thread.unref()),
  };
}
