import type { Strip } from '../../../sampling/strip';

/** Whether a thread is at work at a moment of a strip. */
export function isBusyAt({ spans }: Strip, atMs: number): boolean {
  return spans.some(
    ({ fromMs, toMs, state: what, segment }) =>
      what === 'run' && segment !== 'idle' && fromMs <= atMs && atMs < toMs,
  );
}
