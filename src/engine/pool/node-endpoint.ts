import type { Endpoint } from 'comlink';
import type { MessagePort, Worker } from 'node:worker_threads';

/** A worker thread, or its parent, as Comlink wants it: messages as events. */
export function nodeEndpoint(at: Pick<Worker | MessagePort, 'postMessage' | 'on' | 'off'>): Endpoint {
  const heard = new Map<unknown, (data: unknown) => void>();
  return {
    postMessage: (message, transfer) => at.postMessage(message, transfer as never),
    addEventListener(type, listener) {
      const hear = (data: unknown) => {
        const event = { data } as MessageEvent;
        if ('handleEvent' in listener) listener.handleEvent(event);
        else listener(event);
      };
      heard.set(listener, hear);
      at.on(type as 'message', hear);
    },
    removeEventListener(type, listener) {
      const hear = heard.get(listener);
      if (hear) at.off(type as 'message', hear);
      heard.delete(listener);
    },
  };
}
