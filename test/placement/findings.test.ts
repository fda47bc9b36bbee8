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
      expect(text).toContain(
        `DB are rated ${rating} and those of host host ${host}, more than 20-fold apart`,
      );
      expect(fix).toMatch(/GHz/);
    }
  });

  it('names every server whose rating is far from some host', () => {
    expect(rated(2400, 150)[0].where).toBe('WEB');
    expect(rated(2400, 60.5)[0].where).toBe('DB, WEB');
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
