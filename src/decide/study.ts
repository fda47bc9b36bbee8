import { own } from '../estate/own';
import type { Range } from './draw';
import { triangular, unit } from './draw';

/** What a case changes in the base: values by dotted path, such as `guests.0.count`. */
export type Setting = Readonly<Record<string, unknown>>;

/** What a study varies: settings that are taken in turn, or a figure that each sample draws anew. */
export type Axis =
  { readonly settings: readonly Setting[] } | { readonly path: string; readonly drawn: Range };

/**
 * A base varied along axes. Its cases are all combinations of the axes' settings, the last axis turning fastest, each
 * with every sample: case i is a function of i alone.
 */
export interface Study<B> {
  readonly base: B;
  readonly axes: readonly Axis[];
  /** Draws for each combination; sample k draws the same figures in all of them. */
  readonly samples: number;
  readonly seed: number;
}

export interface Case<B> {
  readonly index: number;
  readonly set: Setting;
  /** The base with `set` in it. */
  readonly of: B;
}

export function caseCount({ axes, samples }: Study<unknown>): number {
  return axes.reduce((n, axis) => ('settings' in axis ? n * axis.settings.length : n), samples);
}

/** Case `index` of a study, the same whenever and wherever it is asked for. @param index 0 to caseCount - 1 */
export function caseAt<B>(study: Study<B>, index: number): Case<B> {
  const { base, axes, samples, seed } = study;
  const count = caseCount(study);
  if (!(Number.isInteger(index) && index >= 0 && index < count))
    throw new RangeError(`case ${index} of a study that has ${count}`);
  const sample = index % samples;
  let rest = Math.floor(index / samples);
  let combinations = count / samples;
  let figure = 0;
  const set = new Map<string, unknown>();
  for (const axis of axes) {
    if ('drawn' in axis) {
      set.set(axis.path, triangular(axis.drawn, unit(seed, sample, figure++)));
      continue;
    }
    combinations /= axis.settings.length;
    const setting = axis.settings[Math.floor(rest / combinations)];
    for (const [path, value] of Object.entries(setting)) set.set(path, value);
    rest %= combinations;
  }
  const of = [...set].reduce((so, [path, value]) => withAt(so, path, value), base);
  return { index, set: Object.fromEntries(set), of };
}

/** A copy with the value at a path that is there. */
function withAt<T>(tree: T, path: string, value: unknown): T {
  const [step, ...more] = path.split('.');
  const old = own(tree as Record<string, unknown>, step);
  const changed = more.length > 0 ? withAt(old, more.join('.'), value) : value;
  if (Array.isArray(tree)) return tree.with(Number(step), changed) as T;
  return { ...tree, [step]: changed };
}
