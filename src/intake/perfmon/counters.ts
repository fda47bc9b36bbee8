import type { Locale, LocalNames } from './names';
import { plainName } from './names';
import type { ObjectId } from './objects';
import { OBJECTS } from './objects';
import type { CounterUse } from './uses/entry';
import { COUNTERS } from './table';

const objectByName = new Map<string, ObjectId[]>();
const counterByName = new Map<string, { use: CounterUse; locale: Locale }>();

for (const [id, names] of Object.entries(OBJECTS) as [ObjectId, LocalNames][]) {
  for (const name of Object.values(names).flat()) {
    const key = plainName(name);
    const ids = objectByName.get(key) ?? [];
    if (!ids.includes(id)) ids.push(id);
    objectByName.set(key, ids);
  }
}
for (const { objects, use, names } of COUNTERS) {
  for (const [locale, list] of Object.entries(names) as [Locale, readonly string[]][]) {
    for (const name of list) {
      for (const object of objects) {
        const key = `${object}\\${plainName(name)}`;
        if (!counterByName.has(key)) counterByName.set(key, { use, locale });
      }
    }
  }
}

/** The object that a name in any known language means, or null. */
export function objectOf(name: string): ObjectId | null {
  return objectByName.get(plainName(name))?.[0] ?? null;
}

/** What `Object\Counter` counts, in any known language, or null. */
export function counterOf(
  object: string,
  counter: string,
): { object: ObjectId; use: CounterUse; locale: Locale } | null {
  for (const id of objectByName.get(plainName(object)) ?? []) {
    const found = counterByName.get(`${id}\\${plainName(counter)}`);
    if (found) return { object: id, ...found };
  }
  return null;
}

/** Known names that hold a letter above 127, lower case: the right code page is the one under which they appear. */
const telling: readonly string[] = [
  ...new Set(
    [...Object.values(OBJECTS), ...COUNTERS.map((entry) => entry.names)]
      .flatMap((names) => Object.values(names).flat())
      .map((name) => name.toLowerCase())
      // eslint-disable-next-line no-control-regex
      .filter((name) => /[^\u0000-\u007f]/.test(name)),
  ),
  'mitteleuropäische',
  'westeuropäische',
  'osteuropäische',
  'środkowoeuropejski',
  'střední evropa',
  'közép-európai',
  'время',
  'россия',
  'русское',
  "heure d'été",
];

/** How many of the known names with letters beyond ASCII a text holds: for choosing among code pages. */
export function countKnownNames(text: string): number {
  const lower = text.toLowerCase();
  let count = 0;
  for (const name of telling) if (lower.includes(name)) count++;
  return count;
}
