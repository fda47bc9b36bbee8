/** Exports and answers of what watches over machines, most of them JSON. */
import {
  SERVERS,
  iso,
  epoch,
  lines,
  load,
  modes,
  quoted,
  wide,
  rowsOf,
  moments,
  each,
  one,
  type Kinds,
  type Table,
} from './shapes';

const number = (cell: string): number | string | null =>
  cell === '' ? null : Number.isFinite(Number(cell)) ? Number(cell) : cell;
const objects = ({ header, rows }: Table) =>
  rows.map((row) =>
    Object.fromEntries(
      header.map((name, k) => [name || 'x', /^(id|name|type|status)$/.test(name) ? row[k] : number(row[k])]),
    ),
  );
const stamps = (rows: Table['rows']) => rows.map(([time]) => new Date(Number(time) * 1000).toISOString());
const IDS: Readonly<Record<string, string>> = {
  web01: 'i-0000000000000001a',
  'db-02': 'i-0000000000000002b',
  'mail.corp.example': 'i-0000000000000003c',
  app_4: 'i-0000000000000004d',
};
/** Machines of a cloud go by what it calls them. */
const instanceFirst = (name: string) =>
  name.replace(/^(web01|db-02|mail\.corp\.example|app_4) /, (_, n: string) => `${IDS[n]} `);

export const MONITORS: Kinds = {
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
              Label: instanceFirst(name),
              Timestamps: stamps(rows),
              Values: rows.map((row) => number(row[k + 1])),
            })),
          }),
      },
      ['time', epoch],
    ),
    servers: Object.values(IDS),
  },
  'CloudWatch graph, CSV': {
    format: 'cloudwatch',
    ...wide(
      (n) => [`${n} CPUUtilization Average`, `${n} NetworkIn Sum`],
      {
        file: 'graph.csv',
        others: [
          'i-0000000000000001a StatusCheckFailed Maximum',
          'AutoScalingGroupName:web CPUUtilization Average',
        ],
        text: ({ header, rows }) => {
          const names = header.slice(1).map(instanceFirst);
          return lines(
            [
              ['Id', ...names.map((_, k) => `m${k}`)],
              ['StatusCode', ...names.map(() => 'Complete')],
              ['Messages', ...names.map(() => '')],
              ['Full label', ...names.map((name) => `eu-west-1:AWS/EC2 ${name} 120`)],
              ['Label', ...names.map((name) => name.split(' ').at(-2) ?? name)],
              ...rows,
            ],
            ',',
          );
        },
      },
      ['time', (k) => iso(k).replaceAll('-', '/')],
    ),
    servers: Object.values(IDS),
  },
  'Azure Monitor chart': {
    format: 'azure',
    ...wide(
      (n) => [`Percentage CPU (Avg), ${n}`, `Available Memory Bytes (Avg), ${n}`],
      {
        others: ['CPU Credits Remaining (Avg), web01', 'OS Disk Queue Depth (Avg), db-02'],
        text: (table) =>
          lines(['Avg Percentage CPU and Avg Available Memory Bytes', 'Time granularity,2 minutes'], ',') +
          quoted(table),
      },
      ['Time', iso],
    ),
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
  'Proxmox rrddata': {
    format: 'proxmox',
    ...one(
      ['time', 'cpu', 'maxcpu', 'mem', 'maxmem', 'diskread', 'diskwrite', 'netin', 'netout'],
      (k) => [epoch(k), `0.${load(0, k)}`, '4', '2147483648', '8589934592', '1e6', '2e6', '3e6', '4e6'],
      [0, 1, 2, 3],
      { file: 'web01.json', text: (table) => JSON.stringify({ data: objects(table) }) },
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
};
