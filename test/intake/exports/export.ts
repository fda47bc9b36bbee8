/** A table as a tool exports it, whose servers are known, and the ways to change what is not their names. */
export interface Export {
  readonly servers: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that hold times and names, or by whose headers servers are named: they are never dropped or retyped. */
  readonly kept: readonly number[];
  /** Leading columns that stay where they are. */
  readonly fixed: number;
  /** What other columns of such an export may be called, besides those that any table may have. */
  readonly others?: readonly string[];
  /** Whether a column of sums over servers may stand in it. */
  readonly sums?: true;
  readonly file: string;
  /** As a file holds it. */
  text(table: Pick<Export, 'header' | 'rows'>): string;
}

/** Draws numbers in [0, 1): a mutant that fails can be made again. */
export type Chances = () => number;

/** A generator with a seed (Numerical Recipes' constants). */
export function chances(seed: number): Chances {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const pick = <T>(of: readonly T[], random: Chances): T => of[Math.floor(random() * of.length)];

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
  'Downtime',
  'Coverage',
  'Mean/Increment',
  'batch requests/s',
  'page life expectancy',
  'response time (ms)',
  'power W',
  'page reads/s',
  'SQL compilations/s',
  'log disk MB/s',
  'GPU utilization %',
  'Thermal Zone (°C)',
  'Time',
  'Day of week',
  '20',
  '12.5',
  '#',
  '',
];
const FILLINGS: readonly ((row: number, random: Chances) => string)[] = [
  () => '',
  () => 'n/a',
  () => '-',
  () => 'x',
  (row) => String(30 + ((row * 7) % 60)),
  (row) => String(row),
  (row) => `${(row * 37) % 11} ms`,
  (row) => String(1e9 + row * 4096),
  (row) => `2024-03-04 09:${String(row % 60).padStart(2, '0')}:00`,
  (_, random) => pick(['ok', 'seen', 'none'], random),
  () => '-1',
  () => 'true',
];
const TOTALS = [
  'Total',
  'Average',
  '_Total',
  'Sum',
  'Grand Total',
  'Gesamt',
  'Mittelwert',
  'Promedio',
  'avg',
  'all',
  'Cluster A',
];

const spliced = (row: readonly string[], at: number, cell: string) => [
  ...row.slice(0, at),
  cell,
  ...row.slice(at),
];

function withColumn(base: Export, at: number, name: string, cell: (row: number) => string): Export {
  return {
    ...base,
    header: spliced(base.header, at, name),
    rows: base.rows.map((row, k) => spliced(row, at, cell(k))),
    kept: base.kept.map((k) => (k >= at ? k + 1 : k)),
  };
}

const DEEDS: readonly ((base: Export, random: Chances) => Export)[] = [
  function add(base, random) {
    const at = base.fixed + Math.floor(random() * (base.header.length + 1 - base.fixed));
    const fill = pick(FILLINGS, random);
    return withColumn(base, at, pick([...ADDED, ...(base.others ?? [])], random), (row) => fill(row, random));
  },
  function move(base, random) {
    const free = base.header.length - base.fixed;
    const from = base.fixed + Math.floor(random() * free);
    const to = base.fixed + Math.floor(random() * free);
    const order = base.header.map((_, k) => k);
    order.splice(to, 0, ...order.splice(from, 1));
    return {
      ...base,
      header: order.map((k) => base.header[k]),
      rows: base.rows.map((row) => order.map((k) => row[k])),
      kept: base.kept.map((k) => order.indexOf(k)),
    };
  },
  function drop(base, random) {
    const gone = pick(free(base), random);
    if (gone === undefined) return base;
    return {
      ...base,
      header: base.header.filter((_, k) => k !== gone),
      rows: base.rows.map((row) => row.filter((_, k) => k !== gone)),
      kept: base.kept.map((k) => (k > gone ? k - 1 : k)),
    };
  },
  function retype(base, random) {
    const at = pick(free(base), random);
    if (at === undefined) return base;
    const fill = pick(FILLINGS, random);
    return {
      ...base,
      rows: base.rows.map((row, r) => row.map((cell, k) => (k === at ? fill(r, random) : cell))),
    };
  },
  function unit(base, random) {
    const [mega, kilo, share, cycles] = [
      pick(['MiB', 'KB', 'GB', 'bytes'], random),
      pick(['MBps', 'Bps', 'kbps', 'KB/s'], random),
      pick([' %', ' percent', ' [%]', ' pct'], random),
      pick(['GHz', 'MHz'], random),
    ];
    const change = (cell: string) =>
      cell
        .replace(/\bMi?B\b(?!\/)/, mega)
        .replace(/\bKBps\b/, kilo)
        .replace(/ %$/, share)
        .replace(/\bMHz\b/, cycles);
    return { ...base, header: base.header.map((cell, k) => (k < base.fixed ? cell : change(cell))) };
  },
  function repeat(base, random) {
    const again = Math.floor(random() * base.rows.length);
    const rows = 1 + Math.floor(random() * 3);
    return {
      ...base,
      rows: [...base.rows.slice(0, again + rows), ...base.rows.slice(again)],
    };
  },
  function total(base, random) {
    if (!base.sums) return base;
    const name = pick(TOTALS, random);
    const loads = base.kept.filter((k) => k >= base.fixed);
    const mean = /av|mittel|prom/i.test(name);
    return withColumn(base, base.header.length, name, (row) => {
      const sum = loads.reduce((all, k) => all + (Number(base.rows[row][k].replace(',', '.')) || 0), 0);
      return (mean ? sum / loads.length : sum).toFixed(2);
    });
  },
];

const free = ({ header, kept, fixed }: Export): number[] =>
  header.map((_, k) => k).filter((k) => k >= fixed && !kept.includes(k));

/** An export with one to four changes, the same for the same seed. */
export function mutant(base: Export, seed: number): Export {
  const random = chances(seed);
  let changed = base;
  for (let deeds = 1 + Math.floor(random() * 4); deeds > 0; deeds--)
    changed = pick(DEEDS, random)(changed, random);
  return changed;
}

/** As a file. */
export const fileOf = (table: Export): { name: string; text: string } => ({
  name: table.file,
  text: table.text(table),
});
