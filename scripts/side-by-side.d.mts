export function sideBySide<Job extends { name: string; after?: readonly string[] }>(
  jobs: readonly Job[],
  places: number,
  run: (job: Job) => Promise<void>,
): Promise<void>;
