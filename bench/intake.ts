import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { readFile } from '../src/intake';
import { workbook, type Cell } from '../test/intake/workbook/xlsx';
import type { Table } from './table';

const MEGABYTES = 200;
const BLOCK = 1 << 22;

/** Some rows of a log as perfmon writes it, the same every time. */
function block(columns: readonly string[]): { header: Uint8Array; rows: Uint8Array } {
  const encoder = new TextEncoder();
  let state = 1;
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const cell = () => {
    const kind = draw();
    if (kind < 0.02) return '" "';
    if (kind < 0.1) return `"${Math.floor(draw() * 1e9)}"`;
    return `"${(draw() * 100).toPrecision(17)}${Math.floor(draw() * 1000)}"`;
  };
  const lines: string[] = [];
  for (let length = 0, time = Date.UTC(2026, 0, 5); length < BLOCK; time += 1000) {
    const iso = new Date(time).toISOString();
    const cells = columns.map(cell).join(',');
    lines.push(
      `"${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 23)}",${cells}\r\n`,
    );
    length += lines.at(-1)!.length;
  }
  const names = columns.map((name) => `"\\\\DB01\\${name}"`).join(',');
  return {
    header: encoder.encode(`"(PDH-CSV 4.0) (W. Europe Standard Time)(-60)",${names}\r\n`),
    rows: encoder.encode(lines.join('')),
  };
}

/** The block again and again: nothing of the log is held, and making it costs nothing while it is read. */
async function* log({ header, rows }: ReturnType<typeof block>): AsyncGenerator<Uint8Array> {
  yield header;
  for (let sent = 0; sent < MEGABYTES * 1e6; sent += rows.length) yield rows;
}

const KEPT = [
  'Processor(_Total)\\% Processor Time',
  'Processor(_Total)\\% Privileged Time',
  'Memory\\Available Bytes',
  'Memory\\Pages/sec',
  'PhysicalDisk(_Total)\\Disk Transfers/sec',
  'PhysicalDisk(_Total)\\Disk Bytes/sec',
  'Network Interface(Intel[R] Ethernet)\\Bytes Total/sec',
  'System\\Context Switches/sec',
];

function columnsOf(kept: number, all: number): string[] {
  return [
    ...KEPT.slice(0, kept),
    ...Array.from({ length: all - kept }, (_, k) => `Process(task#${k})\\Working Set`),
  ];
}

/**
 * Seconds that some work takes: of processor time, which other programs on the machine do not stretch, and by the
 * clock, which compilers and collectors on other processors do not.
 */
async function seconds(work: () => Promise<void> | void): Promise<{ processor: number; clock: number }> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { processor: (user + system) / 1e6, clock: (performance.now() - begun) / 1000 };
}

const PARSERS = ['this reader', 'PapaParse', 'uDSV'] as const;

/** Cuts the same log into cells as text, and nothing more: what a reader would still have to do is not counted. */
async function parsed(parser: (typeof PARSERS)[number], made: ReturnType<typeof block>) {
  let bytes = 0;
  const spent = await seconds(async () => {
    if (parser === 'this reader') {
      bytes = (await readFile('bench.csv', log(made))).bytes;
      return;
    }
    const decoder = new TextDecoder();
    const text = decoder.decode(made.header) + decoder.decode(made.rows);
    const schema = parser === 'uDSV' ? inferSchema(text) : null;
    for (bytes = 0; bytes < MEGABYTES * 1e6; bytes += made.rows.length) {
      const piece = decoder.decode(made.header) + decoder.decode(made.rows);
      if (schema) initParser(schema).stringArrs(piece);
      else Papa.parse(piece);
    }
  });
  return { processor: bytes / 1e6 / spent.processor, clock: bytes / 1e6 / spent.clock };
}

/** A Performance Monitor log in a second of processor time, beside parsers that cut it into cells. */
async function perfmon(): Promise<Table> {
  const rows = [];
  for (const all of [8, 40, 400]) {
    const made = block(columnsOf(8, all));
    const figures: Record<string, number> = {};
    for (const parser of PARSERS) {
      const { processor, clock } = await parsed(parser, made);
      figures[`${parser} MB/s`] = processor;
      if (parser === 'this reader') figures['by the clock'] = clock;
    }
    rows.push({ log: `8 of ${all} counters kept`, ...figures });
  }
  return {
    title: `Reading a ${MEGABYTES} MB Performance Monitor log, streamed`,
    rows,
    notes: [
      'One block of seeded rows over and over. Seconds are of processor time, garbage collection and compilation included;',
      'by the clock both go on beside the reading where a second processor is idle.',
      'This reader gives series with their times and findings; the parsers give cells as text.',
    ],
  };
}

/** A log of esxtop: most columns are of no use, and are stepped over. */
async function esxtop(): Promise<Table> {
  const guests = Array.from({ length: 600 }, (_, g) => g);
  const counters = ['% Used', '% Run', '% System', '% Ready', '% CoStop', '% Idle', '% Overlap', '% MlmtD'];
  const names = guests.flatMap((g) => [
    ...counters.map((counter) => `Group Cpu(${g}:vm${g})\\${counter}`),
    ...counters.map((counter) => `Vcpu(${g}:vm${g}:${1000 + g}:vmx-vcpu-0)\\${counter}`),
    `Group Memory(${g}:vm${g})\\Memory Size MBytes`,
    `Group Memory(${g}:vm${g})\\Touched MBytes`,
  ]);
  const made = block(names);
  let bytes = 0;
  const { processor } = await seconds(async () => {
    bytes = (await readFile('esxtop.csv', log(made))).bytes;
  });
  return {
    title: `Reading a log of esxtop, ${names.length} columns`,
    rows: [
      {
        MB: Math.round(bytes / 1e6),
        'MB/s': bytes / 1e6 / processor,
        'resident MB': Math.round(process.memoryUsage().rss / 1e6),
      },
    ],
  };
}

/** A workbook of RVTools of 10,000 machines, with sheets that nobody needs. */
async function rvtools(): Promise<Table> {
  const machines = Array.from({ length: 10_000 }, (_, k) => `vm-${k}`);
  const sheet = (heads: readonly string[], row: (name: string, k: number) => readonly Cell[]): Cell[][] => [
    [...heads],
    ...machines.map((name, k) => [...row(name, k)]),
  ];
  const book = workbook({
    vInfo: sheet(['VM', 'Powerstate', 'Template', 'CPUs', 'Memory', 'Host', 'VM ID'], (name, k) => [
      name,
      'poweredOn',
      'False',
      4,
      8192,
      `esx${k % 100}`,
      `vm-${k}`,
    ]),
    vCPU: sheet(['VM', 'Powerstate', 'Template', 'CPUs', 'Max', 'Overall', 'VM ID'], (name, k) => [
      name,
      'poweredOn',
      'False',
      4,
      10_400,
      k % 5000,
      `vm-${k}`,
    ]),
    vSnapshot: sheet(['VM', 'Name', 'Description'], (name) => [
      name,
      'before',
      'a long text of no use'.repeat(5),
    ]),
  });
  const { processor: spent } = await seconds(async () => void (await readFile('rv.xlsx', book)));
  return {
    title: 'Reading RVTools, 10,000 machines',
    rows: [{ 'workbook MB': book.size / 1e6, 'processor s': spent }],
  };
}

export default async function intake(): Promise<Table[]> {
  return [await perfmon(), await esxtop(), await rvtools()];
}
