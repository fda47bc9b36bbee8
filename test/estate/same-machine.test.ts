import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { machinesOf, shownName } from '../../src/estate/same-machine';

const groups = (names: readonly string[]) => {
  const { keyOf } = machinesOf(names);
  const by = new Map<string, string[]>();
  for (const name of names) by.set(keyOf(name), [...(by.get(keyOf(name)) ?? []), name]);
  return [...by.values()];
};

describe('names of one machine', () => {
  test.each([
    [['WEB01', 'web01']],
    [['web01', 'web01.corp.example']],
    [['CORP\\WEB01', 'web01']],
    [['Web01', 'WEB01.CORP.EXAMPLE', 'web01']],
  ])('%j', (names) => expect(groups(names)).toEqual([names]));

  test.each([
    [['app', 'app.01']],
    [['db-10', 'db-10.0.0.5']],
    [['10', '10.0.0.5']],
    [['web01', 'web012']],
    [['web01.a.example', 'web01.b.example']],
    [['Ted DEV', 'Ted DEV.ora']],
  ])('%j are two', (names) => expect(groups(names)).toHaveLength(2));

  test('a short name that fits two is asked about and counted apart', () => {
    const names = ['web01', 'web01.a.example', 'web01.b.example'];
    expect(groups(names)).toHaveLength(3);
    expect(machinesOf(names).findings).toMatchObject([{ level: 'warning', where: 'web01' }]);
  });

  test('what is joined is said as a guess', () => {
    expect(machinesOf(['WEB01', 'web01.corp.example']).findings).toMatchObject([
      { level: 'guess', text: expect.stringContaining('WEB01 and web01.corp.example') as string },
    ]);
  });

  test('whatever order they come in', () => {
    const name = fc.constantFrom(
      'a',
      'A',
      'a.x.example',
      'A.X.Example',
      'b',
      'b.x.example',
      'b.y.example',
      'X\\b',
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const turned = [...names].reverse();
        const sets = (list: string[][]) => list.map((each) => [...each].sort().join()).sort();
        expect(sets(groups(turned))).toEqual(sets(groups(names)));
        expect(
          machinesOf(turned)
            .findings.map(({ text }) => text)
            .sort(),
        ).toEqual(
          machinesOf(names)
            .findings.map(({ text }) => text)
            .sort(),
        );
        expect(shownName(turned)).toBe(shownName(names));
      }),
      { seed: 3 },
    );
  });
});
