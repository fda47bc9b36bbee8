/** The published instances, as far as they are here: vector bin packing with what is known of it, and temporal ones. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

export interface PublishedCase {
  readonly set: string;
  /** The class within the set, as its authors name it. */
  readonly group: string;
  readonly name: string;
  readonly path: URL;
  /** Items, by the name. */
  readonly items: number;
  /** The number within its cell (class, items, dimensions), from 0. */
  readonly index: number;
  /** Known optimum, or -1. */
  readonly optimum: number;
  /** The best of 351 published heuristics, or -1. */
  readonly published: number;
  /** Published bound, or 0. */
  readonly bound: number;
}

const DATA = new URL('../../shared/data/vbp/', import.meta.url);
const VECTORS: Record<string, string> = { panigrahy: 'Panigrahy', new: 'New', triplet: 'Triplet' };

export const SETS = [...Object.keys(VECTORS), 'ct', 'tbpp'];
export const published = existsSync(DATA);

/** All instances of a set, in the order of its table. */
export function casesOf(set: string): PublishedCase[] {
  if (set === 'ct') return capraraToth();
  if (set === 'tbpp') return temporal();
  if (!VECTORS[set]) throw new Error(`There is no set ${set}; there are ${SETS.join(', ')}.`);
  return vectors(set, VECTORS[set]);
}

const linesOf = (path: string) => readFileSync(new URL(path, DATA), 'utf8').trim().split('\n').slice(1);
const folders = (path: string) =>
  readdirSync(new URL(path, DATA), { withFileTypes: true }).filter((entry) => entry.isDirectory());

function vectors(set: string, name: string): PublishedCase[] {
  const folder = `vectorpack/${name}_instances_multidim/`;
  const where = new Map<string, URL>();
  for (const group of folders(folder))
    for (const file of readdirSync(new URL(`${folder}${group.name}/`, DATA)))
      where.set(file.replace('.vbp', ''), new URL(`${folder}${group.name}/${file}`, DATA));
  return linesOf(`vectorpack/${name}_KNOWN.tsv`).flatMap((line) => {
    const [instance, bound, optimum, best] = line.split('\t');
    const path = where.get(instance);
    const [group, items] = instance.split('_');
    if (!path) return [];
    const known = { optimum: Number(optimum), published: Number(best), bound: Number(bound) };
    const index = Number(instance.split('_').at(-1));
    return [{ set, group, name: instance, path, items: Number(items), index, ...known }];
  });
}

function capraraToth(): PublishedCase[] {
  return linesOf('ct01/KNOWN.csv').map((line) => {
    const [name, optimum, bound] = line.split(',');
    const parts = name.split('_');
    return {
      set: 'ct',
      group: `class ${parts[1]}`,
      name,
      path: new URL(`ct01/${name}.vbp`, DATA),
      items: Number(parts[2]),
      index: Number(parts.at(-1)) - 1,
      optimum: optimum ? Number(optimum) : -1,
      published: -1,
      bound: Math.ceil(Number(bound || 0) - 1e-6),
    };
  });
}

/** Groups of one resource with many slots, by set, items, time and kind. */
function temporal(): PublishedCase[] {
  return folders('tbpp/').flatMap(({ name: set }) =>
    folders(`tbpp/${set}/`).flatMap(({ name: group }) =>
      readdirSync(new URL(`tbpp/${set}/${group}/`, DATA))
        .filter((file) => file.endsWith('.txt'))
        .map((file) => ({
          set: 'tbpp',
          group: `${set} ${group.slice(group.indexOf(' ') + 1)}`,
          name: `${set} ${file}`,
          path: new URL(`tbpp/${set}/${group}/${file}`, DATA),
          items: Number(group.split(' ')[0].slice(1)),
          index: Number(file.replace('.txt', '').split('_').at(-1)) - 1,
          optimum: -1,
          published: -1,
          bound: 0,
        })),
    ),
  );
}
