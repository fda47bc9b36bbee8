import { InputError } from '../estate/finding';
import { own } from '../estate/own';
import type { Range } from './draw';
import { caseCount, type Setting, type Study } from './study';

/** Where refusals are that concern no axis alone. */
export const WHOLE = 'study';

/** More cases than this are refused: a file of lines that nobody could read. */
export const MOST_CASES = 1_000_000;

/**
 * A study, checked.
 * @param study samples 1 and seed 0 where nothing is drawn
 * @throws InputError at the path of an axis that has no settings, one twice, a path that is not in the base, or one
 *   that another axis sets too; and where there are too many cases
 */
export function studyOf<B>(study: Pick<Study<B>, 'base' | 'axes'> & Partial<Study<B>>): Study<B> {
  const whole: Study<B> = { samples: 1, seed: 0, ...study };
  const { samples, axes, base } = whole;
  if (!Number.isInteger(samples) || samples < 1 || samples > MOST_CASES)
    throw new InputError('samples', `found ${samples}; expected a whole number from 1 to ${MOST_CASES}.`);
  const seen: string[] = [];
  for (const [k, axis] of axes.entries()) {
    if ('settings' in axis && axis.settings.length === 0)
      throw new InputError(`axes[${k}]`, 'found no setting; expected one at least.');
    const paths = [...new Set('drawn' in axis ? [axis.path] : axis.settings.flatMap(Object.keys))];
    for (const path of paths) {
      refuseUnknown(base, path);
      for (const other of seen) {
        if (within(path, other) || within(other, path))
          throw new InputError(path, `found beside ${other}; expected each value to be set by one axis.`);
      }
    }
    seen.push(...paths);
    if ('settings' in axis) refuseTwins(axis.settings);
    else refuseReversed(axis.path, axis.drawn);
  }
  const count = caseCount(whole);
  if (count > MOST_CASES)
    throw new InputError(WHOLE, `found ${count} cases; expected at most ${MOST_CASES}.`, 'Vary less.');
  return whole;
}

/** Whether a path leads to another one, or through it. */
const within = (path: string, other: string) => path === other || path.startsWith(`${other}.`);

/** A field may be one that the base leaves out, so long as there is something that could have it. */
function refuseUnknown(base: unknown, path: string): void {
  const steps = path.split('.');
  let at = base;
  steps.forEach((step, i) => {
    const last = i === steps.length - 1;
    const known = Array.isArray(at)
      ? /^(0|[1-9]\d*)$/.test(step) && Number(step) < at.length
      : typeof at === 'object' && at !== null && step !== '' && (last || Object.hasOwn(at, step));
    if (!known) throw new InputError(path, `no such place: ${whatIsAt(at, steps.slice(0, i))}.`);
    at = own(at as Record<string, unknown>, step);
  });
}

function whatIsAt(value: unknown, steps: readonly string[]): string {
  const where = steps.join('.') || 'the base';
  if (Array.isArray(value)) {
    if (value.length === 0) return `${where} is an empty list`;
    return `${where} is a list; expected ${value.length > 1 ? `0 to ${value.length - 1}` : '0'} after it`;
  }
  if (typeof value !== 'object' || value === null)
    return `${where} is ${JSON.stringify(value)}, with nothing in it`;
  return `${where} has ${Object.keys(value).join(', ') || 'nothing'}`;
}

function refuseTwins(settings: readonly Setting[]): void {
  const seen = new Set<string>();
  for (const setting of settings) {
    const text = JSON.stringify(setting);
    const [path, value] = Object.entries(setting)[0];
    if (seen.has(text))
      throw new InputError(path, `found ${JSON.stringify(value)} a second time; expected each value once.`);
    seen.add(text);
  }
}

function refuseReversed(path: string, { low, likely, high }: Range): void {
  if (low <= likely && likely <= high && Number.isFinite(high - low)) return;
  throw new InputError(
    path,
    `found ${low}, ${likely}, ${high}; expected low, likely and high in this order.`,
  );
}
