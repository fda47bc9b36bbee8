import type { Finding } from './finding';
import type { Reading, Recording } from './recording';

/** Says once of files that hold the very same figures and facts that they count once, whatever their names. */
export function twinFindings(readings: readonly Reading[]): Finding[] {
  type Group = { readonly name: string; readonly own: readonly Recording[] }[];
  // Ten thousand files are not held against each other: only those whose servers and times begin alike.
  const begun = new Map<string, Group[]>();
  for (const { name, recordings } of readings.length > 1 ? readings : []) {
    if (recordings.length === 0) continue;
    const own = [...recordings].sort((a, b) => (a.server < b.server ? -1 : a.server > b.server ? 1 : 0));
    const key = own
      .map(({ server, times }) => `${server}\u0001${times.length}\u0001${times[0]}`)
      .join('\u0001');
    const groups = begun.get(key) ?? [];
    begun.set(key, groups);
    const group = groups.find(([known]) => sameAll(known.own, own));
    if (group) group.push({ name, own });
    else groups.push([{ name, own }]);
  }
  return [...begun.values()]
    .flat()
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

function sameAll(a: readonly Recording[], b: readonly Recording[]): boolean {
  return a.length === b.length && a.every((one, i) => sameFigures(one, b[i]));
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
function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
