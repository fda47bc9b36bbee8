import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { byName } from '../../src/scenario/by-name';
import { readCards, withoutServers, writeCards } from '../../src/scenario/cards';
import { kindOfDocument, openDocument } from '../../src/scenario/document';
import { readPairs, writePairs } from '../../src/scenario/pairs';
import { inProcessors } from '../../src/scenario/shares-of-host';

describe('shares of a host, as version 1 had them', () => {
  const usual = [{ ...DEFAULT_HOST, cores: 8, threads: null }];
  const change = (given: Record<string, unknown>) => {
    const { given: changed, findings } = inProcessors(usual)(new Map(Object.entries(given)), 'link');
    return [changed.get('overrides'), findings.map(({ where, text }) => `${where}: ${text}`)];
  };
  test.each([
    [{ overrides: { scheduling: 0.01, shadow: 0.02 } }, { scheduling: 0.08, shadow: 0.02 }, []],
    [{ overrides: { scheduling: 0.2, vmm: 0.5 } }, { scheduling: 1.6, vmm: 4 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 10, threads: 20 }] }, { vmm: 1.25 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 10, threads: 10 }] }, { vmm: 1 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [] }, { vmm: 0.8 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: 'two' }, { vmm: 0.8 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 'x' }] }, { vmm: 0.8 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 0 }] }, { vmm: 0.8 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [7] }, { vmm: 0.8 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 4 }, { cores: 'x' }] }, { vmm: 0.8 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 1 }] }, { vmm: 0.1 }, []],
    // What arithmetic leaves is no choice.
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 3 }] }, { vmm: 0.3 }, []],
    [
      { overrides: { vmm: 0.0712345678 }, hosts: [{ cores: 4 }, { cores: 8 }] },
      { vmm: 0.2849382712 },
      [
        'link: overrides.vmm: 7.12346 % of a host was meant, and the hosts have 4 and 8 processors; it is taken to be 0.2849382712 processors, as of the first.',
      ],
    ],
    [
      { overrides: { scheduling: 0.201 } },
      {},
      [
        'link: overrides.scheduling: found 0.201; expected a share of the host from 0 to 0.2. The default is used.',
      ],
    ],
    [
      { overrides: { vmm: -0.1 } },
      {},
      ['link: overrides.vmm: found -0.1; expected a share of the host from 0 to 0.5. The default is used.'],
    ],
    [
      { overrides: { vmm: 'much' } },
      {},
      ['link: overrides.vmm: found "much"; expected a share of the host from 0 to 0.5. The default is used.'],
    ],
    [{ overrides: { vmm: 0 }, hosts: [{ cores: 4 }, { cores: 8 }] }, { vmm: 0 }, []],
    [{ overrides: { vmm: 0.1 }, hosts: [{ cores: 4 }, { cores: 4 }] }, { vmm: 0.4 }, []],
    [
      { overrides: { vmm: 0.1 }, hosts: [{ cores: 4 }, { cores: 8 }, { cores: 8 }] },
      { vmm: 0.4 },
      [
        'link: overrides.vmm: 10 % of a host was meant, and the hosts have 4 and 8 processors; it is taken to be 0.4 processors, as of the first.',
      ],
    ],
    [{ overrides: [0.1] }, [0.1], []],
    [{}, undefined, []],
  ])('%j', (given, overrides, findings) => {
    expect(change(given)).toEqual([overrides, findings]);
  });
});

describe('a flat object in a link', () => {
  test.each([
    [{ cores: 8, name: 'old' }, 'cores:8,name:old'],
    [{ name: 'two words' }, 'name:"two words"'],
    [{ name: 'a,b:c;d' }, 'name:"a\\u002cb\\u003ac\\u003bd"'],
    [{ name: 'true' }, 'name:"true"'],
    [{ name: 'null', flag: true, none: null }, 'name:"null",flag:true,none:null'],
    [{ name: '7' }, 'name:"7"'],
    [{ 'a b': -1.5 }, '"a b":-1.5'],
    [{ 'a-b': '' }, 'a-b:""'],
    [{}, ''],
  ])('%j is %s', (table, text) => {
    expect(writePairs(Object.entries(table))).toBe(text);
    expect(readPairs(text)).toEqual(table);
  });
  test.each([
    ['a', { a: null }],
    ['a:', { a: '' }],
    ['a:b:c', { a: 'b:c' }],
    [',,a:1,', { a: 1 }],
    ['a:{x', { a: '{x' }],
  ])('whatever it is, %s, comes out as one', (text, table) => {
    expect(readPairs(text)).toEqual(table);
  });
});

describe('open cards', () => {
  it('are written with their settings, and read without what is none', () => {
    const cards = new Map<string, Record<string, string | number>>([
      ['drill', { together: 2, server: 'DB' }],
      ['risk', {}],
    ]);
    const text = writeCards(cards);
    expect(text).toBe('drill:open,together:2,server:DB;risk:open');
    expect(readCards(text)).toEqual(cards);
    expect(withoutServers(text)).toBe('drill:open,together:2;risk:open');
    expect([...readCards('drill:shut;risk:open,x:true,y:null,z:w;;')]).toEqual([['risk', { z: 'w' }]]);
  });
});

describe('a document', () => {
  test.each([
    [null, null],
    [[], null],
    [{ hostfold: 'scenario', scenario: {} }, 'scenario'],
    [{ hostfold: 'scenario', scenario: [] }, null],
    [{ hostfold: 'x', scenario: {} }, null],
    [{ hostCount: 2, hosts: [] }, 'plan without choices'],
    [{ hostCount: 2, hosts: [], scenario: {} }, 'plan'],
    [{ hostCount: '2', hosts: [], scenario: {} }, null],
    [{ version: 1, profile: 'kvm' }, 'scenario'],
    [{ version: 1, hosts: [] }, 'scenario'],
    [{ version: 1 }, null],
    [{ version: '1', profile: 'kvm' }, null],
  ])('%j is %s', (value, kind) => {
    expect(kindOfDocument(value)).toBe(kind);
  });
  it('names its files as far as they can be understood', () => {
    const files = [
      'a.csv',
      { name: 'b', bytes: 5, read: { decimal: ',' }, base64: 'QQ==' },
      { name: 'c', bytes: '5', read: 7, base64: 1 },
      { bytes: 5 },
      7,
      null,
    ];
    expect(openDocument({ hostfold: 'scenario', scenario: {}, files }, 'x').files).toEqual([
      { name: 'a.csv' },
      { name: 'b', bytes: 5, read: { decimal: ',' }, base64: 'QQ==' },
      { name: 'c' },
    ]);
    expect(openDocument({ hostfold: 'scenario', scenario: {}, files: 'a' }, 'x').files).toEqual([]);
    expect(() => openDocument({ hostCount: 1, hosts: [] }, 'plan.json')).toThrow(
      'plan.json: it is a plan that was saved before plans held their choices',
    );
  });
});

describe('values by name', () => {
  const schema = byName(v.pipe(v.number(), v.maxValue(5)));
  it('keep every name, and tell where one is refused', () => {
    const names = JSON.parse('{"constructor": 1, "__proto__": 2, "a": 3}') as unknown;
    expect(Object.entries(v.parse(schema, names))).toEqual([
      ['constructor', 1],
      ['__proto__', 2],
      ['a', 3],
    ]);
    const { issues } = v.safeParse(schema, { a: 1, b: 9, c: 'x' });
    expect(issues!.map(({ path, input }) => [path!.map(({ key }) => key).join('.'), input])).toEqual([
      ['b', 9],
      ['c', 'x'],
    ]);
  });
  it.each([[[1]], [null], ['x']])('are an object, which %j is not', (value) => {
    expect(v.safeParse(schema, value).issues![0].message).toBe('an object');
  });
});
