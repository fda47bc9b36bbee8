import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHash } from '../../src/scenario/link';
import { fromHash, parseScenario } from '../../src/scenario/parse';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { anyJson, anyName, anyServers, INHERITED } from '../names';
import { often } from '../often';

const FIELDS = Object.keys(DEFAULT_SCENARIO);

/** Words of the trade of this program never stand in what a person is told. */
const LEAKED = /\bnever\b|\[object|Invalid |Received |undefined|Object\b|NaN/;

const LINKS = [
  '#/fold?policy=sum-of-p95&hosts=[{"cores":8,"rating":3,"memory":4096}]&ceilings={"cpu":70}&edits={"WEB01":{"cores":2}}',
  '#/dispatch?dispatch=shelden-strict;guests.0.count=3;sliceMs=20',
  '#/meter?meter=stacked;guess=30&mend=burstMs=200&seed=4',
  `#${toHash({ ...DEFAULT_SCENARIO, failures: 2, overrides: { sharing: 0.6 } })}`,
];

/** A link with pieces of it put in the place of others, taken out, or put in twice. */
const anyLink = fc
  .tuple(
    fc.constantFrom(...LINKS),
    fc.array(
      fc.tuple(
        fc.nat(400),
        fc.nat(12),
        fc.oneof(
          anyName,
          fc.constantFrom('&', '=', '?', '#', '{', '"', '%', '%FF', ';', '.', ','),
          fc.string(),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    fc.option(
      fc.tuple(
        anyName,
        fc.oneof(
          anyName,
          anyJson.map((v) => JSON.stringify(v)),
        ),
      ),
      { nil: null },
    ),
  )
  .map(([link, changes, field]) => {
    const changed = changes.reduce(
      (so, [at, length, piece]) => so.slice(0, at % so.length) + piece + so.slice((at % so.length) + length),
      link,
    );
    return field ? `${changed}&${field[0]}=${encodeURIComponent(field[1])}` : changed;
  });

describe('whatever a link says', () => {
  it('gives a whole scenario, and says in words what of it was not used', () => {
    fc.assert(
      fc.property(anyLink, (link) => {
        const { scenario, findings } = fromHash(link);
        expect(Object.keys(scenario)).toEqual(expect.arrayContaining(FIELDS));
        expect(Object.getPrototypeOf(scenario)).toBe(Object.prototype);
        for (const { text } of findings)
          expect(text.replace(/found "(?:[^"\\]|\\.)*"/g, '')).not.toMatch(LEAKED);
        expect(fromHash(`#${toHash(scenario)}`).scenario).toEqual(
          scenario.sample ? { ...scenario } : { ...scenario, edits: {} },
        );
      }),
      { seed: 9, numRuns: often(5000) },
    );
  });

  it.each(INHERITED)('refuses a choice named %s by name', (field) => {
    const { scenario, findings } = fromHash(`#/fold?v=4&${field}={"cores":1}&failures=2`);
    expect(scenario).toEqual({ ...DEFAULT_SCENARIO, failures: 2 });
    expect(findings.map(({ where }) => where)).toEqual([`link: ${field}`]);
    expect(findings[0].text).toMatch(/^no field of that name; expected one of /);
  });

  it('keeps facts of servers of any names', () => {
    fc.assert(
      fc.property(anyServers(), (servers) => {
        const edits = Object.fromEntries(servers.map((name, i) => [name, { cores: i + 1 }]));
        const { scenario, findings } = fromHash(`#${toHash({ ...DEFAULT_SCENARIO, edits })}`);
        expect(findings).toEqual([]);
        expect(Object.entries(scenario.edits)).toEqual(Object.entries(edits));
      }),
      { seed: 10 },
    );
  });

  it('refuses a view that does not exist with those that do', () => {
    const { scenario, findings } = fromHash('#/atlas');
    expect(scenario.view).toBe('fold');
    expect(findings[0]).toMatchObject({
      where: 'link: view',
      text: 'found "atlas"; expected one of the views fold, decide, dispatch, meter, paper, sheets. The default is used.',
    });
  });
});

describe('whatever a scenario file says', () => {
  it('gives a whole scenario, and says in words what of it was not used', () => {
    const field = fc.oneof(fc.constantFrom(...FIELDS), anyName);
    fc.assert(
      fc.property(fc.array(fc.tuple(field, anyJson), { maxLength: 6 }), (fields) => {
        const text = `{${fields.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v) ?? 'null'}`).join(',')}}`;
        const { scenario, findings } = parseScenario(JSON.parse(text), 'x.json');
        expect(Object.keys(scenario)).toEqual(expect.arrayContaining(FIELDS));
        expect(Object.getPrototypeOf(scenario)).toBe(Object.prototype);
        for (const { text } of findings)
          expect(text.replace(/found "(?:[^"\\]|\\.)*"/g, '')).not.toMatch(LEAKED);
      }),
      { seed: 11, numRuns: often(2000) },
    );
  });

  it.each([
    [{ hosts: [{ cores: 1.5, rating: 3 }] }, 'found 1.5; expected a whole number from 1 to 4096.'],
    [{ hosts: [{ cores: 1, rating: 0 }] }, 'found 0; expected a number from 0.001 to 1000000 GHz.'],
    [
      { hosts: [{ cores: 1, rating: 1, wheels: 4 }] },
      /^found "wheels", which is no name of a field here; expected one of name, cores, rating, /,
    ],
    [{ hosts: [] }, 'found an empty list; expected a list of 1 to 100.'],
    [{ hosts: { cores: 1 } }, 'found an object; expected a list of 1 to 100.'],
    [{ hosts: [{ rating: 1 }] }, 'found nothing; expected a whole number from 1 to 4096.'],
    [{ policy: ['x'] }, 'found a list of 1; expected one of peak-of-sums, sum-of-p95, sum-of-peaks.'],
    [{ failures: -1 }, 'found -1; expected a whole number from 0 to 100.'],
    [{ seconds: '5' }, 'found "5"; expected a number from 0 to 3600.'],
    [{ sample: 1 }, 'found 1; expected true or false.'],
    [{ ceilings: { cpu: 0 } }, 'found 0; expected a number from 0.1 to 100 %.'],
    [{ edits: { __PROTO__: { cores: 0 } } }, 'found 0; expected a whole number from 1 to 4096.'],
    [
      { edits: { A: { cpus: 2 } } },
      /^found "cpus", which is no name of a field here; expected one of cores, /,
    ],
    [{ edits: [] }, 'found an empty list; expected an object.'],
    [{ meter: 'x'.repeat(4001) }, /^found "x+\.\.\."; expected a text of at most 4000 characters\./],
  ])('says of %j what was expected', (given, words) => {
    const [finding] = parseScenario(given, 'x.json').findings;
    if (typeof words === 'string') expect(finding.text).toBe(`${words} The default is used.`);
    else expect(finding.text).toMatch(words);
  });
});
