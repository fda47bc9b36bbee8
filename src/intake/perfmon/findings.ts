import { crowd } from '../../estate/crowd';
import type { Finding } from '../../estate/finding';
import type { Input } from '../format';
import { place } from '../format';
import type { FileColumns } from '../report';
import { thousands, plural, quoted } from '../words';
import { FROM_MANUALS, LANGUAGES } from './names';
import type { PerfmonRows } from './read';

const NEEDED =
  '\\Processor(_Total)\\% Processor Time, \\Memory\\Available MBytes, \\PhysicalDisk(_Total)\\Disk Transfers/sec, \\PhysicalDisk(_Total)\\Disk Bytes/sec and \\Network Interface(*)\\Bytes Total/sec';

/** What only a log of counters can say of itself. */
export function logFindings(input: Input, log: PerfmonRows): Finding[] {
  const { name } = input;
  if (log.rows === 0) return [];
  const findings: Finding[] = [...oddCells(name, log), ...serverFindings(log)];
  const fromManuals = [...log.locales.keys()].filter((locale) => FROM_MANUALS.has(locale));
  if (fromManuals.length > 0) {
    findings.push({
      level: 'guess',
      where: name,
      text: `Counter names in ${crowd(fromManuals.map((locale) => LANGUAGES[locale]))} are known from translated manuals alone.`,
      fix: 'Map the columns by hand if they are something else.',
    });
  }
  if (log.headers > 1) {
    findings.push({
      level: 'info',
      where: name,
      text: `${thousands(log.headers)} headers: logs that were appended to each other are read as one.`,
    });
  }
  if (log.mark?.zone && log.mark.zone.biasMinutes === null) {
    findings.push({
      level: 'info',
      where: place(name, 1, 1),
      text: `The time zone ${quoted(log.mark.zone.name)} is cut off or names no bias: its distance from UTC is not known. Series are aligned by wall clock.`,
    });
  }
  if (log.description !== null) {
    findings.push({
      level: 'info',
      where: place(name, 1, log.columns),
      text: `The last column is the collector's description and not a counter: ${quoted(log.description)}.`,
    });
  }
  return findings;
}

/** What is asked for where none of its counters is one of load. */
export function notEnough(log: PerfmonRows): { text: string; fix: string } {
  const there = [...log.servers.values()].flatMap((server) =>
    [...server.seen.values()].map(({ object, counter }) => (object ? `${object}\\${counter}` : counter)),
  );
  return {
    text: `Not enough to fold: none of its counters is one of load. Found ${crowd([...new Set(there)], 6) || 'none'}; needed are ${NEEDED}.`,
    fix: 'Map a column to a measure by hand if one of them is such a counter by another name, or log those counters.',
  };
}

/** Counters that were not needed or not known. */
export function unusedCounters(log: PerfmonRows): FileColumns['unused'] {
  const names = [...log.servers.values()].flatMap(({ seen }) =>
    [...seen.values()].flatMap(({ object, counter, measure }) =>
      measure === null && object !== '' ? [`${object}\\${counter}`] : [],
    ),
  );
  return { noun: 'counter', names: [...new Set(names)] };
}

/** Cells of the header that are no counters. */
function oddCells(name: string, log: PerfmonRows): Finding[] {
  const odd = log.oddCells.filter(
    ({ cell }) => ![...log.servers.values()].some((s) => s.seen.get(`\\${cell}`)?.measure),
  );
  if (odd.length === 0) return [];
  return [
    {
      level: 'warning',
      where: place(name, odd[0].line, odd[0].column),
      text: `${plural(odd.length, 'header cell')} ${odd.length === 1 ? 'is' : 'are'} no counter path: found ${crowd(odd.map(({ cell }) => quoted(cell)))}, expected such as \\\\HOST\\Processor(_Total)\\% Processor Time. Not read.`,
      fix: 'Map it to a measure by hand if it is one.',
    },
  ];
}

function serverFindings(log: PerfmonRows): Finding[] {
  const findings: Finding[] = [];
  const busyless: string[] = [];
  for (const server of log.servers.values()) {
    const useful = [...server.series.values()].filter((s) => s.present > 0);
    const told = server.hypervisor.names.length > 0;
    if (useful.length && !told && !useful.some((s) => s.measure === 'busy')) busyless.push(server.name);
    for (const guess of server.guesses) {
      findings.push({
        level: 'guess',
        where: server.name,
        text: guess[0].toUpperCase() + guess.slice(1),
      });
    }
    if (server.adaptersLeft.size) {
      findings.push({
        level: 'info',
        where: server.name,
        text: `${plural(server.adaptersLeft.size, 'network adapter')} not counted, since ${server.adaptersLeft.size === 1 ? 'it carries' : 'they carry'} no traffic of ${server.adaptersLeft.size === 1 ? 'its' : 'their'} own: ${crowd([...server.adaptersLeft])}.`,
      });
    }
  }
  if (busyless.length) {
    findings.push({
      level: 'warning',
      where: crowd(busyless),
      text: 'No processor counter: it cannot be said how busy it is.',
      fix: 'Log \\Processor(_Total)\\% Processor Time too.',
    });
  }
  return findings;
}

/** The language of its counters and its zone, in words. */
export function writtenWords(log: PerfmonRows): string[] {
  const zone = log.mark?.zone;
  const languages = [...log.locales].sort((a, b) => b[1] - a[1]).map(([locale]) => LANGUAGES[locale]);
  const bias = zone?.biasMinutes;
  const utc =
    bias === null || bias === undefined
      ? ''
      : ` (UTC${bias > 0 ? '-' : '+'}${Math.floor(Math.abs(bias) / 60)}:${String(Math.abs(bias) % 60).padStart(2, '0')})`;
  return [
    ...(languages.length ? [`counter names in ${languages[0]}`] : []),
    zone ? `zone ${zone.name}${utc}` : 'no time zone given',
  ];
}
