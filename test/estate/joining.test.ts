import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import { crowd } from '../../src/estate/crowd';
import { guessMemory } from '../../src/estate/guesses';
import type { Facts } from '../../src/estate/guest';
import { UNKNOWN_FACTS } from '../../src/estate/guest';
import type { Recording } from '../../src/estate/recording';
import { MINUTE, reading, recorded } from './recordings';

const OPTIONS = { slotMinutes: 5, align: 'wall', aggregate: 'mean', edits: {} } as const;
const estateOf = (...recordings: Recording[]) => assemble([reading(...recordings)], OPTIONS);
/** So many samples, five minutes apart; of every `each` one is missing. */
const busy = (server: string, samples: number, each = Infinity) =>
  recorded(
    server,
    Array.from({ length: samples }, (_, k) => k * 5 * MINUTE),
    { busy: Array.from({ length: samples }, (_, k) => (k % each === each - 1 ? NaN : 10)) },
    { facts: { cores: 1 } },
  );
const facts = (server: string, own: Partial<Facts>, source = 'facts.csv') =>
  recorded(server, [], {}, { facts: own, source });

describe('facts of one server', () => {
  const ALL: Required<Facts> = {
    ...UNKNOWN_FACTS,
    cores: 4,
    rating: 2.5,
    memory: 8192,
    floor: 1024,
    image: 'W2K3',
    os: 'Windows Server 2003',
    bits: 32,
    osBase: 300,
    class: 'mail',
    measured: 'host',
    dedicated: true,
    native: true,
    together: 'pair',
    apart: 'site',
    host: 'big',
  };

  it.each(Object.keys(UNKNOWN_FACTS) as (keyof Facts)[])(
    '%s: what a file states is kept and marked as known, and a guess where none does',
    (field) => {
      const { guests } = estateOf(
        busy('A', 3),
        facts('A', { [field]: ALL[field] }),
        recorded('B', [0, 1], { busy: [1, 1] }),
      );
      expect(guests[0].facts[field]).toBe(ALL[field]);
      expect(guests[0].guessed.has(field)).toBe(false);
      expect(guests[1].facts[field]).toBe(UNKNOWN_FACTS[field]);
      expect(guests[1].guessed.has(field)).toBe(true);
    },
  );

  it.each(Object.keys(UNKNOWN_FACTS) as (keyof Facts)[])(
    '%s: what a person types wins over every file',
    (field) => {
      const { guests } = assemble([reading(busy('A', 3), facts('A', { [field]: UNKNOWN_FACTS[field] }))], {
        ...OPTIONS,
        edits: { A: { [field]: ALL[field] } },
      });
      expect(guests[0].facts[field]).toBe(ALL[field]);
      expect(guests[0].guessed.has(field)).toBe(false);
    },
  );

  it.each([
    ['memory', 1024, 2048, 2048, 'memory is 1024 in one.csv and 2048 in two.csv; the larger is used'],
    ['cores', 10, 9, 10, 'cores is 1 in A.csv, 9 in two.csv and 10 in one.csv; the larger is used'],
    ['native', true, false, true, 'native is no in two.csv and yes in one.csv; yes is used'],
    [
      'image',
      'w2k8',
      'w2k3',
      'w2k3',
      'image is w2k3 in two.csv and w2k8 in one.csv; the one that comes first by number or alphabet is used',
    ],
    [
      'bits',
      64,
      32,
      32,
      'bits is 32 in two.csv and 64 in one.csv; the one that comes first by number or alphabet is used',
    ],
  ] as const)(
    '%s: a contradiction is told with both values and files, and what is used is the same in any order',
    (field, one, two, used, text) => {
      const [a, b] = [facts('A', { [field]: one }, 'one.csv'), facts('A', { [field]: two }, 'two.csv')];
      for (const order of [
        [a, b],
        [b, a],
      ]) {
        const { guests, findings } = estateOf(busy('A', 3), facts('A', { os: 'x' }), ...order);
        expect(guests[0].facts[field]).toBe(used);
        const told = findings.filter((f) => f.where === 'A' && f.text.startsWith(`${field} is`));
        expect(told).toEqual([
          {
            level: 'warning',
            where: 'A',
            text: `${text}, in whatever order the files come.`,
            fix: expect.stringMatching(/guest table/),
          },
        ]);
      }
    },
  );

  it('that one file does not know contradict nothing, in either order', () => {
    const [known, unknown] = [facts('A', { memory: 1024 }), facts('A', { memory: null, image: '' })];
    for (const order of [
      [known, unknown],
      [unknown, known],
    ]) {
      const { guests, findings } = estateOf(busy('A', 3), ...order);
      expect(guests[0].facts.memory).toBe(1024);
      expect(findings.some(({ text }) => /is used/.test(text))).toBe(false);
    }
  });

  it('that a file leaves open contradict nothing', () => {
    const { guests, findings } = estateOf(
      busy('A', 3),
      facts('A', { memory: 1024 }),
      facts('A', { memory: undefined }),
    );
    expect(guests[0].facts.memory).toBe(1024);
    expect(findings.some(({ text }) => /is used/.test(text))).toBe(false);
  });
});

describe('recordings of one server', () => {
  it('add processes up, each once', () => {
    const with_ = (...processes: string[]) => ({ ...busy('A', 2), processes });
    expect(estateOf(with_('sqlservr', 'backup'), with_('backup', 'vmtoolsd')).guests[0].processes).toEqual([
      'sqlservr',
      'backup',
      'vmtoolsd',
    ]);
  });

  it('count the samples and the coverage of the measure that is best known', () => {
    const { guests } = estateOf(
      recorded(
        'A',
        [0, 5, 10, 15].map((m) => m * MINUTE),
        {
          busy: [1, NaN, NaN, NaN],
          transfers: [1, 2, NaN, 4],
          pages: [NaN, NaN, NaN, NaN],
        },
      ),
      recorded(
        'A',
        [0, 5].map((m) => m * MINUTE),
        { ready: [1, 2] },
      ),
    );
    expect(guests[0].samples).toBe(3);
    // The hole of one interval is filled.
    expect(guests[0].coverage).toBe(1);
    expect(
      estateOf(busy('B', 10, 2), recorded('C', [0, 5 * MINUTE * 19], { busy: [1, 1] })).guests[0].coverage,
    ).toBe(0.45);
  });

  it('without any figures are no guests yet', () => {
    const { guests, stated } = estateOf(busy('A', 2), facts('B', { cores: 2 }), facts('C', { cores: 2 }));
    expect(guests.map(({ name }) => name)).toEqual(['A']);
    expect(stated!.map(({ guest }) => guest.name)).toEqual(['B', 'C']);
  });
});

describe('what an estate says of its data', () => {
  const found = (
    recordings: Recording[],
    text: RegExp,
    options: Partial<Parameters<typeof assemble>[1]> = {},
  ) =>
    assemble([reading(...recordings)], { ...OPTIONS, ...options }).findings.filter((f) => text.test(f.text));

  it.each([
    [99, true],
    [100, false],
  ])('%i samples are few: %s', (samples, few) => {
    expect(found([busy('A', samples)], /Fewer than 100 samples/).map(({ where }) => where)).toEqual(
      few ? ['A'] : [],
    );
  });

  it('one moment is no small number of samples', () => {
    const one = [busy('A', 1), busy('B', 100)];
    expect(found(one, /Fewer than 100/)).toEqual([]);
    expect(found(one, /One moment only/).map(({ level, where }) => [level, where])).toEqual([
      ['warning', 'A'],
    ]);
    expect(found([busy('B', 2)], /One moment only/)).toEqual([]);
  });

  it.each([
    [90, false],
    [89, true],
  ])('of 100 slots %i with a sample are thin: %s', (slots, thin) => {
    const found_ = found([busy('A', slots), busy('WHOLE', 100)], /a tenth of the slots/);
    expect(found_.map(({ where }) => where)).toEqual(thin ? ['A'] : []);
    for (const { fix } of found_) expect(fix).toMatch(/time of day or week/);
  });

  it('proposes no other alignment where days are laid over each other already', () => {
    const [thin] = found([busy('A', 50)], /a tenth of the slots/, { align: 'time-of-day' });
    expect(thin.fix).toBeUndefined();
  });

  it('guesses one processor where there are processor figures and nobody says', () => {
    const open = { ...busy('A', 2), facts: {} };
    expect(found([open], /1 is assumed/)).toMatchObject([{ level: 'guess', where: 'A' }]);
    expect(found([busy('A', 2)], /1 is assumed/)).toEqual([]);
    expect(found([recorded('A', [0, 1], { usedGHz: [1, 1] })], /1 is assumed/)).toEqual([]);
  });

  it('takes what only hosts measure for measured by a host, unless somebody says where', () => {
    const where = (measure: string, facts: Partial<Facts>) => {
      const [{ facts: found, guessed }] = estateOf(
        recorded('A', [0, 1], { [measure]: [1, 1] }, { facts }),
      ).guests;
      return [found.measured, guessed.has('measured')];
    };
    for (const measure of ['usedGHz', 'hostBusy', 'usedCores', 'runCores']) {
      expect(where(measure, {})).toEqual(['host', true]);
      expect(where(measure, { measured: 'native' })).toEqual(['native', false]);
      expect(where(measure, { measured: 'guest' })).toEqual(['guest', false]);
    }
    expect(where('busy', {})).toEqual(['native', true]);
  });

  it('guesses memory where free memory was measured and nobody says', () => {
    const free = (own: Partial<Facts>) => recorded('A', [0, 1], { availableMiB: [200, 100] }, { facts: own });
    expect(found([free({})], /Installed memory is not/)).toMatchObject([{ level: 'guess', where: 'A' }]);
    expect(found([free({ memory: 512 })], /Installed memory is not/)).toEqual([]);
    expect(found([busy('A', 2)], /Installed memory is not/)).toEqual([]);
    expect(estateOf(free({})).guests[0].facts.memory).toBe(256);
  });

  it('names the zones that files come from, west and east of Greenwich', () => {
    const zone = (name: string, biasMinutes: number | null) => ({
      ...busy(name, 2),
      zone: { name, biasMinutes },
    });
    const [told, ...more] = found([zone('EST', 300), zone('IST', -330)], /come from/);
    expect(told).toMatchObject({ level: 'warning', where: 'time zones' });
    expect(told.text).toContain('EST (UTC-5 h), IST (UTC+5.5 h)');
    expect(more).toEqual([]);
    expect(found([zone('EST', 300), zone('E2', 300), zone('?', null)], /come from/)).toEqual([]);
  });

  it.each([
    [1, 'A'],
    [4, 'A, B, C and D'],
    [5, 'A, B, C and 2 more'],
    [9, 'A, B, C and 6 more'],
  ])('names %i servers as "%s"', (n, text) => {
    expect(crowd([...'ABCDEFGHI'].slice(0, n))).toBe(text);
  });
});

describe('installed memory', () => {
  it.each([
    [1, 256],
    [230, 256],
    [231, 384],
    [345, 384],
    [346, 512],
    [460, 512],
    [461, 768],
    [921, 1024],
    [922, 1536],
    [1382, 1536],
    [1383, 2048],
    [7372, 8192],
    [7373, 12_288],
  ])('of which %i MiB were free is at least %i MiB: a tenth stays in use', (free, size) => {
    expect(guessMemory(Float32Array.of(free / 2, free, NaN))).toBe(size);
  });

  it('of which nothing was ever free is not known', () => {
    expect(guessMemory(Float32Array.of(0, 0))).toBeNull();
    expect(guessMemory(new Float32Array(0))).toBeNull();
  });
});
