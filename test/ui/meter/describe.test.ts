import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../src/dispatch/parse';
import { METER_PRESETS } from '../../../src/sampling/presets';
import { describe as describeExperiment } from '../../../src/ui/meter/describe';
import { knobsOf, turned, type Knobs } from '../../../src/ui/meter/knobs';

const preset = (id: string) => METER_PRESETS.find((each) => each.id === id)!.experiment;

/** What is said of a demonstration with some knobs turned. */
function said(id: string, turns: Partial<Knobs> = {}): string {
  const input = Object.entries(turns).reduce(
    (so, [knob, value]) => turned(so, knobsOf(parseExperiment(so)), knob as keyof Knobs, value),
    preset(id),
  );
  return describeExperiment(parseExperiment(input)).join(' ');
}

describe('the text of a changed demonstration follows its experiment', () => {
  it('says the load, the burst and the neighbours as the knobs say', () => {
    expect(said('neighbour', { load: 86, neighbours: 3, others: 40, sliceMs: 20 })).toBe(
      'The guest shares one processor with three others, in turns of 20 ms at most. ' +
        'With a machine of its own it would be busy 86 % of the time, in bursts of about 5 ms; each of three others would be busy 40 % of the time, in bursts of about 20 ms. ' +
        'A tick of its clock falls due every 15.625 ms. ' +
        'Ticks that fall due while it waits for its turn are handed over all at once on its turn, to the thread that waited. ' +
        'Those that fall due while it has nothing to do come at once and count as idle.',
    );
  });

  it('says what becomes of late ticks, of idle ones and of lost ones', () => {
    expect(said('stacked', { delivery: 'discard' })).toContain('waits for its turn are dropped.');
    expect(said('stacked', { delivery: 'merge', order: 'idle-first' })).toContain(
      'dropped but for one, to the idle loop',
    );
    expect(said('stacked', { delivery: 'catchup', rate: 2.5 })).toContain(
      '2.5 times as fast as they fall due',
    );
    expect(said('stacked', { delivery: 'delay' })).toContain('one by one');
    expect(said('neighbour', { idleTick: 'dispatch' })).toContain('wait for a turn too');
    expect(said('idle-busy', { lose: 25 })).toContain('25 % of them never arrive');
  });

  it('knows a guest that is alone, work that never varies, and work without an end', () => {
    expect(said('phase-lock', { tickMs: 12.5 })).toBe(
      'The guest is alone; it is busy 30 % of the time, in bursts of exactly 3 ms. A tick of its clock falls due every 12.5 ms.',
    );
    expect(said('stacked')).toContain('it never waits; each of three others never waits.');
  });
});
