import type { Format } from '../format';
import { InputError } from '../../estate/finding';
import { place } from '../format';
import type { Head } from '../head';
import { listRows } from '../lists';
import { encodingWords } from '../writing';
import { neededColumns, sheetKind } from './columns';
import { rvtoolsReading } from './reading';

/** The row of heads among the first ones. */
const headRow = (head: Head) => head.rows.slice(0, 5).find(({ cells }) => sheetKind(cells) !== null);

/** One sheet of an RVTools export, saved as CSV. */
export const rvtools: Format = {
  id: 'rvtools',
  recognise: (head) => (headRow(head) ? 0.9 : 0),
  async read(input) {
    const header = headRow(input.head);
    if (!header) {
      throw new InputError(
        place(input.name, input.head.rows[0]?.line ?? 1),
        'none of the heads of an RVTools sheet; expected VM, Powerstate, CPUs, Memory, or Host, Speed, # Cores.',
        'Choose another format.',
      );
    }
    const kind = sheetKind(header.cells)!;
    const { rows: listed, findings } = await listRows(input, header);
    const rows = listed.map(({ cells }) => cells);
    const decimal = input.head.dialect.decimal === 44 ? ',' : '.';
    const columns = neededColumns(kind, header.cells);
    const reading = rvtoolsReading(input.name, input.bytes(), [
      { kind, where: input.name, columns, rows, decimal, signOpen: !input.head.decimalSure },
    ]);
    const written = { level: 'info', where: input.name, text: `${encodingWords(input)}.` } as const;
    return { ...reading, findings: [...reading.findings, ...findings, written] };
  },
};
