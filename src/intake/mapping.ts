import { InputError } from '../estate/finding';
import type { MeasureId } from '../estate/measure';
import { MEASURES } from '../estate/measure';
import { own } from '../estate/own';
import type { IntakeOptions, MappedAs } from './options';
import { scaleOfUnit } from './units';
import { quoted } from './words';

/** `C:\logs\DB01.csv` is about DB01, and so is `DB01.xlsx [Sheet1]`. */
export function serverFromFile(name: string): string {
  const base = name
    .replace(/ \[[^\]]*\]$/, '')
    .split(/[\\/]/)
    .at(-1)!;
  return base.replace(/\.(csv|tsv|txt|log|out|json|nmon|tab|sar|vmstat|xlsx|xlsm)$/i, '') || base;
}

/** What a person said of a column. */
export interface Mapped {
  /** A measure, nothing that is used, or the part that the column plays in a table. */
  readonly as: MeasureId | 'ignore' | 'time' | 'server';
  /** From the unit that was named to the measure's; 1 where none was. */
  readonly scale: number;
  /** The unit that was named, or the measure's own. */
  readonly unit: string;
  /** The server that it is of; null where nobody said. */
  readonly server: string | null;
}

/** Whether a text names a part of a table or nothing that is used. */
const ROLES = ['ignore', 'time', 'server'] as const;
const isRole = (text: string): text is (typeof ROLES)[number] => (ROLES as readonly string[]).includes(text);

/** Whether what was said of a column is a measure. */
export const isMeasureName = (as: Mapped['as'] | undefined): as is MeasureId =>
  as !== undefined && !isRole(as);

/** What a person mapped, by lower-case header cell. @throws InputError for what is no measure, or no unit of it */
export function mappedOf({ mapping = {} }: Pick<IntakeOptions, 'mapping'>): Map<string, Mapped> {
  return new Map(
    Object.entries(mapping).map(([cell, said]) => [cell.trim().toLowerCase(), read(cell, said)]),
  );
}

function read(cell: string, said: MappedAs): Mapped {
  const { measure, unit = '', server = null } = typeof said === 'string' ? inWords(said) : said;
  if (isRole(measure)) return { as: measure, scale: 1, unit: '', server };
  const known = own(MEASURES, measure);
  if (!known) {
    throw new InputError(
      'mapping',
      `${quoted(cell)} is mapped to ${quoted(measure)}; expected ${ROLES.join(', ')} or one of ${Object.keys(MEASURES).join(', ')}.`,
    );
  }
  if (unit === '' || unit === known.unit) return { as: known.id, scale: 1, unit: known.unit, server };
  const scale = scaleOfUnit(unit, known.id);
  if (scale === null) {
    throw new InputError(
      'mapping',
      `${quoted(cell)} is mapped to ${known.id} in ${quoted(unit)}; expected ${known.unit}, or a unit that can be told from it, such as ${known.unit === '%' ? 'share (of one)' : 'KB, MiB/s or MHz'}.`,
    );
  }
  return { as: known.id, scale, unit, server };
}

/** `diskMBs KB/s`: a measure and the unit it is given in. */
function inWords(said: string): { measure: string; unit?: string; server?: string } {
  const [, measure, unit] = /^\s*(\S+)\s*(.*?)\s*$/.exec(said) ?? [];
  return { measure: measure ?? said, unit };
}

/** The same where only measures count; what plays a part in a table is none. */
export function mappingOf(options: IntakeOptions): Map<string, MeasureId | 'ignore'> {
  return new Map([...mappedOf(options)].map(([cell, { as }]) => [cell, isMeasureName(as) ? as : 'ignore']));
}

/** What is said of a file: what was said of all files of its shape, and what was said of it alone. */
export function optionsFor(shape: string, { byShape = {}, ...options }: IntakeOptions): IntakeOptions {
  const known = own(byShape, shape);
  if (!known) return options;
  const mapping = { ...known.mapping, ...options.mapping };
  return { ...known, ...options, ...(Object.keys(mapping).length ? { mapping } : {}) };
}
