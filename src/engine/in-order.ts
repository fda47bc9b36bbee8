import { breath, SHORT_OF_BREATH_MS } from './door/breath';

export interface LaneOptions {
  /** Tasks in flight at once. */
  readonly lanes?: number;
  /** Ends the run before the next task; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Runs tasks 0, 1, ... count - 1 and hands their results over by index, whichever ends first: what is made of them does
 * not depend on the number of lanes.
 * @throws what a task throws (no further one is begun then), or the signal's reason
 */
export async function inOrder<T>(
  count: number,
  run: (index: number) => Promise<T>,
  take: (result: T, index: number) => void,
  { lanes = 1, signal }: LaneOptions = {},
): Promise<void> {
  const early = new Map<number, T>();
  let next = 0;
  let taken = 0;
  let breathed = performance.now();
  const lane = async () => {
    while (next < count) {
      signal?.throwIfAborted();
      const index = next++;
      try {
        early.set(index, await run(index));
      } catch (error) {
        next = count;
        throw error;
      }
      for (; early.has(taken); taken++) {
        take(early.get(taken)!, taken);
        early.delete(taken);
      }
      // Tasks that never pause by themselves would leave a Stop unheard.
      if (performance.now() - breathed < SHORT_OF_BREATH_MS) continue;
      await breath();
      breathed = performance.now();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(lanes, count)) }, lane));
  signal?.throwIfAborted();
}
