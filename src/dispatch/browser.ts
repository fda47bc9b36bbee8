import { workerLine } from '../engine/door/line';
import { createSimulator } from './client';
import { DispatchPool } from './pool';
import DispatchWorker from './worker?worker&inline';

/** Workers beyond this many would wait for each other's answers to be merged. */
const MOST = 8;

/** What says that something moves on the page: a hand on a slider, scrolling, a picture that plays. */
const MOVES = ['scroll', 'wheel', 'touchmove', 'input', 'resize', 'moves'] as const;
/** The page counts as moving for this long after the last of them, ms. */
const REST_MS = 400;

let shared: DispatchPool | undefined;

/**
 * The page's pool, one for all views: workers inlined into the page, so that its policy binds them and it works from
 * a file. As many workers as processors; while something moves on the page, one of them is left free for it.
 */
export function dispatchPool(): DispatchPool {
  return (shared ??= watched(
    new DispatchPool(() => createSimulator(() => workerLine(new DispatchWorker())), {
      size: Math.min(MOST, navigator.hardwareConcurrency || 2),
    }),
  ));
}

function watched(pool: DispatchPool): DispatchPool {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const moves = () => {
    pool.spare(true);
    clearTimeout(rest);
    rest = setTimeout(() => pool.spare(false), REST_MS);
  };
  for (const kind of MOVES) window.addEventListener(kind, moves, { capture: true, passive: true });
  window.addEventListener('pointermove', ({ buttons }) => buttons && moves(), {
    capture: true,
    passive: true,
  });
  return pool;
}
