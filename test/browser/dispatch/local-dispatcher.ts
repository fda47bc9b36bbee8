import type { Dispatcher } from '../../../src/dispatch/pool';
import { DispatchPool } from '../../../src/dispatch/pool';
import { openLocalHost } from '../../../src/dispatch/local';
import { DispatchKernel } from '../../../src/engine/dispatch/kernel';

/** The real kernel on the page's own thread, in place of workers: for component tests. */
export function localDispatcher(): Dispatcher {
  return new DispatchPool(
    () => {
      const host = openLocalHost();
      return {
        run: async (model, seed, signal) => (await host)(model, seed, signal),
        async timeline(model, seed, records) {
          const kernel = await DispatchKernel.create();
          kernel.load(model, { records, until: model.duration });
          kernel.run(seed);
          return kernel.timeline();
        },
        close: () => undefined,
      };
    },
    { size: 1 },
  );
}
