import { readFile } from '../src/intake';
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

/** MB of log read in a second of processor time, which other programs on the machine do not stretch. */
export default async function intake(): Promise<Table> {
  const rows = [];
  for (const [kept, all] of [
    [8, 8],
    [8, 40],
    [8, 400],
  ]) {
    const made = block(columnsOf(kept, all));
    const before = process.cpuUsage();
    const reading = await readFile('bench.csv', log(made));
    const { user, system } = process.cpuUsage(before);
    const held = reading.recordings.reduce(
      (n, r) => n + r.times.byteLength + Object.values(r.measures).reduce((m, v) => m + v.byteLength, 0),
      0,
    );
    rows.push({
      log: `${kept} of ${all} counters kept`,
      'MB/s': reading.bytes / (user + system),
      MB: Math.round(reading.bytes / 1e6),
      rows: reading.rows,
      'kept MB': held / 1e6,
      'resident MB': Math.round(process.memoryUsage().rss / 1e6),
    });
  }
  return {
    title: `Reading a ${MEGABYTES} MB Performance Monitor log, streamed`,
    rows,
    notes: [
      'One block of seeded rows over and over. Seconds are of processor time, garbage collection and compilation included.',
    ],
  };
}
