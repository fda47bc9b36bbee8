import Papa from 'papaparse';
import { slotLabel } from '../estate/grid';
import type { FoldAnswer } from '../placement/answer';
import { belowWords, fullestOf } from '../placement/fullest';
import { filled } from './filled';
import { originRows, type PlanOrigin } from './origin';
import { countWords } from './plan-words';

/**
 * The plan as a table: one row for each guest, with its host and what binds that host; then the machines that stand
 * by, every server that no host carries, with why, how full the fullest moment of all hosts is at least, and what the
 * plan was made from. Cells that a spreadsheet would
 * take for a formula are escaped.
 */
export function planToCsv(answer: FoldAnswer, origin?: PlanOrigin): string {
  const rows = answer.hosts.flatMap((host) =>
    host.guests.map((guest) => ({
      guest,
      host: host.name,
      kind: host.kind.name,
      binding: host.binding.resource as string,
      at: host.binding.slot === null ? 'always' : slotLabel(answer.grid, host.binding.slot),
      'filled %': filled(host),
      note: '',
    })),
  );
  const { spare } = answer.machines;
  for (let k = 1; k <= (spare ?? 0); k++)
    rows.push({
      guest: '',
      host: `spare ${k}`,
      kind: '',
      binding: '',
      at: '',
      'filled %': '',
      note: 'stands by',
    });
  const apart = [
    ...answer.native.map((n) => ({ ...n, host: 'native' })),
    ...answer.unplaced.map((n) => ({ ...n, host: 'none' })),
    ...answer.leftOut.map((n) => ({ ...n, host: 'left out' })),
  ];
  for (const { guest, host, why } of apart) {
    rows.push({ guest, host, kind: '', binding: '', at: '', 'filled %': '', note: why });
  }
  const fullest = fullestOf(answer);
  if (fullest && answer.evened?.bound != null)
    rows.push({
      guest: '',
      host: 'all hosts',
      kind: '',
      binding: '',
      at: '',
      'filled %': (100 * fullest.fraction).toFixed(1),
      note: `no plan of ${countWords(answer.hostCount, 'host')} keeps its fullest moment below ${belowWords(answer.evened.bound)}`,
    });
  for (const [host, kind, note] of origin ? originRows(answer, origin) : [])
    rows.push({ guest: '', host, kind, binding: '', at: '', 'filled %': '', note });
  return `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: true })}\r\n`;
}
