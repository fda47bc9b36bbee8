/**
 * Runs jobs side by side: begun in their order as places become free, each once those that it names have ended,
 * however they ended; a name that no job has is taken as done.
 * @template {{name: string, after?: readonly string[]}} Job
 * @param {readonly Job[]} jobs
 * @param {number} places how many run at once, at least 1.
 * @param {(job: Job) => Promise<void>} run must not reject.
 * @returns {Promise<void>} once all have ended.
 * @throws Error when jobs wait for each other.
 */
export async function sideBySide(jobs, places, run) {
  const open = new Set(jobs.map((job) => job.name));
  const waiting = new Set(jobs);
  const running = new Set();
  while (waiting.size + running.size > 0) {
    for (const job of waiting) {
      if (running.size >= places) break;
      if (job.after?.some((name) => open.has(name))) continue;
      waiting.delete(job);
      const one = run(job).then(() => {
        open.delete(job.name);
        running.delete(one);
      });
      running.add(one);
    }
    if (running.size === 0)
      throw new Error(`these wait for each other: ${[...waiting].map((job) => job.name).join(', ')}`);
    await Promise.race(running);
  }
}
