import { describe, expect, it } from 'vitest';
import { guestColour, GUEST_TOKENS } from '../../src/ui/parts/timeline/guest-colours';
import { levelsOf } from '../../src/ui/parts/timeline/paint-more';
import { changeFrom } from '../../src/ui/parts/timeline/rows';

describe('a timeline', () => {
  it('lays what is pending on a stack that grows, and falls at once where all of it ends', () => {
    const late = [0, 10, 20, 30].map((from) => ({ from, to: 35 }));
    expect(levelsOf(late)).toEqual([0, 1, 2, 3]);
    // The next stack begins on the ground again; one that is over makes room.
    expect(levelsOf([...late, { from: 40, to: 50 }])).toEqual([0, 1, 2, 3, 0]);
    expect(
      levelsOf([
        { from: 0, to: 10 },
        { from: 5, to: 30 },
        { from: 12, to: 20 },
      ]),
    ).toEqual([0, 1, 0]);
  });

  it('gives each guest a colour of its own, however many there are, and none the first one’s', () => {
    const colours = Array.from({ length: 60 }, (_, place) => guestColour(GUEST_TOKENS, place));
    expect(new Set(colours).size).toBe(60);
    for (const hue of colours.slice(GUEST_TOKENS.length).map((colour) => Number(/\((\d+)/.exec(colour)![1])))
      expect(hue < 186 || hue > 224).toBe(true);
  });

  it('steps by ticks, past all that come at one moment, where only ticks count', () => {
    const groups = [
      {
        label: '',
        rows: [
          { label: 'a', spans: [{ from: 0, to: 5, kind: 'run' as const }] },
          { label: 'b', marks: [3, 20, 20, 20, 40].map((at) => ({ at, kind: 'busy' as const })) },
        ],
      },
    ];
    const walk = [0, 3, 20, 40].map((at) => changeFrom(groups, at, 1, true));
    expect(walk).toEqual([3, 20, 40, undefined]);
    expect([40, 20, 3].map((at) => changeFrom(groups, at, -1, true))).toEqual([20, 3, undefined]);
    expect(changeFrom(groups, 3, 1)).toBe(5);
  });
});
