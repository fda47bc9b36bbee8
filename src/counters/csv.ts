import Papa from 'papaparse';
import type { Correction } from './correct';

/**
 * The corrected series as a table: a row for each sample, in % of the guest's processors; empty where a log has no
 * figure. Cells that a spreadsheet would take for a formula are escaped.
 */
export function correctionToCsv({ samples, processes }: Correction): string {
  const percent = (value: number) => (value === value ? Number((100 * value).toFixed(4)) : '');
  const fields = [
    'time',
    'shown %',
    'corrected % (used, by the host)',
    'ready %',
    ...processes.flatMap(({ name }) => [`${name} shown %`, `${name} corrected %`]),
  ];
  const data = samples.map((sample, k) => [
    new Date(sample.time).toISOString().slice(0, 19).replace('T', ' '),
    percent(sample.measured),
    percent(sample.used),
    percent(sample.ready),
    ...processes.flatMap(({ measured, corrected }) => [percent(measured[k]), percent(corrected[k])]),
  ]);
  return `${Papa.unparse({ fields, data }, { newline: '\r\n', escapeFormulae: true })}\r\n`;
}
