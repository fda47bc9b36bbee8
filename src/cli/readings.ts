import type { Shifts } from '../estate/clocks';
import { InputError } from '../estate/finding';
import { own } from '../estate/own';
import type { Reading } from '../estate/recording';
import { decimalsWanted } from '../estate/settle-decimals';
import { readFile as readCounters, type IntakeOptions } from '../intake';
import type { IntakeProgress } from '../intake/options';
import { readMapFile } from '../intake/map-file';
import { openCounters, readInput } from './inputs';
import type { Io } from './io';
import { oneLine } from './printable';

/** What several verbs ask of how files are read. */
export const READ_OPTIONS = {
  map: { type: 'string' },
  shift: { type: 'string', multiple: true },
  decimal: { type: 'string' },
} as const;

export const readHelp = `  --map FILE           columns mapped by hand: {"column": "busy"}, lines of column,measure,unit,server, or
                       what the page saved
  --shift NAME=-5h     adds to the clock of a file, or of a server in all files; repeatable: s, m, h or d
  --decimal SIGN       point or comma, for numbers such as 1,234 where no file tells what they are`;

const SIGNS = { point: '.', comma: ',' } as const;

/** How files are read: by hand where a mapping says so. @throws InputError */
export async function intakeOptions(
  map: string | undefined,
  byShape: NonNullable<IntakeOptions['byShape']> = {},
  sign?: string,
): Promise<IntakeOptions> {
  const decimal = sign === undefined ? undefined : own(SIGNS, sign);
  if (sign !== undefined && !decimal)
    throw new InputError('--decimal', `found ${JSON.stringify(sign)}; expected point or comma.`);
  const said = { byShape, ...(decimal ? { decimal } : {}) };
  if (map === undefined) return said;
  const { name, text } = await readInput(map);
  const mapped = readMapFile(name, text);
  return { ...said, mapping: mapped.mapping, byShape: { ...byShape, ...mapped.byShape } };
}

/** Names by which findings call files: as short as tells them apart. */
export function namesOf(paths: readonly string[]): string[] {
  const partsOf = new Map(
    paths.map((path) => [path, path.split(/[\\/]/).filter((part) => part !== '' && part !== '.')]),
  );
  /** How many paths end in each row of so many parts. */
  const endings = new Map<number, Map<string, number>>();
  const endingIn = (name: string, take: number): number => {
    let counts = endings.get(take);
    if (!counts) {
      endings.set(take, (counts = new Map()));
      for (const parts of partsOf.values()) {
        const end = parts.slice(-take).join('/');
        if (parts.length >= take) counts.set(end, (counts.get(end) ?? 0) + 1);
      }
    }
    return counts.get(name) ?? 0;
  };
  return paths.map((path) => {
    const parts = partsOf.get(path)!;
    for (let take = 1; take < parts.length; take++) {
      const name = parts.slice(-take).join('/');
      if (endingIn(name, take) === 1) return name;
    }
    return parts.join('/') || path;
  });
}

/** Says how far reading is, at most so often, ms. */
const EVERY = 5000;

/** What tells on standard error how far files are read, where that takes its time. */
export function readingTold(
  io: Pick<Io, 'err'>,
  files: number,
): (k: number, name: string) => (at: IntakeProgress) => void {
  let next = performance.now() + EVERY;
  return (k, name) =>
    ({ bytes, total }) => {
      if (performance.now() < next) return;
      next = performance.now() + EVERY;
      const far = total
        ? `, ${Math.floor((100 * bytes) / total)} %`
        : bytes > 1e6
          ? `, ${Math.floor(bytes / 1e6)} MB`
          : '';
      io.err(
        oneLine(
          `reading file ${(k + 1).toLocaleString('en')} of ${files.toLocaleString('en')}: ${name}${far}`,
        ),
      );
    };
}

/** Reads one file. @throws InputError */
export async function readOne(
  path: string,
  name: string,
  options: IntakeOptions,
  signal?: AbortSignal,
  tell?: (at: IntakeProgress) => void,
): Promise<Reading> {
  const input = await openCounters(path);
  return readCounters(path === '-' ? input.name : name, input.data, options, tell, signal);
}

/** Reads files in turn. @throws InputError of the first that cannot be read */
export async function readAll(
  paths: readonly string[],
  options: IntakeOptions,
  io: Pick<Io, 'err'>,
  signal?: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  const names = namesOf(paths);
  const told = readingTold(io, paths.length);
  for (const [k, path] of paths.entries())
    readings.push(await readOne(path, names[k], options, signal, told(k, names[k])));
  return settled(readings, paths, options, signal);
}

/**
 * Reads those files again whose decimal sign only the others tell. Standard input can be read once; the findings say so.
 * @param paths of the readings, in their order
 */
export async function settled(
  readings: readonly Reading[],
  paths: readonly string[],
  options: IntakeOptions,
  signal?: AbortSignal,
): Promise<Reading[]> {
  const wanted = decimalsWanted(readings);
  const all: Reading[] = [];
  for (const [k, reading] of readings.entries()) {
    const othersDecimal = paths[k] === '-' ? undefined : wanted.get(reading);
    all.push(
      othersDecimal ? await readOne(paths[k], reading.name, { ...options, othersDecimal }, signal) : reading,
    );
  }
  return all;
}

const MINUTES = new Map([
  ['s', 1 / 60],
  ['m', 1],
  ['h', 60],
  ['d', 24 * 60],
]);

/** `web01=-5h`, `esx.csv=+90m`. @throws InputError */
export function shiftsOf(given: readonly string[] = []): Shifts {
  const shifts = new Map<string, number>();
  for (const text of given) {
    const [, name, sign, parts] = /^(.+)=([-+]?)((?:\d+(?:\.\d+)?[smhd])+)$/.exec(text) ?? [];
    if (!name)
      throw new InputError(
        '--shift',
        `found "${text}"; expected a name and a time such as web01=-5h or log.csv=+90m.`,
      );
    if (shifts.has(name)) throw new InputError('--shift', `found ${name} twice; expected it once.`);
    let minutes = 0;
    for (const [, number, unit] of parts.matchAll(/([\d.]+)([smhd])/g))
      minutes += Number(number) * MINUTES.get(unit)!;
    shifts.set(name, sign === '-' ? -minutes : minutes);
  }
  return Object.fromEntries(shifts);
}
