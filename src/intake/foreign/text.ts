import { InputError } from '../../estate/finding';
import type { Head } from '../head';

interface Kind {
  readonly what: string;
  readonly matches: (head: Head) => boolean;
  readonly fix: string;
}

const firstRows = (head: Head, pattern: RegExp) =>
  head.rows.slice(0, 10).some(({ cells }) => cells.slice(0, 40).some((cell) => pattern.test(cell)));

/** Text that is known and is not counters that can be read. */
const KINDS: readonly Kind[] = [
  {
    what: 'a web page (HTML)',
    matches: ({ text }) => /^\s*(<!doctype html|<html|<head|<\?xml[^>]*>\s*<html)/i.test(text),
    fix: 'Download the log itself, not the page that shows it.',
  },
  {
    what: 'XML',
    matches: ({ text }) => /^\s*<(\?xml|[a-z]+[\s>])/i.test(text),
    fix: 'Save the counters as CSV. A collector or its report in XML holds no samples.',
  },
  {
    what: 'JSON',
    matches: ({ text, whole }) => /^\s*[[{]\s*["{[]/.test(text) && (!whole || /[}\]]\s*$/.test(text)),
    fix: 'Save it as CSV: timestamp, guest, counter, value.',
  },
  {
    what: 'a raw log of collectl',
    matches: ({ text }) => /^# Collectl:/m.test(text.slice(0, 4096)),
    fix: 'Play it back with dates and drop what comes of it: collectl -p FILE -P -scmdn -oD > NAME.tab.',
  },
  {
    what: 'the objects of PowerShell and not their values (Get-Counter piped straight into Export-Csv)',
    matches: (head) => firstRows(head, /^Readings$/i) && firstRows(head, /^CounterSamples$/i),
    fix: 'Use Get-Counter ... | Export-Counter -Path log.csv -FileFormat CSV, or put Select-Object -ExpandProperty CounterSamples before Export-Csv.',
  },
];

/**
 * Refuses text that is recognised and cannot be read.
 * @throws InputError that says what it is and what to do
 */
export function refuseKnownText(name: string, head: Head): void {
  for (const { what, matches, fix } of KINDS) {
    if (matches(head)) throw new InputError(name, `${what}; that is not read.`, fix);
  }
}
