import { isoMoment } from '../estate/moment';
import Papa from 'papaparse';
import type { Correction } from './correct';
import { waitedOf } from './samples';
import type { CorrectionRange } from './interval';

/**
 * The corrected series as a table: a row for each sample, in % of the guest's processors; empty where a log has no
 * figure. With `ranges` also where each process lies. Cells that a spreadsheet would take for a formula are escaped.
 */
export function correctionToCsv(
  { basis, stands, samples, processes }: Correction,
  ranges: CorrectionRange | null = null,
): string {
  const total = stands
    ? 'the meter stands'
    : basis === 'time'
      ? 'processor time, by the host'
      : 'used, by the host';
  const percent = (value: number) => (value === value ? Number((100 * value).toFixed(4)) : '');
  const fields = [
    'time',
    'shown %',
    `corrected % (${total})`,
    'waited % (ready and co-stop)',
    ...processes.flatMap(({ name }) => [
      `${name} shown %`,
      `${name} corrected %`,
      ...(ranges ? [`${name} from %`, `${name} to %`] : []),
    ]),
  ];
  const data = samples.map((sample, k) => [
    isoMoment(sample.time).replace('T', ' '),
    percent(sample.measured),
    percent(stands ? sample.measured : sample.used),
    percent(waitedOf(sample)),
    ...processes.flatMap(({ measured, corrected }, p) => [
      percent(measured[k]),
      percent(corrected[k]),
      ...(ranges ? [percent(ranges.processes[p].low[k]), percent(ranges.processes[p].high[k])] : []),
    ]),
  ]);
  return `${Papa.unparse({ fields, data }, { newline: '\r\n', escapeFormulae: true })}\r\n`;
}
