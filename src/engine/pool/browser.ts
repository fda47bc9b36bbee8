import PoolWorker from './worker?worker&inline';

/** A worker of the pool, inlined into the page, and the port at which it serves a solver. */
export function startPoolWorker(): { readonly worker: Worker; readonly port: MessagePort } {
  const worker = new PoolWorker();
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port1]);
  return { worker, port: port2 };
}
