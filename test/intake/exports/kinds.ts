/** Exports of each kind that is read, made up, each with the servers that are truly in it. */
import type { FormatId } from '../../../src/intake/formats';
import type { Export } from './export';

const SERVERS = ['web01', 'db-02', 'mail.corp.example', 'app_4'];
const ROWS = 14;

const two = (n: number) => String(n).padStart(2, '0');
const iso = (k: number) => `2024-03-04 09:${two(2 * k)}:00`;
const us = (k: number) => `03/04/2024 09:${two(2 * k)}:00.000`;
const T0 = 1_709_542_800;
const epoch = (k: number) => String(T0 + 120 * k);
const load = (s: number, k: number) => String(10 + s * 7 + ((k * k * 3 + s) % 17));
const other = (s: number, k: number) => String(500 + 37 * s + k);
/** Beside what a processor did for its user: at rest, and for the system. */
const modes = (s: number, k: number, m: number) => (m === 1 ? String(95 - Number(load(s, k))) : '5');

type Table = Pick<Export, 'header' | 'rows'>;
const lines = (of: readonly (readonly string[] | string)[], sign: string) =>
  `${of.map((row) => (typeof row === 'string' ? row : row.join(sign))).join('\n')}\n`;
const parted = (sign: string, quote = false) => {
  const cell = (text: string) => (quote || text.includes(sign) ? `"${text.replaceAll('"', '""')}"` : text);
  return ({ header, rows }: Table) =>
    lines(
      [header, ...rows].map((row) => row.map(cell)),
      sign,
    );
};
const csv = parted(',');
const quoted = parted(',', true);
/** For tools that part columns by blanks. */
const word = (cell: string) => cell.trim().replace(/\s+/g, '_') || '-';

/** A column, or several, for each server; the first of them holds its load. */
function wide(
  of: (name: string, s: number) => readonly string[],
  more: Partial<Export> = {},
  time: readonly [string, (k: number) => string] = ['timestamp', iso],
  beside: (s: number, k: number, m: number) => string = other,
  all = false,
): Export {
  const columns = SERVERS.flatMap((name, s) => of(name, s).map((header, m) => ({ header, s, m })));
  return {
    servers: SERVERS,
    header: [time[0], ...columns.map(({ header }) => header)],
    rows: Array.from({ length: ROWS }, (_, k) => [
      time[1](k),
      ...columns.map(({ s, m }) => (m === 0 ? load(s, k) : beside(s, k, m))),
    ]),
    kept: [0, ...columns.flatMap(({ m }, k) => (m === 0 || all ? [k + 1] : []))],
    fixed: 1,
    file: 'export.csv',
    text: csv,
    ...more,
  };
}

const PDH_OTHERS = [
  '\\\\web01\\Processor Information(_Total)\\% Processor Performance',
  '\\\\web01\\System\\Processor Queue Length',
  '\\\\db-02\\Process(_Total)\\Working Set',
  '\\\\db-02\\PhysicalDisk(0 C:)\\% Idle Time',
  '\\\\app_4\\Thermal Zone Information(\\_TZ.THM)\\Temperature',
];
const pdh = (
  path: (name: string, s: number) => readonly string[],
  zone = '(UTC)(0)',
  others: readonly string[] = PDH_OTHERS,
  time = us,
): Export => wide(path, { text: quoted, others }, [`(PDH-CSV 4.0) ${zone}`, time]);

/** Rows for each server, or for each of its moments. */
const rowsOf = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  kept: readonly number[],
  more: Partial<Export> = {},
): Export => ({
  servers: SERVERS,
  header,
  rows,
  kept,
  fixed: 0,
  file: 'export.csv',
  text: csv,
  ...more,
});
const moments = (cells: (name: string, s: number, k: number) => readonly (readonly string[])[]) =>
  Array.from({ length: ROWS }, (_, k) => SERVERS.flatMap((name, s) => cells(name, s, k))).flat();
const each = (cells: (name: string, s: number) => readonly string[]) => SERVERS.map(cells);

/** One machine, called as its file is or as a preamble says. */
const one = (
  header: readonly string[],
  cells: (k: number) => readonly string[],
  kept: readonly number[],
  more: Partial<Export>,
): Export => ({
  servers: ['web01'],
  header,
  rows: Array.from({ length: ROWS }, (_, k) => cells(k)),
  kept,
  fixed: 1,
  file: 'web01.csv',
  text: csv,
  ...more,
});

const number = (cell: string): number | string | null =>
  cell === '' ? null : Number.isFinite(Number(cell)) ? Number(cell) : cell;
const objects = ({ header, rows }: Table) =>
  rows.map((row) =>
    Object.fromEntries(
      header.map((name, k) => [name || 'x', /^(id|name|type|status)$/.test(name) ? row[k] : number(row[k])]),
    ),
  );
const stamps = (rows: Table['rows']) => rows.map(([time]) => new Date(Number(time) * 1000).toISOString());
const SAR_DATE = '03/04/2024';

/** The kinds, with the format that reads each. */
export const KINDS: Readonly<Record<string, Export & { readonly format: FormatId }>> = {
  'per cent, a column each': { format: 'wide', ...wide((n) => [`${n} cpu %`], { sums: true }) },
  'names alone': { format: 'wide', ...wide((n) => [n], { sums: true }) },
  'busy and memory': { format: 'wide', ...wide((n) => [`${n} busy %`, `${n} memory MB`]) },
  'three measures, semicolons': {
    format: 'wide',
    ...wide((n) => [`${n} CPU usage [%]`, `${n} disk MB/s`, `${n} network KBps`], { text: parted(';') }),
  },
  'measure first': { format: 'wide', ...wide((n) => [`CPU % ${n}`], { sums: true }) },
  'in parentheses': { format: 'wide', ...wide((n) => [`CPU % (${n})`, `IOPS (${n})`]) },
  'MHz of hosts': { format: 'wide', ...wide((n) => [`${n} cpu usage MHz`, `${n} cpu ready ms`]) },
  'tabs and quotes': { format: 'wide', ...wide((n) => [`${n} cpu percent`], { text: parted('\t', true) }) },
  idle: { format: 'wide', ...wide((n) => [`${n} cpu idle %`]) },
  'one machine, GWA-T-12': {
    format: 'wide',
    ...one(
      [
        'Timestamp [ms]',
        'CPU cores',
        'CPU capacity provisioned [MHZ]',
        'CPU usage [MHZ]',
        'CPU usage [%]',
        'Memory capacity provisioned [KB]',
        'Memory usage [KB]',
        'Disk read throughput [KB/s]',
      ],
      (k) => [epoch(k), '2', '5199.5', load(3, k), load(0, k), '4194304', '102400', '512'],
      [0, 4],
      { text: parted(';') },
    ),
  },
  'one machine, Proxmox rrddata': {
    format: 'wide',
    ...one(
      ['time', 'cpu', 'maxcpu', 'mem', 'maxmem', 'diskread', 'diskwrite', 'netin', 'netout', 'uptime'],
      (k) => [epoch(k), `0.${load(0, k)}`, '4', '2147483648', '8589934592', '1e6', '2e6', '3e6', '4e6', '99'],
      [0, 1, 2, 3],
      {},
    ),
  },
  'counters in rows': {
    format: 'long',
    ...rowsOf(
      ['timestamp', 'server', 'counter', 'value'],
      moments((n, s, k) => [
        [iso(k), n, 'cpu %', load(s, k)],
        [iso(k), n, 'memory used MB', '700'],
      ]),
      [0, 1, 2, 3],
    ),
  },
  'measures in columns': {
    format: 'long',
    ...rowsOf(
      ['timestamp', 'host', 'cpu %', 'memory MB'],
      moments((n, s, k) => [[iso(k), n, load(s, k), '700']]),
      [0, 1, 2],
    ),
  },
  'a monitor': {
    format: 'long',
    ...rowsOf(
      ['Node Name', 'Date Time', 'Average CPU Load', 'Average Response Time ms'],
      moments((n, s, k) => [[n, iso(k), load(s, k), '12']]),
      [0, 1, 2],
      { text: quoted },
    ),
  },
  'a list with load': {
    format: 'guests',
    ...rowsOf(
      ['name', 'cores', 'memory MB', 'CPU peak %'],
      each((n, s) => [n, '4', '8192', load(s, 0)]),
      [0, 3],
    ),
  },
  'a list of a hypervisor': {
    format: 'guests',
    ...rowsOf(
      ['VM', 'State', 'vCPUs', 'RAM GB', 'CPU usage %'],
      each((n, s) => [n, 'poweredOn', '2', '8', load(s, 1)]),
      [0, 1, 4],
    ),
  },
  'Azure Migrate': {
    format: 'guests',
    ...rowsOf(
      ['*Server Name', '*Cores', '*Memory (In MB)', 'CPU utilization percentage', 'Server type'],
      each((n, s) => [n, '4', '8192', load(s, 2), 'Physical']),
      [0, 3],
    ),
  },
  'Live Optics': {
    format: 'guests',
    ...rowsOf(
      [
        'VM Name',
        'Power State',
        'Virtual CPU',
        'Provisioned Memory (MiB)',
        'Peak CPU (GHz)',
        'Peak IOPS',
        'Host',
      ],
      each((n, s) => [n, 'poweredOn', '4', '8192', `2.${s}`, '300', 'esx1']),
      [0, 1, 4, 6],
    ),
  },
  'Measure-VM': {
    format: 'guests',
    ...rowsOf(
      [
        'ComputerName',
        'VMName',
        'MeteringDuration',
        'AverageProcessorUsage',
        'AverageMemoryUsage',
        'MaximumMemoryUsage',
      ],
      each((n, s) => ['HV1', n, '1.00:00:00', `4${load(s, 0)}`, '2048', '4096']),
      [0, 1, 3],
      { text: quoted },
    ),
  },
  'RVTools vInfo': {
    format: 'rvtools',
    ...rowsOf(
      [
        'VM',
        'Powerstate',
        'Template',
        'CPUs',
        'Memory',
        'In Use MiB',
        'Provisioned MiB',
        'Cluster',
        'Host',
        'VM ID',
      ],
      each((n, s) => [n, 'poweredOn', 'False', '4', '8192', '2048', '9000', 'c', 'esx1', `vm-${s}`]),
      [0, 1, 2, 3, 8, 9],
      { file: 'RVTools_tabvInfo.csv' },
    ),
  },
  'RVTools vCPU': {
    format: 'rvtools',
    ...rowsOf(
      ['VM', 'Powerstate', 'Template', 'CPUs', 'Sockets', 'Max', 'Overall', 'Host', 'VM ID'],
      each((n, s) => [n, 'poweredOn', 'False', '4', '1', '10400', `1${load(s, 0)}`, 'esx1', `vm-${s}`]),
      [0, 1, 2, 3, 6, 7, 8],
      { file: 'RVTools_tabvCPU.csv' },
    ),
  },
  'Performance Monitor': {
    format: 'perfmon',
    ...pdh(
      (n) => [`\\\\${n}\\Processor(_Total)\\% Processor Time`, `\\\\${n}\\Memory\\Available MBytes`],
      '(W. Europe Standard Time)(-60)',
    ),
  },
  'Performance Monitor, disks': {
    format: 'perfmon',
    ...pdh((n) => [
      `\\\\${n}\\Processor(_Total)\\% Processor Time`,
      `\\\\${n}\\PhysicalDisk(_Total)\\Disk Transfers/sec`,
      `\\\\${n}\\Network Interface(Intel)\\Bytes Total/sec`,
    ]),
  },
  'Performance Monitor, German': {
    format: 'perfmon',
    ...pdh((n) => [
      `\\\\${n}\\Prozessor(_Total)\\Prozessorzeit (%)`,
      `\\\\${n}\\Arbeitsspeicher\\Verfügbare MB`,
    ]),
  },
  'Performance Monitor of a Hyper-V host': {
    format: 'perfmon',
    ...pdh(
      (n) => [
        `\\\\HV1\\Hyper-V Hypervisor Virtual Processor(${n}:Hv VP 0)\\% Guest Run Time`,
        `\\\\HV1\\Hyper-V Dynamic Memory VM(${n})\\Physical Memory`,
      ],
      '(UTC)(0)',
      [
        '\\\\HV1\\Processor(_Total)\\% Processor Time',
        '\\\\HV1\\Memory\\Available MBytes',
        '\\\\HV1\\Hyper-V Hypervisor Virtual Processor(_Total)\\% Guest Run Time',
        '\\\\HV1\\Hyper-V Hypervisor Root Virtual Processor(Root VP 0)\\% Total Run Time',
        '\\\\HV1\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time',
      ],
    ),
  },
  esxtop: {
    format: 'esxtop',
    ...pdh(
      (n, s) => [
        `\\\\esx\\Group Cpu(${100 + s}:${n})\\% Used`,
        `\\\\esx\\Vcpu(${100 + s}:${n}:7:vmx-vcpu-0)\\% Used`,
      ],
      '(UTC)(0)',
      [
        '\\\\esx\\Group Cpu(1:idle)\\% Used',
        '\\\\esx\\Group Cpu(2:system)\\% Used',
        '\\\\esx\\Group Cpu(7:hostd.2098000)\\% Used',
        '\\\\esx\\Physical Cpu(_Total)\\% Util Time',
        '\\\\esx\\Memory\\Kernel MBytes',
        '\\\\esx\\Physical Disk Adapter(vmhba0)\\Commands/sec',
        '\\\\esx\\Network Port(vSwitch0:33554434:vmnic0)\\MBits Transmitted/sec',
      ],
      (k) => `03/04/2024 09:${two(2 * k)}:00`,
    ),
    // The group's own column and that of its world are how a machine is told from what belongs to the host.
    kept: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  },
  'Get-Stat': {
    format: 'getStat',
    ...rowsOf(
      [
        'Value',
        'Timestamp',
        'MetricId',
        'Unit',
        'Description',
        'Entity',
        'EntityId',
        'IntervalSecs',
        'Instance',
      ],
      moments((n, s, k) => [
        [load(s, k), iso(k), 'cpu.usage.average', '%', 'words', n, `VirtualMachine-vm-${s}`, '300', ''],
        ['8000', iso(k), 'net.usage.average', 'KBps', 'words', n, `VirtualMachine-vm-${s}`, '300', ''],
      ]),
      [0, 1, 2, 3, 5],
      { text: quoted },
    ),
  },
  'vCenter chart': {
    format: 'vcenter',
    ...wide((n) => [`Usage in MHz for ${n}`, `Ready for ${n}`], { text: quoted }, ['Time', iso]),
  },
  'Aria Operations view': {
    format: 'vrops',
    ...rowsOf(
      [
        'Name',
        'Interval Breakdown',
        'VM|CPU|Demand (MHz)|Avg',
        'VM|Memory|Consumed (KB)|Avg',
        'VM|CPU|Number of vCPUs|Last',
      ],
      moments((n, s, k) => [[n, `9:${two(2 * k)} AM 04 March 2024`, `1${load(s, k)}`, '2097152', '4']]),
      [0, 1, 2],
      { fixed: 2, text: quoted },
    ),
  },
  'Grafana, joined by time': {
    format: 'grafana',
    ...wide(
      (n) => ['user', 'idle', 'system'].map((mode) => `{instance="${n}:9100", mode="${mode}"}`),
      { text: quoted, others: ['node_load1{instance="web01:9100"}', 'up{instance="db-02:9100"}', 'Value'] },
      ['Time', iso],
      modes,
      true,
    ),
  },
  'Grafana, series to rows': {
    format: 'grafana',
    ...rowsOf(
      ['Time', 'Metric', 'Value'],
      moments((n, s, k) => [[iso(k), `${n} CPU busy %`, load(s, k)]]),
      [0, 1, 2],
      { text: quoted, fixed: 3 },
    ),
  },
  'Prometheus answer': {
    format: 'prometheus',
    ...wide(
      (n) => [`${n}:9100|user`, `${n}:9100|idle`, `${n}:9100|system`],
      {
        file: 'answer.json',
        others: ['web01:9100|', '|'],
        text: ({ header, rows }) =>
          JSON.stringify({
            status: 'success',
            data: {
              resultType: 'matrix',
              result: header.slice(1).map((name, k) => {
                const [instance, mode] = name.split('|');
                return {
                  metric: { ...(instance ? { instance } : {}), ...(mode ? { mode } : {}) },
                  values: rows.map((row) => [Number(row[0]), row[k + 1]]),
                };
              }),
            },
          }),
      },
      ['time', epoch],
      modes,
      true,
    ),
  },
  CloudWatch: {
    format: 'cloudwatch',
    ...wide(
      (n) => [`${n} CPUUtilization Average`, `${n} NetworkIn Sum`],
      {
        file: 'metrics.json',
        text: ({ header, rows }) =>
          JSON.stringify({
            MetricDataResults: header.slice(1).map((name, k) => ({
              Id: `m${k}`,
              Label: name.replace(
                /^(web01|db-02|mail\.corp\.example|app_4) /,
                (_, n: string) => `${IDS[n]} `,
              ),
              Timestamps: stamps(rows),
              Values: rows.map((row) => number(row[k + 1])),
            })),
          }),
      },
      ['time', epoch],
    ),
    servers: ['i-0000000000000001a', 'i-0000000000000002b', 'i-0000000000000003c', 'i-0000000000000004d'],
  },
  'Azure Monitor': {
    format: 'azure',
    ...wide(
      (n) => [`${n}|Percentage CPU|Percent`, `${n}|Available Memory Bytes|Bytes`],
      {
        file: 'metrics.json',
        others: ['web01|CPU Credits Remaining|Count', 'db-02|OS Disk Queue Depth|Count'],
        text: ({ header, rows }) =>
          JSON.stringify({
            interval: 'PT2M',
            value: header.slice(1).map((name, k) => {
              const [machine, metric = 'x', unit = 'Count'] = name.split('|');
              return {
                id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/${SERVERS.includes(machine) ? machine : SERVERS[0]}/providers/Microsoft.Insights/metrics/x`,
                name: { value: metric },
                unit,
                timeseries: [
                  {
                    data: rows.map((row, r) => ({ timeStamp: stamps(rows)[r], average: number(row[k + 1]) })),
                  },
                ],
              };
            }),
          }),
      },
      ['time', epoch],
    ),
  },
  'Proxmox resources': {
    format: 'proxmox',
    ...rowsOf(
      ['id', 'type', 'name', 'status', 'template', 'cpu', 'maxcpu', 'mem', 'maxmem', 'netin', 'disk'],
      [
        ...each((n, s) => [
          `qemu/${100 + s}`,
          'qemu',
          n,
          'running',
          '0',
          '0.5',
          '2',
          '1073741824',
          '4294967296',
          '9e12',
          '0',
        ]),
        ['node/pve1', 'node', 'pve1', 'online', '0', '0.1', '64', '1e11', '9e11', '0', '0'],
      ],
      [0, 1, 2, 3, 4, 5, 6],
      { file: 'resources.json', text: (table) => JSON.stringify(objects(table)) },
    ),
  },
  'sadf -d': {
    format: 'sadf',
    ...rowsOf(
      ['hostname', 'interval', 'timestamp', 'CPU', '%user', '%nice', '%system', '%iowait', '%steal', '%idle'],
      moments((n, s, k) => [
        [
          n,
          '120',
          `${iso(k)} UTC`,
          '-1',
          load(s, k),
          '0.00',
          '5.00',
          '3.00',
          '0.00',
          String(92 - Number(load(s, k))),
        ],
      ]),
      [0, 1, 2, 3, 4, 7, 8, 9],
      { fixed: 4, text: ({ header, rows }) => lines([`# ${header.join(';')}`, ...rows], ';') },
    ),
  },
  'sar text': {
    format: 'sar',
    ...one(
      ['09:00:01', 'CPU', '%user', '%nice', '%system', '%iowait', '%steal', '%idle'],
      (k) => [
        `09:${two(2 * k + 1)}:01`,
        'all',
        load(0, k),
        '0.00',
        '5.00',
        '3.00',
        '0.00',
        String(92 - Number(load(0, k))),
      ],
      [0, 1, 2, 5, 6, 7],
      {
        fixed: 2,
        file: 'sa04.txt',
        text: ({ header, rows }) =>
          lines(
            [
              `Linux 4.18.0-80.el8.x86_64 (web01) \t${SAR_DATE} \t_x86_64_\t(4 CPU)`,
              '',
              ...[header, ...rows].map((row) => row.map(word)),
            ],
            '  ',
          ),
      },
    ),
  },
  'vmstat -t': {
    format: 'vmstat',
    ...one(
      [
        'r',
        'b',
        'swpd',
        'free',
        'buff',
        'cache',
        'si',
        'so',
        'bi',
        'bo',
        'in',
        'cs',
        'us',
        'sy',
        'id',
        'wa',
        'st',
        'UTC',
      ],
      (k) => [
        '1',
        '0',
        '0',
        '1048576',
        '1048576',
        '1048576',
        '0',
        '0',
        '1000',
        '1000',
        '500',
        '1000',
        load(0, k),
        '5',
        String(90 - Number(load(0, k))),
        '5',
        '0',
        iso(k),
      ],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17],
      {
        fixed: 12,
        file: 'web01.log',
        text: ({ header, rows }) =>
          lines(
            [
              'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----',
              ...[header, ...rows].map((row) =>
                row.map((cell) => (/^\d{4}-/.test(cell) ? cell : word(cell))),
              ),
            ],
            ' ',
          ),
      },
    ),
  },
  dstat: {
    format: 'dstat',
    ...one(
      ['time', 'usr', 'sys', 'idl', 'wai', 'stl'],
      (k) => [`16-12 09:${two(2 * k)}:30`, load(0, k), '5', String(90 - Number(load(0, k))), '5', '0'],
      [0, 1, 3, 4, 5],
      {
        text: ({ header, rows }) =>
          lines(
            [
              '"Dstat 0.7.3 CSV output"',
              '"Author:","Dag Wieers <dag@wieers.com>",,,,"URL:","http://dag.wieers.com/home-made/dstat/"',
              '"Host:","web01",,,,"User:","root"',
              '"Cmdline:","dstat -tc",,,,"Date:","16 Dec 2023 09:00:30 UTC"',
              ['"system"', '"total cpu usage"', ...header.slice(2).map(() => '')],
              header.map((name) => `"${name}"`),
              ...rows,
            ],
            ',',
          ),
      },
    ),
  },
  nmon: {
    format: 'nmon',
    ...one(
      ['time', 'User%', 'Sys%', 'Wait%', 'Idle%', 'Steal%', 'Busy', 'CPUs'],
      (k) => [`09:${two(2 * k)}:00`, load(0, k), '5', '5', String(90 - Number(load(0, k))), '0', '', '4'],
      [0, 1, 3, 4, 5],
      {
        file: 'web01_240304_0900.nmon',
        text: ({ header, rows }) =>
          lines(
            [
              'AAA,progname,nmon',
              'AAA,host,web01',
              'AAA,cpus,4',
              ['CPU_ALL', 'CPU Total web01', ...header.slice(1)],
              ...rows.flatMap(([time, ...cells], k) => {
                const snapshot = `T${String(k + 1).padStart(4, '0')}`;
                return [`ZZZZ,${snapshot},${time},04-MAR-2024`, ['CPU_ALL', snapshot, ...cells]];
              }),
            ],
            ',',
          ),
      },
    ),
  },
  collectl: {
    format: 'collectl',
    ...one(
      [
        '#UTC',
        '[CPU]User%',
        '[CPU]Nice%',
        '[CPU]Sys%',
        '[CPU]Wait%',
        '[CPU]Steal%',
        '[CPU]Idle%',
        '[CPU]Totl%',
        '[MEM]Tot',
        '[MEM]Free',
      ],
      (k) => [
        `${epoch(k)}.003`,
        load(0, k),
        '0',
        '5',
        '5',
        '0',
        String(90 - Number(load(0, k))),
        '99',
        '8388608',
        '2097152',
      ],
      [0, 1, 4, 5, 6],
      {
        file: 'web01-20240304.tab',
        text: ({ header, rows }) =>
          lines(
            [
              '################################################################################',
              '# Host:       web01  DaemonOpts:',
              '# SubSys:     cdmn Options:  Interval: 10 NumCPUs: 4 [HYPER] NumBud: 0 Flags: i',
              ...[header, ...rows].map((row) => row.map(word)),
            ],
            ' ',
          ),
      },
    ),
  },
};

const IDS: Readonly<Record<string, string>> = {
  web01: 'i-0000000000000001a',
  'db-02': 'i-0000000000000002b',
  'mail.corp.example': 'i-0000000000000003c',
  app_4: 'i-0000000000000004d',
};
