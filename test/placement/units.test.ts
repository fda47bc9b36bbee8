import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHost } from '../../src/cli/host-option';
import { LARGEST } from '../../src/engine/packing/problem';
import { InputError } from '../../src/estate/finding';
import { FACTS } from '../../src/estate/fact-fields';
import { RESOURCES, RESOURCE_IDS } from '../../src/estate/resource';
import { DEFAULT_HOST, type HostSpec } from '../../src/overhead/host';
import { HOST_FIELDS } from '../../src/overhead/host-fields';
import { PARAMETERS } from '../../src/overhead/parameters';
import { roomOf } from '../../src/overhead/reserve';
import { modelOf } from '../../src/placement/model';
import { problemOf } from '../../src/placement/problem';
import { fromHash, parseScenario } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { OPTIONS, estateOf, guest } from './estates';
import { often } from '../often';

/** A double as the fraction that it is exactly: numerator over 2^shift. */
function exact(value: number): { top: bigint; shift: bigint } {
  let shift = 0n;
  for (; !Number.isInteger(value); value *= 2) shift++;
  return { top: BigInt(value), shift };
}

/** value x perUnit + millionths / 10^6, rounded towards minus infinity, in whole numbers throughout. */
function floorOf(value: number, perUnit: bigint, millionths: bigint): bigint {
  const { top, shift } = exact(value);
  const scale = 1_000_000n << shift;
  const numerator = top * perUnit * 1_000_000n + (millionths << shift);
  const quotient = numerator / scale;
  return numerator % scale < 0n ? quotient - 1n : quotient;
}
const ceilOf = (value: number, perUnit: bigint) => -floorOf(-value, perUnit, 1n);
const UNITS = Object.fromEntries(
  RESOURCE_IDS.map((id) => [id, BigInt(Math.round(1 / RESOURCES[id].quantum))]),
);

/** Sizes of every order, with few digits, so that none lies within rounding of the slack. */
const sized = (most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -3, max: most }))
    .map(([digits, power]) => Number(`${digits}e${power}`));
const anySize = fc.oneof({ weight: 15, arbitrary: sized(2) }, { weight: 1, arbitrary: sized(9) });
const anyHost: fc.Arbitrary<HostSpec> = fc
  .record({
    cores: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 4096 })),
    rating: anySize,
    memory: fc.option(anySize),
    iops: fc.option(anySize),
    disk: fc.option(anySize),
    net: fc.option(anySize),
    space: fc.option(anySize),
    reserveCores: fc.oneof(fc.constant(0), anySize),
    reserveMemory: fc.oneof(fc.constant(0), anySize),
    count: fc.option(fc.oneof({ weight: 9, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: anySize })),
    vcpuPerCore: fc.option(anySize),
  })
  .map((h) => ({ ...DEFAULT_HOST, ...h }));
const anyGuest = fc
  .record({
    usedGHz: anySize,
    usedMiB: anySize,
    transfers: anySize,
    networkMBs: anySize,
    spaceGiB: anySize,
    cores: fc.integer({ min: 1, max: 4096 }),
    dedicated: fc.boolean(),
    together: fc.constantFrom('', 'a'),
    image: fc.constantFrom('', 'p', 'q'),
  })
  .map(({ cores, dedicated, together, image, ...measures }) => ({
    facts: { cores, dedicated, together, image, measured: 'host' as const },
    measures: Object.fromEntries(Object.entries(measures).map(([id, v]) => [id, [Math.fround(v)]])),
  }));
const anyOverrides = fc.constantFrom(
  {},
  { sharing: 0.5 },
  Object.fromEntries(PARAMETERS.map(({ id, max }) => [id, max])),
);

describe('integers of the fold', () => {
  it('are the exact arithmetic of whatever hosts and guests say, or an error that names place, value and unit', () => {
    let carried = 0;
    fc.assert(
      fc.property(
        fc.array(anyHost, { minLength: 1, maxLength: 2 }),
        fc.array(anyGuest, { minLength: 1, maxLength: 3 }),
        anyOverrides,
        (hosts, guests, overrides) => {
          const estate = estateOf(
            guests.map(({ measures, facts }, k) => guest(`G${k}`, measures, facts)),
            1,
          );
          const options = { ...OPTIONS, hosts, overrides };
          const model = modelOf(estate, options);
          let problem;
          try {
            problem = problemOf(model, 'peak-of-sums');
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            const { where, text } = (error as InputError).finding;
            expect(where).toMatch(/^(the host|G\d(, G\d)*)$/);
            expect(text).toMatch(/^[a-z ]+ of [\d.e+-]+( [A-Za-z/]+)?( \(.*\)| together)?; expected /);
            return;
          }
          carried++;
          const { resources } = model;
          hosts.forEach((host, j) => {
            resources.forEach(({ id }, d) => {
              const room = roomOf(host, id, model.parameters, options.ceilings);
              const at = j * resources.length + d;
              const left = room.ceiling - room.fixed;
              const whole = left === Infinity ? BigInt(LARGEST) : floorOf(left, UNITS[id], 1n);
              expect(BigInt(problem.capacity[at])).toBe(whole < 0n ? 0n : whole);
              expect(BigInt(problem.perGuest[at])).toBe(ceilOf(room.perGuest, UNITS[id]));
              expect(BigInt(problem.perCore[at])).toBe(ceilOf(room.perCore, UNITS[id]));
            });
            expect(problem.kindCount[j]).toBe(host.count ?? -1);
          });
          model.items.forEach((item, i) => {
            resources.forEach(({ id }, d) => {
              let sum = 0n;
              const shared = new Map<string, bigint>();
              for (const g of item.guests) {
                const { series, shareable, image } = model.demands[g];
                const alone = id === 'cpu' && estate.guests[g].facts.dedicated;
                if (series[id] && !alone) sum += ceilOf(series[id][0], UNITS[id]);
                if (id !== 'memory' || !image) continue;
                const pages = BigInt(Math.floor(shareable));
                sum -= pages;
                if (pages > (shared.get(image) ?? 0n)) shared.set(image, pages);
              }
              expect(BigInt(problem.demand[i * resources.length + d])).toBe(sum);
              for (const pages of shared.values()) sum += pages;
              expect(sum <= BigInt(LARGEST)).toBe(true);
            });
            expect(problem.coreCount[i]).toBe(
              item.guests.reduce((n, g) => {
                const { cores, dedicated } = estate.guests[g].facts;
                return n + (dedicated ? cores : 0);
              }, 0),
            );
          });
          const all = [
            problem.capacity,
            problem.demand,
            problem.perGuest,
            problem.perCore,
            problem.imageSize,
          ];
          for (const numbers of all) for (const n of numbers) expect(n).toBeGreaterThanOrEqual(0);
        },
      ),
      { seed: 5, numRuns: often(1000) },
    );
    // Most of these sizes are absurd; what is carried must not be a handful.
    expect(carried).toBeGreaterThan(often(100));
  });

  it('hold the most that a host may have, of every resource', () => {
    for (const id of RESOURCE_IDS)
      expect(RESOURCES[id].most / RESOURCES[id].quantum).toBeLessThanOrEqual(LARGEST);
    for (const { max } of Object.values(FACTS).filter((f) => f.kind === 'number'))
      expect(max).toBeLessThanOrEqual(LARGEST);
  });

  it.each([
    ['cores=64,rating=34000', 'processor of 2176000 GHz (64 cores of rating 34000)'],
    ['cores=4096,rating=1000', 'processor of 4096000 GHz (4096 cores of rating 1000)'],
  ])('refuse a host of %s by name, and say its processor', (text, words) => {
    const estate = estateOf([guest('A', { busy: [50] })], 1);
    const model = modelOf(estate, { ...OPTIONS, hosts: [parseHost(text, 0)] });
    expect(() => problemOf(model, 'peak-of-sums')).toThrow(`the host: ${words}; expected at most 1073741.`);
  });
});

describe('a number of a host', () => {
  it.each([
    ['memory', 3_000_000_000, 'a number from 1 to 1000000000 MiB'],
    ['memory', 68_719_476_736, 'a number from 1 to 1000000000 MiB'],
    ['disk', 2_500_000, 'a number from 0.001 to 1000000 MB/s'],
    ['net', 4_294_967, 'a number from 0.001 to 1000000 MB/s'],
    ['iops', 1e9, 'a number from 0.1 to 100000000 /s'],
    ['space', 2e9, 'a number from 1 to 1000000000 GiB'],
    ['reserveMemory', 1e300, 'a number from 0 to 1000000000 MiB'],
    ['reserveCores', 1e6, 'a number from 0 to 4096'],
    ['count', 3e9, 'a whole number from 0 to 100000'],
    ['count', 1.5, 'a whole number from 0 to 100000'],
    ['cores', 4097, 'a whole number from 1 to 4096'],
    ['rating', 1e7, 'a number from 0.001 to 1000000 GHz'],
  ] as const)('is refused alike by option, link and file: %s of %s', (field, value, expected) => {
    const named = HOST_FIELDS[field];
    const option = 'option' in named ? named.option : field;
    const others = Object.entries({ cores: 8, rating: 3 }).filter(([each]) => each !== field);
    const given = { ...Object.fromEntries(others), [field]: value };
    const line = others.map(([name, n]) => `${name}=${n},`).join('') + `${option}=${value}`;
    expect(() => parseHost(line, 0)).toThrow(`found ${option}=${value}; expected ${expected}.`);
    const refused = { text: `found ${value}; expected ${expected}. The default is used.` };
    const hash = `#/fold?hosts=${encodeURIComponent(JSON.stringify([given]))}`;
    for (const read of [fromHash(hash), parseScenario({ hosts: [given] }, 'x.json')]) {
      expect(read.findings).toMatchObject([refused]);
      expect(read.scenario.hosts).toEqual(DEFAULT_SCENARIO.hosts);
    }
  });

  it('keeps no room below nothing where more is kept back than there is', () => {
    const estate = estateOf([guest('A', { busy: [50], usedMiB: [100] })], 1);
    const host = parseHost('cores=8,rating=3,memory=1000,reserve-memory=1000000000,reserve-cores=4096', 0);
    const problem = problemOf(modelOf(estate, { ...OPTIONS, hosts: [host] }), 'peak-of-sums');
    expect([...problem.capacity]).toEqual([0, 0]);
  });
});
