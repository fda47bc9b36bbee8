/** The sheets of RVTools that tell something of load, of hosts or of who runs where. */
export type SheetKind = 'info' | 'cpu' | 'memory' | 'disk' | 'partition' | 'host' | 'network' | 'tools';

/** Each sheet as RVTools calls it. */
export const SHEET_NAMES: Readonly<Record<SheetKind, string>> = {
  info: 'vInfo',
  cpu: 'vCPU',
  memory: 'vMemory',
  disk: 'vDisk',
  partition: 'vPartition',
  host: 'vHost',
  network: 'vNetwork',
  tools: 'vTools',
};

/**
 * The columns that are read, by their heads since RVTools 3: MB became MiB in 4.1 with the same numbers, and some heads end
 * in a space. Judged by heads alone, whatever a sheet or file is called: successors write the same ones.
 */
const COLUMNS = {
  vm: /^(vm|vm name)$/,
  power: /^power ?state$/,
  template: /^template$/,
  placeholder: /^srm placeholder$/,
  dns: /^dns name$/,
  cpus: /^(cpus|num cpus?|# cpus?)$/,
  memory: /^memory( mb| size| \(mb\))?$/,
  activeNow: /^active memory( mb)?$/,
  inUse: /^in use mb$/,
  provisioned: /^provisioned mb$/,
  busy: /^cpu usage ?%$/,
  readiness: /^overall cpu readiness( ?%)?$/,
  cluster: /^cluster$/,
  host: /^host( name)?$/,
  osConfig: /^(os according to the configuration file|os)$/,
  osTools: /^os according to the vmware tools$/,
  id: /^(vm id|vmref)$/,
  uuid: /^vm uuid$/,
  center: /^vi sdk (server|uuid)$/,
  overall: /^overall$/,
  size: /^size mb$/,
  consumed: /^consumed$/,
  active: /^active$/,
  ballooned: /^ballooned$/,
  swapped: /^swapped$/,
  disk: /^disk$/,
  capacity: /^capacity mb$/,
  used: /^consumed mb$/,
  free: /^free mb$/,
  adapter: /^(nic label|adapter)$/,
  mac: /^mac address$/,
  toolsVersion: /^tools version$/,
  speed: /^speed$/,
  hostCores: /^# cores$/,
  threads: /^ht active$/,
  hostMemory: /^# memory$/,
  vendor: /^vendor$/,
  model: /^model$/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type ColumnId = keyof typeof COLUMNS;

/** Where the columns of a sheet stand, from 0. */
export type Columns = ReadonlyMap<ColumnId, number>;

const plain = (head: string): string =>
  head
    .toLowerCase()
    .replace(/[’'`´*]/g, '')
    .replace(/\bmib\b/g, 'mb')
    .replace(/[\s_]+/g, ' ')
    .trim();

/** The columns of a row of heads that are read, wherever they stand. */
export function columnsOf(heads: readonly string[]): Columns {
  const plains = heads.map(plain);
  return new Map(
    (Object.keys(COLUMNS) as ColumnId[]).flatMap((id): [ColumnId, number][] => {
      const at = plains.findIndex((head) => COLUMNS[id].test(head));
      return at < 0 ? [] : [[id, at]];
    }),
  );
}

/** Which sheet has such heads; null where none of RVTools has. */
export function sheetKind(heads: readonly string[]): SheetKind | null {
  // Every file is asked: most have neither, and need no further look.
  if (!heads.some((head) => COLUMNS.vm.test(plain(head)) || COLUMNS.host.test(plain(head)))) return null;
  const columns = columnsOf(heads);
  const has = (...ids: ColumnId[]) => ids.every((id) => columns.has(id));
  if (!has('vm')) return has('host', 'speed', 'hostCores') ? 'host' : null;
  if (has('disk', 'capacity')) return has('used') || has('free') ? 'partition' : 'disk';
  if (has('size') && (has('consumed') || has('active'))) return 'memory';
  if (has('overall')) return 'cpu';
  if (has('power', 'cpus', 'memory')) return 'info';
  if (has('adapter', 'mac')) return 'network';
  return has('toolsVersion') ? 'tools' : null;
}

/** What of each sheet is read; of those that tell no load, nothing. */
const NEEDED: Readonly<Record<SheetKind, readonly ColumnId[]>> = {
  info: [
    'cpus',
    'memory',
    'activeNow',
    'inUse',
    'provisioned',
    'busy',
    'readiness',
    'osConfig',
    'osTools',
    'dns',
  ],
  cpu: ['cpus', 'overall'],
  memory: ['size', 'consumed', 'active', 'ballooned', 'swapped'],
  disk: ['capacity'],
  partition: ['used', 'capacity', 'free'],
  host: ['host', 'cluster', 'speed', 'hostCores', 'threads', 'hostMemory', 'vendor', 'model'],
  network: [],
  tools: [],
};
const WHO: readonly ColumnId[] = [
  'vm',
  'power',
  'template',
  'placeholder',
  'host',
  'cluster',
  'id',
  'uuid',
  'center',
];

/** Where the columns stand that a sheet of this kind is read for. */
export function neededColumns(kind: SheetKind, heads: readonly string[]): Columns {
  const columns = columnsOf(heads);
  const ids = kind === 'host' ? NEEDED.host : [...WHO, ...NEEDED[kind]];
  return new Map([...columns].filter(([id]) => ids.includes(id)));
}
