import { describe, expect, it } from 'vitest';
import { emulationStretch } from '../../src/engine/dispatch/encode';
import { netSpeedUp } from '../../src/overhead/parameters';
import { PROFILES, parametersOf } from '../../src/overhead/profiles';
import { demandOf } from '../../src/overhead/demand';
import { guest } from '../placement/estates';

const GRID = [0, 0.05, 0.25, 0.5, 0.9, 1].flatMap((q) =>
  [0, 0.0001, 0.001, 0.01].flatMap((f) => [1, 2, 100, 1000, 4000].map((k) => [q, f, k] as const)),
);

describe('the fraction f of kernel-mode instructions', () => {
  it.each(GRID)(
    'q = %d, f = %d, k = %d: a burst of the lab and work in the fold take 1 + q f (k - 1)',
    (q, f, k) => {
      const stretch = 1 + q * f * (k - 1);
      expect(emulationStretch({ share: q, f, k })).toBeCloseTo(stretch, 9);
      // Kernel time may be all interrupts and DPCs, or none of it: emulation is the same.
      for (const drivers of [0, 0.5, 1]) {
        const target = { ...parametersOf(PROFILES.bare), privileged: f, emulation: k };
        const measures = {
          busy: [80],
          privileged: [80 * q],
          interrupt: [40 * q * drivers],
          dpc: [40 * q * drivers],
        };
        const { series } = demandOf(guest('G', measures, { rating: 2 }), {
          target,
          present: null,
          rating: 2,
          slots: 1,
          oneImage: false,
          wholeMemory: false,
        });
        expect(series.cpu![0]).toBeCloseTo(1.6 * stretch, 5);
      }
      expect(netSpeedUp(3, q, { privileged: f, emulation: k })).toBeCloseTo(3 / stretch, 9);
    },
  );
});
