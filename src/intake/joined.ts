import type { Reading } from '../estate/recording';
import type { DecimalSeen } from '../estate/settle-decimals';

/**
 * What the parts of one file (sheets of a workbook, files of an archive) hold together; of the shape and the dates, those
 * of the only part.
 * @param parts one at least
 */
export function joinedParts(parts: readonly Reading[]): Omit<Reading, 'name' | 'format' | 'bytes'> {
  const [one, ...more] = parts;
  return {
    rows: parts.reduce((n, { rows }) => n + rows, 0),
    columns: Math.max(...parts.map(({ columns }) => columns)),
    recordings: parts.flatMap(({ recordings }) => recordings),
    leftOut: parts.flatMap(({ leftOut = [] }) => leftOut),
    counters: parts.flatMap(({ counters }) => counters),
    findings: parts.flatMap(({ findings }) => findings),
    questions: parts.flatMap(({ questions = [] }) => questions),
    understood: parts.flatMap(({ understood = [] }) => understood),
    ...(more.length === 0 && one?.shape ? { shape: one.shape } : {}),
    ...(one?.first ? { first: one.first } : {}),
    ...(more.length === 0 && one?.dates ? { dates: one.dates } : {}),
    ...decimalsOf(parts.flatMap(({ decimal }) => decimal ?? [])),
  };
}

/** The part that may have to be read again stands for all; what any of them proves, they prove. */
function decimalsOf(parts: readonly DecimalSeen[]): Pick<Reading, 'decimal'> {
  if (parts.length === 0) return {};
  const first =
    parts.find(({ own, sign }) => own !== null && own !== sign) ??
    parts.find(({ open, own }) => open !== null && own === null) ??
    parts[0];
  return { decimal: { ...first, proves: [...new Set(parts.flatMap(({ proves }) => proves))] } };
}
