/** Exports and answers of what watches over machines, most of them JSON. */
import {
  SERVERS,
  iso,
  epoch,
  load,
  modes,
  quoted,
  wide,
  rowsOf,
  moments,
  each,
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
};
