import type { Finding } from './finding';

/** Which names stand for one machine. */
export interface Machines {
  /** The same for every name of a machine. */
  keyOf(name: string): string;
  readonly findings: readonly Finding[];
}

/** `web01.corp.example`: what stands behind the first dot ends in a word, unlike that of `app.01` or `10.0.0.5`. */
const WITH_DOMAIN = /^([^.\s\\]+)\.(?:[a-z0-9-]+\.)*[a-z][a-z-]+$/;
/** `CORP\WEB01`. */
const WITH_PREFIX = /^[^\\\s]+\\([^\\.\s]+)$/;

const lower = (name: string) => name.toLowerCase();
/** In lower case, without its domain or prefix; null where it has neither. */
const shortOf = (name: string): string | null =>
  WITH_DOMAIN.exec(lower(name))?.[1] ?? WITH_PREFIX.exec(lower(name))?.[1] ?? null;

/** Only letters and digits of a name without its domain: `db-01.example.com` is `db01`. */
export const lettersOf = (name: string): string =>
  (shortOf(name) ?? lower(name)).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Names are one machine's where they differ in case alone, as Windows has it, or where a short name is the beginning of
 * one single name with a domain. Where several have that beginning nobody can tell: they are kept apart, and it is asked.
 */
export function machinesOf(names: Iterable<string>): Machines {
  const spelled = new Map<string, string>();
  for (const name of names) {
    const before = spelled.get(lower(name));
    if (before === undefined || name < before) spelled.set(lower(name), name);
  }
  const long = new Map<string, string[]>();
  for (const name of spelled.keys()) {
    const short = shortOf(name);
    if (short !== null) long.set(short, [...(long.get(short) ?? []), name]);
  }
  const keys = new Map<string, string>();
  const findings: Finding[] = [];
  const said = (name: string) => spelled.get(name)!;
  for (const [short, full] of long) {
    if (!spelled.has(short)) continue;
    if (full.length === 1) {
      keys.set(full[0], short);
      findings.push({
        level: 'guess',
        where: said(short),
        text: `${said(short)} and ${said(full[0])} are taken for one machine: the short name and the one with its domain.`,
        fix: 'If they are two, rename one of them.',
      });
    } else {
      findings.push({
        level: 'warning',
        where: said(short),
        text: `${said(short)} may be any of ${full.map(said).sort().join(', ')}: it is counted as a machine of its own.`,
        fix: 'Write the whole name into every file.',
      });
    }
  }
  return { keyOf: (name) => keys.get(lower(name)) ?? lower(name), findings };
}

/** Of a machine's names the one to show, whatever came first: the shortest, and of those the first by the alphabet. */
export const shownName = (names: readonly string[]): string =>
  names.reduce((best, name) =>
    name.length < best.length || (name.length === best.length && name < best) ? name : best,
  );
