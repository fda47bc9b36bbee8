import type { Facts, MeasuredWhere, WorkloadClass } from '../../estate/guest';
import { fromText, NOT_A_NUMBER } from '../bytes/numbers';
import { sizeIn } from '../units';

type Mutable<T> = { -readonly [K in keyof T]?: T[K] };

/** A column of a guest table that states a fact. */
export interface FactColumn {
  readonly field: keyof Facts;
  /** Puts a cell's value into the facts; false when it cannot be read. */
  readonly put: (facts: Mutable<Facts>, cell: string, decimal: '.' | ',') => boolean;
  /** What a cell should hold, for messages. */
  readonly expected: string;
}

const HEADERS: readonly (readonly [keyof Facts, RegExp])[] = [
  ['osBase', /^(os ?base|os ?memory|base memory)/],
  [
    'cores',
    /^(#|no\.? of|num(ber)?( of)?|nr\.?|anzahl|logical|total|v)? ?(cores?|v?cpus?|processors?|vcores?|lcpus?|kerne|prozessoren|coeurs|cœurs|núcleos|nucleos|ядра|rdzenie)( ?count)?$|^cpu (cores?|count|sockets x cores)$|^(cores?|cpus?) (count|total)$/,
  ],
  [
    'rating',
    /^(rating|clock|cpu ?(speed|clock|frequency)|speed|takt|frequency|ghz|mhz|(cpu|core|processor) ?(ghz|mhz))( ?(ghz|mhz))?$/,
  ],
  ['floor', /^(floor|memory floor|least memory|min(imum)? memory|reservation|memory reservation)/],
  [
    'memory',
    /^(installed |total |physical |configured |assigned )?(memory|ram|mem|arbeitsspeicher|hauptspeicher|mémoire|memoire|memoria|память|pamięć)( ?(size|total|installed|configured|capacity|in))?( ?\(?[kmgt]i?b(ytes)?\)?)?$/,
  ],
  ['image', /^(image|template|os image|abbild)$/],
  ['osBase', /^os ?base/],
  ['bits', /^(bits|(os )?architecture|arch|bitness)$/],
  [
    'os',
    /^(os|operating system|os name|guest os|betriebssystem|système|sistema operativo|os according to.*)$/,
  ],
  ['class', /^(class|workload|role|workload class|application|rolle|type)$/],
  ['measured', /^(measured|measured (in|at|where)|where|server type)$/],
  ['dedicated', /^(dedicated|dedicated (cpu|processors?|cores))$/],
  ['native', /^(native|keep native|stays native|physical only|do not virtuali[sz]e)$/],
  ['together', /^(together|affinity|keep together|group)$/],
  ['apart', /^(apart|anti-?affinity|keep apart|separate)$/],
  ['host', /^(host|pinned|pin(ned)? to|on host)$/],
];

/** What a header of a guest table states, if it is a fact. */
export function factColumn(header: string): FactColumn | null {
  const plain = header
    .toLowerCase()
    .replace(/[[\](){}*_:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const found = HEADERS.find(([, pattern]) => pattern.test(plain));
  if (!found) return null;
  const [field] = found;
  switch (field) {
    case 'cores':
      return number(field, 'a whole number from 1', (v) => (v >= 1 ? Math.round(v) : null));
    case 'rating':
      return number(field, 'GHz', (v) => (v > 0 ? (/mhz/.test(plain) || v >= 100 ? v / 1000 : v) : null));
    case 'memory':
    case 'floor':
    case 'osBase':
      return memoryColumn(field, header);
    case 'bits':
      return {
        field,
        expected: '32 or 64',
        put: (facts, cell) => {
          const bits = /64/.test(cell) ? 64 : /32|86/.test(cell) ? 32 : null;
          if (bits) facts.bits = bits;
          return bits !== null;
        },
      };
    case 'class':
      return word(field, CLASSES, 'compute, web, database, mail, file, directory or backup');
    case 'measured':
      return word(field, MEASURED, 'native, guest or host');
    case 'dedicated':
    case 'native':
      return {
        field,
        expected: 'yes or no',
        put: (facts, cell) => {
          const yes = /^(y|yes|true|1|x|ja|j|oui|o|si|sí|s|да|tak)$/i.test(cell);
          const no = /^(n|no|false|0|-|nein|non|нет|nie)$/i.test(cell);
          if (yes || no) facts[field] = yes;
          return yes || no;
        },
      };
    default:
      return {
        field,
        expected: 'a word',
        put: (facts, cell) => {
          facts[field as 'image' | 'os' | 'together' | 'apart' | 'host'] = cell;
          return true;
        },
      };
  }
}

const CLASSES: readonly (readonly [RegExp, WorkloadClass])[] = [
  [/^(compute|cpu|batch|application|app)$/i, 'compute'],
  [/^(web|iis|apache|nginx|www|http)/i, 'web'],
  [/^(database|db|sql|oracle|mssql|mysql|postgres)/i, 'database'],
  [/^(mail|exchange|smtp|imap|e-?mail)/i, 'mail'],
  [/^(file|fileserver|nas|smb|print)/i, 'file'],
  [/^(directory|dc|ad|ldap|domain|active directory)/i, 'directory'],
  [/^(backup|archive|veeam)/i, 'backup'],
];
const MEASURED: readonly (readonly [RegExp, MeasuredWhere])[] = [
  [/^(native|physical|bare|hardware|metal)/i, 'native'],
  [/^(guest|virtual|vm|inside)/i, 'guest'],
  [/^(host|hypervisor|outside|esxtop)/i, 'host'],
];

function word<K extends 'class' | 'measured'>(
  field: K,
  table: readonly (readonly [RegExp, NonNullable<Facts[K]>])[],
  expected: string,
): FactColumn {
  return {
    field,
    expected,
    put: (facts, cell) => {
      const found = table.find(([pattern]) => pattern.test(cell));
      if (found) (facts as Record<string, unknown>)[field] = found[1];
      return found !== undefined;
    },
  };
}

function number(
  field: 'cores' | 'rating',
  expected: string,
  accept: (value: number) => number | null,
): FactColumn {
  return {
    field,
    expected,
    put: (facts, cell, decimal) => {
      const value = fromText(cell.replace(/ ?(ghz|mhz|cores?|v?cpus?)$/i, ''), decimal);
      if (value !== value || value === NOT_A_NUMBER) return false;
      const kept = accept(/mhz$/i.test(cell) ? value / 1000 : value);
      if (kept !== null) facts[field] = kept;
      return kept !== null;
    },
  };
}

const TO_MIB = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024, bytes: 1 / 1048576 } as const;

function memoryColumn(field: 'memory' | 'floor' | 'osBase', header: string): FactColumn {
  const said = sizeIn(header);
  return {
    field,
    expected: 'a size such as 4096, 4096 MB or 4 GB',
    put: (facts, cell, decimal) => {
      const match = /^([-+\d.,\s']+?)\s*([a-z]+)?$/i.exec(cell.trim());
      const value = match ? fromText(match[1], decimal) : NaN;
      if (!(value >= 0) || value === NOT_A_NUMBER) return false;
      const size = (match![2] ? sizeIn(match![2]) : null) ?? said;
      const scale = size && size in TO_MIB ? TO_MIB[size as keyof typeof TO_MIB] : null;
      // Without a unit, the facts table counts MiB; figures below 129 can only be GB in a server of today.
      facts[field] = Math.round(value * (scale ?? (field === 'memory' && value < 129 ? 1024 : 1)));
      return true;
    },
  };
}
