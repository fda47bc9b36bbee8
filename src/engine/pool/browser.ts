import PoolWorker from './worker?worker&inline';

/** A worker of the pool, inlined into the page. */
export const startPoolWorker = (): Worker => new PoolWorker();
