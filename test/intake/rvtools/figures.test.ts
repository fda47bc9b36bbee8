/** Which figures and facts a machine has, and what a person is told of an export. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/estate/finding';
import { rvtoolsReading } from '../../../src/intake/rvtools/reading';
import { readingOf, sheet } from './sheets';

const INFO = 'VM|Powerstate|CPUs|Memory';
const on = (more: string, line: string) => [`${INFO}|${more}`, `a|poweredOn|2|2048|${line}`];
const HOSTS = ['Host|Speed|# Cores', 'x|2500|8'];

describe('the figures of a machine', () => {
  const figures = (...sheets: readonly (readonly string[])[]) =>
    Object.entries(readingOf(...sheets).recordings[0].measures)
      .map(([id, [value]]) => `${id} ${value}`)
      .join(', ');
  it.each([
    ['of processors in MHz', [['VM|Overall', 'a|1500']], 'usedGHz 1.5'],
    ['of an idle one', [['VM|Overall', 'a|0']], 'usedGHz 0'],
    ['of processors in %', [on('CPU usage %', '35')], 'busy 35'],
    ['of processors above 100 %', [on('CPU usage %', '135')], 'busy 100'],
    ['of memory', [['VM|Size MiB|Consumed', 'a|2048|1000']], 'usedMiB 1000'],
    ['of memory of one just started', [['VM|Size MiB|Consumed', 'a|2048|0']], ''],
    ['of space in use', [on('In Use MiB|Provisioned MiB', '1024|4096')], 'spaceGiB 1'],
    ['of space provided', [on('In Use MiB|Provisioned MiB', '|4096')], 'spaceGiB 4'],
    [
      'of space in partitions, before what is provided',
      [
        on('Provisioned MiB', '4096'),
        ['VM|Disk|Capacity MiB|Consumed MiB', 'a|C|4096|1024', 'a|D|4096|1024'],
      ],
      'spaceGiB 2',
    ],
    [
      'of space in partitions that say something',
      [on('DNS Name', ''), ['VM|Disk|Capacity MiB|Consumed MiB', 'a|C|4096|', 'a|D|4096|1024']],
      'spaceGiB 1',
    ],
    [
      'of space in use, before that in partitions',
      [on('In Use MiB', '1024'), ['VM|Disk|Capacity MiB|Consumed MiB', 'a|C|4096|3072']],
      'spaceGiB 1',
    ],
    [
      'of space on disks, where nothing else is said',
      [on('DNS Name', ''), ['VM|Disk|Capacity MiB', 'a|1|1024', 'a|2|2048']],
      'spaceGiB 3',
    ],
    [
      'of space provided, before that of disks',
      [on('Provisioned MiB', '4096'), ['VM|Disk|Capacity MiB', 'a|1|1024']],
      'spaceGiB 4',
    ],
    ['of space on disks that nothing lists as a machine', [['VM|Disk|Capacity MiB', 'a|1|1024']], ''],
    ['of what is no number', [on('CPU usage %|In Use MiB', 'much|more')], ''],
    ['of all memory that a machine has', [['VM|Size MiB|Consumed', 'a||1073741824']], 'usedMiB 1073741824'],
    ['of what no machine has', [['VM|Size MiB|Consumed', 'a||1073742848']], ''],
  ])('%s', (_, sheets, expected) => expect(figures(...sheets)).toBe(expected));

  it.each([
    ['measured by its host where MHz are given', [['VM|Overall', 'a|1500']], { measured: 'host' }],
    [
      'measured by its host where memory is given',
      [['VM|Size MiB|Consumed', 'a|2048|1000']],
      { measured: 'host', memory: 2048 },
    ],
    [
      'measured inside, if at all, where neither is',
      [on('CPU usage %', '35')],
      { measured: 'guest', cores: 2, memory: 2048 },
    ],
    [
      'the larger number of processors and size of memory',
      [on('CPU usage %', ''), ['VM|CPUs|Overall', 'a|4|'], ['VM|Size MiB|Active', 'a|1024|1']],
      { measured: 'guest', cores: 4, memory: 2048 },
    ],
    ['none that is 0', [[INFO, 'a|poweredOn|0|0']], { measured: 'guest' }],
    [
      'the clock of its host',
      [on('Host', 'x'), HOSTS],
      { measured: 'guest', cores: 2, memory: 2048, rating: 2.5 },
    ],
    [
      'what its tools say of its system, before its settings',
      [on('OS|OS according to the VMware Tools', 'Linux (64-bit)|Windows (32-bit)')],
      { measured: 'guest', cores: 2, memory: 2048, os: 'Windows (32-bit)', bits: 32 },
    ],
    [
      'what its settings say of its system',
      [on('OS|OS according to the VMware Tools', 'Linux (64-bit)|')],
      { measured: 'guest', cores: 2, memory: 2048, os: 'Linux (64-bit)' },
    ],
  ])('its facts are %s', (_, sheets, facts) =>
    expect(readingOf(...sheets).recordings[0].facts).toEqual({ present: 'vsphere8', ...facts }),
  );

  it('are of one moment; without any there is none', () => {
    const [with_, without] = [on('CPU usage %', '5'), on('CPU usage %', '')].map(
      (sheets) => readingOf(sheets).recordings[0].times,
    );
    expect([[...with_], [...without]]).toEqual([[0], []]);
  });

  it.each([
    ['x.corp', HOSTS, 'x'],
    ['y', HOSTS, 'y'],
    ['', HOSTS, undefined],
  ])('a machine on "%s" is on %3$s', (host, hosts, expected) =>
    expect(readingOf(on('Host', host), hosts).recordings[0].on).toBe(expected),
  );

  it('the name of its network is another name, but of two that share theirs', () => {
    const heads = `${INFO}|VM ID|DNS Name`;
    const aliases = (...lines: readonly string[]) =>
      readingOf([heads, ...lines]).recordings.map(({ alias }) => alias);
    expect(aliases('a|poweredOn|1|1|1|www', 'b|poweredOn|1|1|2|')).toEqual(['www', undefined]);
    expect(aliases('a|poweredOn|1|1|1|www', 'a|poweredOn|1|1|2|ww2')).toEqual([undefined, undefined]);
  });
});

it('an export counts rows of all sheets and the columns of the widest', () => {
  const { rows, columns, hosts } = readingOf(on('Host', 'x'), ['VM|Overall', 'a|1', 'b|2'], HOSTS);
  expect([rows, columns, hosts!.length]).toEqual([4, 5, 1]);
});

it('an export of no machine is refused, one of hosts alone is read', () => {
  expect(() => readingOf([INFO])).toThrow(InputError);
  expect(readingOf(HOSTS).findings.map(({ text }) => text)).toEqual([
    'Read 1 host of today; no server among them.',
  ]);
});

describe('a person is told', () => {
  const told = (start: string, ...sheets: readonly (readonly string[])[]) =>
    readingOf(...sheets).findings.flatMap(({ level, text }) =>
      text.startsWith(start) || text.includes(` ${start}`) ? [`${level}: ${text}`] : [],
    );
  const two = [INFO, 'a|poweredOn|2|2048', 'b|poweredOff|2|2048', 'c|poweredOff|2|2048'];
  const CPU = ['VM|Overall', 'a|1'];
  const MEMORY = 'VM|Size MiB|Consumed|Active|Ballooned|Swapped';
  const SINGLE =
    'warning: An inventory of a single moment: when each server peaks, and whether peaks coincide, cannot be known from it. Missing besides: ';

  it.each([
    [[[INFO, 'a|poweredOn|2|2048']], 'info: Read 1 machine that runs. Sheets: vInfo.'],
    [
      [two.slice(0, 3), CPU],
      'info: Read 1 machine that runs; 1 other is left out by name: powered off, templates or placeholders. Sheets: vInfo, vCPU.',
    ],
    [
      [[...two, 'd|poweredOn|1|1'], HOSTS],
      'info: Read 2 machines that run; 2 others are left out by name: powered off, templates or placeholders; 1 host of today. Sheets: vInfo, vHost.',
    ],
  ])('what was read: %j', (sheets, text) => expect(told('Read ', ...sheets)).toEqual([text]));

  it('which sheets were not needed', () => {
    const { findings } = rvtoolsReading('rv.xlsx', 1, [sheet(two)], ['vSnapshot']);
    expect(findings[0].text).toMatch(/ Sheets: vInfo; not needed: vSnapshot\.$/);
  });

  it.each([
    [
      [two],
      'how busy processors were (vCPU); memory consumed (vMemory); what is configured counts; disk operations and network.',
    ],
    [[two, CPU], 'memory consumed (vMemory); what is configured counts; disk operations and network.'],
    [
      [on('CPU usage %', '5')],
      'memory consumed (vMemory); what is configured counts; disk operations and network.',
    ],
    [
      [on('CPU usage %', '')],
      'how busy processors were (vCPU); memory consumed (vMemory); what is configured counts; disk operations and network.',
    ],
    [[two, CPU, [MEMORY, 'a|1|1|1|0|0']], 'disk operations and network.'],
  ])('what is missing besides: %j', (sheets, text) =>
    expect(told('An inventory', ...sheets)).toEqual([SINGLE + text]),
  );

  it.each([
    [['a|4.9', 'b|'], []],
    [
      ['a|5', 'b|4'],
      [
        'warning: 1 machine waited ready for 5 % and more of the time (Overall Cpu Readiness): a 5 %. What they used is less than what they wanted; of one moment it is shown and not added.',
      ],
    ],
    [
      ['a|5', 'b|7', 'c|6'],
      [
        'warning: 3 machines waited ready for 5 % and more of the time (Overall Cpu Readiness): b 7 %, c 6 % and a 5 %. What they used is less than what they wanted; of one moment it is shown and not added.',
      ],
    ],
  ])('who waited: %j', (lines, expected) =>
    expect(
      told('waited', [
        `${INFO}|Overall Cpu Readiness`,
        ...lines.map((line) => line.replace('|', '|poweredOn|1|1|')),
      ]),
    ).toEqual(expected),
  );

  it.each([
    [['a|1|1|1|0|0'], []],
    [
      ['a|1|1|1|1|0', 'b|1|1|1|0|1', 'c|1|1|1||'],
      [
        'warning: 2 machines had memory taken back or swapped: a and b. Their hosts were short of memory, and what was consumed is less than what they want.',
      ],
    ],
  ])('whose memory was taken back: %j', (lines, expected) =>
    expect(told('had memory', [MEMORY, ...lines])).toEqual(expected),
  );

  it('how much memory was configured, consumed and active, of those that run', () =>
    expect(told('Memory at', two, [MEMORY, 'a|4096|3072|1024|0|0', 'b|4096|1024|1024|0|0'])).toEqual([
      'info: Memory at that moment: 4 GiB configured, 3 GiB consumed (this is folded), 1 GiB active, as the hosts estimate.',
    ]));

  it.each([
    [[two, ['VM|CPUs|Overall', 'a|2|1']], []],
    [[two, ['VM|CPUs|Overall', 'a||1']], []],
    [
      [two, ['VM|CPUs|Overall', 'a|4|1', 'b|4|1']],
      ['warning: Sheets disagree on processors of 1 machine: a (2 in vInfo, 4 in vCPU). The larger is used.'],
    ],
    [
      [two, [MEMORY, 'a|4096|1|1|0|0']],
      [
        'warning: Sheets disagree on RAM (MiB) of 1 machine: a (2048 in vInfo, 4096 in vMemory). The larger is used.',
      ],
    ],
    [[on('Host', 'x'), ['VM|Overall|Host', 'a|1|x']], []],
    [[on('Host', 'x'), ['VM|Overall|Host', 'a|1|']], []],
    [
      [on('Host', 'x'), ['VM|Overall|Host', 'a|1|y']],
      ['warning: Sheets disagree on the host of 1 machine: a (x, y). What the first sheet says is used.'],
    ],
  ])('where sheets disagree: %j', (sheets, expected) =>
    expect(told('Sheets disagree', ...sheets)).toEqual(expected),
  );

  it('which machines of one name are kept apart', () => {
    const lines = [`${INFO}|VM ID`, 'a|poweredOn|1|1|1', 'b|poweredOn|1|1|2'];
    expect(told('Machines of one name', lines)).toEqual([]);
    expect(told('Machines of one name', [...lines, 'a|poweredOn|1|1|3'])).toEqual([
      'warning: Machines of one name are kept apart: a (1) and a (3). Measurements by name cannot be joined with them.',
    ]);
  });

  it.each([
    [['x'], HOSTS, []],
    [['y'], ['VM|Overall', 'a|1'], []],
    [['y', 'x'], HOSTS, ['warning: 1 machine runs on 1 host that vHost does not list: y.']],
    [['y', 'y', 'z', ''], HOSTS, ['warning: 3 machines run on 2 hosts that vHost does not list: y and z.']],
  ])('whose host %j no sheet of hosts lists', (hosts, other, expected) =>
    expect(
      told(
        'that vHost does not list',
        [`${INFO}|Host`, ...hosts.map((host, k) => `${'abcd'[k]}|poweredOn|1|1|${host}`)],
        other,
      ),
    ).toEqual(expected),
  );

  it('which hosts are taken for one', () =>
    expect(told('Taken for one', on('Host', 'dc-esx1'), ['Host|Speed|# Cores', 'esx1|1000|8'])).toEqual([
      'guess: Taken for one host by the end of their names: dc-esx1 and esx1.',
    ]));
});
