import { PLATFORMS, PLATFORM_IDS, type PlatformId } from './platforms';
import type { StatedNumber } from './field';

interface Common {
  /** Head of its column. */
  readonly label: string;
  /** Not asked for on the page: a table or a file says it. */
  readonly unasked?: true;
  /** Asked for only where it decides something: memory is lent, or guests never share a core. */
  readonly asked?: 'ballooning' | 'wholeCores';
}
interface NumberFact extends Common, StatedNumber {
  readonly kind: 'number';
  /** Step of the field on the page. */
  readonly step: number;
  /** What it is taken for where nobody says. */
  readonly unknown: number | null;
  /** What an empty field means; null: it may not be empty. */
  readonly empty: string | null;
}
interface TextFact extends Common {
  readonly kind: 'text';
  readonly unknown: '';
}
interface ChoiceFact extends Common {
  readonly kind: 'choice';
  readonly options: readonly (readonly [value: string | number, label: string])[];
  readonly unknown: string | number;
}
interface FlagFact extends Common {
  readonly kind: 'flag';
  readonly unknown: boolean;
}
export type FactField = NumberFact | TextFact | ChoiceFact | FlagFact;

const MIB = { kind: 'number', unit: 'MiB', max: 1e9, step: 256, unknown: null } as const;
const TEXT = { kind: 'text', unknown: '' } as const;
const FLAG = { kind: 'flag', unknown: false } as const;

/**
 * What counters cannot tell of a server and a person can, in the order of the columns. The names are those of links,
 * files and of the columns of `--guests`; what nobody said is guessed and marked.
 */
export const FACTS = {
  cores: {
    kind: 'number',
    label: 'Cores',
    unit: '',
    min: 1,
    max: 4096,
    step: 1,
    whole: true,
    unknown: 1,
    empty: null,
  },
  threads: {
    kind: 'number',
    label: 'Threads',
    unit: '',
    min: 1,
    max: 8192,
    step: 1,
    whole: true,
    unknown: null,
    empty: 'as cores',
  },
  rating: {
    kind: 'number',
    label: 'Rating',
    unit: 'GHz',
    min: 0.001,
    max: 1e6,
    step: 0.1,
    unknown: null,
    empty: 'as host',
  },
  memory: { ...MIB, label: 'RAM', min: 1, empty: 'not known' },
  floor: {
    ...MIB,
    label: 'Floor',
    min: 0,
    empty: 'whole need',
    asked: 'ballooning',
  },
  image: { ...TEXT, label: 'Image' },
  os: { ...TEXT, label: 'System' },
  bits: {
    kind: 'choice',
    label: 'Bits',
    options: [
      [32, '32'],
      [64, '64'],
    ],
    unknown: 64,
    unasked: true,
  },
  osBase: {
    ...MIB,
    label: 'System’s own memory',
    min: 0,
    empty: 'not known',
    unasked: true,
  },
  class: {
    kind: 'choice',
    label: 'Class',
    options: [
      ['', 'not said'],
      ['compute', 'compute'],
      ['web', 'web'],
      ['database', 'database'],
      ['mail', 'mail'],
      ['file', 'file'],
      ['directory', 'directory'],
      ['backup', 'backup'],
    ],
    unknown: '',
  },
  measured: {
    kind: 'choice',
    label: 'Measured',
    options: [
      ['native', 'on its own machine'],
      ['host', 'by its host'],
      ['guest', 'inside a VM'],
    ],
    unknown: 'native',
  },
  present: {
    kind: 'choice',
    label: 'Runs on',
    options: [
      ['', 'as the estate'],
      ...PLATFORM_IDS.map((id): readonly [PlatformId, string] => [id, PLATFORMS[id].label]),
    ],
    unknown: '',
  },
  smt: {
    kind: 'choice',
    label: 'SMT',
    options: [
      ['', 'not said'],
      ['yes', 'two threads a core'],
      ['no', 'one thread a core'],
    ],
    unknown: '',
    asked: 'wholeCores',
  },
  dedicated: { ...FLAG, label: 'Dedicated' },
  native: { ...FLAG, label: 'Native' },
  together: { ...TEXT, label: 'Together' },
  apart: {
    ...TEXT,
    label: 'Apart',
  },
  host: { ...TEXT, label: 'Host' },
} as const satisfies Readonly<Record<string, FactField>>;

type Table = typeof FACTS;
export type FactId = keyof Table;
export const FACT_IDS = Object.keys(FACTS) as readonly FactId[];

type ValueOf<F> = F extends { kind: 'number'; unknown: null }
  ? number | null
  : F extends { kind: 'number' }
    ? number
    : F extends { kind: 'choice'; options: readonly (readonly [infer V, string])[] }
      ? V
      : F extends { kind: 'flag' }
        ? boolean
        : string;

/** What counters cannot tell. Every field can be typed in. */
export type Facts = { readonly [K in FactId]: ValueOf<Table[K]> };

/** Facts of one kind, by name. */
export type FactOf<Kind extends FactField['kind']> = {
  [K in FactId]: Table[K]['kind'] extends Kind ? K : never;
}[FactId];

/** What a server may be named for doing. */
export const CLASS_IDS = FACTS.class.options.map(([id]) => id).filter((id) => id !== '');

export const UNKNOWN_FACTS = Object.fromEntries(FACT_IDS.map((id) => [id, FACTS[id].unknown])) as Facts;
