import { describe, expect, it } from 'vitest';
import { modelOf } from '../../src/placement/model';
import { OPTIONS, estateOf, guest } from './estates';

const rated = (rating: number | null, hostRating: number) => {
  const estate = estateOf(
    [guest('DB', { busy: [50] }, { rating }), guest('WEB', { busy: [5] }, { rating: 3 })],
    1,
  );
  const model = modelOf(estate, { ...OPTIONS, hosts: [{ ...OPTIONS.hosts[0], rating: hostRating }] });
  return model.findings.filter(({ text }) => text.includes('rated'));
};

describe('ratings of servers and hosts', () => {
  it.each([
    [60, 3, false],
    [60.1, 3, true],
    [3000, 3, true],
    [0.15, 3, false],
    [0.149, 3, true],
    [null, 3, false],
  ])('of %s and %s are a question to the person: %s', (rating, host, asked) => {
    const findings = rated(rating, host);
    expect(findings).toHaveLength(asked ? 1 : 0);
    if (asked) {
      const [{ level, where, text, fix }] = findings;
      expect({ level, where }).toEqual({ level: 'warning', where: 'DB' });
      expect(text).toContain(`DB are rated ${rating} and those of the host ${host}, more than 20-fold apart`);
      expect(fix).toMatch(/GHz/);
    }
  });

  it('names every server whose rating is far from some host', () => {
    expect(rated(2400, 150)[0].where).toBe('WEB');
    expect(rated(2400, 60.5)[0].where).toBe('DB and WEB');
  });
});

describe('what no host limits', () => {
  it('counts up to what the fold holds, and that is said where servers together ask for more', () => {
    const many = (networkMBs: number, net: number | null) => {
      const guests = ['A', 'B'].map((name) => guest(name, { busy: [5], networkMBs: [networkMBs] }));
      const [host] = OPTIONS.hosts;
      const hosts = [
        { ...host, net: 1e6 },
        { ...host, name: 'open', net },
      ];
      return modelOf(estateOf(guests, 1), { ...OPTIONS, hosts }).findings.map(
        ({ where, text }) => `${where}: ${text}`,
      );
    };
    expect(many(600_000, null)).toContain(
      'host open: network is not limited here; as much as 1073741 MB/s is counted on one host.',
    );
    expect(many(500_000, null).join()).not.toMatch(/not limited here/);
    expect(many(600_000, 1e6).join()).not.toMatch(/not limited here/);
  });
});

describe('shares of kernel time and interrupts that nobody logged', () => {
  const split = { busy: [50], privileged: [20], interrupt: [2], dpc: [1] };
  const told = (measures: Record<string, number[]>, change: object = {}, facts: object = {}) => {
    const guests = [guest('A', measures, { class: 'web', ...facts }), guest('B', split)];
    const { findings, demands } = modelOf(estateOf(guests, 1), {
      ...OPTIONS,
      profile: 'esx3',
      present: '',
      ...change,
    });
    const said = findings.filter(({ text }) => text.startsWith('Kernel time'));
    expect(said.map(({ level, where }) => [level, where])).toEqual(
      demands[0].assumed ? [['guess', 'A']] : [],
    );
    expect(demands[1].assumed).toBeNull();
    return demands[0].assumed && { ...demands[0].assumed, text: said[0].text };
  };

  it('are said with the servers that rest on them', () => {
    const found = told({ busy: [50] });
    expect(found).toMatchObject({ kernel: 0.3, interrupt: 0.1 });
    expect(found!.text).toContain('kernel 30 % and interrupt 10 %');
    expect(told({ busy: [50], privileged: [20] })).toMatchObject({ interrupt: 0.1 });
    expect(told({ busy: [50], privileged: [20], dpc: [1] })).toMatchObject({ interrupt: 0.1 });
  });

  it('are nothing where they were logged or decide nothing', () => {
    expect(told(split)).toBeNull();
    expect(told({ busy: [50] }, { profile: 'bare' })).toBeNull();
    // Nobody says where it runs, or it stays there: nothing is exchanged.
    expect(told({ busy: [50] }, {}, { measured: 'guest' })).toBeNull();
    expect(told({ busy: [50] }, { present: 'esx3' }, { measured: 'guest' })).toBeNull();
    expect(told({ busy: [50] }, { present: 'esx2' }, { measured: 'guest' })).not.toBeNull();
    expect(told({ usedMiB: [50] })).toBeNull();
  });
});

describe('virtual processors that a host with threads measured in per cent', () => {
  const told = (measures: Record<string, number[]>, facts: object, threads: number | null = 64) => {
    const hosts = [{ ...OPTIONS.hosts[0], cores: 32, threads }];
    const estate = estateOf([guest('A', measures, { cores: 64, measured: 'host', ...facts })], 1);
    return modelOf(estate, { ...OPTIONS, hosts })
      .findings.filter(({ text }) => text.includes('hardware thread, and'))
      .map(({ level, where }) => [level, where]);
  };
  it('count as whole cores, which is said', () => {
    const said = [['info', 'A']];
    expect(told({ busy: [90] }, {})).toEqual(said);
    expect(told({ busy: [90] }, { measured: 'guest' })).toEqual(said);
    expect(told({ usedCores: [50] }, {})).toEqual(said);
    expect(told({ busy: [90] }, {}, null)).toEqual([]);
    expect(told({ usedGHz: [90] }, {})).toEqual([]);
    expect(told({ busy: [90] }, { measured: 'native' })).toEqual([]);
    expect(told({ busy: [90] }, { cores: 32, threads: 64 })).toEqual([]);
    expect(told({ usedMiB: [90] }, {})).toEqual([]);
  });
});

describe('a rule that keeps most servers on machines of their own', () => {
  const of = (large: number) => {
    const guests = Array.from({ length: 4 }, (_, i) =>
      guest(`G${i}`, { busy: [5] }, { cores: i < large ? 8 : 2, rating: 3 }),
    );
    const { findings } = modelOf(estateOf(guests, 1), { ...OPTIONS, profile: 'esx3' });
    return findings.filter(({ text }) => text.startsWith('One rule keeps'));
  };

  it('is named, with the profiles that have none such', () => {
    expect(of(3)).toMatchObject([
      {
        level: 'warning',
        text: 'One rule keeps 3 of 4 servers on machines of their own: a guest has at most 4 processors.',
      },
    ]);
    expect(of(3)[0].fix).toContain('vSphere 8');
    expect(of(3)[0].fix).not.toContain('ESX 3');
  });

  it.each([0, 1, 2])('is not where it keeps %i of 4', (large) => expect(of(large)).toEqual([]));
});
