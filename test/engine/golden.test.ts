import { describe, expect, it } from 'vitest';
import { kernelOf as columnKernelOf } from './columns/builds';
import { kernelOf as dispatchKernelOf } from './dispatch/hosts';
import { bounds, columns, constructions, experiments, searches } from './golden';
import { BUILDS, kernelOf } from './packing/kernels';

// A change here changes plans that planners have signed: it is made on purpose, and told in docs/decisions.md.
describe.each(BUILDS)('the answers of the %s kernels stay what they were, bit for bit:', (build) => {
  it('plans, bounds and searches of the packing kernel', async () => {
    const kernel = await kernelOf(build);
    expect([constructions(kernel, 40), bounds(kernel, 60), searches(kernel, 8, 40)]).toEqual([
      '5cac740308eede9d',
      '6beedb1b18b31f07',
      'a4287056f7837f58',
    ]);
  });

  it('plans and certificates of the columns kernel', async () => {
    expect(await columns(await columnKernelOf(build), 12, 6000)).toBe('211ec4367616f252');
  });

  it('statistics and logs of the dispatch kernel', async () => {
    expect(experiments(await dispatchKernelOf(build), 60)).toBe('218069e6e61cc453');
  });
});
