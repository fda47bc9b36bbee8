import { basename } from 'node:path';
import type { Shifts } from '../estate/clocks';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import { readFile as readCounters, type IntakeOptions } from '../intake';
import { readMapFile } from '../intake/map-file';
import { openCounters, readInput } from './inputs';

/** What several verbs ask of how files are read. */
export const READ_OPTIONS = {
  map: { type: 'string' },
  shift: { type: 'string', multiple: true },
} as const;

export const readHelp = `  --map FILE           columns mapped by hand: {"column": "busy"}, lines of column,measure,unit,server, or
                       what the page saved
  --shift NAME=-5h     adds to the clock of a file, or of a server in all files; repeatable: s, m, h or d`;

/** How files are read: by hand where a mapping says so. @throws InputError */
export async function intakeOptions(
  map: string | undefined,
  byShape: NonNullable<IntakeOptions['byShape']> = {},
): Promise<IntakeOptions> {
  if (map === undefined) return { byShape };
  const { name, text } = await readInput(map);
  const said = readMapFile(name, text);
  return { mapping: said.mapping, byShape: { ...byShape, ...said.byShape } };
}

/** Names by which findings call files: as short as tells them apart. */
export function namesOf(paths: readonly string[]): string[] {
  return paths.map((path, k) => {
    const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
    const others = paths.filter((_, i) => i !== k && basename(paths[i]) === basename(path));
    for (let take = 1; take < parts.length; take++) {
      const name = parts.slice(-take).join('/');
      if (!others.some((other) => other !== path && `/${other.replaceAll('\\', '/')}`.endsWith(`/${name}`)))
        return name;
    }
    return parts.join('/') || path;
  });
}

/** Reads one file. @throws InputError */
export async function readOne(
  path: string,
  name: string,
  options: IntakeOptions,
  signal?: AbortSignal,
): Promise<Reading> {
  const input = await openCounters(path);
  return readCounters(path === '-' ? input.name : name, input.data, options, undefined, signal);
}

/** Reads files in turn. @throws InputError of the first that cannot be read */
export async function readAll(
  paths: readonly string[],
  options: IntakeOptions,
  signal?: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  const names = namesOf(paths);
  for (const [k, path] of paths.entries()) readings.push(await readOne(path, names[k], options, signal));
  return readings;
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
