import { localHost, localTimeline } from '../../src/dispatch/local';
import { DispatchPool } from '../../src/dispatch/pool';
import { DispatchKernel } from '../../src/engine/dispatch/kernel';
import type { HostModel } from '../../src/engine/dispatch/host';
import type { RunStatistics } from '../../src/engine/dispatch/statistics';

/** What was simulated on this page: most tests of a view simulate the same hosts again, beside the one they ask for. */
const known = new Map<string, RunStatistics>();
const names = new WeakMap<HostModel, string>();

/** All that a model says, in one text. */
function nameOf(model: HostModel): string {
  const name =
    names.get(model) ??
    JSON.stringify(model, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : ArrayBuffer.isView(value) ? Object.values(value) : value,
    );
  names.set(model, name);
  return name;
}

/** The real pool with its work in this thread: for component tests. */
export async function localDispatcher(): Promise<DispatchPool> {
  const [running, drawing] = await Promise.all([DispatchKernel.create(), DispatchKernel.create()]);
  const simulate = localHost(running);
  return new DispatchPool(
    () => ({
      async run(model, seed, signal) {
        const name = `${seed} ${nameOf(model)}`;
        if (!known.has(name)) known.set(name, await simulate(model, seed, signal));
        signal?.throwIfAborted();
        return known.get(name)!;
      },
      timeline: localTimeline(drawing),
      close() {},
    }),
    { size: 1 },
  );
}
