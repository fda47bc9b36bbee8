import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { Guest } from '../../src/estate/guest';
import { Licensing } from '../../src/licences/bill';
import { gatherLicensed } from '../../src/licences/gather';
import { usualRules } from '../../src/licences/usual';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold, type KnownFold } from '../../src/placement/fold';
import { fullestOf } from '../../src/placement/fullest';
import type { FoldOptions } from '../../src/placement/options';
import { OPTIONS, estateOf, guest } from '../placement/estates';
import { recheck } from '../placement/recheck';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const BIG = { ...DEFAULT_HOST, name: 'big', cores: 16, sockets: 2, rating: 2, memory: 65_536 };
const options: FoldOptions = { ...OPTIONS, hosts: [BIG], work: 1 };

/** Servers of which 32 fill a host at once, every third under Windows. */
const mixed = (n: number, facts: (i: number) => Partial<Guest['facts']> = () => ({})) =>
  estateOf(
    Array.from({ length: n }, (_, i) =>
      guest(
        `S${i}`,
        { busy: [50, 10 + ((i * 13) % 40)] },
        { cores: 1, rating: 2, memory: 512, os: i % 3 === 0 ? 'Windows Server 2022' : 'Debian', ...facts(i) },
      ),
    ),
    2,
  );

async function gathered(estate: ReturnType<typeof mixed>, chosen = options) {
  let known: KnownFold | null = null;
  const before = await fold(estate, chosen, engine, { onResult: (of) => (known = of) });
  const licensing = new Licensing(usualRules(), estate.guests);
  const found = await gatherLicensed(estate, chosen, known!, engine, licensing);
  const after =
    found && (await fold(estate, chosen, engine, { known: known!, settled: true, given: found.plan }));
  const total = (of: typeof before) => licensing.bill(of, chosen.hosts).priced;
  const withWindows = (of: typeof before) =>
    of.hosts.filter(({ guests }) => guests.some((name) => licensing.needs.of[0].has(name))).length;
  return { before, after, found, total, withWindows };
}

describe('guests that need a licence', () => {
  it('are gathered onto fewer of the same hosts, every rule kept, evened, where that costs less', async () => {
    const estate = mixed(90);
    const { before, after, found, total, withWindows } = await gathered(estate);
    expect(withWindows(before)).toBe(3);
    expect(withWindows(after!)).toBe(1);
    expect(after!.hostCount).toBe(before.hostCount);
    expect(recheck(estate, options, after!)).toEqual([]);
    expect(total(after!)).toBe(found!.total);
    // Thirty on one host: Datacenter, once. Ten on each of three: Standard five times on each.
    expect(found!.total).toBe(6155);
    expect(total(before)).toBeGreaterThanOrEqual(15 * 1069);
    expect(fullestOf(after!)!.fraction).toBeLessThanOrEqual(1);
  });

  it('stay apart where they must, and so on as many hosts as that takes', async () => {
    const estate = mixed(150, (i) => ({ apart: i === 0 || i === 3 || i === 6 ? 'x' : '' }));
    const { after, withWindows } = await gathered(estate);
    expect(recheck(estate, options, after!)).toEqual([]);
    expect(withWindows(after!)).toBe(3);
  });

  it('stay as they are where nothing is saved', async () => {
    // One for each host: two on one would cost the same as the two of them that a licensing covers.
    const estate = estateOf(
      ['a', 'b'].map((name) => guest(name, { busy: [100] }, { cores: 16, rating: 2, os: 'Windows' })),
      1,
    );
    expect((await gathered(estate)).found).toBeNull();
  });

  it('keep to the kind of host that they must have, of several', async () => {
    const small = { ...BIG, name: 'small', cores: 8, sockets: 1, count: 3 };
    const chosen = { ...options, hosts: [{ ...BIG, count: 4 }, small] };
    const estate = mixed(150, (i) => ({ host: i % 18 === 0 ? 'small' : i % 18 === 1 ? 'big' : '' }));
    const { before, after, total } = await gathered(estate, chosen);
    expect(after).not.toBeNull();
    expect(recheck(estate, chosen, after!)).toEqual([]);
    expect(total(after!)).toBeLessThan(total(before));
    expect(after!.hosts.map(({ kind }) => kind.name)).toEqual(before.hosts.map(({ kind }) => kind.name));
  });
});
