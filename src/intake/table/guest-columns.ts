import { crowd } from '../../estate/crowd';
import { InputError } from '../../estate/finding';
import type { MeasureId } from '../../estate/measure';
import type { CounterSeen } from '../../estate/recording';
import type { Input } from '../format';
import { place } from '../format';
import { mappingOf } from '../mapping';
import { quoted } from '../words';
import type { FactColumn } from './facts';
import { coresBySocket, coresOfSockets, factColumn, isShareCell } from './facts';
import type { TableShape } from './shape';
import type { Meaning } from './vocabulary';
import { meaningOf } from './vocabulary';

/** What a column of a guest table holds. */
export interface ListColumn {
  readonly column: number;
  readonly header: string;
  readonly fact: FactColumn | null;
  readonly measure: MeasureId | null;
  readonly meaning: Meaning | null;
  /** The column of the sockets, where this one holds the cores of each. */
  readonly sockets?: number;
}

/** What a row holds under a column, trimmed: where it has two factors, `2 x 8`; blank where one of them is. */
export function cellUnder({ column, sockets }: ListColumn, cells: readonly string[]): string {
  const own = cells[column]?.trim() ?? '';
  const other = sockets === undefined ? '' : (cells[sockets]?.trim() ?? '');
  return sockets === undefined ? own : own && other && `${other} x ${own}`;
}

/** What `Measure-VM` of Hyper-V writes, as a table and as the properties of its objects; MB and M are MiB there. */
const MEASURE_VM: readonly (readonly [RegExp, string])[] = [
  [/^(AvgCPU\(MHz\)|AverageProcessorUsage)$/i, 'average cpu usage MHz'],
  [/^(MaxRAM\(M\)|MaximumMemoryUsage)$/i, 'peak memory used MiB'],
  [/^(AvgRAM\(M\)|AverageMemoryUsage)$/i, 'average memory used MiB'],
  [/^(TotalDisk\(M\)|TotalDiskAllocation)$/i, 'disk space MiB'],
  [/^AggregatedAverageNormalizedIOPS$/i, 'average iops'],
];
/** What others write of a VM: Live Optics, Nutanix, the list of VMs of vSphere's client, old and new. */
const OF_VMS: readonly (readonly [RegExp, string])[] = [
  [/^host cpu( - mhz)?$/i, 'cpu usage MHz'],
  [/^host mem(ory)?( - mb)?$/i, 'memory used MiB'],
  [/^virtual cpus?$/i, 'vcpus'],
  [/^provisioned memory/i, 'configured memory'],
  [/^virtual disk used/i, 'disk space used'],
];

/** Whether these heads are those of `Measure-VM`. */
export const isMeasureVm = (headers: readonly string[]): boolean =>
  headers.some((cell) => MEASURE_VM[0][0].test(cell.trim()));

/** A head in the words that tables are known by. */
function plainHead(header: string): string {
  const known = [...MEASURE_VM, ...OF_VMS].find(([pattern]) => pattern.test(header.trim()));
  return known ? header.trim().replace(known[0], known[1]) : header;
}

/** Sizes of what nobody says are no memory. */
const OF_MEMORY = /mem|ram|speicher|mémoire|память|pamięć|working ?set/i;
/** In a list of VMs, beside their state or cluster, a host is where they run, and no wish. */
const OF_INVENTORY =
  /^\W*(power ?state|powered ?on|state|cluster|data ?center|datacenter|vm ?id|vm ?uuid)\W*$/i;
const PLACE = /^\W*(host|host ?name|esx ?host|node|computer ?name)\W*$/i;
const VM_NAME = /^\W*(vm|vm ?name|virtual machine)\W*$/i;

/** Nothing, or a word for it. */
export const isOpenCell = (cell: string): boolean => /^(-|n\/?a|null|none|unknown|\?)?$/i.test(cell);

/** Memory in per cent: an amount where the whole is known. */
export function isMemoryShare({
  header,
  meaning,
  measure,
}: Pick<ListColumn, 'header' | 'meaning' | 'measure'>): boolean {
  return measure === null && meaning?.server === '' && meaning.percent && OF_MEMORY.test(header);
}

/** Which column names the servers, and which the hosts that they run on today; -1: none does. */
export function whoOf({ server, header: { cells } }: TableShape): { server: number; placed: number } {
  const vm = cells.findIndex((cell) => VM_NAME.test(cell));
  if (vm >= 0 && vm !== server && PLACE.test(cells[server])) return { server: vm, placed: server };
  const inventory = cells.some((cell) => OF_INVENTORY.test(cell));
  return { server, placed: inventory ? cells.findIndex((cell, k) => k !== server && PLACE.test(cell)) : -1 };
}

/** Whether what is given under a column is written in per cent throughout. */
function holdsShares(rows: readonly { readonly cells: readonly string[] }[], column: number): boolean {
  let any = false;
  for (const { cells } of rows) {
    const cell = cells[column]?.trim() ?? '';
    if (isOpenCell(cell)) continue;
    if (!isShareCell(cell)) return false;
    any = true;
  }
  return any;
}

/** What columns hold, by what their heads say. @param entry tells machines from hosts, and no class of work */
export function guestColumns(
  input: Input,
  shape: TableShape,
  rows: readonly { readonly cells: readonly string[] }[],
  { who, placed, entry }: Readonly<Record<'who' | 'placed' | 'entry', number>>,
): ListColumn[] {
  const mapping = mappingOf(input.options);
  const columns: ListColumn[] = [];
  // What a person said of a column goes before what its head says.
  const product = coresBySocket(
    shape.header.cells.map((header) => (mapping.has(header.toLowerCase()) ? '' : header)),
  );
  shape.header.cells.forEach((header, column) => {
    if (column === who || header === '') return;
    const asked = mapping.get(header.toLowerCase());
    if (!asked && column === placed) return;
    if (product?.each === column) {
      const fact = coresOfSockets();
      columns.push({ column, header, fact, measure: null, meaning: null, sockets: product.sockets });
      return;
    }
    const plain = plainHead(header);
    const named = factColumn(plain);
    // `CPU` over shares is how busy it is, and no number of processors.
    const head = named && holdsShares(rows, column) ? `${plain} %` : plain;
    const fact = asked || column === entry ? null : head === plain ? named : factColumn(head);
    const meaning = fact ? null : meaningOf(head);
    const own = meaning?.server === '' ? meaning.measure : null;
    const told = own === 'usedMiB' && !OF_MEMORY.test(head) ? null : own;
    const measure = asked === 'ignore' ? null : (asked ?? told);
    columns.push({ column, header, fact, meaning, measure });
  });
  if (
    !columns.some(
      ({ fact, measure, meaning }) => fact || measure || (meaning?.percent && meaning.server === ''),
    )
  ) {
    throw new InputError(
      place(input.name, shape.header.line),
      `found the columns ${crowd(shape.header.cells.map(quoted), 6)}; expected a name and some of cores, rating, memory, peak %, average %, IOPS, MB/s.`,
      'Name the columns so, or map them by hand.',
    );
  }
  return columns;
}

export function columnsSeen(columns: readonly ListColumn[]): CounterSeen[] {
  return columns.map(({ header, measure, fact }) => ({
    server: '',
    object: '',
    counter: header,
    instances: 1,
    measure,
    ...(fact && { fact: true as const }),
  }));
}
