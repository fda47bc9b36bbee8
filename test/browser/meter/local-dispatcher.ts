import { DispatchPool } from '../../../src/dispatch/pool';
import { localHost } from '../../../src/dispatch/local';
import { DispatchKernel } from '../../../src/engine/dispatch/kernel';

/** The real pool with its work in this thread: for component tests. */
export async function localDispatcher(): Promise<DispatchPool> {
  const [running, drawing] = await Promise.all([DispatchKernel.create(), DispatchKernel.create()]);
  return new DispatchPool(
    () => ({
      run: localHost(running),
      async timeline(model, seed, records) {
        drawing.load(model, { records, until: model.duration });
        drawing.start(seed);
        while (!drawing.step());
        return drawing.timeline();
      },
      close() {},
    }),
    { size: 1 },
  );
}
