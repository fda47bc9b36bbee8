import type { Wire } from './calls';

/** The way to a worker that was started. */
export interface Line {
  readonly wire: Wire;
  /** Ends the worker, whatever it does. */
  end(): void;
  /** Calls back when the worker has failed or is gone, with why. */
  onFailure(hear: (why: string) => void): void;
  /** Hears when the first of some calls begins (true), and when none is left (false). */
  busy?(busy: boolean): void;
}

/** Hands a port to a worker of the page; what the worker serves is at the other end. */
export function portTo(worker: Worker): MessagePort {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  return port1;
}

/** Calls back when a worker of the page fails or cannot start. */
export function onWorkerFailure(worker: Worker, hear: (why: string) => void): void {
  worker.addEventListener('error', ({ message }) => hear(message || 'it did not load'));
  worker.addEventListener('messageerror', () => hear('what it said could not be read'));
}

/** The wire through a port. */
export function portWire(port: MessagePort): Wire {
  return {
    say: (message, moved = []) => port.postMessage(message, moved),
    hear(listener) {
      port.addEventListener('message', ({ data }) => listener(data));
      port.start();
    },
  };
}

/** A line through a port. */
export function portLine(port: MessagePort, end: () => void): Line {
  return {
    wire: portWire(port),
    end() {
      end();
      port.close();
    },
    onFailure(hear) {
      // A worker that is ended takes its end of the port with it. Browsers that do not say so leave it to its silence.
      port.addEventListener('close', () => hear('it was ended'));
      port.addEventListener('messageerror', () => hear('what it said could not be read'));
    },
  };
}

/** The line to a worker of the page. */
export function workerLine(worker: Worker): Line {
  const line = portLine(portTo(worker), () => worker.terminate());
  return {
    ...line,
    onFailure(hear) {
      line.onFailure(hear);
      onWorkerFailure(worker, hear);
    },
  };
}

/** The way back from a worker to whoever started it, who is there for as long as it is. */
export function callerLine(wire: Wire): Line {
  return { wire, end() {}, onFailure() {} };
}
