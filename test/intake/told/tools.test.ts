/** Files of tools at the limits of each rule, each with all that is said of it. */
import { describe, expect, it } from 'vitest';
import type { IntakeOptions } from '../../../src/intake';
import { told } from './words';

type Case = readonly [statement: string, name: string, text: string, options?: IntakeOptions];
const T = 1_767_607_200;
const json = (value: unknown) => JSON.stringify(value);
const labelled = (name: string, labels: object, values: readonly (readonly [number, string])[]) => ({
  metric: { ...(name ? { __name__: name } : {}), instance: 'web01:9100', ...labels },
  values,
});
const matrix = (...result: unknown[]) => json({ status: 'success', data: { resultType: 'matrix', result } });
const at = (...values: (number | string)[]) => values.map((value, k) => [T + 60 * k, String(value)] as const);
const guest = (more: object) => ({
  id: 'qemu/1',
  type: 'qemu',
  name: 'a',
  status: 'running',
  cpu: 0.5,
  maxcpu: 2,
  mem: 1048576,
  maxmem: 4194304,
  ...more,
});

const CASES: readonly Case[] = [
  // Prometheus and Grafana.
  [
    'counters of modes of two processors',
    'p.json',
    matrix(
      labelled('node_cpu_seconds_total', { cpu: '0', mode: 'idle' }, at(0, 30, 60, 10)),
      labelled('node_cpu_seconds_total', { cpu: '0', mode: 'iowait' }, at(0, 6, 6, 6)),
      labelled('node_cpu_seconds_total', { cpu: '0', mode: 'user' }, at(0, 24, 54, 54)),
      labelled('node_cpu_seconds_total', { cpu: '1', mode: 'idle' }, at(0, 60, 60, 120)),
      labelled('node_cpu_seconds_total', { cpu: '1', mode: 'user' }, at(0, 0, 60, 60)),
    ),
  ],
  [
    'shares of modes, in per cent and of one',
    'p.json',
    matrix(
      labelled('', { mode: 'idle' }, at(70, 80)),
      labelled('', { mode: 'user' }, at(20, 15)),
      labelled('', { mode: 'system' }, at(10, 5)),
    ),
  ],
  [
    'modes without what is idle',
    'p.json',
    matrix(labelled('', { mode: 'user' }, at(0.2, 0.3)), labelled('', { mode: 'system' }, at(0.1, 0.1))),
  ],
  ['one mode alone, above one', 'p.json', matrix(labelled('', { mode: 'idle' }, at(50, 60)))],
  [
    'memory, disks, adapters and facts',
    'p.json',
    matrix(
      labelled('node_memory_MemAvailable_bytes', {}, at(1048576, 2097152)),
      labelled('node_memory_MemTotal_bytes', {}, at(8589934592)),
      labelled('node_memory_MemFree_bytes', {}, at(5)),
      labelled('node_disk_read_bytes_total', { device: 'sda' }, at(0, 6e7)),
      labelled('node_disk_read_bytes_total', { device: 'dm-0' }, at(0, 6e7)),
      labelled('node_disk_writes_completed_total', { device: 'sda' }, at(0, 600)),
      labelled('node_network_receive_bytes_total', { device: 'eth0' }, at(0, 6e7)),
      labelled('node_network_transmit_bytes_total', { device: 'lo' }, at(0, 6e7)),
      labelled('node_context_switches_total', {}, at(0, 6000)),
      labelled('windows_cs_logical_processors', {}, at(8)),
    ),
  ],
  [
    'free memory and buffers stand in for what is available',
    'p.json',
    matrix(
      labelled('node_memory_MemFree_bytes', {}, at(1048576)),
      labelled('node_memory_Buffers_bytes', {}, at(1048576)),
      labelled('node_memory_Cached_bytes', {}, at(2097152)),
    ),
  ],
  [
    'containers and the sum of their pod',
    'p.json',
    matrix(
      labelled('container_cpu_usage_seconds_total', { pod: 'web', instance: '', container: 'a' }, at(0, 30)),
      labelled('container_cpu_usage_seconds_total', { pod: 'web', instance: '', container: 'b' }, at(0, 60)),
      labelled('container_cpu_usage_seconds_total', { pod: 'web', instance: '' }, at(0, 90)),
    ),
  ],
  ['an expression without a name asks', 'p.json', matrix(labelled('', {}, at(50, 60)))],
  [
    'an expression without a name, said to be memory',
    'p.json',
    matrix(labelled('', {}, at(50, 60))),
    { wideMeasure: 'usedMiB' },
  ],
  [
    'a name that tells its measure',
    'p.json',
    matrix(
      labelled('cpu_idle_percent', {}, at(90, 80)),
      labelled('memory_used_MB', {}, at(500, 600)),
      labelled('requests_total', {}, at(5, 6)),
    ),
  ],
  [
    'one moment',
    'p.json',
    json({
      data: {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'node_memory_MemAvailable_bytes', instance: 'a:1' }, value: [T, '1048576'] },
        ],
      },
    }),
  ],
  ['no series', 'p.json', matrix()],
  ['cut within', 'p.json', matrix(labelled('', {}, at(50))).slice(0, -9)],
  [
    'a panel with units in its cells',
    'g.csv',
    '"Time","web01 CPU","web01 memory used","web01 disk"\n2026-01-05 10:00:00,12.5 %,1.5 GiB,2 MB/s\n2026-01-05 10:01:00,20 %,512 MiB,x\n1767607320000,30%,2 KiB,\n',
  ],
  [
    'a panel of series in rows, of labels',
    'g.csv',
    'Series;Time;Value\n{instance="a:9100", mode="idle"};2026-01-05 10:00:00;90%\n{instance="a:9100", mode="idle"};2026-01-05 10:01:00;80%\n{instance="a:9100", mode="user"};2026-01-05 10:00:00;10%\n',
  ],
  // Proxmox.
  [
    'guests, templates, nodes and what stands twice',
    'r.json',
    json({
      data: [
        guest({}),
        guest({ id: 'qemu/2', name: 'a', cpu: 0.25 }),
        guest({}),
        guest({ id: 'lxc/3', type: 'lxc', name: '', status: 'stopped' }),
        guest({ id: 'qemu/4', name: 't', template: 1 }),
        guest({ id: 'qemu/5', name: 'u', status: '' }),
        { id: 'node/n', type: 'node', node: 'n' },
        { id: 'node/m', type: 'node' },
        { id: 's', type: 'storage' },
      ],
    }),
  ],
  [
    'rrddata with a row that has no time',
    'web01.json',
    json([
      { time: T, cpu: 0.1, maxcpu: 0.4, mem: 1048576, maxmem: 0, netin: 1e6 },
      { cpu: 1 },
      { time: T + 60, cpu: '0.2', maxcpu: 2.6, netin: null },
    ]),
  ],
  ['of a node', 'n.json', json([{ time: T, cpu: 0.5, maxcpu: 4, memtotal: 5, loadavg: 1 }])],
  ['an empty answer', 'n.json', '{"data":[],"type":"qemu","id":"x"}'],
  // Clouds.
  [
    'sums and means of instances',
    'c.json',
    json({
      MetricDataResults: [
        {
          Id: 'm1',
          Label: 'i-0123456789abcdef0 CPUUtilization Average',
          Timestamps: ['2026-01-05T10:05:00Z', '2026-01-05T10:00:00Z'],
          Values: [20, 10],
        },
        {
          Id: 'm2',
          Label: 'i-0123456789abcdef0 NetworkIn Sum',
          Timestamps: ['2026-01-05T10:00:00Z', '2026-01-05T10:05:00Z'],
          Values: [3e8, 6e8],
        },
        {
          Id: 'm3',
          Label: 'i-0123456789abcdef0 NetworkOut Average',
          Timestamps: ['2026-01-05T10:00:00Z'],
          Values: [5],
        },
        {
          Id: 'm4',
          Label: 'i-0123456789abcdef0 EBSReadOps Sum',
          Timestamps: ['2026-01-05T10:00:00Z'],
          Values: [5],
        },
        { Id: 'm5', Label: 'something else', Timestamps: ['2026-01-05T10:00:00Z'], Values: [5] },
      ],
    }),
  ],
  [
    'maxima stand in for means',
    'web.json',
    json({
      Label: 'CPUUtilization',
      Datapoints: [
        { Timestamp: '2026-01-05T10:00:00Z', Maximum: 50 },
        { Timestamp: '2026-01-05T10:05:00Z', Maximum: 60 },
      ],
    }),
  ],
  [
    'two of one name',
    'c.json',
    json({
      MetricDataResults: [
        { Id: 'm1', Label: 'CPUUtilization', Timestamps: [T], Values: [1] },
        { Id: 'm2', Label: 'CPUUtilization', Timestamps: [T], Values: [2] },
      ],
    }),
  ],
  [
    'totals of an interval, and means that tell no rate',
    'a.json',
    json({
      interval: 'PT5M',
      value: [
        {
          id: '/x/virtualMachines/vm1/y',
          name: { value: 'Percentage CPU' },
          unit: 'Percent',
          timeseries: [
            {
              data: [
                { timeStamp: '2026-01-05T10:00:00Z', average: 12 },
                { timeStamp: '2026-01-05T10:05:00Z' },
              ],
            },
          ],
        },
        {
          id: '/x/virtualMachines/vm1/y',
          name: { value: 'Network In Total' },
          unit: 'Bytes',
          timeseries: [{ data: [{ timeStamp: '2026-01-05T10:00:00Z', total: 3e8 }] }],
        },
        {
          id: '/x/virtualMachines/vm1/y',
          name: { value: 'Disk Read Bytes' },
          unit: 'Bytes',
          timeseries: [{ data: [{ timeStamp: '2026-01-05T10:00:00Z', average: 3e8 }] }],
        },
        {
          name: 'Disk Write Operations/Sec',
          unit: 'CountPerSecond',
          timeseries: [{ data: [{ timeStamp: '2026-01-05T10:00:00Z', maximum: 7 }] }],
        },
      ],
    }),
  ],
  [
    'intervals of days and hours',
    'a.json',
    json([
      {
        interval: 'P1DT1H',
        value: [
          {
            name: 'Network In Total',
            timeseries: [{ data: [{ timeStamp: '2026-01-05T10:00:00Z', total: 9e10 }] }],
          },
        ],
      },
      {
        interval: 'x',
        value: [
          {
            name: 'Network Out Total',
            timeseries: [{ data: [{ timeStamp: '2026-01-05T10:00:00Z', total: 9e10 }] }],
          },
        ],
      },
    ]),
  ],
  // VMware.
  [
    'hosts, units and instances of Get-Stat',
    'w.csv',
    'Value,Timestamp,MetricId,Unit,Entity,EntityId,IntervalSecs,Instance\n1500,01/05/2026 10:00:00,cpu.usagemhz.average,MHz,a,VirtualMachine-vm-1,20,\n700,01/05/2026 10:00:00,cpu.usagemhz.average,MHz,a,VirtualMachine-vm-1,20,0\n2048,01/05/2026 10:00:00,mem.consumed.average,KB,a,VirtualMachine-vm-1,20,\n1000,01/05/2026 10:00:00,cpu.ready.summation,millisecond,a,VirtualMachine-vm-1,20,\n500,01/05/2026 10:00:00,net.received.average,KBps,a,VirtualMachine-vm-1,20,\n5,01/05/2026 10:00:00,cpu.usage.average,%,esx1,HostSystem-host-9,20,\n5,01/05/2026 10:00:00,cpu.usage.average,%,a,VirtualMachine-vm-2,20,\n5,01/05/2026 10:00:00,sys.uptime.latest,second,a,VirtualMachine-vm-1,20,\nx,01/05/2026 10:00:00,cpu.usage.average,%,a,VirtualMachine-vm-1,20,\n',
  ],
  [
    'a chart of processors of old',
    'chart.csv',
    'Time,Usage in MHz for a,Ready for a,Usage in MHz for 0,Usage for a\n"Jan 5, 2009 10:00:00 AM",1500,200,700,30\n"Jan 5, 2009 10:00:20 AM",1600,400,800,40\nnever,1,2,3,4\n"Jan 5, 2009 10:00:40 AM",1700,x,900,50\n',
  ],
  [
    'a chart that may be of disks',
    'export.csv',
    'Time,Usage for a\nFri Sep 6 02:00:00 GMT+0200 2019,30\nFri Sep 6 02:00:20 GMT+0200 2019,40\n',
  ],
  [
    'a chart of disks by its file',
    'disk of a.csv',
    'Time,Usage for a,Read rate for a\n01/05/2026 10:00:00,3000,1000\n01/05/2026 10:00:20,4000,2000\n',
  ],
  [
    'a view of virtual machines',
    'v.csv',
    'Name,Interval Breakdown,CPU|Usage (MHz)|Average,CPU|Number of vCPUs,Memory|Consumed (KB)|Maximum,Memory|Total Capacity (GB),Network|Usage Rate|Average\na,"10:00:00 AM, 5 Jan 2026",1500,4,2097152,8,1\na,"10:05:00 AM, 5 Jan 2026",1600,,1048576,0,2\n,"10:05:00 AM, 5 Jan 2026",1,1,1,1,1\n',
  ],
  ['a view of hosts', 'v.csv', 'Name,Date,Host System|CPU|Usage (MHz)\nesx,2026-01-05 10:00,1500\n'],
  // Linux.
  [
    'vmstat with a zone and a cut line',
    'web01.log',
    'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC\n 1  0      0 1024 1024 2048    0    0   100   200  500 1000 10  5 80  5  0 2026-01-05 10:00:00\n 1  0      0 1024 1024 2048    0    0  1000  2000  500 1000 10  5 80  3  2 2026-01-05 10:00:15\n 1  0 x\n 1  0      0 2048 1024 2048    0    0  1000     0  500    9 90  5  5  0  0 2026-01-05 10:00:30\n',
  ],
  [
    'vmstat without times',
    'web01.log',
    'r b swpd free buff cache si so bi bo in cs us sy id wa st\n1 0 0 1 1 1 0 0 1 1 1 1 1 1 97 1 0\n',
  ],
  [
    'dstat over a new year, by parts and totals',
    'd.csv',
    '"Dstat 0.7.3 CSV output"\n"Author:","x",,,,"URL:","y"\n"Host:","web09",,,,"User:","root"\n"Cmdline:","dstat",,,,"Date:","31 Dec 2025 23:59:00 CET"\n\n"system","total cpu usage",,,"memory usage",,,,"dsk/sda",,"dsk/sda1",,"net/total",\n"time","usr","idl","wai","used","buff","cach","free","read","writ","read","writ","recv","send"\n31-12 23:59:30,1,90,1,1048576,1048576,1048576,5242880,1,1,1,1,1,1\n31-12 23:59:45,1,90,5,1048576,1048576,1048576,5242880,1000000,2000000,7,7,500000,500000\n01-01 00:00:00,1,80,5,1048576,1048576,1048576,5242880,1000000,2000000,7,7,500000,500000\n32-01 00:00:15,1,80,5,1,1,1,5,1,2,7,7,5,5\n',
  ],
  [
    'dstat by epoch, each processor',
    'd.csv',
    '"pcp-dstat 5.3 CSV output"\n"cpu0 usage",,"cpu1 usage",,"epoch"\n"usr","idl","usr","idl","epoch"\n1,99,1,99,1767607200\n1,90,1,70,1767607215\n',
  ],
  ['dstat without times', 'd.csv', '"Dstat 0.7.3 CSV output"\n"total cpu usage",\n"usr","idl"\n1,99\n'],
  [
    'dstat without a year',
    'd.csv',
    '"Dstat 0.7.3 CSV output"\n"system","total cpu usage",\n"time","usr","idl"\n05-01 10:00:00,1,99\n',
  ],
  ['dstat without heads', 'd.csv', '"Dstat 0.7.3 CSV output"\n"Host:","web09"\n'],
  [
    'nmon with a snapshot without a time',
    'n.nmon',
    'AAA,progname,nmon\nAAA,host,web07\nAAA,cpus,4\nCPU_ALL,CPU Total,User%,Sys%,Wait%,Idle%,Steal%,Busy,CPUs\nCPU001,CPU 1,User%,Sys%,Wait%,Idle%\nMEM,Memory,memtotal,memfree,cached,buffers,memavailable\nDISKREAD,Disk Read KB/s,sda,sda1,dm-0\nDISKXFER,Disk transfers,sda,sda1\nNET,Network,eth0-read-KB/s,eth0-write-KB/s,lo-read-KB/s\nPROC,Processes,Runnable,pswitch\nJFSFILE,x,/\nZZZZ,T0001,10:00:00,05-JAN-2026\nCPU_ALL,T0001,10,5,5,80,0,,4\nMEM,T0001,8192,1024,512,256,-1\nDISKREAD,T0001,1000,900,1000\nDISKXFER,T0001,50,40\nNET,T0001,1000,500,7\nPROC,T0001,1,900\nCPU_ALL,T0002,20,5,5,70,0,,4\nMEM,T0002,8192,1024,512,256,2048\nDISKREAD,T0002,,,\nDISKREAD,T0002,1,2,3,4\nCPU_ALL,T0003,1,1,1,97,0,,4\nZZZZ,T0002,10:01:00,05-JAN-2026\nZZZZ,T9,10:01,nonsense\n',
  ],
  [
    'collectl parted by blanks, and by commas with epochs',
    'c.tab',
    '################################################################################\n# Host:         web08  OS: x\n# NumCPUs: 8\n#Date Time [CPU]Idle% [CPU]Wait% [CPU]Steal% [CPU]Ctx/sec [MEM]Free [MEM]Buf [MEM]Cached [DSK]ReadKBTot [DSK]WriteTot [NET]RxKBTot\n20260105 10:00:00 80 5 5 900 1024 1024 2048 1000 7 500\n20260105 10:00:10 70 5 0 900 1024 1024 2048 1000 7 x\n20260105 10:00:20 70 5\n#UTC,[CPU]Idle%,[CPU]Wait%\n1767607230,60,10\n',
  ],
  ['collectl without dates', 'c.tab', '#Time [CPU]Idle%\n10:00:00 80\n'],
  [
    'sadf with restarts, stacked disks and odd lines',
    's.csv',
    '# hostname;interval;timestamp;CPU;%user;%iowait;%steal;%idle\nweb01;60;2026-01-05 10:00:00 UTC;-1;5;3;2;90\nweb01;60;2026-01-05 10:00:00 UTC;0;5;3;2;80\nweb01;60;1767607260;-1;5;3;2;80\nweb01;60;2026-01-05 10:01:00 UTC;LINUX-RESTART (4 CPU)\n# hostname;interval;timestamp;DEV;tps;rkB/s\nweb01;60;2026-01-05 10:00:00 UTC;sda;5;1000\nweb01;60;2026-01-05 10:00:00 UTC;dm-1;5;1000\nweb01;60;2026-01-05 10:00:00 UTC;loop7;5;1000\nweb01;60;2026-01-05 10:00:00 UTC;sdb;5\n;60;2026-01-05 10:00:00 UTC;sdc;5;1\n',
  ],
  ['sadf -h', 's.csv', '# hostname;interval;timestamp;CPU;%user[...]\nweb01;60;x;1\n'],
  [
    'sar over midnight',
    's.txt',
    'Linux 5.4 (web01) \t01/05/26 \t_x86_64_\t(2 CPU)\n\n11:50:00 PM     CPU     %user     %nice   %system   %iowait    %steal     %idle\n11:55:00 PM     all     10.00      0.00      5.00      5.00      0.00     80.00\n12:00:00 AM     all     10.00      0.00      5.00      5.00      0.00     70.00\n12:05:00 AM     all     10.00      0.00      5.00      5.00      0.00\n\n11:50:00 PM kbmemfree kbmemused  %memused\n11:55:00 PM   2097152   6291456     75.00\n\n12:10:00 AM  LINUX RESTART (4 CPU)\nAverage:        all     10.00      0.00      5.00      5.00      0.00     80.00\n',
  ],
  [
    'sar without its first line',
    's.txt',
    '10:00:00 CPU %user %nice %system %iowait %steal %idle\n10:10:00 all 1 1 1 1 1 95\n',
  ],
];

describe('of a file of a tool all that is said is held', () => {
  for (const [statement, name, text, options] of CASES)
    it(statement, async () => {
      expect(await told(name, text, options)).toMatchSnapshot('');
    });
});
