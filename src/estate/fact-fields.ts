import type { StatedNumber } from './field';

interface Common {
  /** Head of its column. */
  readonly label: string;
  readonly help: string;
  /** Not asked for on the page: a table or a file says it. */
  readonly unasked?: true;
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
    help: 'Logical processors.',
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
    help: 'Speed of one core, in the unit of the hosts’ rating.',
  },
  memory: { ...MIB, label: 'RAM', min: 1, empty: 'not known', help: 'Installed memory.' },
  floor: {
    ...MIB,
    label: 'Floor',
    min: 0,
    empty: 'whole need',
    help: 'Least memory that ballooning must leave it.',
  },
  image: { ...TEXT, label: 'Image', help: 'Guests of one image share pages on a host that can.' },
  os: { ...TEXT, label: 'System', help: 'Operating system, as words.' },
  bits: {
    kind: 'choice',
    label: 'Bits',
    options: [
      [32, '32'],
      [64, '64'],
    ],
    unknown: 64,
    unasked: true,
    help: 'Of its operating system.',
  },
  osBase: {
    ...MIB,
    label: 'System’s own memory',
    min: 0,
    empty: 'not known',
    unasked: true,
    help: 'Memory that the operating system itself takes.',
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
    help: 'What its work is like: supplies the shares of kernel and interrupt time that counters did not give (an assumption).',
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
    help: 'Decides which overheads its figures hold already.',
  },
  dedicated: { ...FLAG, label: 'Dedicated', help: 'Gets processors of its own.' },
  native: { ...FLAG, label: 'Native', help: 'Stays on its own machine.' },
  together: { ...TEXT, label: 'Together', help: 'Servers with the same word go onto one host.' },
  apart: {
    ...TEXT,
    label: 'Apart',
    help: 'Servers that share a word go onto different hosts; several words separated by ;',
  },
  host: { ...TEXT, label: 'Host', help: 'Must go onto the host of this name.' },
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

export const UNKNOWN_FACTS = Object.fromEntries(FACT_IDS.map((id) => [id, FACTS[id].unknown])) as Facts;
