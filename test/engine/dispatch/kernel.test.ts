import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHost, BUILDS, kernelOf } from './hosts';
import { often } from '../../often';

const RUNS = { numRuns: often(150), seed: 20_261 };

for (const build of BUILDS) {
  describe(`any host (${build})`, async () => {
    const kernel = await kernelOf(build);

    it('accounts for all time of each vCPU and of each processor', () => {
      fc.assert(
        fc.property(anyHost, fc.nat(1000), (model, seed) => {
          kernel.load(model);
          const { elapsed, guests, processors } = kernel.run(seed);
          expect(elapsed).toBe(model.duration);
          for (const { vcpus } of guests)
            for (const { used, ready, costop, wait, stolen } of vcpus)
              expect(used + ready + costop + wait + stolen).toBe(elapsed);
          for (const { used, overhead, idle } of processors) expect(used + overhead + idle).toBe(elapsed);
          const all = guests.flatMap(({ vcpus }) => vcpus);
          const sum = (of: readonly { used: number; burnt: number }[], key: 'used' | 'burnt') =>
            of.reduce((total, each) => total + each[key], 0);
          expect(sum(all, 'used')).toBe(sum(processors, 'used'));
          expect(sum(all, 'burnt')).toBe(sum(processors, 'burnt'));
        }),
        RUNS,
      );
    });

    it('gives the same answer in small steps, without short cuts, and with a log that takes ticks one by one', () => {
      fc.assert(
        fc.property(anyHost, fc.nat(1000), (model, seed) => {
          kernel.load(model);
          const whole = kernel.run(seed);
          kernel.start(seed);
          while (!kernel.step(7));
          expect(kernel.statistics()).toEqual(whole);
          kernel.calls.takeCare(1);
          expect(kernel.run(seed)).toEqual(whole);
          kernel.load(model, { records: 20_000, until: 1_500_000 });
          expect(kernel.run(seed)).toEqual(whole);
        }),
        RUNS,
      );
    });
  });
}
