import { describe, expect, it, test } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import { withAssumedUse } from '../../src/estate/assume';
import { shifted } from '../../src/estate/clocks';
import type { Facts } from '../../src/estate/guest';
import { gather } from '../../src/estate/gather';
import { joinFacts } from '../../src/estate/join-facts';
import { machinesOf } from '../../src/estate/same-machine';
import { decimalFindings, type DecimalSeen } from '../../src/estate/settle-decimals';
import type { Finding } from '../../src/estate/finding';
import type { Reading, Recording } from '../../src/estate/recording';
import { MINUTE, reading, recorded } from './recordings';

const HOUR = 60 * MINUTE;
const START = Date.UTC(2024, 2, 4);
const range = (n: number) => Array.from({ length: n }, (_, k) => k);
const hours = (n: number) => range(n).map((k) => START + k * HOUR);
const OPTIONS = { slotMinutes: 60, align: 'wall', aggregate: 'mean', edits: {} } as const;
const named = (name: string, more: Partial<Reading>, ...recordings: Recording[]): Reading => ({
  ...reading(...recordings),
  name,
  ...more,
});
const textsOf = (findings: readonly Finding[]) => findings.map(({ where, text }) => `${where}: ${text}`);

describe('servers that files name and tell nothing of', () => {
  const log = recorded('A', hours(3), { busy: [1, 2, 3] });
  it('are left out once each, by reason, but for those that another file tells of', () => {
    const { leftOut, findings } = assemble(
      [
        named('x', { leftOut: [{ guest: 'off1', why: 'powered off' }] }, log),
        named('y', {
          leftOut: [
            { guest: 'a', why: 'powered off' },
            { guest: 'T', why: 'template' },
            { guest: 'OFF1', why: 'template' },
            { guest: 'off2', why: 'powered off' },
          ],
        }),
      ],
      OPTIONS,
    );
    expect(leftOut).toEqual([
      { guest: 'off1', why: 'powered off' },
      { guest: 'T', why: 'template' },
      { guest: 'off2', why: 'powered off' },
    ]);
    const left = findings.filter(({ text }) => text.startsWith('Left out'));
    expect(left).toEqual([
      { level: 'warning', where: 'off1, off2', text: 'Left out of the fold: powered off.' },
      { level: 'warning', where: 'T', text: 'Left out of the fold: template.' },
    ]);
  });
  it('come with hosts of today where an inventory lists these', () => {
    const host = {
      name: 'h1',
      cluster: '',
      model: '',
      cores: 4,
      threads: 8,
      rating: 2,
      memory: 1,
      servers: 1,
    };
    expect(assemble([named('x', { hosts: [host] }, log)], OPTIONS).today).toEqual([host]);
    expect(assemble([named('x', {}, log)], OPTIONS)).not.toHaveProperty('today');
  });
  test.each<[string, string[], string]>([
    ['a table that was given as one', ['facts.csv'], 'table'],
    ['an inventory of its own', [], 'inventory'],
  ])('but for facts are of %s', (_, tables, by) => {
    const facts = recorded('B', [], {}, { facts: { cores: 2 }, source: 'facts.csv' });
    const more = { ...facts, source: 'more.csv' };
    const { stated } = assemble([named('x', {}, log), named('facts.csv', {}, facts)], { ...OPTIONS, tables });
    expect(stated!.map((one) => [one.guest.name, one.by])).toEqual([['B', by]]);
    // Where another file, that is no such table, states it too, it is one of an inventory.
    const both = assemble([named('x', {}, log), named('facts.csv', {}, facts), named('more.csv', {}, more)], {
      ...OPTIONS,
      tables,
    });
    expect(both.stated!.map((one) => one.by)).toEqual(['inventory']);
  });
});

describe('figures of one moment', () => {
  const moment = (measures: Record<string, number[]>, facts: Partial<Facts> = {}) =>
    recorded('A', [START], measures, { source: 'list.csv', facts });
  const timed = (measures: Record<string, number[]>, facts: Partial<Facts> = {}) =>
    recorded('A', hours(2), measures, { source: 'log.csv', facts });
  const of = (...recordings: Recording[]) => {
    const [server] = assemble(
      recordings.map((each) => named(each.source, {}, each)),
      OPTIONS,
    ).guests;
    return [Object.keys(server.measures).sort(), server.facts.measured];
  };
  test.each<[string, Recording[], string[], string]>([
    [
      'give way to others of processors over time, and the machine is virtual all the same',
      [timed({ busy: [10, 20] }), moment({ usedGHz: [3] }, { measured: 'host' })],
      ['busy'],
      'guest',
    ],
    [
      'give way, and leave a machine of its own one',
      [timed({ busy: [10, 20] }), moment({ usedGHz: [3] }, { measured: 'native' })],
      ['busy'],
      'native',
    ],
    [
      'of memory give way to others of memory, and say nothing of where processors were measured',
      [
        timed({ availableMiB: [10, 20], usedGHz: [1, 1] }, { measured: 'host' }),
        moment({ usedMiB: [3] }, { measured: 'host' }),
      ],
      ['availableMiB', 'usedGHz'],
      'host',
    ],
    [
      'stay where nothing of the kind was measured over time',
      [timed({ transfers: [1, 2] }), moment({ usedGHz: [3], usedMiB: [5] }, { measured: 'host' })],
      ['transfers', 'usedGHz', 'usedMiB'],
      'host',
    ],
    [
      'stay beside the same measure over time, which one file tells alone',
      [timed({ busy: [NaN, 20] }), moment({ busy: [3] })],
      ['busy'],
      'native',
    ],
  ])('%s', (_, recordings, measures, measured) => {
    expect(of(...recordings)).toEqual([measures, measured]);
    expect(of(...[...recordings].reverse())).toEqual([measures, measured]);
  });
});

describe('how rough an estate is', () => {
  const texts = (n: number, slotMinutes: number, every: number, aggregate: 'mean' | 'p95' = 'mean') => {
    const start = slotMinutes * MINUTE * 300_000;
    const times = range(n).map((k) => start + k * every);
    return assemble([reading(recorded('S', times, { busy: times.map(() => 5) }))], {
      ...OPTIONS,
      slotMinutes,
      aggregate,
    }).findings.map(({ text }) => text.split(':')[0]);
  };
  test.each([
    [100, 60, true],
    [100, 30, false],
    [99, 60, false],
    [200, 60, false],
  ])('%i samples of half an hour on slots of %i minutes: few slots are said: %s', (n, slotMinutes, said) => {
    expect(texts(n, slotMinutes, HOUR / 2).includes('Fewer than 100 slots hold a sample')).toBe(said);
  });
  test.each([
    [100, 'p95', false],
    [99, 'p95', true],
    [99, 'mean', false],
  ] as const)('%i samples in a slot, by %s: rough percentiles are said: %s', (n, aggregate, said) => {
    const all = texts(2 * n, n, MINUTE, aggregate);
    expect(all.includes('Fewer than 100 samples in a slot')).toBe(said);
  });
});

describe('where a server was measured, as two files say', () => {
  const joined = (...said: (Facts['measured'] | null)[]) => {
    const findings: Finding[] = [];
    const { measured } = joinFacts(
      'S',
      said.map((one, k) => recorded('S', [], {}, { source: `f${k}`, facts: { measured: one! } })),
      undefined,
      findings,
    );
    return [measured, findings.length];
  };
  test.each([
    [['host', 'guest'], 'host', 0],
    [['guest', 'host'], 'host', 0],
    [['guest', 'guest'], 'guest', 0],
    [['host', 'native'], 'host', 1],
    [['native', 'guest'], 'guest', 1],
    [['native', 'host', 'guest'], 'guest', 1],
  ] as const)('%j is %s', (said, measured, findings) => {
    expect(joined(...said)).toEqual([measured, findings]);
  });
  it('is no rule of other facts that are called so', () => {
    const findings: Finding[] = [];
    const of = (image: string) => recorded('S', [], {}, { facts: { image } });
    expect(joinFacts('S', [of('host'), of('guest')], undefined, findings)).toEqual({ image: 'guest' });
    expect(findings).toHaveLength(1);
  });
});

describe('servers of whose use nothing is known', () => {
  it('are left out by reason, and counted in words', () => {
    const bare = (name: string, facts: Partial<Facts>) => recorded(name, [], {}, { facts, source: 'list' });
    const estate = assemble(
      [
        named('log', {}, recorded('A', hours(2), { busy: [1, 2] })),
        named('list', {}, bare('A', { cores: 1 }), bare('Slip', { cores: 1 })),
        named('other', {}, { ...bare('B', { memory: 5 }), source: 'other' }),
        named('third', {}, { ...bare('C', { cores: 2 }), source: 'third' }),
      ],
      OPTIONS,
    );
    const told = (use: Parameters<typeof withAssumedUse>[1]) => textsOf(withAssumedUse(estate, use).findings);
    expect(told({ usualUse: { other: 25 } }).filter((text) => !text.startsWith('A:'))).toEqual([
      'Slip: Facts were given, but no file holds any figures of load: left out of the fold.',
      'B: Neither how many processors they have nor how busy these are is known: left out of the fold.',
      'C: Nothing tells how busy the processors of this server are. Assumed: 25 % of what is configured, all the time.',
    ]);
    expect(told({}).at(-1)).toBe(
      'C: Nothing tells how busy the processors of this server are; they are not taken for idle.',
    );
    expect(told({ assumeUse: { other: 25 } }).at(-1)).toContain('of these 2 servers are. Assumed: 25 %');
  });
});

describe('clocks that a person shifts', () => {
  const zone = { name: 'CET', biasMinutes: -60 };
  const one = recorded('S', [START, START + HOUR], { busy: [1, 2] }, { zone, impossible: [START + HOUR] });
  const machines = machinesOf(['S', 'M']);
  const move = (shifts: Record<string, number>, ...of: Recording[]) =>
    shifted([named('S.csv', {}, ...of)], shifts, machines)[0].recordings;
  it('move samples, what was impossible among them, and the zone', () => {
    const [moved] = move({ S: 90 }, one);
    expect([...moved.times]).toEqual([START + 90 * MINUTE, START + 150 * MINUTE]);
    expect(moved.impossible).toEqual([START + 150 * MINUTE]);
    expect(moved.zone).toEqual({ name: 'CET, shifted', biasMinutes: -150 });
  });
  it('add up where a file and a server in it are named, and move what shares times together', () => {
    const other = { ...one, server: 'T' };
    const [a, b] = move({ 'S.csv': 60, t: -30 }, one, other);
    expect([a.times[0] - START, b.times[0] - START]).toEqual([60 * MINUTE, 30 * MINUTE]);
    const [c, d] = move({ 'S.csv': 60 }, one, other);
    expect(c.times).toBe(d.times);
  });
  it('leave what is of one moment, or not moved at all', () => {
    const moment = recorded('M', [START], { busy: [1] });
    expect(move({ M: 60 }, moment)).toEqual([moment]);
    expect(move({ S: 60 }, one, moment)[1]).toBe(moment);
    const given = [reading(one)];
    expect(shifted(given, { S: 0 }, machines)).toBe(given);
    expect(move({ S: 60, 'S.csv': -60 }, one)[0]).toBe(one);
  });
});

describe('zones of several files', () => {
  const at = (name: string, biasMinutes: number | null) =>
    recorded(name, hours(2), { busy: [1, 2] }, { zone: { name, biasMinutes } });
  test.each([
    [[at('GMT', 0), at('EST', 300)], 'GMT (UTC+0 h), EST (UTC-5 h)'],
    [[at('CET', -60), at('IST', -330)], 'CET (UTC+1 h), IST (UTC+5.5 h)'],
    [[at('GMT', 0), at('also', 0)], null],
    [[at('GMT', 0), at('who knows', null)], null],
  ])('are said where they differ: %#', (recordings, zones) => {
    const said = gather([reading(...recordings)]).findings.filter(({ where }) => where === 'time zones');
    expect(said.map(({ text }) => text)).toEqual(
      zones === null
        ? []
        : [
            `The files come from ${zones}; they are laid over each other by wall clock, so that office hours meet office hours.`,
          ],
    );
  });
});

describe('decimal signs that nothing tells', () => {
  const open: DecimalSeen = { sign: '.', custom: '.', own: null, proves: [], open: '1,234', said: false };
  const file = (name: string, servers: string[], decimal: Partial<DecimalSeen> = {}) => ({
    name,
    decimal: { ...open, ...decimal },
    recordings: servers.map((server) => ({ server })),
  });
  it('are asked once of all files that leave the same open, with all their servers', () => {
    const [finding, ...none] = decimalFindings([file('b', ['x', 'y', 'x']), file('a', ['z'])]);
    expect(none).toEqual([]);
    expect(finding).toMatchObject({ level: 'guess', where: 'a, b', doubt: { of: 'unit', servers: 3 } });
    expect(finding.text).toContain(
      '"1,234" may be 1234 or 1.234, and nothing in the files tells: read as 1234.',
    );
  });
  it('are no doubt where other files prove them, however many are read so', () => {
    const proof = file('c', ['w'], { open: null, own: '.', proves: ['.'] });
    const [finding, ...none] = decimalFindings([file('b', ['x']), proof, file('a', ['z'])]);
    expect(none).toEqual([]);
    expect(finding).toMatchObject({ level: 'guess', where: 'a, b' });
    expect(finding.doubt).toBeUndefined();
  });
});
