import { beforeAll, describe, expect, it } from 'vitest';
import { alternativesStudy } from '../../src/decide/alternatives';
import { compare } from '../../src/decide/compare';
import { combinations, drillStudy, type DrillLine } from '../../src/decide/drill';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { Estate } from '../../src/estate/estate';
import { Licensing } from '../../src/licences/bill';
import { usualRules } from '../../src/licences/usual';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from '../placement/estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** One core of 1 GHz each: loads are % of a host. */
const HOST = { ...DEFAULT_HOST, cores: 1, rating: 1 };
const options: FoldOptions = { ...OPTIONS, hosts: [HOST], present: 'native' };

async function drilled(
  estate: Estate,
  hosts: string[][],
  { failures = 0, together = 1, ...more }: Partial<FoldOptions> & { together?: number } = {},
): Promise<DrillLine[]> {
  const study = await drillStudy(estate, engine, {
    options: { ...options, failures, ...more },
    hosts: hosts.map((guests) => ({ kind: 0, guests })),
    together,
  });
  return Promise.all(Array.from({ length: study.count }, (_, i) => study.line(i)));
}

const busy = (name: string, ...load: number[]) => guest(name, { busy: load }, { cores: 1 });

describe('a failure drill', () => {
  it('fails where two guests of 60 % have a host each, and holds once one stands by', async () => {
    const estate = estateOf([busy('A', 60), busy('B', 60)], 1);
    const alone = await drilled(estate, [['A'], ['B']]);
    expect(alone.map(({ failed, window, moving }) => [failed, window.left, moving])).toEqual([
      [[0], ['A'], false],
      [[1], ['B'], false],
    ]);
    const spared = await drilled(estate, [['A'], ['B']], { failures: 1 });
    expect(spared.map(({ window }) => window.placed)).toEqual([
      [{ guest: 'A', to: 2 }],
      [{ guest: 'B', to: 2 }],
    ]);
    expect(spared.every(({ standby, moving }) => standby === 1 && moving)).toBe(true);
  });

  it('restarts the largest first, where most room is left', async () => {
    const estate = estateOf([busy('B', 30), busy('A', 50), busy('C', 40), busy('D', 60)], 1);
    const [{ window, moving }] = await drilled(estate, [['A', 'B'], ['C'], ['D']]);
    expect(window.placed).toEqual([
      { guest: 'A', to: 1 },
      { guest: 'B', to: 2 },
    ]);
    expect([window.left, window.fullest, moving]).toEqual([[], expect.closeTo(0.9, 6), true]);
    // Of two as large the first, on the first of two hosts as full.
    const alike = estateOf([busy('A', 20), busy('B', 20), busy('C', 40), busy('D', 40)], 1);
    const [{ window: dealt }] = await drilled(alike, [['A', 'B'], ['C'], ['D']]);
    expect(dealt.placed).toEqual([
      { guest: 'A', to: 1 },
      { guest: 'B', to: 2 },
    ]);
  });

  it('or where least is left, if that leaves fewer', async () => {
    const loads = { A: 60, B: 40, C: 40, D: 40, E: 20 };
    const estate = estateOf(
      Object.entries(loads).map(([name, load]) => busy(name, load)),
      1,
    );
    const [{ failed, window }] = await drilled(estate, [['A', 'B'], ['C'], ['D'], ['E']], { together: 2 });
    expect(failed).toEqual([0, 1]);
    expect(window.left).toEqual([]);
    expect(window.placed).toEqual([
      { guest: 'A', to: 2 },
      { guest: 'B', to: 3 },
      { guest: 'C', to: 3 },
    ]);
    expect(window.fullest).toBeCloseTo(1, 6);
  });

  it('looks at the busiest moment of all alone, and at every one', async () => {
    const estate = estateOf([busy('A', 60, 30), busy('B', 50, 65), busy('C', 5, 100)], 2);
    const [{ peak, window }] = await drilled(estate, [['A'], ['B'], ['C']]);
    expect([peak.placed, peak.left, peak.fullest]).toEqual([
      [{ guest: 'A', to: 1 }],
      [],
      expect.closeTo(1, 6),
    ]);
    expect([window.placed, window.left]).toEqual([[], ['A']]);
  });

  it('counts what does not vary at that moment, too, and servers by what they take most of', async () => {
    const of = (name: string, load: number, used: number) =>
      guest(name, { busy: [load, load], usedMiB: [used, used] }, { cores: 1 });
    const hosts = [{ ...HOST, memory: 1000 }];
    const estate = estateOf([of('A', 30, 100), of('B', 10, 500), of('C', 60, 400), of('D', 20, 600)], 2);
    const [{ peak, window }] = await drilled(estate, [['A', 'B'], ['C'], ['D']], { hosts });
    // B takes half of a host's memory, which C alone has left.
    expect(window.placed).toEqual([
      { guest: 'B', to: 1 },
      { guest: 'A', to: 2 },
    ]);
    expect(peak).toEqual(window);
  });

  it('of two hosts at once leaves a guest where one stands by, and none where two do', async () => {
    const estate = estateOf([busy('A', 60), busy('B', 60)], 1);
    const one = await drilled(estate, [['A'], ['B']], { failures: 1, together: 2 });
    // A host that stands by may be one of the two that fail.
    expect(one.map(({ failed }) => failed)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(one.map(({ window }) => window.left.length)).toEqual([1, 1, 1]);
    const two = await drilled(estate, [['A'], ['B']], { failures: 2, together: 2 });
    expect(two.every(({ window }) => window.left.length === 0)).toBe(true);
  });

  it('tells the busiest moment from the whole window', async () => {
    // Everything is busiest in slot 1, where B rests; in slot 2 A and B do not fit one host.
    const estate = estateOf([busy('A', 10, 95, 60), busy('B', 10, 5, 60)], 3);
    const [first] = await drilled(estate, [['A'], ['B']]);
    expect(first.window).toMatchObject({ placed: [], left: ['A'] });
    const peak = estateOf([busy('A', 10, 99, 40), busy('B', 10, 1, 55), busy('C', 0, 60, 0)], 3);
    const lines = await drilled(peak, [['A'], ['B'], ['C']]);
    expect(lines[0].peak.placed).toEqual([{ guest: 'A', to: 1 }]);
    expect(lines[0].peak.fullest).toBeCloseTo(1, 6);
  });

  it('leaves to whoever may move what does not fit where it stands', async () => {
    // B and C have 40 % left each: A's 70 % fits neither, but C can move to B.
    const estate = estateOf([busy('A', 70), busy('B', 60), busy('C', 40)], 1);
    const lines = await drilled(estate, [['A'], ['B'], ['C']]);
    expect(lines[0]).toMatchObject({ window: { left: ['A'], placed: [] }, moving: true });
  });

  it('keeps apart what is to be kept apart, and together what is to be together', async () => {
    const estate = estateOf(
      [
        guest('A', { busy: [10] }, { cores: 1, apart: 'x' }),
        guest('B', { busy: [10] }, { cores: 1, apart: 'x' }),
        guest('C', { busy: [10] }, { cores: 1, together: 't' }),
        guest('D', { busy: [10] }, { cores: 1, together: 't' }),
      ],
      1,
    );
    const [a, , cd] = await drilled(estate, [['A'], ['B'], ['C', 'D']]);
    expect(a.window.placed).toEqual([{ guest: 'A', to: 2 }]);
    expect(new Set(cd.window.placed.map(({ to }) => to)).size).toBe(1);
    expect(cd.window.placed.map(({ guest }) => guest)).toEqual(['C', 'D']);
  });

  it('restarts a guest on the first of hosts that have as much room, and tells how full the fullest is then', async () => {
    const estate = estateOf([busy('A', 20), busy('B', 50), busy('C', 50), busy('D', 40)], 1);
    const lines = await drilled(estate, [['A'], ['B'], ['C'], ['D']]);
    // D has most room; without it B and C have as much.
    expect(lines[0].window).toEqual({
      placed: [{ guest: 'A', to: 3 }],
      left: [],
      fullest: expect.closeTo(0.6, 6) as number,
    });
    expect(lines[3].window.placed).toEqual([{ guest: 'D', to: 0 }]);
    const even = estateOf([busy('A', 20), busy('B', 50), busy('C', 50)], 1);
    expect((await drilled(even, [['A'], ['B'], ['C']]))[0].window.placed).toEqual([{ guest: 'A', to: 1 }]);
  });

  it('restarts the largest first, of equal ones the first', async () => {
    // Room of 60 and 60: in the order of their names 50 would find none.
    const estate = estateOf([busy('a', 30), busy('b', 30), busy('c', 50), busy('D', 40), busy('E', 40)], 1);
    const [first] = await drilled(estate, [['a', 'b', 'c'], ['D'], ['E']]);
    expect(first.window.left).toHaveLength(0);
    expect(first.window.placed.map(({ guest }) => guest)).toEqual(['c', 'a', 'b']);
  });

  it('takes for the busiest moment that of what varies', async () => {
    // Memory is fullest, and the same at every moment.
    const of = (name: string, ...load: number[]) =>
      guest(name, { busy: load, usedMiB: load.map(() => 400) }, { cores: 1, memory: 400 });
    const small = { ...HOST, memory: 1000 };
    const [line] = await drilled(estateOf([of('A', 10, 60, 20), of('B', 10, 60, 20)], 3), [['A'], ['B']], {
      hosts: [small],
    });
    expect(line.peak.left).toEqual(['A']);
  });

  it('takes every set of so many hosts once', () => {
    expect(combinations(4, 2)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(combinations(2, 3)).toEqual([]);
  });
});

describe('alternatives on the page', () => {
  it('come to the rows of the command line, after a first look at each', async () => {
    const windows = guest('A', { busy: [30, 60] }, { cores: 1, os: 'Windows Server 2022' });
    const estate = estateOf([windows, busy('B', 60, 30), busy('C', 50, 50)], 2);
    const asked = { ...options, profile: 'esx3', work: 3 } as const;
    const licensing = new Licensing(usualRules(), estate.guests);
    const study = alternativesStudy(estate, engine, { options: asked });
    const rows = await compare(estate, asked, engine);
    expect(study.count).toBe(2 * rows.length);
    for (const k of [0, 1, 2, rows.length - 1]) {
      const last = await study.line(rows.length + k);
      expect(last).toMatchObject(rows[k]);
      expect((await study.line(k)).profile).toBe(rows[k].profile);
      const answer = await fold(estate, { ...asked, profile: rows[k].profile }, engine);
      expect(last.machines).toEqual(answer.machines);
      expect(last.licences).toBe(licensing.bill(answer, asked.hosts).total);
      expect(last.licences).toBeGreaterThan(0);
    }
    const native = rows.find(({ profile }) => profile === 'native')!;
    expect([native.machines.total, native.images]).toEqual([3, 3]);
    const image = rows.find(({ profile }) => profile === 'single-image')!;
    expect(image.images).toBe(image.hostCount + image.refused.length);
    for (const { overhead } of rows)
      expect(overhead.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(overhead.cpu, 9);
  });
});
