import Papa from 'papaparse';
import { InputError } from '../estate/finding';
import type { PlacementRow } from './today';

const GUEST = /^(guest|server|vm|vm name|name|machine)$/i;
const HOST = /^(host|host name|esx|esxi|hypervisor|node|on|runs on)$/i;

/**
 * A table of who runs where: a row of heads with a column of guests and one of hosts, then a row for each guest.
 * @throws InputError naming the line
 */
export function readPlacement(text: string, file: string): PlacementRow[] {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false });
  const lines = data.map((cells, n) => ({ cells: cells.map((cell) => cell.trim()), line: n + 1 }));
  const [head, ...rows] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const guest = head?.cells.findIndex((cell) => GUEST.test(cell)) ?? -1;
  const host = head?.cells.findIndex((cell) => HOST.test(cell)) ?? -1;
  if (!head || guest < 0 || host < 0)
    throw new InputError(
      `${file}:${head?.line ?? 1}`,
      `found ${head ? `"${head.cells.join(', ')}"` : 'nothing'}; expected a row of heads with guest and host.`,
      'For example: guest,host.',
    );
  return rows.flatMap(({ cells, line }) => {
    const [name, on] = [cells[guest] ?? '', cells[host] ?? ''];
    if (name !== '' && on !== '') return [{ guest: name, host: on, where: `${file}:${line}` }];
    throw new InputError(
      `${file}:${line}`,
      `found ${name === '' ? 'no guest' : `no host for "${name}"`}; expected both.`,
      'Complete the row, or leave it out.',
    );
  });
}
