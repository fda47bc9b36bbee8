import type { Finding } from './finding';
import { groupedBy } from './grouped';
import type { Reading, Recording } from './recording';

/** Says once of files that hold the very same figures and facts that they count once, whatever their names. */
export function twinFindings(readings: readonly Reading[]): Finding[] {
  type Group = { readonly name: string; readonly own: readonly Recording[] }[];
  // Ten thousand files are not held against each other: only those of the same servers.
  const byServers = groupedBy(
    readings
      .filter(({ recordings }) => recordings.length > 0)
      .map(({ name, recordings }) => ({
        name,
        own: [...recordings].sort((a, b) => (a.server < b.server ? -1 : 1)),
      })),
    ({ own }) => own.map(({ server }) => server).join('\u0001'),
  );
  return [...byServers.values()]
    .flatMap((files) => {
      const groups: Group[] = [];
      for (const file of files) {
        const group = groups.find(([known]) => known.own.every((one, i) => sameFigures(one, file.own[i])));
        if (group) group.push(file);
        else groups.push([file]);
      }
      return groups;
    })
    .filter((group) => group.length > 1)
    .map((group) => ({
      level: 'info',
      where: group
        .map(({ name }) => name)
        .sort()
        .join(', '),
      text: `These ${group.length} files say the very same of each server: it counts once.`,
    }));
}

/** Whether two recordings say the very same of one server. */
export function sameFigures(a: Recording, b: Recording): boolean {
  return (
    a.server === b.server &&
    equal(a.times, b.times) &&
    alike(a.measures, b.measures, equal) &&
    alike<unknown>(a.facts, b.facts, Object.is)
  );
}

/** The same names with like values. */
function alike<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  like: (a: T, b: T) => boolean,
): boolean {
  const theirs = new Map(Object.entries(b));
  const ours = Object.entries(a);
  return (
    ours.length === theirs.size &&
    ours.every(([name, value]) => theirs.has(name) && like(value, theirs.get(name) as T))
  );
}

/** Element by element, a hole like a hole. */
function equal(a: Float64Array | Float32Array, b: Float64Array | Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
