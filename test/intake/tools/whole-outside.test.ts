/** Of each tool that looks from outside a small file: all that is made of it, and all that is said of it. */
import { expect, it } from 'vitest';
import { read } from '../read';
import { whole } from './whole';

/** 2024-03-04 09:00 UTC, s. */
const T0 = 1_709_542_800;
const M = 1048576;
const json = (value: unknown) => JSON.stringify(value);

it.each([
  [
    'Get-Stat',
    'week.csv',
    `"Value","Timestamp","MetricId","Unit","Entity","EntityId","IntervalSecs","Instance"
"20","2024-03-04 09:00:00","cpu.usage.average","%","web01","VirtualMachine-vm-1","300",""
"30","2024-03-04 09:00:00","cpu.usage.average","%","web01","VirtualMachine-vm-2","300",""
"3000","2024-03-04 09:00:00","cpu.ready.summation","millisecond","web01","VirtualMachine-vm-1","300",""
"3","2024-03-04 09:00:00","mem.odd.average","KB","db01","VirtualMachine-vm-3","300",""
"3","2024-03-04 09:00:00","cpu.usage.average","%","esx1","HostSystem-host-3","300",""
"3","2024-03-04 09:00:00","cpu.usage.average","%","","VirtualMachine-vm-1","300",""
`,
    [
      'PowerCLI Get-Stat export: 5 rows of 8 columns',
      'web01 (VirtualMachine-vm-1): busy 20, ready 1, measured host, present vsphere8, no zone',
      'web01 (VirtualMachine-vm-2): busy 30, measured host, present vsphere8, no zone',
      'met cpu.usage.average = busy, cpu.ready.summation = ready, mem.odd.average (KB), cpu.usage.average = busy, cpu.ready.summation = ready, mem.odd.average (KB)',
      'left out esx1: a host or a pool of virtual machines',
      'left out db01: week.csv names it and holds no figure of its load',
      'info week.csv: 1 column not used: "mem.odd.average (KB)".',
      'warning week.csv: 1 name of several machines in week.csv: "web01". They are kept apart by their ids. [Give each machine a name of its own.]',
      'warning week.csv:7: 1 line could not be read and was left out: ""3","2024-03-04 09:00:00","cpu.usage.average","%","","Vir...". [Copy the log again if more was expected.]',
    ],
  ],
  [
    'Prometheus',
    'p.json',
    json({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'node_memory_MemAvailable_bytes', instance: 'web01:9100' },
            values: [
              [T0, String(512 * M)],
              [T0 + 300, String(512 * M)],
            ],
          },
          {
            metric: { __name__: 'node_network_receive_bytes_total', instance: 'web01:9100', device: 'eth0' },
            values: [
              [T0, '0'],
              [T0 + 300, '300000000'],
            ],
          },
          {
            metric: { __name__: 'node_load1', instance: 'web01:9100' },
            values: [
              [T0, '1'],
              [T0 + 300, '1'],
            ],
          },
        ],
      },
    }),
    [
      'Prometheus JSON: 6 rows of 3 columns',
      'web01: availableMiB 512 512, networkMBs NaN 1, zone UTC 0',
      'met node_memory_MemAvailable_bytes = availableMiB, node_network_receive_bytes_total = networkMBs, node_load1',
      'info p.json: 1 column not used: "node_load1".',
    ],
  ],
  [
    'one guest of Proxmox VE',
    'web01.json',
    json(
      [0, 1].map((k) => ({
        time: T0 + 300 * k,
        cpu: 0.25,
        maxcpu: 1,
        mem: 2048 * M,
        maxmem: 8192 * M,
        netin: 1e6,
        netout: 1e6,
        pressure: 1,
      })),
    ),
    [
      'Proxmox VE JSON: 2 rows of 8 columns',
      'web01: busy 25 25, usedMiB 2048 2048, networkMBs 2 2, measured host, present kvm, cores 1, memory 8192, zone UTC 0',
      'met pressure, cpu = busy, mem = usedMiB',
      'info web01.json: 1 column not used: "pressure".',
    ],
  ],
  [
    'all guests of Proxmox VE',
    'guests.json',
    json([
      {
        id: 'node/pve1',
        type: 'node',
        node: 'pve1',
        status: 'online',
        cpu: 0.1,
        maxcpu: 64,
        maxmem: 9e11,
        mem: 1e11,
      },
      {
        id: 'qemu/100',
        type: 'qemu',
        vmid: 100,
        name: 'web',
        status: 'running',
        template: 0,
        cpu: 0.5,
        maxcpu: 1,
        mem: 1024 * M,
        maxmem: 4096 * M,
        netin: 9e12,
      },
    ]),
    [
      'Proxmox VE JSON: 1 rows of 8 columns',
      'web: busy 50, usedMiB 1024, measured host, present kvm, cores 1, memory 4096, no zone',
      'met diskread (since the start), diskwrite (since the start), netin (since the start), netout (since the start), cpu = busy, mem = usedMiB',
      'left out pve1: a host of virtual machines: these are folded in its place',
      'info guests.json: 4 columns not used: "diskread (since the start)", "diskwrite (since the start)", "netin (since the start)" and "netout (since the start)".',
      'warning guests.json: One figure for each guest and no times: when each peaks, and whether peaks coincide, cannot be known from it. [Collect rrddata of each guest: pvesh get /nodes/NODE/qemu/ID/rrddata --timeframe week --output-format json > NAME.json.]',
    ],
  ],
  [
    'CloudWatch',
    'web01.json',
    json({
      MetricDataResults: [
        {
          Id: 'm1',
          Label: 'i-0123456789abcdef0 CPUUtilization Maximum',
          Timestamps: ['2024-03-04T09:00:00Z', '2024-03-04T09:05:00Z'],
          Values: [20, 40],
        },
        {
          Id: 'm2',
          Label: 'i-0123456789abcdef0 NetworkIn Sum',
          Timestamps: ['2024-03-04T09:00:00Z', '2024-03-04T09:05:00Z'],
          Values: [3e8, 6e8],
        },
        {
          Id: 'm3',
          Label: 'i-0123456789abcdef0 NetworkOut Average',
          Timestamps: ['2024-03-04T09:00:00Z'],
          Values: [3e8],
        },
        {
          Id: 'm4',
          Label: 'i-0fedcba9876543210 StatusCheckFailed Sum',
          Timestamps: ['2024-03-04T09:00:00Z'],
          Values: [0],
        },
        { Id: 'm5', Label: 'EBSReadOps Sum', Timestamps: ['2024-03-04T09:00:00Z'], Values: [0] },
      ],
    }),
    [
      'CloudWatch: 4 rows of 5 columns',
      'i-0123456789abcdef0: busy 20 40, networkMBs 1 2, measured host, zone UTC 0',
      'met CPUUtilization (Maximum) = busy, NetworkIn (Sum) = networkMBs, NetworkOut (Average), i-0fedcba9876543210 StatusCheckFailed Sum (Sum), EBSReadOps (Sum)',
      'left out i-0fedcba9876543210: web01.json names it and holds no figure of its load',
      'left out web01: web01.json names it and holds no figure of its load',
      'info web01.json: 3 columns not used: "NetworkOut (Average)", "i-0fedcba9876543210 StatusCheckFailed Sum (Sum)" and "EBSReadOps (Sum)".',
      'guess web01.json: CPUUtilization (Maximum) stands in for the mean, which was not asked for.',
      'warning web01.json: NetworkOut (Average) counts what happened in a period, of which only the sum tells the rate: not used. [Ask for the statistic Sum.]',
    ],
  ],
  [
    'a graph of CloudWatch',
    'web01.csv',
    'Id,m1,m2\nStatusCode,Complete,Complete\nFull label,us-east-1:AWS/EC2 InstanceId:i-0123456789abcdef0 CPUUtilization Average 300,Other Sum 300\nLabel,x,y\n2026/02/14 14:20:00,2.5,7\n2026/02/14 14:25:00,5,7\n',
    [
      'CloudWatch: 2 rows of 3 columns',
      'i-0123456789abcdef0: busy 2.5 5, measured host, no zone',
      'met CPUUtilization (Average) = busy, Other Sum 300 (Sum)',
      'info web01.csv: 1 column not used: "Other Sum 300 (Sum)".',
    ],
  ],
  [
    'Azure Monitor',
    'web01.json',
    json({
      interval: 'PT5M',
      value: [
        {
          id: '/x/virtualMachines/web01/providers/x',
          name: { value: 'Percentage CPU' },
          unit: 'Percent',
          timeseries: [{ data: [{ timeStamp: '2024-03-04T09:00:00Z', maximum: 20 }] }],
        },
        {
          id: '/x/virtualMachines/db01/providers/x',
          name: { value: 'CPU Credits' },
          unit: 'Count',
          timeseries: [{ data: [{ timeStamp: '2024-03-04T09:00:00Z', average: 20 }] }],
        },
      ],
    }),
    [
      'Azure Monitor: 1 rows of 2 columns',
      'web01: busy 20, measured host, present hyperv, zone UTC 0',
      'met Percentage CPU = busy, CPU Credits (Count)',
      'left out db01: web01.json names it and holds no figure of its load',
      'info web01.json: 1 column not used: "CPU Credits (Count)".',
      'guess web01.json: The greatest Percentage CPU of each interval stands in for its mean.',
    ],
  ],
  [
    'a chart of Azure',
    'c.csv',
    '"Time","Percentage CPU (Avg), web01","Network In Total (Sum), web01","Odd"\n2024-03-04 09:10,40,600000000,1\n2024-03-04 09:00,20,300000000,1\n2024-03-04 09:05,30,300000000,1\n',
    [
      'Azure Monitor: 3 rows of 4 columns',
      'web01: busy 40 20 30, networkMBs 2 1 1, measured host, present hyperv, no zone',
      'met Odd, percentage cpu = busy, network in total = networkMBs',
      'warning c.csv: web01: Time runs backwards once, first by 10 min: logs were appended out of order, it seems. All samples are kept at the times they carry.',
      'info c.csv: 1 column not used: "Odd".',
    ],
  ],
] as const)('%s', async (_, name, text, lines) => expect(whole(await read(text, {}, name))).toEqual(lines));
