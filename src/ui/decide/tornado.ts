import type { EndLine, UncertaintyLine } from '../../decide/uncertain';
import { PARAMETERS } from '../../overhead/parameters';

/** What one figure can change: the case of its low end and that of its high end, all others as likely. */
export interface TornadoRow {
  readonly label: string;
  readonly low: EndLine;
  readonly high: EndLine;
}

/** What each figure alone can change, the one that changes most first; figures that change nothing are left out. */
export function tornadoRows(lines: readonly UncertaintyLine[]): TornadoRow[] {
  const labels = new Map(PARAMETERS.map(({ id, label }) => [id as string, label]));
  const ends = lines.filter((line): line is EndLine => line.kind === 'end');
  const rows = ends.flatMap((low) => {
    const high = ends.find(({ figure, end }) => figure === low.figure && end === 'high');
    if (low.end !== 'low' || !high) return [];
    const label =
      low.figure === 'days'
        ? 'which day'
        : low.figure.startsWith('growth.')
          ? growthLabel(low.figure)
          : (labels.get(low.figure) ?? low.figure);
    return [{ label, low, high }];
  });
  return rows
    .filter(({ low, high }) => low.need !== high.need || low.hosts !== high.hosts)
    .sort((a, b) => Math.abs(b.high.need - b.low.need) - Math.abs(a.high.need - a.low.need));
}

/** `growth`, `growth of database`. */
function growthLabel(figure: string): string {
  const [, of] = figure.split('.');
  return of === 'other' ? 'growth' : `growth of ${of}`;
}
