import { describe, expect, it } from 'vitest';
import { readCards, writeCards, type CardSettings, type OpenCards } from '../../src/scenario/cards';
import { toHash } from '../../src/scenario/link';
import { fromHash } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';

const cards: OpenCards = new Map<string, CardSettings>([
  ['drill', { together: 2 }],
  ['what-if', { growth: 10, server: 'DB;1,a:b' }],
  ['alternatives', {}],
]);

describe('cards that are open', () => {
  it('are read as they were written, whatever a server is called', () => {
    expect(readCards(writeCards(cards))).toEqual(cards);
  });

  it('are in the link of the sample, and without names of servers in that of a person', () => {
    const scenario = { ...DEFAULT_SCENARIO, view: 'decide' as const, decide: writeCards(cards) };
    const hash = toHash(scenario);
    expect(hash).toContain('decide=drill:open,together:2;what-if:open,growth:10,server:');
    expect(fromHash(hash)).toMatchObject({ findings: [], scenario: { decide: scenario.decide } });
    expect(toHash({ ...scenario, sample: false })).toMatch(
      /decide=drill:open,together:2;what-if:open,growth:10;alternatives:open$/,
    );
  });

  it.each(['', ';;', 'drill', 'drill:shut', '{"a":1}', '__proto__:open,__proto__:5'])(
    'of a text that makes no sense (%s) are none, or have nothing set',
    (text) => {
      for (const settings of readCards(text).values()) expect(Object.keys(settings)).toEqual([]);
      expect(readCards(text).has('drill')).toBe(false);
    },
  );
});
