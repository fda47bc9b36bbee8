import { describe, expect, it } from 'vitest';
import { ofEarlierRules } from '../../src/dispatch/earlier';
import { specimenOf } from '../../src/ui/dispatch/run/specimen';
import { meterSpecimenOf } from '../../src/ui/meter/specimen';
import { answer } from './lab';

const opened = (text: string) => specimenOf(ofEarlierRules(text));

describe('an experiment in a link of an earlier version', () => {
  it.each(['shelden-strict;sliceMs=20', 'backup-yield', '', 'switches|weights;boost=true'])(
    'is as it was where nothing has changed its meaning: %s',
    (text) => {
      expect(ofEarlierRules(text)).toBe(text);
    },
  );

  it('is served by the host at the end of each wait too', () => {
    const { experiment, link, problem } = opened('backup-yield;interruptUs=300');
    expect(experiment).toMatchObject({ interruptUs: 300, timerUs: 300 });
    expect(link).toBe('backup-yield;interruptUs=300;timerUs=300');
    expect(problem).toBeNull();
    expect(specimenOf('backup-yield;interruptUs=300').experiment.timerUs).toBe(0);
    expect(opened('interrupted').experiment).toMatchObject({ interruptUs: 500, timerUs: 0 });
  });

  it.each([
    [0.5, 0.001, { share: 0.5, f: 0.002 }],
    [1, 0.001, { share: 1, f: 0.001 }],
    [0, 0.001, { share: 0.001, f: 1 }],
    [0.0005, 0.001, { share: 0.001, f: 1 }],
  ])('is slowed down as it was: q = %f, f = %f of all instructions', async (share, f, today) => {
    const privileged = `guests.1.threads.0.privileged={"share":${share},"f":${f},"k":1000}`;
    const { experiment } = opened(`kernel-work;${privileged}`);
    expect(experiment.guests[1].threads[0].privileged).toEqual({ ...today, k: 1000 });
    const { guests } = await answer({ ...experiment, durationS: 50, warmupS: 1, replications: 20 });
    // Bursts of 2 ms took 1 + f (k - 1) times as long, waits of 6 ms as long as ever.
    const cycle = 6 + 2 * (1 + f * 999);
    const { mean, se } = guests[1].cyclesPerSecond;
    expect(Math.abs(mean - 1000 / cycle)).toBeLessThan(4 * se);
  });

  it('opens beside another, and in the meter', () => {
    const [first, second] = ofEarlierRules('weights|kernel-work').split('|');
    expect(specimenOf(first).link).toBe('weights');
    expect(specimenOf(second).experiment.guests[1].threads[0].privileged.f).toBe(0.002);
    const { experiment, problem } = meterSpecimenOf(ofEarlierRules('short;interruptUs=40'));
    expect([experiment.interruptUs, experiment.timerUs, problem]).toEqual([40, 40, null]);
  });
});
