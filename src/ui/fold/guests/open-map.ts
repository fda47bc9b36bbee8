import { InputError } from '../../../estate/finding';
import { own } from '../../../estate/own';
import { readMapFile } from '../../../intake/map-file';
import type { IntakeOptions } from '../../../intake/options';
import type { SourceFile } from '../../app/state';

/**
 * What a mapping file says of this file: by its shape, or of columns that it has.
 * @throws InputError where it says nothing of it
 */
export function mappingFor(
  name: string,
  text: string,
  { read, counters, name: file }: SourceFile,
): IntakeOptions {
  const { mapping, byShape } = readMapFile(name, text);
  const shaped = read && own(byShape, read.shape);
  const columns = new Set(
    [
      ...counters.flatMap(({ object, counter }) => [counter, `${object}\\${counter}`]),
      ...(read?.first ?? []).flat(),
    ].map((each) => each.trim().toLowerCase()),
  );
  const named = Object.entries(mapping).filter(([column]) => columns.has(column.trim().toLowerCase()));
  if (!shaped && named.length === 0)
    throw new InputError(
      name,
      `it says nothing of the columns of ${file}.`,
      'Open a mapping that was saved for a file with the same columns.',
    );
  return {
    ...shaped,
    ...(named.length ? { mapping: { ...shaped?.mapping, ...Object.fromEntries(named) } } : {}),
  };
}
