import Papa from 'papaparse';
import { slotLabel } from '../estate/grid';
import type { FoldAnswer } from '../placement/answer';

/**
 * The plan as a table: one row for each guest, with its host and what binds that host. Cells that a spreadsheet would
 * take for a formula are escaped.
 */
export function planToCsv(answer: FoldAnswer): string {
  const rows = answer.hosts.flatMap((host) =>
    host.guests.map((guest) => ({
      guest,
      host: host.name,
      kind: host.kind.name,
      binding: host.binding.resource as string,
      at: host.binding.slot === null ? 'always' : slotLabel(answer.grid, host.binding.slot),
      'filled %': (100 * host.binding.fraction).toFixed(1),
      note: '',
    })),
  );
  const apart = [
    ...answer.native.map((n) => ({ ...n, host: 'native' })),
    ...answer.unplaced.map((n) => ({ ...n, host: 'none' })),
    ...answer.leftOut.map((n) => ({ ...n, host: 'left out' })),
  ];
  for (const { guest, host, why } of apart) {
    rows.push({ guest, host, kind: '', binding: '', at: '', 'filled %': '', note: why });
  }
  return `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: true })}\r\n`;
}
