/** Tables of times by servers and lists of servers, as people and inventories keep them. */
import { iso, epoch, load, parted, quoted, wide, rowsOf, moments, each, one, type Kinds } from './shapes';

export const TABLES: Kinds = {
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
  'an allocation list': {
    format: 'guests',
    ...rowsOf(
      ['name', 'cores', 'memory GB', 'disk GB', 'class'],
      each((n) => [n, '4', '8', '100', 'web']),
      [0, 1],
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
};
