/**
 * The measure that matters: files whose true servers are known, changed in what is not the servers' names. No server that
 * is not there may appear, and none that is there may vanish without a word. `HOSTFOLD_MUTANTS=100` a kind at night.
 */
import { expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import { read } from './read';

const MUTANTS = Number(process.env.HOSTFOLD_MUTANTS ?? 12);
const SERVERS = ['web01', 'db-02', 'mail.corp.example', 'app_4'];
const ROWS = 14;

interface Export {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that a mutant must leave: times, names, and what makes servers of its columns. */
  readonly kept: readonly number[];
  readonly delimiter: string;
  readonly quote: boolean;
}

const stamp = (k: number) => `2024-03-04 09:${String(2 * k).padStart(2, '0')}:00`;
const load = (s: number, k: number) => String(10 + s * 7 + ((k * k * 3 + s) % 17));
const wide = (of: (name: string) => readonly string[], delimiter = ',', quote = false): Export => {
  const header = ['timestamp', ...SERVERS.flatMap(of)];
  const each = of('x').length;
  const rows = Array.from({ length: ROWS }, (_, k) => [
    stamp(k),
    ...SERVERS.flatMap((_, s) =>
      Array.from({ length: each }, (_, m) => (m === 0 ? load(s, k) : String(500 + 37 * s + k))),
    ),
  ]);
  return {
    header,
    rows,
    kept: header.map((_, k) => k).filter((k) => k === 0 || (k - 1) % each === 0),
    delimiter,
    quote,
  };
};
const long = (
  header: readonly string[],
  cells: (name: string, s: number, k: number) => readonly (readonly string[])[],
  kept: readonly number[],
): Export => ({
  header,
  rows: Array.from({ length: ROWS }, (_, k) => SERVERS.flatMap((name, s) => cells(name, s, k))).flat(),
  kept,
  delimiter: ',',
  quote: true,
});
const pdh = (path: (name: string) => readonly string[], zone = '(UTC)(0)'): Export => {
  const base = wide(path, ',', true);
  const us = (k: number) => `03/04/2024 09:${String(2 * k).padStart(2, '0')}:00.000`;
  return {
    ...base,
    header: [`(PDH-CSV 4.0) ${zone}`, ...base.header.slice(1)],
    rows: base.rows.map(([, ...cells], k) => [us(k), ...cells]),
  };
};
const list = (
  header: readonly string[],
  cells: (name: string, s: number) => readonly string[],
  kept: readonly number[],
): Export => ({
  header,
  rows: SERVERS.map(cells),
  kept,
  delimiter: ',',
  quote: false,
});

const KINDS: Readonly<Record<string, Export>> = {
  'per cent, a column each': wide((n) => [`${n} cpu %`]),
  'busy and memory': wide((n) => [`${n} busy %`, `${n} memory MB`]),
  'three measures, semicolons': wide(
    (n) => [`${n} CPU usage [%]`, `${n} disk MB/s`, `${n} network KBps`],
    ';',
  ),
  'measure first': wide((n) => [`CPU % ${n}`]),
  'in parentheses': wide((n) => [`CPU % (${n})`, `IOPS (${n})`]),
  'MHz of hosts': wide((n) => [`${n} cpu usage MHz`, `${n} cpu ready ms`]),
  'tabs and quotes': wide((n) => [`${n} cpu percent`], '\t', true),
  idle: wide((n) => [`${n} cpu idle %`]),
  'counters in rows': long(
    ['timestamp', 'server', 'counter', 'value'],
    (n, s, k) => [
      [stamp(k), n, 'cpu %', load(s, k)],
      [stamp(k), n, 'memory used MB', '700'],
    ],
    [0, 1, 2, 3],
  ),
  'measures in columns': long(
    ['timestamp', 'host', 'cpu %', 'memory MB'],
    (n, s, k) => [[stamp(k), n, load(s, k), '700']],
    [0, 1, 2],
  ),
  'a monitor': long(
    ['Node Name', 'Date Time', 'Average CPU Load', 'Average Response Time ms'],
    (n, s, k) => [[n, stamp(k), load(s, k), '12']],
    [0, 1, 2],
  ),
  'Get-Stat': long(
    ['Value', 'Timestamp', 'MetricId', 'Unit', 'Entity', 'IntervalSecs'],
    (n, s, k) => [
      [load(s, k), stamp(k), 'cpu.usage.average', '%', n, '300'],
      ['8000', stamp(k), 'net.usage.average', 'KBps', n, '300'],
    ],
    [0, 1, 2, 3, 4],
  ),
  'Performance Monitor': pdh(
    (n) => [`\\\\${n}\\Processor(_Total)\\% Processor Time`, `\\\\${n}\\Memory\\Available MBytes`],
    '(W. Europe Standard Time)(-60)',
  ),
  'Performance Monitor, disks': pdh((n) => [
    `\\\\${n}\\Processor(_Total)\\% Processor Time`,
    `\\\\${n}\\PhysicalDisk(_Total)\\Disk Transfers/sec`,
    `\\\\${n}\\Network Interface(Intel)\\Bytes Total/sec`,
  ]),
  esxtop: pdh((n) => [
    `\\\\esx\\Group Cpu(${100 + SERVERS.indexOf(n)}:${n})\\% Used`,
    `\\\\esx\\Vcpu(${100 + SERVERS.indexOf(n)}:${n}:7:vmx-vcpu-0)\\% Used`,
  ]),
  'a list with load': list(
    ['name', 'cores', 'memory MB', 'CPU peak %'],
    (n, s) => [n, '4', '8192', load(s, 0)],
    [0, 3],
  ),
  'a list of a hypervisor': list(
    ['VM', 'State', 'vCPUs', 'RAM GB', 'CPU usage %'],
    (n, s) => [n, 'poweredOn', '2', '8', load(s, 1)],
    [0, 4],
  ),
  'Azure Migrate': list(
    ['*Server Name', '*Cores', '*Memory (In MB)', 'CPU utilization percentage'],
    (n, s) => [n, '4', '8192', load(s, 2)],
    [0, 3],
  ),
};

/** A generator with a seed: a mutant that fails can be made again. */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const ADDED = [
  'cpu temperature',
  'queue length',
  'disk latency ms',
  'network packets/s',
  'uptime s',
  'swap used MB',
  'comment',
  'status',
  'errors/s',
  'sessions',
];

function mutate(base: Export, random: () => number): Export {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)];
  const free = base.header.map((_, k) => k).filter((k) => !base.kept.includes(k));
  const times = base.rows[0].some((cell) => /^\d{4}-|^\d\d\/\d\d\//.test(cell));
  switch (Math.floor(random() * 6)) {
    case 0: {
      const name = pick(ADDED);
      const word = /comment|status/.test(name);
      return {
        ...base,
        header: [...base.header, name],
        rows: base.rows.map((row, k) => [
          ...row,
          word ? pick(['ok', 'seen', 'none']) : String(30 + ((k * 7) % 60)),
        ]),
      };
    }
    case 1: {
      if (free.length === 0) return base;
      const gone = pick(free);
      return {
        ...base,
        header: base.header.filter((_, k) => k !== gone),
        rows: base.rows.map((row) => row.filter((_, k) => k !== gone)),
        kept: base.kept.map((k) => (k > gone ? k - 1 : k)),
      };
    }
    case 2: {
      if (free.length === 0) return base;
      const retyped = pick(free);
      return {
        ...base,
        rows: base.rows.map((row) =>
          row.map((cell, k) => (k === retyped ? pick(['', 'n/a', '-', 'x']) : cell)),
        ),
      };
    }
    case 3:
      return {
        ...base,
        header: base.header.map((cell) =>
          cell.replace(/\bMB\b/, pick(['MiB', 'KB', 'GB'])).replace(/KBps/, pick(['MBps', 'Bps', 'kbps'])),
        ),
      };
    case 4: {
      const again = Math.floor(random() * base.rows.length);
      // A list that names a server twice is refused, and says where.
      return { ...base, rows: [...base.rows.slice(0, again + 1), ...base.rows.slice(again)] };
    }
    default: {
      if (
        !times ||
        base.delimiter === '\t' ||
        base.header[0].startsWith('(PDH') ||
        !base.header[0].startsWith('timestamp') ||
        base.header[1] === 'server' ||
        base.header[1] === 'host'
      )
        return base;
      return {
        ...base,
        header: [...base.header, 'Total'],
        rows: base.rows.map((row) => [
          ...row,
          String(row.slice(1).reduce((sum, cell) => sum + (Number(cell) || 0), 0)),
        ]),
      };
    }
  }
}

function textOf({ header, rows, delimiter, quote }: Export): string {
  const cell = (text: string) => (quote ? `"${text}"` : text);
  return `${[header, ...rows].map((row) => row.map(cell).join(delimiter)).join('\n')}\n`;
}

test.each(Object.keys(KINDS))('%s: no server that is not there, none lost without a word', async (kind) => {
  const invented: string[] = [];
  const lost: string[] = [];
  for (let seed = 0; seed < MUTANTS; seed++) {
    const random = chances(seed * 7919 + kind.length);
    let mutant = KINDS[kind];
    for (let deed = 0; deed <= seed % 3; deed++) mutant = mutate(mutant, random);
    const text = textOf(mutant);
    try {
      const reading = await read(text, {}, 'export.csv');
      const names = reading.recordings.map(({ server }) => server);
      const told = JSON.stringify([reading.findings, reading.leftOut, reading.questions]);
      for (const name of names)
        if (!SERVERS.includes(name)) invented.push(`${seed}: ${name}\n${text.split('\n', 2).join('\n')}`);
      for (const name of SERVERS)
        if (!names.includes(name) && !told.includes(name) && !reading.questions?.length)
          lost.push(`${seed}: ${name}\n${text.split('\n', 2).join('\n')}`);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  }
  expect([invented.slice(0, 3), lost.slice(0, 3)]).toEqual([[], []]);
});
