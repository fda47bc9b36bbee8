/** One turn of the event loop, in which messages are heard. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that beats when it is told to. */
export function handClock() {
  const running = new Set<() => void>();
  return {
    every(_: number, run: () => void) {
      running.add(run);
      return () => void running.delete(run);
    },
    /** So many beats, with time for an answer after each. */
    async tick(times: number) {
      for (let i = 0; i < times; i++) {
        for (const run of [...running]) run();
        for (let k = 0; k < 4; k++) await turn();
      }
    },
    /** Beats on which nobody has time to answer, as when their messages wait behind other work. */
    rush(times: number) {
      for (let i = 0; i < times; i++) for (const run of [...running]) run();
    },
    get beating() {
      return running.size > 0;
    },
  };
}
