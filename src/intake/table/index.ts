import { crowd } from '../../estate/crowd';
import { InputError } from '../../estate/finding';
import type { Format } from '../format';
import { place } from '../format';
import type { Head } from '../head';
import { quoted } from '../words';
import { readGuests } from './guests';
import { readLong } from './long';
import type { TableShape } from './shape';
import { shapeOf } from './shape';
import { readWide } from './wide';

const READERS = { wide: readWide, long: readLong, guests: readGuests } as const;

function format(kind: TableShape['kind'], expected: string): Format {
  return {
    id: kind,
    numbers: 'of its country',
    recognise: (head: Head, options) => (shapeOf(head, undefined, options)?.kind === kind ? 0.5 : 0),
    read(input) {
      const shape = shapeOf(input.head, kind, input.options);
      if (!shape) {
        const first = input.head.rows[0];
        throw new InputError(
          place(input.name, first?.line ?? 1),
          `found the columns ${crowd((first?.cells ?? []).map(quoted), 5)}; expected ${expected}.`,
          'Put the names of the columns into the first line.',
        );
      }
      return READERS[kind](input, shape);
    },
  };
}

export const wide = format('wide', '"timestamp, guest1, guest2, ..."');
export const long = format('long', '"timestamp, guest, counter, value" or "timestamp, guest, cpu %, ..."');
export const guests = format('guests', '"name, cores, memory, peak %, ..."');
