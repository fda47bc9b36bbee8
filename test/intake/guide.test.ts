/** What the guide's commands would write is read: nothing is collected that no reader knows. */
import { expect, test } from 'vitest';
import { collectionGuide } from '../../src/intake/guide';
import { log, read } from './read';

const ways = collectionGuide().flatMap(({ id, ways: own }) => own.map((way) => ({ id, ...way })));
const fileOf = (name: string) =>
  ways
    .find(({ file }) => file?.name === name)!
    .file!.text.trim()
    .split('\r\n');
const commandWith = (text: string) => ways.find(({ commands }) => commands?.includes(text))!.commands!;

test('every part has a way, and every command the file that it names', () => {
  expect(collectionGuide().map(({ id }) => id)).toEqual([
    'windows',
    'vmware',
    'hyperv',
    'linux',
    'kvm',
    'proxmox',
  ]);
  for (const { commands, file } of ways)
    for (const [name] of commands?.matchAll(/(?<=-cf |Get-Content )\S+\.txt/g) ?? [])
      expect(file!.name).toBe(name);
});

test.each([
  ['typeperf -cf', ['-si 60 ', '-sc 10080 ']],
  ['Get-Counter', ['-SampleInterval 60 ', '-MaxSamples 10080 ']],
  ['esxtop', ['-d 300 ', '-n 2016 ']],
  ['vmstat', [' 60 10080 ']],
  ['curl', [" '7 days ago' ", ' step=300 ']],
])('%s collects a week, as often as it is said to: %j', (tool, options) => {
  for (const option of options) expect(commandWith(tool)).toContain(option);
});

test('the Windows counters: all of them are used, and processors are counted', async () => {
  const instances = (path: string) =>
    path.includes('(*)') ? ['_Total', '0', '1'].map((each) => path.replace('*', each)) : [path];
  const columns = fileOf('counters.txt')
    .flatMap(instances)
    .map((path) => [path.slice(1), [1, 2, 3]] as const);
  const reading = await read(log(Object.fromEntries(columns)));
  expect(reading.counters.filter(({ measure }) => measure === null)).toEqual([]);
  expect(reading.recordings[0].facts.threads).toBe(2);
  expect(Object.keys(reading.recordings[0].measures).sort()).toEqual([
    'availableMiB',
    'busy',
    'clockTicks',
    'diskMBs',
    'dpc',
    'interrupt',
    'networkMBs',
    'nonpagedMiB',
    'pages',
    'privileged',
    'switches',
    'transfers',
  ]);
});

test('the counters of a Hyper-V host: each tells of its guests', async () => {
  const named = (path: string) =>
    path
      .replace('Virtual Processor(*)', 'Virtual Processor(WEB01:Hv VP 0)')
      .replace('VM(*)', 'VM(WEB01)')
      .replace('Adapter(*)', 'Adapter(WEB01_Network Adapter_1B2C--4D5E)');
  const columns = fileOf('hyperv-counters.txt').map((path) => [named(path).slice(1), [50, 60, 70]] as const);
  const reading = await read(log(Object.fromEntries(columns)), { keep: 'all processes' });
  const guest = reading.recordings.find(({ server }) => server === 'WEB01')!;
  expect(Object.keys(guest.measures).sort()).toEqual([
    'networkMBs',
    'ready',
    'runCores',
    'usedCores',
    'usedMiB',
  ]);
});

test('the counters of Get-Stat: all of them are known, in the units that vCenter gives them', async () => {
  const stats = / -Stat ([^|]+?) \|/.exec(commandWith('Get-Stat').replace(/\s+/g, ' '))![1].split(', ');
  const unitOf = (stat: string) =>
    /usagemhz/.test(stat)
      ? 'MHz'
      : /cpu\.usage\./.test(stat)
        ? '%'
        : /summation/.test(stat)
          ? 'millisecond'
          : /mem/.test(stat)
            ? 'KB'
            : /number/.test(stat)
              ? 'number'
              : 'KBps';
  const rows = stats.map(
    (stat) => `"5","2024-03-04 09:00:00","${stat}","${unitOf(stat)}","web01","VirtualMachine-vm-1","300",""`,
  );
  const text = `"Value","Timestamp","MetricId","Unit","Entity","EntityId","IntervalSecs","Instance"\n${rows.join('\n')}\n`;
  const reading = await read(text);
  expect(reading.counters.filter(({ measure }) => measure === null)).toEqual([]);
  expect(stats.length).toBeGreaterThan(6);
});

test('the metrics of Prometheus: all of them are known', async () => {
  const metrics = /=~"([^"]+)"/.exec(commandWith('query_range'))![1].split('|');
  const result = metrics.map((name) => ({
    metric: {
      __name__: name,
      instance: 'web01:9100',
      device: /disk/.test(name) ? 'sda' : 'eth0',
      cpu: '0',
      mode: 'idle',
    },
    values: [0, 1, 2].map((k) => [1_709_542_800 + 300 * k, String(1e6 + 10 * k)]),
  }));
  const reading = await read(
    JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }),
    {},
    'week.json',
  );
  expect(reading.counters.filter(({ measure }) => measure === null)).toEqual([]);
  expect(reading.recordings.map(({ server }) => server)).toEqual(['web01']);
});

/** The sections that each option of sar writes (sysstat's manual). */
const SECTIONS: Readonly<Record<string, readonly [header: string, row: string]>> = {
  '-u': ['CPU;%user;%nice;%system;%iowait;%steal;%idle', '-1;20;0;5;3;0;72'],
  '-r': ['kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached', '1;2097152;3;25;5;6'],
  '-b': ['tps;rtps;wtps;dtps;bread/s;bwrtn/s;bdscd/s', '30;20;10;0;1000;1000;0'],
  '-w': ['proc/s;cswch/s', '1;1000'],
  '-n DEV': ['IFACE;rxpck/s;txpck/s;rxkB/s;txkB/s', 'eth0;9;9;1000;500'],
};

test('the options of sadf: each gives a measure', async () => {
  for (const [, options] of commandWith('sadf -d').matchAll(/-- (-[^\n]+)/g)) {
    const flags = options.match(/-\w(?: DEV)?/g)!;
    const text = flags
      .map(
        (flag) =>
          `# hostname;interval;timestamp;${SECTIONS[flag][0]}\nweb01;600;2024-03-04 09:10:01 UTC;${SECTIONS[flag][1]}`,
      )
      .join('\n');
    const [{ measures }] = (await read(text, {}, 'web01.csv')).recordings;
    expect(Object.keys(measures).sort()).toEqual([
      'availableMiB',
      'busy',
      'diskMBs',
      'networkMBs',
      'switches',
      'transfers',
    ]);
  }
});
