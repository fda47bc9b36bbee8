import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { checkPlan } from '../../src/engine/packing/check';
import type { Facts } from '../../src/estate/guest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold, type KnownFold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { estateOf, guest, OPTIONS } from './estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const one = { ...DEFAULT_HOST, cores: 4, rating: 1, memory: 1000, count: 1 };

interface Server {
  readonly busy: number[];
  readonly used?: number;
  readonly facts?: Partial<Facts>;
}

async function leftOver(servers: Readonly<Record<string, Server>>, options: Partial<FoldOptions> = {}) {
  const guests = Object.entries(servers).map(([name, { busy, used = 10, facts }]) =>
    guest(name, { busy, usedMiB: busy.map(() => used) }, { cores: 4, rating: 1, ...facts }),
  );
  const slots = Object.values(servers)[0].busy.length;
  let folded: KnownFold | null = null;
  const answer = await fold(
    estateOf(guests, slots),
    { ...OPTIONS, profile: 'bare', ceilings: {}, work: 2, failures: 0, hosts: [one], ...options },
    engine,
    { onResult: (known) => (folded = known) },
  );
  return { answer, folded: folded! as KnownFold };
}

describe('a server that found no room is told why', () => {
  it.each<[string, Record<string, Server>, Partial<FoldOptions>, RegExp]>([
    [
      'the moment at which the processors are short',
      { A: { busy: [10, 80] }, B: { busy: [10, 60] } },
      {},
      /^needs 2\.4 GHz of processor at 1970-01-01 00:05; Host 1 has room for 0\.8 GHz$/,
    ],
    [
      'the memory that is short',
      { A: { busy: [10, 10], used: 700 }, B: { busy: [10, 10], used: 400 } },
      {},
      /^needs 400 MiB of memory; Host 1 has room for 300 MiB$/,
    ],
    [
      'whom it is kept apart from, where it would fit else',
      { A: { busy: [10, 10], facts: { apart: 'sql' } }, B: { busy: [10, 9], facts: { apart: 'sql' } } },
      {},
      /^kept apart from A on Host 1, where it would fit$/,
    ],
    [
      'by what its group needs together',
      {
        A: { busy: [90, 90] },
        B: { busy: [20, 20], facts: { together: 'g' } },
        C: { busy: [10, 10], facts: { together: 'g' } },
      },
      {},
      /^its group needs 1\.2 GHz of processor at .*; Host 1 has room for 0\.4 GHz$/,
    ],
    [
      'by the host that it must go onto',
      { A: { busy: [90, 90], facts: { host: 'old' } }, B: { busy: [20, 20], facts: { host: 'old' } } },
      {
        hosts: [
          { ...one, name: 'old' },
          { ...one, name: 'new', count: 3 },
        ],
      },
      /^needs 0\.8 GHz of processor at .*; Host \d has room for 0\.4 GHz$/,
    ],
  ])('by %s', async (_, servers, options, why) => {
    const { answer } = await leftOver(servers, options);
    expect(answer.unplaced.length).toBeGreaterThan(0);
    for (const each of answer.unplaced) expect(each.why).toMatch(why);
  });

  it('truly: it fits no host of the plan, and the one that is named lacks what is named, or it was not looked for long enough', async () => {
    const server = fc.record({
      busy: fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 3, maxLength: 3 }),
      used: fc.integer({ min: 10, max: 900 }),
      facts: fc.record({
        apart: fc.constantFrom('', '', 'a', 'b', 'a;b'),
        image: fc.constantFrom('', 'nt'),
      }),
    });
    let left = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(server, { minLength: 3, maxLength: 9 }), async (servers) => {
        const { answer, folded } = await leftOver(
          Object.fromEntries(servers.map((each, i) => [`S${i}`, each])),
          { hosts: [{ ...one, count: 2 }], overrides: { sharing: 0.4, guestMemory: 32 } },
        );
        const { problem, result } = folded;
        const { hostOf, hostKind } = result.plan!;
        const names = servers
          .map((_, i) => `S${i}`)
          .filter((name) => answer.native.every((n) => n.guest !== name));
        hostOf.forEach((on, i) => {
          if (on >= 0) return;
          left++;
          const { why } = answer.unplaced.find((u) => u.guest === names[i])!;
          const wrong = Array.from(hostKind, (_, h) => {
            const moved = Int32Array.from(hostOf);
            moved[i] = h;
            return checkPlan(problem, { hostKind, hostOf: moved }).filter(
              (text) => !/no host|nowhere/.test(text),
            );
          });
          // A short search may leave out what would fit: that is said, and nothing else.
          if (wrong.some((texts) => texts.length === 0))
            return expect(why).toBe('the search ended before it had a place');
          const [, named] = /Host (\d+)/.exec(why)!;
          const texts = wrong[Number(named) - 1].join('\n');
          const needs = /needs (\S+) \S+ of (\w+).*room for (-?\S+) /.exec(why);
          if (!needs) return expect(texts).toMatch(/apart/);
          expect(Number(needs[1])).toBeGreaterThan(Number(needs[3]));
          const d = answer.resources.findIndex(({ label }) => label.startsWith(needs[2]));
          expect(texts).toMatch(new RegExp(`of resource ${d} `));
        });
      }),
      { numRuns: 25 },
    );
    expect(left).toBeGreaterThan(10);
  });
});
