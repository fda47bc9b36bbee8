import { own } from '../estate/own';
import type { ProblemDocument } from './document';

/**
 * Where the problem of a certificate differs from that of an instance: the first number that does; null where all are
 * the same. Names decide nothing.
 */
export function differenceOf(
  certificate: ProblemDocument,
  instance: ProblemDocument,
): { readonly where: string; readonly why: string } | null {
  const shown = (value: unknown) =>
    value === undefined ? 'nothing' : typeof value === 'object' && value !== null ? 'a list' : String(value);
  const differ = (a: unknown, b: unknown, where: string): ReturnType<typeof differenceOf> => {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
      return a === b ? null : { where, why: `${shown(a)} in the certificate, ${shown(b)} in the instance` };
    if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length)
      return { where, why: `${a.length} in the certificate, ${b.length} in the instance` };
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (name === 'name' || name === 'names') continue;
      const [mine, other] = [a, b].map((of) => own<unknown>(of as Record<string, unknown>, name));
      const found = differ(mine, other, `${where}${Array.isArray(a) ? `[${name}]` : `.${name}`}`);
      if (found) return found;
    }
    return null;
  };
  return differ(certificate, instance, 'problem');
}
