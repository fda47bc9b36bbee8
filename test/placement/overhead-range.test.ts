import { describe, expect, it } from 'vitest';
import { policiesBeside } from '../../src/decide/policies';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { PROFILES } from '../../src/overhead/profiles';
import { overheadsAt } from '../../src/overhead/ranged';
import { fold } from '../../src/placement/fold';
import { overheadRange, overheadRangeWords } from '../../src/placement/overhead-range';
import { estateOf, guest, OPTIONS } from './estates';

const estate = estateOf(
  Array.from({ length: 14 }, (_, i) => guest(`G${i}`, { busy: [20 + 3 * i, 50 - 3 * i] }, { cores: 2 })),
  2,
);
const esx3 = { ...OPTIONS, profile: 'esx3' as const, overrides: {} };

describe('hosts over the ranges of the overheads', () => {
  it('are those of two folds, every overhead at the low and at the high end', async () => {
    const engine = await createLocalEngine();
    const at = async (end: 'low' | 'high') => {
      const parameters = Object.entries(PROFILES.esx3.parameters);
      const overrides = Object.fromEntries(parameters.map(([id, range]) => [id, range[end]]));
      return (await fold(estate, { ...esx3, overrides }, engine)).hostCount;
    };
    const { basis, hostCount } = await fold(estate, esx3, engine, { sides: policiesBeside });
    expect(basis.overheadHosts).toEqual({ low: await at('low'), high: await at('high') });
    expect(basis.overheadHosts!.low).toBeLessThanOrEqual(hostCount);
    expect(basis.overheadHosts!.high).toBeGreaterThan(basis.overheadHosts!.low!);
  });

  it('are not told where nothing has a range, or nothing beside the plan is asked for', async () => {
    const engine = await createLocalEngine();
    const overrides = overheadsAt(esx3, 'high');
    const fixed = await fold(estate, { ...esx3, overrides }, engine, { sides: policiesBeside });
    expect(fixed.basis.overheadHosts).toBeNull();
    expect((await fold(estate, esx3, engine)).basis.overheadHosts).toBeNull();
  });

  it('are given up within the servers of one end, and the plan stands', async () => {
    const engine = await createLocalEngine();
    const control = new AbortController();
    let searched = false;
    const asked = new Set<string>();
    let heardAfter = Infinity;
    control.signal.addEventListener('abort', () => (heardAfter = asked.size));
    const guests = estate.guests.map((each) => ({
      ...each,
      // Asked for what a guest demands, and for nothing else before the plan is explained.
      measures: Object.defineProperty({ ...each.measures }, 'interrupt', {
        get() {
          if (!searched) return;
          if (asked.size === 0) setImmediate(() => control.abort());
          if (asked.has(each.name)) return;
          asked.add(each.name);
          // Longer than anybody works without listening.
          for (const until = performance.now() + 13; performance.now() < until;);
        },
      }),
    }));
    const watched: FoldEngine = {
      ...engine,
      fold: async (...of) => {
        const found = await engine.fold(...of);
        searched = true;
        return found;
      },
    };
    const answer = await fold({ ...estate, guests }, esx3, watched, {
      sides: async () => undefined,
      signal: control.signal,
    });
    expect(heardAfter).toBeLessThan(guests.length);
    expect(answer.basis.overheadHosts).toBeNull();
    expect(answer.unplaced).toEqual([]);
  });

  it.each([
    [{}, 5, null],
    [{ low: 4, high: 7 }, null, null],
    [{ low: 0, high: 0 }, 0, null],
    [{ low: 4, high: 7 }, 5, { low: 4, high: 7 }],
    // Short searches that found no better plan than the long one.
    [{ low: 6, high: 5 }, 5, { low: 5, high: 5 }],
    [{ low: 6, high: 4 }, 5, { low: 5, high: 5 }],
    [{ low: null, high: null }, 5, { low: 5, high: null }],
  ])('%j with %j likely: %j', (ends, fewest, range) => {
    expect(overheadRange(ends, fewest)).toEqual(range);
  });

  it.each([
    [{ low: 4, high: 7 }, '4 to 7 hosts'],
    [{ low: 1, high: 1 }, '1 host at both ends'],
    [{ low: 5, high: null }, '5 hosts or more: with all at their high ends not every server has room'],
  ])('%j is said as %s', (range, words) => {
    expect(overheadRangeWords(range)).toBe(words);
  });
});
