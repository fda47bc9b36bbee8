import type { Facts } from '../../../estate/guest';

interface Common {
  readonly id: keyof Facts;
  /** Head of its column. */
  readonly label: string;
  readonly help: string;
}
interface NumberFact extends Common {
  readonly kind: 'number';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What an empty field means; null: it may not be empty. */
  readonly empty: string | null;
}
interface TextFact extends Common {
  readonly kind: 'text';
}
interface ChoiceFact extends Common {
  readonly kind: 'choice';
  readonly options: readonly (readonly [value: string, label: string])[];
}
interface FlagFact extends Common {
  readonly kind: 'flag';
}
export type FactField = NumberFact | TextFact | ChoiceFact | FlagFact;

/** What a person can state about a server, in the order of the columns. */
export const FACT_FIELDS: readonly FactField[] = [
  {
    id: 'cores',
    label: 'Cores',
    kind: 'number',
    unit: '',
    min: 1,
    max: 1024,
    step: 1,
    empty: null,
    help: 'Logical processors.',
  },
  {
    id: 'rating',
    label: 'Rating',
    kind: 'number',
    unit: 'GHz',
    min: 0.01,
    max: 1e6,
    step: 0.1,
    empty: 'as host',
    help: 'Speed of one core, in the unit of the hosts’ rating.',
  },
  {
    id: 'memory',
    label: 'RAM',
    kind: 'number',
    unit: 'MiB',
    min: 1,
    max: 1e9,
    step: 256,
    empty: 'not known',
    help: 'Installed memory.',
  },
  {
    id: 'floor',
    label: 'Floor',
    kind: 'number',
    unit: 'MiB',
    min: 0,
    max: 1e9,
    step: 256,
    empty: 'whole need',
    help: 'Least memory that ballooning must leave it.',
  },
  { id: 'image', label: 'Image', kind: 'text', help: 'Guests of one image share pages on a host that can.' },
  { id: 'os', label: 'System', kind: 'text', help: 'Operating system, as words.' },
  {
    id: 'class',
    label: 'Class',
    kind: 'choice',
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
    help: 'What its work is like: supplies the shares of kernel and interrupt time that counters did not give (an assumption).',
  },
  {
    id: 'measured',
    label: 'Measured',
    kind: 'choice',
    options: [
      ['native', 'on its own machine'],
      ['host', 'by its host'],
      ['guest', 'inside a VM'],
    ],
    help: 'Decides which overheads its figures hold already.',
  },
  { id: 'dedicated', label: 'Dedicated', kind: 'flag', help: 'Gets processors of its own.' },
  { id: 'native', label: 'Native', kind: 'flag', help: 'Stays on its own machine.' },
  { id: 'together', label: 'Together', kind: 'text', help: 'Servers with the same word go onto one host.' },
  {
    id: 'apart',
    label: 'Apart',
    kind: 'text',
    help: 'Servers that share a word go onto different hosts; several words separated by ;',
  },
  { id: 'host', label: 'Host', kind: 'text', help: 'Must go onto the host of this name.' },
];

/**
 * Reads what was typed for a fact.
 * @returns the value, or what is wrong with it in a sentence
 */
export function readFact(field: FactField, text: string): { value: Facts[keyof Facts] } | { wrong: string } {
  if (field.kind !== 'number') return { value: text.trim() };
  const bare = text.trim().replace(/[\s,']/g, '');
  if (bare === '' && field.empty !== null) return { value: null };
  const value = Number(bare);
  if (bare === '' || !Number.isFinite(value))
    return { wrong: `${field.label}: expected a number, got “${text}”.` };
  if (value < field.min || value > field.max) {
    return { wrong: `${field.label}: expected ${field.min} to ${field.max}, got ${bare}.` };
  }
  return { value };
}
