import { neededColumns, sheetKind } from '../../../src/intake/rvtools/columns';
import { rvtoolsReading } from '../../../src/intake/rvtools/reading';
import type { RvSheet } from '../../../src/intake/rvtools/rows';

/** A sheet as it is read, from lines whose cells are parted by `|`; its heads say of which kind. */
export function sheet([heads, ...lines]: readonly string[], more: Partial<RvSheet> = {}): RvSheet {
  const cells = heads.split('|');
  const kind = sheetKind(cells);
  if (kind === null) throw new Error(`no sheet has the heads ${heads}`);
  return {
    kind,
    where: kind,
    columns: neededColumns(kind, cells),
    rows: lines.map((line) => line.split('|')),
    decimal: '.',
    ...more,
  };
}

/** What an export of these sheets says, each given as its lines. */
export const readingOf = (...sheets: readonly (readonly string[])[]) =>
  rvtoolsReading(
    'rv.xlsx',
    1,
    sheets.map((lines) => sheet(lines)),
  );
