import { MEASURES, type MeasureId } from '../estate/measure';
import { own } from '../estate/own';

/** Units of each kind that a person may name for a column; the measure's own comes first. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  '%': ['share'],
  GHz: ['MHz'],
  MiB: ['bytes', 'KB', 'MB', 'GB'],
  GiB: ['bytes', 'KB', 'MB', 'GB', 'TB'],
  'MB/s': ['bytes/s', 'KB/s', 'GB/s', 'kbit/s', 'Mbit/s', 'Gbit/s'],
};

/** Units in which a column of a measure may be given, besides the measure's own. */
export const unitsOffered = (measure: MeasureId): readonly string[] =>
  own(OFFERED, MEASURES[measure].unit) ?? [];

type Size = 'bits' | 'kbits' | 'mbits' | 'gbits' | 'bytes' | 'K' | 'M' | 'G' | 'T';

const BYTES: Readonly<Record<Size, number>> = {
  bits: 1 / 8,
  kbits: 1e3 / 8,
  mbits: 1e6 / 8,
  gbits: 1e9 / 8,
  bytes: 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
};

/** Bytes or bits a second in one word: `KBps` as vCenter, vROps and Nutanix write it, `Mb/s` as a network does. */
const PER_SECOND = /(?:^|[^A-Za-z])([kKmMgG]?)([bB])(?:ps|\/s|\/sec)(?![A-Za-z])/;

/**
 * `B` is byte and `b` is bit, but where nothing in the name is a capital: there `mb/s` may be either, and the larger is
 * taken; `mbps` is always bits.
 */
function perSecond(name: string): Size | null {
  const match = PER_SECOND.exec(name);
  if (!match) return null;
  const prefix = match[1].toUpperCase();
  const bits = match[2] === 'b' && (/ps/.test(match[0]) || /[A-Z]/.test(match[1]));
  if (bits) return prefix === '' ? 'bits' : (`${prefix.toLowerCase()}bits` as Size);
  return prefix === '' ? 'bytes' : (prefix as Size);
}

/** The size unit that a column's name holds (`MB`, `GiB`, `KBytes`, `Kilo-octets`, `Mbit/s`), or null. */
export function sizeIn(name: string): Size | null {
  const rate = perSecond(name);
  if (rate) return rate;
  const text = name.toLowerCase();
  const found = (pattern: RegExp) => pattern.test(text);
  if (found(/(^|[^a-z])(gbits?|gigabits?)([^a-z]|$)/)) return 'gbits';
  if (found(/(^|[^a-z])(mbits?|megabits?)([^a-z]|$)/)) return 'mbits';
  if (found(/(^|[^a-z])(kbits?|kilobits?)([^a-z]|$)/)) return 'kbits';
  if (found(/(^|[^a-z])(tb|tib|tbytes?|terabytes?|to)([^a-z]|$)/)) return 'T';
  if (found(/(^|[^a-z])(gb|gib|gbytes?|gigabytes?|giga-?octets?|go)([^a-z]|$)|(^|[^а-я])гб/)) return 'G';
  if (
    found(
      /(^|[^a-z])(mb|mib|mbytes?|megabytes?|mega-?octets?|méga-?octets?|mo)([^a-z]|$)|(^|[^а-я])мб|мегабайт/,
    )
  )
    return 'M';
  if (found(/(^|[^a-z])(kb|kib|kbytes?|kilobytes?|kilo-?octets?|ko)([^a-z]|$)|(^|[^а-я])кб|килобайт/))
    return 'K';
  if (found(/(^|[^a-z])(bytes?|octets?|bajt[a-zóy]*)([^a-z]|$)|байт/)) return 'bytes';
  if (found(/(^|[^a-z])(bits?)([^a-z]|$)/)) return 'bits';
  return null;
}

/** What a column's values are multiplied by to become the measure's unit; null when its name names no unit. */
export function scaleFrom(name: string, measure: MeasureId): number | null {
  const { unit } = MEASURES[measure];
  if (unit === 'GHz') {
    if (/mhz/i.test(name)) return 1e-3;
    return /ghz/i.test(name) ? 1 : null;
  }
  const size = sizeIn(name);
  if (size === null) return null;
  const bytes = BYTES[size];
  if (unit === 'MiB') return bytes / BYTES.M;
  if (unit === 'GiB') return bytes / BYTES.G;
  // Rates come in thousands (iostat, Bitbrains) or in 1024s; 10^3 is the smaller error where nothing says.
  if (unit === 'MB/s') return size === 'K' ? 1e-3 : size === 'M' ? 1 : size === 'G' ? 1e3 : bytes / 1e6;
  return null;
}

/** The same of a unit that a person named: `share` of one too. */
export const scaleOfUnit = (unit: string, measure: MeasureId): number | null =>
  unit === 'share' && MEASURES[measure].unit === '%' ? 100 : scaleFrom(unit, measure);
