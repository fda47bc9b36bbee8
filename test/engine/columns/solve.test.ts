import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../../src/engine/columns/certificate';
import { runColumns } from './run-columns';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { readInstance } from '../../../src/intake/vbp';
import { dataPath, lacksData } from '../../data';
import { faultOf, fewestHosts } from './brute';
import { BUILDS, draws, kernelOf } from './builds';
import { EVERY_CASE, often } from '../../often';

const smallProblem = fc
  .record({
    items: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 5 }),
      ),
      {
        minLength: 1,
        maxLength: 9,
      },
    ),
    apart: fc.array(fc.array(fc.nat(8), { minLength: 2, maxLength: 4 }), { maxLength: 2 }),
    perGuest: fc.nat(1),
  })
  .map(({ items, apart, perGuest }): FoldProblem => {
    const of = items.map((_, i) => apart.flatMap((group, g) => (group.includes(i) ? [g] : [])));
    let at = 0;
    return {
      ...staticProblem(Int32Array.from(items.flat()), Int32Array.of(9, 11, 8)),
      perGuest: Int32Array.of(perGuest, 0, perGuest),
      apartGroups: apart.length,
      apartStart: Int32Array.from([0, ...of.map((groups) => (at += groups.length))]),
      apartId: Int32Array.from(of.flat()),
    };
  });

/** Guests of a few images on hosts whose memory holds the largest of each image once. */
const sharingProblem = fc
  .array(
    fc.record({
      cpu: fc.integer({ min: 0, max: 5 }),
      memory: fc.integer({ min: 0, max: 4 }),
      images: fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(4)), { maxLength: 2, selector: ([id]) => id }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((guests): FoldProblem => {
    let at = 0;
    return {
      ...staticProblem(
        Int32Array.from(guests.flatMap(({ cpu, memory }) => [cpu, memory])),
        Int32Array.of(9, 13),
      ),
      sharedResource: 1,
      images: 3,
      imageStart: Int32Array.from([0, ...guests.map(({ images }) => (at += images.length))]),
      imageId: Int32Array.from(guests.flatMap(({ images }) => images.map(([id]) => id))),
      imageSize: Int32Array.from(guests.flatMap(({ images }) => images.map(([, size]) => size))),
    };
  });

/** `count` items of `rows` sizes in 20 .. 60, hosts of 150. */
function randomProblem(count: number, rows: number, seed: number): FoldProblem {
  const below = draws(seed);
  return staticProblem(
    Int32Array.from({ length: count * rows }, () => 20 + below(41)),
    new Int32Array(rows).fill(150),
  );
}

describe.each(BUILDS)('column generation in the %s build', (build) => {
  it('proves the optimum that brute force finds, apart-groups and overheads included', async () => {
    const kernel = await kernelOf(build);
    await fc.assert(
      fc.asyncProperty(smallProblem, async (problem) => {
        const result = await runColumns(kernel, problem, { seed: 1, work: 200_000 });
        const fewest = fewestHosts(problem);
        expect(result.lowerBound).toBeLessThanOrEqual(fewest);
        expect(result).toMatchObject({ ended: 'proved', hosts: fewest, lowerBound: fewest });
        expect(faultOf(problem, result.plan!)).toBe('');
        expect(verifyCertificate(problem, result.certificate)).toMatchObject({ valid: true, bound: fewest });
      }),
      { seed: 3, numRuns: often(build === 'debug' ? 60 : 200) },
    );
  });

  it('with shared pages finds plans that hold, and bounds that brute force does not refute', async () => {
    const kernel = await kernelOf(build);
    let met = 0;
    await fc.assert(
      fc.asyncProperty(sharingProblem, async (problem) => {
        const result = await runColumns(kernel, problem, { seed: 1, work: 3_000 });
        const fewest = fewestHosts(problem);
        expect(result.lowerBound).toBeLessThanOrEqual(fewest);
        if (result.plan) expect(faultOf(problem, result.plan)).toBe('');
        if (result.hosts === fewest) met++;
        expect(result.hosts).toBeGreaterThanOrEqual(fewest);
        expect(verifyCertificate(problem, result.certificate)).toMatchObject({ valid: true });
      }),
      { seed: 4, numRuns: often(build === 'debug' ? 40 : 150) },
    );
    expect(met).toBeGreaterThan(often(build === 'debug' ? 30 : 110));
  });

  it('gives the same answer for the same seed and work', async () => {
    const problem = randomProblem(70, 4, 8);
    const answers = [];
    for (let k = 0; k < 2; k++) {
      const kernel = await kernelOf(build);
      const { plan, lowerBound, work } = await runColumns(kernel, problem, { seed: 9, work: 60_000 });
      answers.push({ plan, lowerBound, work });
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('column generation', () => {
  it('gives the same answer in both builds, and whatever the kernel has done before', async () => {
    const problem = randomProblem(40, 3, 2);
    const release = await kernelOf('release');
    await runColumns(release, randomProblem(30, 2, 1), { seed: 4, work: 30_000 });
    const one = await runColumns(release, problem, { seed: 5, work: 30_000 });
    const two = await runColumns(await kernelOf('debug'), problem, { seed: 5, work: 30_000 });
    expect(two.plan).toEqual(one.plan);
    expect(two.lowerBound).toBe(one.lowerBound);
  });

  it('does better than the plan it was given, or proves that nobody can', async () => {
    const kernel = await kernelOf('release');
    const problem = randomProblem(60, 3, 6);
    const alone = { hostKind: new Int32Array(60), hostOf: Int32Array.from({ length: 60 }, (_, i) => i) };
    const result = await runColumns(kernel, problem, { seed: 1, work: 500_000, startPlan: alone });
    expect(result.hosts).toBeLessThan(60);
    expect(result.plan!.hostKind.length).toBe(result.hosts);
    const again = await runColumns(kernel, problem, { seed: 2, work: 500_000, startPlan: result.plan! });
    expect(again.hosts).toBe(result.hosts);
    expect(again.plan).toBeNull();
  });

  it('stops when it is asked to, with what it knows', async () => {
    const kernel = await kernelOf('release');
    let asked = 0;
    const problem = randomProblem(200, 6, 3);
    const result = await runColumns(kernel, problem, { seed: 1, shouldStop: () => ++asked > 12 });
    expect(result.ended).toBe('stopped');
    expect(faultOf(problem, result.plan!)).toBe('');
    expect(result.lowerBound).toBeGreaterThan(0);
  });

  it('reports plans that only get smaller and bounds that only grow', async () => {
    const kernel = await kernelOf('release');
    const seen: { hosts: number; lowerBound: number }[] = [];
    await runColumns(kernel, randomProblem(100, 5, 12), { seed: 1, work: 300_000 }, (p) => seen.push(p));
    expect(seen.length).toBeGreaterThan(1);
    for (let k = 1; k < seen.length; k++) {
      expect(seen[k].hosts).toBeLessThanOrEqual(seen[k - 1].hosts);
      expect(seen[k].lowerBound).toBeGreaterThanOrEqual(seen[k - 1].lowerBound);
    }
  });

  it('with hundreds of items bounds stay below a plan that is known, rise above volume, and are proved', async () => {
    const hosts = 110;
    const below = draws(11);
    const cuts = () => {
      const whole = 700 + below(300);
      const at = Array.from({ length: 1 }, () => below(whole + 1)).sort((a, b) => a - b);
      return [0, ...at].map((from, k) => (at[k] ?? whole) - from);
    };
    const items = Array.from({ length: hosts }, () => Array.from({ length: 3 }, cuts)).flatMap((rows) =>
      rows[0].map((_, i) => rows.map((row) => row[i])),
    );
    const problem = staticProblem(Int32Array.from(items.flat()), Int32Array.of(1000, 1000, 1000));
    const volume = Math.max(
      ...[0, 1, 2].map((r) => Math.ceil(items.reduce((sum, item) => sum + item[r], 0) / 1000)),
    );
    const result = await runColumns(await kernelOf('release'), problem, { seed: 1, work: 1_500_000 });
    expect(result.lowerBound).toBeLessThanOrEqual(hosts);
    expect(result.lowerBound).toBeGreaterThan(volume);
    expect(result.hosts).toBeLessThanOrEqual(hosts);
    expect(faultOf(problem, result.plan!)).toBe('');
    expect(verifyCertificate(problem, result.certificate)).toMatchObject({ valid: true });
  });

  it('folds nothing onto no hosts', async () => {
    const result = await runColumns(
      await kernelOf('release'),
      staticProblem(new Int32Array(0), Int32Array.of(5)),
      { seed: 1 },
    );
    expect(result).toMatchObject({ hosts: 0, lowerBound: 0, ended: 'proved' });
  });

  it('refuses an item that fits no host', async () => {
    const problem = staticProblem(Int32Array.of(3, 6), Int32Array.of(5));
    await expect(runColumns(await kernelOf('release'), problem, { seed: 1 })).rejects.toThrow('does not fit');
  });
});

/** Items that fill `hosts` hosts of two or three resources to the brim, in no order: no plan has fewer hosts. */
const filledHosts = fc
  .record({
    hosts: fc.integer({ min: 2, max: 8 }),
    resources: fc.integer({ min: 2, max: 3 }),
    seed: fc.integer({ min: 1, max: 1 << 30 }),
  })
  .map(({ hosts, resources, seed }) => {
    const draw = draws(seed);
    const capacity = Int32Array.from({ length: resources }, () => 150);
    const items = Array.from({ length: hosts }, () => {
      const parts = 2 + draw(3);
      const cuts = Array.from(capacity, (whole) => [
        0,
        ...Array.from({ length: parts - 1 }, () => draw(whole + 1)).sort((a, b) => a - b),
        whole,
      ]);
      return Array.from({ length: parts }, (_, i) => cuts.map((at) => at[i + 1] - at[i]));
    }).flat();
    return { hosts, problem: staticProblem(Int32Array.from(items.flat()), capacity) };
  });

describe('on hosts filled to the brim', () => {
  it('no bound is above the known optimum, no plan below it, and most are proved', async () => {
    const kernel = await kernelOf('release');
    let tried = 0;
    let proved = 0;
    await fc.assert(
      fc.asyncProperty(filledHosts, async ({ hosts, problem }) => {
        const result = await runColumns(kernel, problem, { seed: 1, work: 150_000 });
        expect(result.lowerBound).toBeLessThanOrEqual(hosts);
        expect(result.hosts).toBeGreaterThanOrEqual(hosts);
        expect(faultOf(problem, result.plan!)).toBe('');
        expect(verifyCertificate(problem, result.certificate)).toMatchObject({ valid: true });
        tried++;
        if (result.ended === 'proved') proved++;
      }),
      { numRuns: often(40), seed: 11 },
    );
    expect(proved / tried).toBeGreaterThan(0.9);
  });
});

describe.skipIf(lacksData('vbp'))('on published instances (skipped where the data is absent)', () => {
  const vectors = (set: string) =>
    readFileSync(dataPath(`vbp/vectorpack/${set}_KNOWN.tsv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [name, , optimum] = line.split('\t');
        return {
          name,
          folder: `vectorpack/${set}_instances_multidim/${name.split('_')[0]}`,
          optimum: Number(optimum),
        };
      });

  it('no bound is above a known optimum and no plan below one', async () => {
    const sample = [...vectors('New'), ...vectors('Panigrahy')].filter(
      ({ name, optimum }) => optimum >= 0 && /_(20|40|60)_(3|5|10)_2$/.test(name),
    );
    const kernel = await kernelOf('release');
    const every = EVERY_CASE ? 2 : 6;
    let tried = 0;
    let proved = 0;
    for (const { name, folder, optimum } of sample.filter((_, k) => k % every === 0)) {
      const problem = readInstance(readFileSync(dataPath(`vbp/${folder}/${name}.vbp`), 'utf8'), name);
      const result = await runColumns(kernel, problem, { seed: 1, work: 150_000 });
      expect(result.lowerBound, name).toBeLessThanOrEqual(optimum);
      expect(result.hosts, name).toBeGreaterThanOrEqual(optimum);
      expect(faultOf(problem, result.plan!), name).toBe('');
      expect(verifyCertificate(problem, result.certificate), name).toMatchObject({ valid: true });
      tried++;
      if (result.ended === 'proved') proved++;
    }
    expect(tried).toBe(Math.ceil(sample.length / every));
    expect(sample.length).toBeGreaterThan(100);
    expect(proved / tried).toBeGreaterThan(0.9);
  });
});
