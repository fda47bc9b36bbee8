import { own } from '../estate/own';
import type { ExperimentInput } from './experiment';
import { BESIDE, FROM_HOST, NEXT } from './measured';

/**
 * An experiment as a short text for a link: the id of a preset, then what differs from it, as
 * `shelden-strict;sliceMs=20;guests.0.count=3`. Values are JSON; null takes a field away. Without a preset, the id is
 * `custom` and everything differs. Two experiments that are compared stand beside each other with a `|` between.
 */

/** The base of an experiment that has no preset: everything is given. */
export const CUSTOM = 'custom';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Tree = { readonly [key: string]: Json };

/** What an experiment's text says: a base, and changes by path, in order. */
export interface LinkedExperiment {
  readonly base: string;
  readonly changes: readonly (readonly [path: string, value: Json])[];
}

/** The text for an experiment that keeps the name of its preset, whatever is changed in it. */
export function writeChanges(base: string, of: ExperimentInput, preset: ExperimentInput): string {
  return text(base, changesOf(preset, of));
}

/** The shortest text for an experiment that started from a preset. */
export function writeLink(base: string, of: ExperimentInput, preset: ExperimentInput | undefined): string {
  const changed = text(preset ? base : base === FROM_HOST ? FROM_HOST : CUSTOM, changesOf(preset ?? {}, of));
  if (!preset) return changed;
  const whole = text(CUSTOM, changesOf({}, of));
  return whole.length < changed.length ? whole : changed;
}

/** Puts two texts side by side. */
export function writePair(first: string, second: string | null): string {
  return second === null ? first : `${first}${BESIDE}${second}`;
}

/** Reads the text; a value that is not JSON is taken as the word that it is, and refused later by its path. */
export function readLink(link: string): LinkedExperiment {
  const [base, ...rest] = link.split(NEXT);
  return {
    base: base.trim(),
    changes: rest
      .filter((each) => each !== '')
      .map((each) => {
        const at = each.indexOf('=');
        return at < 0 ? [each, null] : [each.slice(0, at), parse(each.slice(at + 1))];
      }),
  };
}

/**
 * The preset with the changes made; what comes out is checked by `parseExperiment` only.
 * Paths that lead nowhere make the objects on their way.
 */
export function applyChanges(preset: unknown, changes: LinkedExperiment['changes']): unknown {
  return changes.reduce<unknown>((so, [path, value]) => setAt(so, path.split('.'), value), preset);
}

/** A copy with the value at a path of keys and indices; `null` takes the field away. */
export function setAt(tree: unknown, path: readonly string[], value: unknown): unknown {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  if (Array.isArray(tree)) {
    const copy: unknown[] = [...tree];
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > copy.length) return tree;
    if (value === null && rest.length === 0) copy.splice(index, 1);
    else copy[index] = setAt(copy[index], rest, value);
    return copy;
  }
  // A key such as `__proto__` must stay a field like any other, to be refused by name.
  const copy = new Map(typeof tree === 'object' && tree !== null ? Object.entries(tree) : []);
  if (value === null && rest.length === 0) copy.delete(key);
  else copy.set(key, setAt(copy.get(key), rest, value));
  return Object.fromEntries(copy);
}

function text(base: string, changes: LinkedExperiment['changes']): string {
  return [base, ...changes.map(([path, value]) => `${path}=${write(value)}`)].join(NEXT);
}

/** Words stand without quotes where they cannot be taken for anything else. */
function write(value: Json): string {
  if (typeof value === 'string' && /^[a-z][a-z-]*$/i.test(value) && !/^(true|false|null)$/.test(value))
    return value;
  // Both marks can only stand within a JSON string, where this is the same text.
  return JSON.stringify(value).replaceAll(NEXT, '\\u003b').replaceAll(BESIDE, '\\u007c');
}

function parse(value: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function changesOf(from: unknown, to: unknown, path = ''): [string, Json][] {
  const at = (key: string | number) => (path ? `${path}.${key}` : String(key));
  if (isTree(from) && isTree(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => {
      const [was, is] = [own(from, key), own(to, key)];
      if (is === undefined) return was === undefined ? [] : [[at(key), null] as [string, Json]];
      return was === undefined ? [[at(key), is] as [string, Json]] : changesOf(was, is, at(key));
    });
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return to.flatMap((each, i) => changesOf(from[i], each, at(i)));
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [[path, to as Json]];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
