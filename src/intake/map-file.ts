import { InputError } from '../estate/finding';
import { FORMAT_LABELS, type FormatId } from './formats';
import { MEASURES } from '../estate/measure';
import { mappedOf } from './mapping';
import type { IntakeOptions, MappedAs } from './options';
import { own } from '../estate/own';
import { shown } from '../estate/expected';

/** What a person said of files: of all, and of those of one shape. */
export interface MapFile {
  readonly mapping: NonNullable<IntakeOptions['mapping']>;
  readonly byShape: NonNullable<IntakeOptions['byShape']>;
}

type Said = MapFile['byShape'][string];

const EXPECTED =
  'expected {"column": "measure"}, the file that the page saves ({"shapes": {...}}), or lines such as column,measure,unit,server';

/** A mapping file as text: what was said of files of each shape. */
export const mapFileText = (byShape: MapFile['byShape']): string =>
  `${JSON.stringify({ map: 1, shapes: byShape }, null, 2)}\n`;

/**
 * Reads a mapping file: columns with their measures as JSON or as a table, or what the page saved.
 * @throws InputError with the column that is mapped to what is no measure
 */
export function readMapFile(name: string, text: string): MapFile {
  const plain = text.trim();
  if (plain === '') throw new InputError(name, `an empty file; ${EXPECTED}.`);
  const map = /^[[{]/.test(plain) ? fromJson(name, plain) : { mapping: fromLines(name, plain), byShape: {} };
  for (const mapping of [map.mapping, ...Object.values(map.byShape).map((said) => said.mapping)]) {
    try {
      mappedOf({ mapping });
    } catch (error) {
      throw error instanceof InputError ? new InputError(name, error.finding.text, error.finding.fix) : error;
    }
  }
  return map;
}

function fromJson(name: string, text: string): MapFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(name, `no JSON (${(error as Error).message}); ${EXPECTED}.`);
  }
  if (!isObject(value)) throw new InputError(name, `found ${shown(value)}; ${EXPECTED}.`);
  const shapes = own(value, 'shapes');
  if (shapes === undefined) return { mapping: mappingIn(name, value), byShape: {} };
  if (!isObject(shapes)) throw new InputError(name, `shapes: found ${shown(shapes)}; ${EXPECTED}.`);
  const byShape = Object.entries(shapes).map(([shape, said]) => [shape, saidIn(name, shape, said)] as const);
  return { mapping: {}, byShape: Object.fromEntries(byShape) };
}

/** What is said of one shape; `Object.fromEntries` makes own properties of any name. */
function saidIn(name: string, shape: string, value: unknown): Said {
  if (!isObject(value)) throw new InputError(name, `${shape}: found ${shown(value)}; ${EXPECTED}.`);
  const format = own(value, 'format');
  if (format !== undefined && !(typeof format === 'string' && Object.hasOwn(FORMAT_LABELS, format)))
    throw new InputError(
      name,
      `${shape}: found the format ${shown(format)}; expected one of ${Object.keys(FORMAT_LABELS).join(', ')}.`,
    );
  const dateOrder = own(value, 'dateOrder');
  if (dateOrder !== undefined && dateOrder !== 'mdy' && dateOrder !== 'dmy')
    throw new InputError(name, `${shape}: found dates ${shown(dateOrder)}; expected mdy or dmy.`);
  const decimal = own(value, 'decimal');
  if (decimal !== undefined && decimal !== '.' && decimal !== ',')
    throw new InputError(name, `${shape}: found the decimal sign ${shown(decimal)}; expected . or , .`);
  const wideMeasure = own(value, 'wideMeasure');
  const all = typeof wideMeasure === 'string' ? own(MEASURES, wideMeasure) : undefined;
  if (wideMeasure !== undefined && !all)
    throw new InputError(
      name,
      `${shape}: found all columns to be ${shown(wideMeasure)}; expected one of ${Object.keys(MEASURES).join(', ')}.`,
    );
  const mapping = own(value, 'mapping');
  if (mapping !== undefined && !isObject(mapping))
    throw new InputError(name, `${shape}: found ${shown(mapping)}; expected columns with their measures.`);
  return {
    ...(format === undefined ? {} : { format: format as FormatId }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(all ? { wideMeasure: all.id } : {}),
    ...(mapping === undefined ? {} : { mapping: mappingIn(name, mapping) }),
  };
}

function mappingIn(name: string, value: Readonly<Record<string, unknown>>): Record<string, MappedAs> {
  return Object.fromEntries(
    Object.entries(value).map(([column, said]): [string, MappedAs] => {
      if (typeof said === 'string') return [column, said];
      if (isObject(said) && typeof own(said, 'measure') === 'string')
        return [column, said as unknown as MappedAs];
      throw new InputError(
        name,
        `${JSON.stringify(column)} is mapped to ${shown(said)}; expected a measure such as "busy" or {"measure": "diskMBs", "unit": "KB/s", "server": "web01"}.`,
      );
    }),
  );
}

/** Lines of column, measure and, where it is not the measure's, unit and server. */
function fromLines(name: string, text: string): Record<string, MappedAs> {
  const lines = text.split(/\r?\n/);
  const sign = [';', '\t', ','].find((each) => lines[0].includes(each)) ?? ',';
  return Object.fromEntries(
    lines.flatMap((line, k): [string, MappedAs][] => {
      if (line.trim() === '') return [];
      const cells = cellsOf(line, sign);
      if (k === 0 && /^columns?$/i.test(cells[0]) && /^measures?$/i.test(cells[1] ?? '')) return [];
      const [column, measure = '', unit = '', server = ''] = cells;
      if (measure === '') throw new InputError(`${name}:${k + 1}`, `found ${shown(line)}; ${EXPECTED}.`);
      const said = { measure, ...(unit ? { unit } : {}), ...(server ? { server } : {}) };
      return [[column, said as MappedAs]];
    }),
  );
}

function cellsOf(line: string, sign: string): string[] {
  const cells = line.match(
    new RegExp(
      `"(?:[^"]|"")*"|[^${sign === '\t' ? '\\t' : sign}]+|(?<=${sign === '\t' ? '\\t' : sign})(?=${sign === '\t' ? '\\t' : sign})`,
      'g',
    ),
  );
  return (cells ?? []).map((cell) =>
    cell.startsWith('"') && cell.endsWith('"') && cell.length > 1
      ? cell.slice(1, -1).replaceAll('""', '"')
      : cell.trim(),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
