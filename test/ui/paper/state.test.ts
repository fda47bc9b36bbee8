import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../../src/claims/list';
import { readPaper, writePaper } from '../../../src/ui/paper/state';

describe('the text of the Paper view', () => {
  it('comes back as it was written, with every knob of every claim turned to either end', () => {
    for (const end of ['min', 'max'] as const) {
      const sets = new Map(
        CLAIMS.flatMap(({ number, knobs = [] }) => {
          const turned = knobs.filter((knob) => knob[end] !== knob.usual);
          return turned.length
            ? [[number, Object.fromEntries(turned.map((knob) => [knob.id, knob[end]]))] as const]
            : [];
        }),
      );
      expect(sets.size).toBeGreaterThan(10);
      const text = writePaper({ at: 16, sets });
      expect(readPaper(text)).toEqual({ state: { at: 16, sets }, problem: null });
    }
  });

  it('leaves out knobs that stand as usual, so that an untouched claim has no text', () => {
    expect(writePaper({ at: null, sets: new Map([[16, { disk: 10 }]]) })).toBe('');
  });

  it.each([
    ['at=99', 'the number of a claim'],
    ['16.disk=0', 'disk from 1 to 200, slice from 2 to 100'],
    ['16.constructor=3', 'disk from 1'],
    ['34.disk=3', 'the number of a claim'],
    ['constructor.disk=3', 'the number of a claim'],
    ['nonsense', 'the number of a claim'],
  ])('says what of %s cannot be used, and uses the rest', (wrong, expected) => {
    const { state, problem } = readPaper(`${wrong};14.slice=20`);
    expect([...state.sets]).toEqual([[14, { slice: 20 }]]);
    expect(problem?.text).toContain(wrong);
    expect(problem?.text).toContain(expected);
  });
});
