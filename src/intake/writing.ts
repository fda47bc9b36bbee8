import type { Finding } from '../estate/finding';
import type { Settled } from './bytes/dates';
import type { Encoding } from './bytes/pages';
import type { Input } from './format';
import { plural } from './words';

const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1250': 'Windows code page 1250',
  'windows-1251': 'Windows code page 1251',
  'windows-1252': 'Windows code page 1252',
  'windows-1253': 'Windows code page 1253',
  'windows-1254': 'Windows code page 1254',
  cp437: 'code page 437 of the console',
  cp850: 'code page 850 of the console',
  ibm866: 'code page 866 of the console',
  shift_jis: 'code page 932 (Shift JIS)',
  gbk: 'code page 936 (GBK)',
  'euc-kr': 'code page 949 (EUC-KR)',
  big5: 'code page 950 (Big5)',
};

/** How a text was written, for people. @param cells whether it was cut into cells by its delimiter */
export function encodingWords({ head }: Input, cells = true): string {
  const { encoding, plain } = head.encoding;
  if (!cells) return plain ? 'Plain ASCII' : ENCODINGS[encoding];
  const delimiter = { 9: 'tabs', 44: 'commas', 59: 'semicolons', 124: 'strokes' }[head.dialect.delimiter];
  return (
    `${plain ? 'Plain ASCII' : ENCODINGS[encoding]}, cells parted by ${delimiter ?? `"${String.fromCharCode(head.dialect.delimiter)}"`}` +
    (head.dialect.decimal === 44 ? ', decimal commas' : '')
  );
}

/** What a clock saw of zones. */
export interface ClockSeen {
  readonly kind: string;
  /** Times with a zone of their own, the first one's minutes from UTC, and how many have another. */
  readonly zoned: number;
  readonly offset?: number | null;
  readonly moved?: number;
}

/** `+2`, `-5:30`; nothing for UTC itself. */
export function offsetWords(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.abs(minutes);
  const rest = size % 60 ? `:${String(size % 60).padStart(2, '0')}` : '';
  return `${minutes > 0 ? '+' : '-'}${Math.floor(size / 60)}${rest}`;
}

/** What a clock leaves open. */
export function clockFindings(name: string, clock: ClockSeen): Finding[] {
  const findings: Finding[] = [];
  if (clock.kind === 'elapsed') {
    findings.push({
      level: 'guess',
      where: name,
      text: 'The times are counted from the beginning and not from a date: the first is taken as 1970-01-01 00:00.',
    });
  }
  if (clock.zoned) {
    findings.push({
      level: 'info',
      where: name,
      text: clock.moved
        ? `Times carry a time zone, and it changes (${plural(clock.moved, 'time')} of another than UTC${offsetWords(clock.offset ?? 0)}): all are kept by the first, so that a doubled hour stays apart.`
        : `Times carry a time zone (UTC${offsetWords(clock.offset ?? 0)}); they are kept as the clock reads there.`,
    });
  }
  return findings;
}

/** What was decided about days and months. */
export function dateFindings(name: string, settled: Settled): Finding[] {
  const words = settled.order === 'dmy' ? 'day before month' : 'month before day';
  const findings: Finding[] = [];
  if (settled.by === 'custom' || settled.by === 'span') {
    findings.push({
      level: 'guess',
      where: name,
      text: `Dates are read with the ${words}: ${settled.by === 'span' ? 'the other order would spread the log over a much longer time' : 'no day above 12 tells which it is'}.`,
      fix: 'Choose the other order of dates if that is wrong.',
    });
  }
  if (settled.odd > 0) {
    findings.push({
      level: 'warning',
      where: name,
      text: `${plural(settled.odd, 'date')} can only be read the other way round than the rest (${words}): a spreadsheet changed some dates and not others.`,
      fix: 'Use the original log.',
    });
  }
  return findings;
}

/** Which of day and month comes first where nothing tells: semicolons and decimal commas come from Europe. */
export function customaryOrder({ head }: Input): 'mdy' | 'dmy' {
  return head.dialect.delimiter === 59 || head.dialect.decimal === 44 ? 'dmy' : 'mdy';
}
