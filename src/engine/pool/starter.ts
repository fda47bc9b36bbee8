import { handOver } from '../door/calls';
import { onWorkerFailure, portTo, type Line } from '../door/line';
import { serve } from '../door/serve';
import type { StarterCalls } from './page';

/** The line to a worker that searches with a pool, whose workers the page starts for it; without them it works alone. */
export function withPool(line: Line, startWorker?: () => Promise<Worker>): Line {
  const stop = serve(startWorker ? starterCalls(startWorker) : {}, line.wire);
  return {
    ...line,
    end() {
      stop();
      line.end();
    },
  };
}

/** What the page does for a worker that searches. */
function starterCalls(startWorker: () => Promise<Worker>): StarterCalls {
  return {
    async work({ signal, tell }) {
      let worker: Worker | undefined;
      try {
        const own = (worker = await startWorker());
        return await new Promise<string>((resolve) => {
          if (signal.aborted) resolve('it was ended');
          signal.addEventListener('abort', () => resolve('it was ended'));
          onWorkerFailure(own, resolve);
          tell(handOver(portTo(own)));
        });
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      } finally {
        worker?.terminate();
      }
    },
  };
}
