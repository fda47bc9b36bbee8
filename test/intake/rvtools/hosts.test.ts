/** Which of today's hosts an export lists, and which of them its machines mean. */
import { describe, expect, it } from 'vitest';
import { todaysHosts } from '../../../src/intake/rvtools/hosts';
import { machinesIn } from '../../../src/intake/rvtools/machines';
import { sheet } from './sheets';

const HEADS = 'Host|Cluster|Speed|# Cores|HT Active|# Memory|Vendor|Model';
const listed = (...lines: readonly string[]) => todaysHosts([sheet([HEADS, ...lines])], []).list;

/** `named -> listed` for each name that is joined; a mark where the two only end alike. */
function joined(hosts: readonly string[], names: readonly string[]): string[] {
  const sheets = [
    sheet(['Host|Speed|# Cores', ...hosts.map((host) => `${host}|2000|8`)]),
    sheet(['VM|Powerstate|CPUs|Memory|Host', ...names.map((host, k) => `vm${k}|poweredOn|1|1024|${host}`)]),
  ];
  const today = todaysHosts(sheets, machinesIn(sheets, 'rv.xlsx'));
  return names.flatMap((name) => {
    const host = today.of(name);
    return host ? [`${name} -> ${host.name}${today.alike.has(name.toLowerCase()) ? ' alike' : ''}`] : [];
  });
}

describe("today's hosts", () => {
  it.each([
    ['esx1|c|2600|16|True|65536|HPE|DL380', 16, 32, 2.6, 65536, 'HPE DL380'],
    ['esx1|c|2600|16|yes|65536|HPE|', 16, 32, 2.6, 65536, 'HPE'],
    ['esx1|c|2600|16|1|65536||DL380', 16, 32, 2.6, 65536, 'DL380'],
    ['esx1|c|2600|16|False|65536||', 16, 16, 2.6, 65536, ''],
    ['esx1|c|2600|16||65536||', 16, 16, 2.6, 65536, ''],
    ['esx1|c|1000|1|True|1||', 1, 2, 1, 1, ''],
    ['esx1|c|0|0|True|0||', null, null, null, null, ''],
    ['esx1|c|||True|||', null, null, null, null, ''],
  ])('%s', (line, cores, threads, rating, memory, model) =>
    expect(listed(line)).toEqual([
      { name: 'esx1', cluster: 'c', model, cores, threads, rating, memory, servers: 0 },
    ]),
  );

  it('are listed once each, whatever the case, and only by a name', () =>
    expect(
      listed('esx1|c|2600|16|||', '|c|2600|8|||', 'ESX1|c|1000|8|||', 'esx2|c|2600|8|||').map(
        ({ name, cores }) => `${name} ${cores}`,
      ),
    ).toEqual(['esx1 16', 'esx2 8']));

  it('have the servers that run, not those that rest', () => {
    const sheets = [
      sheet([HEADS, 'esx1|c|2600|16|||', 'esx2|c|2600|16|||', 'esx3|c|2600|16|||']),
      sheet([
        'VM|Powerstate|CPUs|Memory|Host',
        'a|poweredOn|1|1|esx1',
        'b|poweredOn|1|1|ESX1',
        'c|poweredOff|1|1|esx1',
        'd|poweredOn|1|1|esx2',
        'e|poweredOff|1|1|esx3',
      ]),
    ];
    const { list } = todaysHosts(sheets, machinesIn(sheets, 'rv.xlsx'));
    expect(list.map(({ name, servers }) => `${name} ${servers}`)).toEqual(['esx1 2', 'esx2 1', 'esx3 0']);
  });
});

describe('the host that a machine names', () => {
  it.each([
    ['itself, whatever the case', ['Esx1'], ['eSX1'], ['eSX1 -> Esx1']],
    ['without its domain', ['esx1'], ['esx1.example.com'], ['esx1.example.com -> esx1']],
    ['with it', ['esx1.example.com'], ['esx1'], ['esx1 -> esx1.example.com']],
    ['of another domain', ['esx1.a.com'], ['esx1.b.com'], ['esx1.b.com -> esx1.a.com']],
    ['of two domains, where one is listed', ['esx1'], ['esx1.a.com', 'esx1.b.com'], []],
    ['of one domain, where two are listed', ['esx1.a.com', 'esx1.b.com'], ['esx1'], []],
    [
      'itself before one without its domain',
      ['esx1', 'esx1.a.com'],
      ['esx1', 'esx1.b.com'],
      ['esx1 -> esx1', 'esx1.b.com -> esx1.a.com'],
    ],
    ['an address', ['10.0.0.1'], ['10.0.0.1'], ['10.0.0.1 -> 10.0.0.1']],
    ['another address, which has no domain', ['10.0.0.1'], ['10.0.0.2'], []],
    ['with a prefix', ['esx1'], ['dc-esx1'], ['dc-esx1 -> esx1 alike']],
    ['with a prefix and a domain', ['esx1.a.com'], ['dc-esx1.b.com'], ['dc-esx1.b.com -> esx1.a.com alike']],
    ['without the prefix', ['dc-esx1'], ['esx1'], ['esx1 -> dc-esx1 alike']],
    ['with a prefix before three signs, which many end in', ['es1'], ['dc-es1'], []],
    ['without a prefix before three signs', ['dc-es1'], ['es1'], []],
    ['that ends in nothing alike', ['esx1'], ['esx2'], []],
    ['that begins alike', ['esx1'], ['esx1b'], []],
    ['with a prefix, where two are listed', ['esx1', 'sx-esx1'], ['dc-sx-esx1'], []],
    ['with either prefix, where one is listed', ['esx1'], ['dc-esx1', 'dd-esx1'], []],
    [
      'with a prefix, where the other has its own',
      ['esx1', 'dd-esx1'],
      ['dc-esx1', 'dd-esx1'],
      ['dc-esx1 -> esx1 alike', 'dd-esx1 -> dd-esx1'],
    ],
  ])('%s', (_, hosts, names, expected) => expect(joined(hosts, names)).toEqual(expected));
});
