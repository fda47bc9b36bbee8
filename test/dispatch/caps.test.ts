import { describe, expect, it } from 'vitest';
import { check } from '../../src/dispatch/repair-link';
import { experimentJsonSchema } from '../../src/dispatch/json-schema';
import { parseExperiment } from '../../src/dispatch/parse';
import { crowdedHost, hogs, runaway } from '../../src/dispatch/hosts';
import { usedTheory } from '../../src/dispatch/theory';
import type { ExperimentInput } from '../../src/dispatch/experiment';
import { answer, expectMean } from './lab';

const short = { durationS: 20, warmupS: 1, replications: 4 } as const;
const capped = (cap: number, more: Partial<ExperimentInput['guests'][number]> = {}) => ({
  ...hogs(1),
  name: 'capped',
  cap,
  ...more,
});

describe('a cap', () => {
  it.each([0.05, 0.3, 0.999])(
    'of %f leaves a guest that never waits exactly that, and the rest is ready',
    async (cap) => {
      const input = crowdedHost(1, { ...short, guests: [capped(cap)] });
      const { guests, host } = await answer(input);
      expect(guests[0].used.mean).toBeCloseTo(cap, 9);
      expect(guests[0].ready.mean).toBeCloseTo(1 - cap, 9);
      expect(host.busy.mean).toBeCloseTo(cap, 9);
      expect(usedTheory(parseExperiment(input), 0)?.value).toBe(cap);
    },
  );

  it('gives what it takes to the others: two hogs share the rest of one processor', async () => {
    const input = crowdedHost(1, { ...short, sliceMs: 10, guests: [capped(0.2), hogs(2)] });
    const { guests } = await answer(input);
    const experiment = parseExperiment(input);
    expect(guests.map((_, g) => usedTheory(experiment, g)!.value)).toEqual([0.2, 0.4, 0.4]);
    for (const [g, each] of guests.entries()) expectMean(each.used, usedTheory(experiment, g)!.value, 0.001);
  });

  it('counts for each vCPU by itself', async () => {
    const threads = [0, 1, 2].map((vcpu) => ({ ...hogs(1).threads![0], vcpu }));
    const input = crowdedHost(1, { ...short, processors: 4, guests: [capped(0.4, { vcpus: 3, threads })] });
    const { guests, host } = await answer(input);
    expect(guests[0].used.mean).toBeCloseTo(0.4, 9);
    expect(host.busy.mean).toBeCloseTo((3 * 0.4) / 4, 9);
  });

  it('holds nobody back who asks for less, to the last bit', async () => {
    const guests = [
      {
        threads: [
          { burst: { kind: 'constant', meanMs: 1 } as const, wait: { kind: 'constant', meanMs: 9 } as const },
        ],
      },
      { threads: [{}] },
    ];
    const input = crowdedHost(1, { ...short, guests });
    const { seconds: _, events: __, ...free } = await answer(input);
    const {
      seconds: ___,
      events: ____,
      ...held
    } = await answer({
      ...input,
      guests: [{ ...guests[0], cap: 0.5 }, guests[1]],
    });
    expect(held).toEqual(free);
  });

  it('is all of a processor where an experiment does not name it, as before there were caps', () => {
    const experiment = parseExperiment(runaway(true));
    expect(experiment.guests.map(({ cap }) => cap)).toEqual([1, 1]);
    expect(JSON.stringify(experimentJsonSchema())).toContain('"title":"Cap"');
  });

  it('is refused where siblings or slots go together, in words', () => {
    for (const change of [
      { policy: 'strict-cosched' },
      { policy: 'pairs' },
      { policy: 'relaxed-cosched' },
      { policy: 'relaxed-esx4' },
      { slots: 'fixed' },
    ] as const) {
      const { problem } = check(crowdedHost(1, { ...change, guests: [capped(0.5)] }));
      expect(problem?.where).toBe('guests[0].cap');
      expect(problem?.text).toMatch(/^found a cap of 0.5 (under|in fixed slots).*expected no cap \(1\)/);
    }
    expect(check(crowdedHost(1, { guests: [capped(0)] })).problem?.text).toContain('0.01 to 1');
  });

  it('mends a runaway thread for its neighbours', async () => {
    const { guests } = await answer({ ...runaway(true), ...short });
    const mended = runaway(true);
    const { guests: after } = await answer({
      ...mended,
      ...short,
      guests: mended.guests.map((guest) => (guest.name === 'runaway' ? { ...guest, cap: 0.2 } : guest)),
    });
    expect(guests[0].ready.mean).toBeGreaterThan(0.12);
    expect(after[0].ready.mean).toBeLessThan(0.05);
  });
});
