import { expect, it } from 'vitest';
import { shelden } from '../../src/dispatch/hosts';
import { openLocalHost } from '../../src/dispatch/local';
import { parseExperiment } from '../../src/dispatch/parse';
import { runExperiment } from '../../src/dispatch/run';
import { yieldingGangs } from '../../src/dispatch/yielding-gangs';

const host = await openLocalHost();

it.each([
  [27.5, 22.5, 50],
  [5, 45, 50],
  [45, 5, 50],
  [27.5, 22.5, 10],
])(
  'gangs that yield use and wait as simulated: bursts of %d ms, waits of %d, turns of %d',
  async (b, w, sliceMs) => {
    const given = shelden('pairs', { sliceMs, replications: 10 });
    const load = {
      burst: { kind: 'exponential', meanMs: b },
      wait: { kind: 'exponential', meanMs: w },
    } as const;
    const guests = given.guests.map((guest) => ({
      ...guest,
      threads: guest.threads!.map((thread) => ({ ...thread, ...load })),
    }));
    const { guests: found } = await runExperiment(parseExperiment({ ...given, guests }), host, {});
    const { used, ready } = yieldingGangs(b, w, sliceMs);
    for (const guest of found) {
      expect(Math.abs(guest.used.mean - used)).toBeLessThan(4 * guest.used.se);
      expect(Math.abs(guest.ready.mean - ready)).toBeLessThan(4 * guest.ready.se);
    }
  },
);

it('gangs that always have work take turns, each half of the time', () => {
  const { used, ready } = yieldingGangs(1e6, 0.5, 50);
  expect(used).toBeCloseTo(0.5, 5);
  expect(ready).toBeCloseTo(0.5, 5);
});
