import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/dispatch/parse';
import { presetOf, PRESET_GROUPS } from '../../src/dispatch/lab-presets';
import { readLink } from '../../src/dispatch/link';
import { check, repair } from '../../src/dispatch/repair-link';
import { often } from '../often';

const preset = presetOf('shelden-strict')!.experiment;
const repaired = (text: string) => repair(preset, readLink(`shelden-strict;${text}`).changes);
const kept = (text: string) => repaired(text).changes.map(([path]) => path);

describe('the repair of a link', () => {
  it('makes every change of a link that is sound', () => {
    const { experiment, changes, problem } = repaired('sliceMs=20;guests.0.count=2');
    expect([experiment.sliceMs, experiment.guests[0].count, changes.length, problem]).toEqual([
      20,
      2,
      2,
      null,
    ]);
  });

  it('leaves out what is at fault, keeps the rest, and says where, what and what was done', () => {
    const { experiment, problem } = repaired('sliceMs=-4;durationS=7');
    expect(experiment.sliceMs).toBe(parseExperiment(preset).sliceMs);
    expect(experiment.durationS).toBe(7);
    expect(problem).toMatchObject({ level: 'warning', where: 'link: sliceMs', fix: 'It is left out.' });
  });

  it('blames a change for what is beneath it, and for what it is beneath, but not for its like', () => {
    expect(kept('guests.0.count=-1;guests.1.count=2')).toEqual(['guests.1.count']);
    expect(kept('guests=3;durationS=7')).toEqual(['durationS']);
    expect(kept('idle={"detect":"dream"};durationS=7')).toEqual(['durationS']);
  });

  it('tells of the first of several faults', () => {
    const { changes, problem } = repaired('sliceMs=-4;durationS=-7;seed=3');
    expect(changes.map(([path]) => path)).toEqual(['seed']);
    expect(problem?.where).toMatch(/^link: (sliceMs|durationS)$/);
  });

  it('falls back to the preset where no change can be blamed', () => {
    const never = () => ({
      input: null,
      experiment: null,
      problem: { level: 'error' as const, where: 'nowhere', text: 'found that.' },
    });
    let asked = 0;
    const { changes, problem } = repair(preset, [['seed', 3]], (input) => (asked++ ? check(input) : never()));
    expect([changes.length, problem?.where]).toEqual([0, 'link: nowhere']);
    expect(() => repair(preset, [], never)).toThrow('nowhere: found that.');
  });

  it('gives an experiment that can be run, whatever the link says', () => {
    const presets = PRESET_GROUPS.flatMap((group) => group.presets);
    const path = fc.constantFrom(
      'sliceMs',
      'guests',
      'guests.0',
      'guests.0.threads.0.burst',
      'idle',
      '__proto__',
      'x.y',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...presets),
        fc.array(fc.tuple(path, fc.jsonValue()), { maxLength: 5 }),
        (of, said) => {
          const { input, experiment } = repair(of.experiment, said as never);
          expect(parseExperiment(input)).toEqual(experiment);
        },
      ),
      { seed: 5, numRuns: often(200) },
    );
  });
});
