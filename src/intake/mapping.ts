import { InputError } from '../estate/finding';
import type { MeasureId } from '../estate/measure';
import { MEASURES } from '../estate/measure';
import type { IntakeOptions } from './options';
import { quoted } from './words';

/** `C:\logs\DB01.csv` is about DB01, and so is `DB01.xlsx [Sheet1]`. */
export function serverFromFile(name: string): string {
  const base = name
    .replace(/ \[[^\]]*\]$/, '')
    .split(/[\\/]/)
    .at(-1)!;
  return base.replace(/\.(csv|tsv|txt|log|out|json|nmon|tab|sar|vmstat|xlsx|xlsm)$/i, '') || base;
}

/** What a person mapped, by lower-case header cell; unknown measures are refused. */
export function mappingOf(options: IntakeOptions): Map<string, MeasureId | 'ignore'> {
  const mapping = new Map<string, MeasureId | 'ignore'>();
  for (const [cell, measure] of Object.entries(options.mapping ?? {})) {
    if (measure !== 'ignore' && !Object.hasOwn(MEASURES, measure)) {
      throw new InputError(
        'mapping',
        `${quoted(cell)} is mapped to ${quoted(measure)}; expected ignore or one of ${Object.keys(MEASURES).join(', ')}.`,
      );
    }
    mapping.set(cell.trim().toLowerCase(), measure);
  }
  return mapping;
}
