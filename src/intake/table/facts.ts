import {
  FACTS,
  FACT_IDS,
  type FactField,
  type FactId,
  type FactOf,
  type Facts,
} from '../../estate/fact-fields';
import { PLATFORMS, type PlatformId } from '../../estate/platforms';
import { inRange, rangeOf, type StatedNumber } from '../../estate/field';
import { own } from '../../estate/own';
import { fromText, NOT_A_NUMBER } from '../bytes/numbers';
import { sizeIn } from '../units';

type Mutable<T> = { -readonly [K in keyof T]?: T[K] };

/** A column of a guest table that states a fact. */
export interface FactColumn {
  readonly field: FactId;
  /** Its head is the fact's own name. */
  readonly named: boolean;
  /** Puts a cell's value into the facts; false when it cannot be read. */
  readonly put: (facts: Mutable<Facts>, cell: string, decimal: '.' | ',') => boolean;
  /** What a cell should hold, for messages. */
  readonly expected: string;
  /** Whether a size in a cell is taken for GiB, though nothing says so. */
  readonly inGiB?: (cell: string, decimal: '.' | ',') => boolean;
}

/** How else tables head the column of a fact, tried in this order; every fact goes by its own name. */
const HEADERS: Readonly<Partial<Record<FactId, RegExp>>> = {
  osBase: /^(os ?base|os ?memory|base memory)/,
  cores:
    /^(#|no\.? of|num(ber)?( of)?|nr\.?|anzahl|total|v)? ?(cores?|v?cpus?|processors?|vcores?|lcpus?|kerne|prozessoren|coeurs|cœurs|núcleos|nucleos|ядра|rdzenie)( ?count)?$|^cpu (cores?|count|sockets x cores)$|^(cores?|cpus?) (count|total)$/,
  rating:
    /^(rating|clock|cpu ?(speed|clock|frequency)|speed|takt|frequency|ghz|mhz|(cpu|core|processor) ?(ghz|mhz))( ?(ghz|mhz))?$/,
  floor: /^(floor|memory floor|least memory|min(imum)? memory|reservation|memory reservation)/,
  memory:
    /^(installed |total |physical |configured |assigned )?(memory|ram|mem|arbeitsspeicher|hauptspeicher|mémoire|memoire|memoria|память|pamięć)( ?(size|total|installed|configured|capacity|in))?( ?\(?[kmgt]i?b(ytes)?\)?)?$/,
  image: /^(image|template|os image|abbild)$/,
  bits: /^(bits|(os )?architecture|arch|bitness)$/,
  os: /^(os|operating system|os name|guest os|betriebssystem|système|sistema operativo|os according to.*)$/,
  class: /^(class|workload|role|workload class|application|rolle|type)$/,
  threads:
    /^(threads|hardware threads|hyper-?threads|(number of )?logical ?(processors?|cpus?|cores?)( ?count)?)$/,
  present: /^(present|platform|present platform|runs on|hypervisor)$/,
  smt: /^(smt|hyper-?threading|hwthreads|threads? ?(s )?per core)$/,
  measured: /^(measured|measured (in|at|where)|where|server type)$/,
  dedicated: /^(dedicated|dedicated (cpu|processors?|cores))$/,
  native: /^(native|keep native|stays native|physical only|do not virtuali[sz]e)$/,
  together: /^(together|affinity|keep together|group)$/,
  apart: /^(apart|anti-?affinity|keep apart|separate)$/,
  host: /^(host|pinned|pin(ned)? to|on host)$/,
};

/** Whether a cell is written in per cent: no fact is. */
export const isShareCell = (cell: string): boolean => /%\s*$/.test(cell);

/** What a header of a guest table states, if it is a fact. */
export function factColumn(header: string): FactColumn | null {
  const plain = plainWords(header);
  const byName = FACT_IDS.find((each) => isNameOf(each, plain));
  const id = byName ?? (Object.keys(HEADERS) as FactId[]).find((each) => HEADERS[each]!.test(plain));
  if (!id) return null;
  const field: FactField = FACTS[id];
  const { expected, read, inGiB } = readerOf(id, field, header);
  const put: FactColumn['put'] = (facts, cell, decimal) => {
    const value = read(cell, decimal);
    if (value === null || (field.kind === 'number' && !inRange(value as number, field))) return false;
    Object.assign(facts, { [id]: value });
    return true;
  };
  return { field: id, named: byName !== undefined, expected, put, inGiB };
}

const plainWords = (header: string): string =>
  header
    .toLowerCase()
    .replace(/[[\](){}*_:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** How tables head the two factors of a number of cores. */
const SOCKETS =
  /^(#|no\.? of|num(ber)?( of)?|total|physical|virtual)? ?(cpu|processor)? ?(sockets?|socket s)( ?count)?$/;
const CORES_PER_SOCKET =
  /^(#|no\.? of|num(ber)?( of)?)? ?(cpu|processor)? ?(cores?|core s) ?(per|\/|p\/) ?(cpu|processor)? ?(sockets?|s)$/;

/** The columns, from 0, whose product is the number of cores; null where one of the two is missing. */
export function coresBySocket(headers: readonly string[]): { sockets: number; each: number } | null {
  const plain = headers.map(plainWords);
  const sockets = plain.findIndex((head) => SOCKETS.test(head));
  const each = plain.findIndex((head) => CORES_PER_SOCKET.test(head));
  return sockets >= 0 && each >= 0 ? { sockets, each } : null;
}

/** Reads `2 x 8`, sockets and the cores of each, as the number of cores. */
export function coresOfSockets(): FactColumn {
  const { read, expected } = numberReader(FACTS.cores, false);
  const put: FactColumn['put'] = (facts, cell, decimal) => {
    const [sockets, each] = cell.split(' x ').map((part) => Number(read(part, decimal) ?? NaN));
    const cores = sockets * each;
    if (!inRange(cores, FACTS.cores)) return false;
    facts.cores = cores;
    return true;
  };
  return { field: 'cores', named: false, put, expected: `sockets x cores of each, ${expected}` };
}

/** Whether a header is the name of a fact, in one word or several, a size with its unit behind it. */
function isNameOf(id: FactId, header: string): boolean {
  const { unit = '' } = FACTS[id] as Partial<StatedNumber>;
  const name = unit === 'MiB' ? header.replace(/ [kmgt]i?b(ytes)?$/, '') : header;
  return name.replaceAll(' ', '') === id.toLowerCase();
}

interface Reader {
  readonly expected: string;
  /** The value of a cell; null where it cannot be read. */
  readonly read: (cell: string, decimal: '.' | ',') => Facts[FactId] | null;
  /** Whether a size that can be read is taken for GiB, though nothing says so. */
  readonly inGiB?: FactColumn['inGiB'];
}

function readerOf(id: FactId, field: FactField, header: string): Reader {
  switch (field.kind) {
    case 'number':
      return field.unit === 'MiB' ? sizeReader(id, field, header) : numberReader(field, /mhz/i.test(header));
    case 'choice':
      return wordReader(WORDS[id as FactOf<'choice'>], field);
    case 'flag':
      return {
        expected: 'yes or no',
        read: (cell) => (YES.test(cell) ? true : NO.test(cell) ? false : null),
      };
    case 'text':
      return { expected: 'a word', read: (cell) => cell };
  }
}

const YES = /^(y|yes|true|1|x|ja|j|oui|o|si|sí|s|да|tak)$/i;
const NO = /^(n|no|false|0|-|nein|non|нет|nie)$/i;

/** What tables write for each word of a choice. */
const WORDS: { readonly [K in FactOf<'choice'>]: Readonly<Record<Exclude<Facts[K], ''>, RegExp>> } = {
  // x86_64 has 64.
  bits: { 32: /^(?!.*64).*(32|86)/, 64: /64/ },
  class: {
    compute: /^(compute|cpu|batch|application|app)$/i,
    web: /^(web|iis|apache|nginx|www|http)/i,
    database: /^(database|db|sql|oracle|mssql|mysql|postgres)/i,
    mail: /^(mail|exchange|smtp|imap|e-?mail)/i,
    file: /^(file|fileserver|nas|smb|print)/i,
    directory: /^(directory|dc|ad|ldap|domain|active directory)/i,
    backup: /^(backup|archive|veeam)/i,
  },
  present: {
    native: /^(native|none)$/i,
    'single-image': /^single.image$/i,
    esx2: /^(vmware )?esx (server )?v?[12](?!\d)|^esx[12]$/i,
    esx3: /^(vmware )?esxi? (server )?v?3(?!\d)|^(vmware )?(esxi?3|vi ?3|infrastructure 3)/i,
    hosted: /^(hosted|(microsoft )?virtual server|(vmware )?gsx)/i,
    // Versions of today run guests under nested paging as others of today do; those of before did not.
    xen2006: /^xen ?2006|^xen( hypervisor)?( v?[123](\.\d+)*)?$|^(citrix )?xenserver v?[1-4](?!\d)/i,
    'vt-first': /^vt-first$/i,
    kvm: /kvm|proxmox|qemu|libvirt|^xen|xenserver|xcp-?ng|citrix hypervisor/i,
    hyperv: /hyper-?v/i,
    vsphere8: /vsphere|esxi|^(vmware )?esx( (server )?v?[4-9]|$)|^vmware$/i,
    bare: /^bare$/i,
    custom: /^custom$/i,
  },
  smt: { yes: /^(y|yes|true|2|on|0)$/i, no: /^(n|no|false|1|off)$/i },
  measured: {
    native: /^(native|physical|bare|hardware|metal)/i,
    host: /^(host|hypervisor|outside|esxtop)/i,
    guest: /^(guest|virtual|vm|inside)/i,
  },
};

function wordReader(
  words: Readonly<Record<string, RegExp>>,
  { options }: FactField & { kind: 'choice' },
): Reader {
  const named = options.filter(([value]) => value !== '');
  return {
    expected: `one of ${named.map(([value]) => value).join(', ')}`,
    read: (cell) => {
      const found = named.find(([value]) => own(words, String(value))?.test(cell));
      return found ? (found[0] as Facts[FactId]) : null;
    },
  };
}

/** Words behind a number of processors, and of a speed; of another kind they make it another number. */
const BEHIND = { count: / ?(cores?|v?cpus?)$/i, speed: / ?(ghz|mhz)$/i } as const;

/** A rating is converted only where cell or header says MHz: the unit of a benchmark cannot be told from its size. */
function numberReader(field: StatedNumber, inMHz: boolean): Reader {
  const behind = BEHIND[field.whole ? 'count' : 'speed'];
  return {
    expected: rangeOf(field),
    read: (cell, decimal) => {
      if (isShareCell(cell)) return null;
      const value = fromText(cell.replace(behind, ''), decimal);
      if (value !== value || value === NOT_A_NUMBER) return null;
      const scaled = /mhz$/i.test(cell) || (inMHz && !/ghz$/i.test(cell)) ? value / 1000 : value;
      return field.whole && scaled >= 1 ? Math.round(scaled) : scaled;
    },
  };
}

const TO_MIB = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024, bytes: 1 / 1048576 } as const;

/** Memories without a unit below this, in the MiB that a table of facts counts, can only be GiB in a server of today. */
const LEAST_MIB = 129;

function sizeReader(id: FactId, field: StatedNumber, header: string): Reader {
  const said = sizeIn(header);
  const parts = (cell: string, decimal: '.' | ',') => {
    const match = /^([-+\d.,\s']+?)\s*([a-z]+)?$/i.exec(cell.trim());
    const value = match ? fromText(match[1], decimal) : NaN;
    const size = (match?.[2] ? sizeIn(match[2]) : null) ?? said;
    const scale = size && size in TO_MIB ? TO_MIB[size as keyof typeof TO_MIB] : null;
    return { value, scale, bare: scale === null && id === 'memory' && value > 0 && value < LEAST_MIB };
  };
  return {
    expected: `a size such as 4096, 4096 MB or 4 GB, up to ${field.max} MiB`,
    read: (cell, decimal) => {
      const { value, scale, bare } = parts(cell, decimal);
      return Math.round(value * (scale ?? (bare ? 1024 : 1)));
    },
    inGiB: (cell, decimal) => parts(cell, decimal).bare,
  };
}

/** Whether a cell names a platform by another version, or by none, than the one that it is taken for. */
export function isNearest(cell: string, present: PlatformId): boolean {
  const said = cell.toLowerCase();
  const { label } = PLATFORMS[present];
  const names = [present, ...label.toLowerCase().replace('vmware ', '').split(', ')];
  return !names.some((name) => said.includes(name));
}
