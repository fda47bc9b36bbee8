import Papa from 'papaparse';
import { slotLabel } from '../estate/grid';
import type { FoldAnswer, PlannedHost } from '../placement/answer';

/** A share of the host's capacity, as the page and the JSON show it: `80.0`. */
const filled = ({ binding, ceiling, capacity }: PlannedHost): string => {
  const { resource, fraction } = binding;
  const share = (ceiling[resource] ?? 0) / (capacity[resource] ?? 1);
  return (100 * fraction * share).toFixed(1);
};

/**
 * The plan as a table: one row for each guest, with its host and what binds that host; then the machines that stand
 * by, and every server that no host carries, with why. Cells that a spreadsheet would
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
  return `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: true })}\r\n`;
}
