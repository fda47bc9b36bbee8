import { readFile } from '../src/intake';
import type { Table } from './table';

const MEGABYTES = 200;
const PIECE = 1 << 20;

/** A log as perfmon writes it, made as it is read, the same every time: nothing of it is held. */
async function* log(columns: readonly string[], bytes: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const header = columns.map((name) => `"\\\\DB01\\${name}"`).join(',');
  yield encoder.encode(`"(PDH-CSV 4.0) (W. Europe Standard Time)(-60)",${header}\r\n`);
  // A pool of cells drawn once: building numbers would cost more than reading them.
  let state = 1;
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const pool = Array.from({ length: 997 }, () => {
    const kind = draw();
    if (kind < 0.02) return '" "';
    if (kind < 0.1) return `"${Math.floor(draw() * 1e9)}"`;
    return `"${(draw() * 100).toPrecision(17)}${Math.floor(draw() * 1000)}"`;
  });
  let time = Date.UTC(2026, 0, 5);
  let sent = 0;
  let at = 0;
  while (sent < bytes) {
    let text = '';
    while (text.length < PIECE) {
      const iso = new Date(time).toISOString();
      text += `"${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 23)}"`;
      for (let k = 0; k < columns.length; k++) text += ',' + pool[(at = (at + 7) % pool.length)];
      text += '\r\n';
      time += 1000;
    }
    const piece = encoder.encode(text);
    sent += piece.length;
    yield piece;
  }
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

/** MB of log read in a second, the making of it taken off. */
export default async function intake(): Promise<Table> {
  const rows = [];
  for (const [kept, all] of [
    [8, 200],
    [8, 40],
    [8, 8],
  ]) {
    const columns = columnsOf(kept, all);
    const bytes = MEGABYTES * 1e6;
    let start = performance.now();
    for await (const piece of log(columns, bytes)) if (piece.length === 0) break;
    const making = performance.now() - start;
    start = performance.now();
    const reading = await readFile('bench.csv', log(columns, bytes));
    const ms = performance.now() - start - making;
    rows.push({
      log: `${kept} of ${all} counters kept`,
      'MB/s': reading.bytes / 1e6 / (ms / 1000),
      MB: Math.round(reading.bytes / 1e6),
      rows: reading.rows,
      'kept MB': Math.round(
        reading.recordings.reduce(
          (n, r) => n + r.times.byteLength + Object.values(r.measures).reduce((m, v) => m + v.byteLength, 0),
          0,
        ) / 1e6,
      ),
      'rss MB': Math.round(process.memoryUsage().rss / 1e6),
    });
  }
  return {
    title: `Reading a ${MEGABYTES} MB Performance Monitor log (streamed, made as it is read)`,
    rows,
    notes: ['Seeded; the time of making the log is measured alone and taken off.'],
  };
}
