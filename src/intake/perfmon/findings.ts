import type { Finding } from '../../estate/finding';
import type { Settled } from '../bytes/dates';
import type { Input } from '../format';
import { place } from '../format';
import { amountWords, coverageWords, seriesFindings } from '../series';
import { spanWords, timelineFindings, lookAlong } from '../timeline';
import { thousands, plural, quoted, some } from '../words';
import { dateFindings, encodingWords } from '../writing';
import { LANGUAGES } from './names';
import type { PerfmonRows } from './read';

const NEEDED =
  '\\Processor(_Total)\\% Processor Time, \\Memory\\Available MBytes, \\PhysicalDisk(_Total)\\Disk Transfers/sec, \\PhysicalDisk(_Total)\\Disk Bytes/sec and \\Network Interface(*)\\Bytes Total/sec';

/** What was read, what was left, what was guessed. */
export function logFindings(
  input: Input,
  log: PerfmonRows,
  times: Float64Array,
  settled: Settled,
): Finding[] {
  const { name } = input;
  const series = [...log.servers.values()].flatMap((server) => [...server.series.values()]);
  const findings: Finding[] = [];
  if (times.length === 0) {
    findings.push({
      level: 'error',
      where: name,
      text: 'The log has a header and not one row of samples.',
      fix: 'Let the collector run for as long as the servers should be watched, a week or more.',
    });
    return findings;
  }
  const line = lookAlong(times);
  const useful = series.filter((s) => s.present > 0);
  const guests = [...log.servers.values()].flatMap(({ hypervisor }) => hypervisor.names);
  if (!useful.length && guests.length) {
    findings.push({
      level: 'info',
      where: name,
      text: `Read ${plural(times.length, 'row')} of what its host says of ${plural(guests.length, 'guest')} (${some(guests, 6)}): ${spanWords(line)}.`,
    });
  } else if (useful.length) {
    findings.push({
      level: 'info',
      where: name,
      text: `Read ${plural(times.length, 'row')}, ${amountWords(useful)}: ${spanWords(line)}. Rows that hold a value: ${coverageWords(useful, times.length)}.`,
    });
  } else if ([...log.servers.values()].some(({ processSeries }) => processSeries.size > 0)) {
    findings.push({
      level: 'info',
      where: name,
      text: `Read ${plural(times.length, 'row')} of processes alone: ${spanWords(line)}.`,
    });
  } else findings.push(notEnough(name, log));
  findings.push(...timelineFindings(line, name, (row) => place(name, log.lineOf(row))));
  findings.push(...seriesFindings(series, name));
  findings.push(...unusedFindings(name, log));
  findings.push(...serverFindings(log));
  findings.push(writingFinding(input, log));
  findings.push(...dateFindings(name, settled));
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

function notEnough(name: string, log: PerfmonRows): Finding {
  const there = [...log.servers.values()].flatMap((server) =>
    [...server.seen.values()].map(({ object, counter }) => (object ? `${object}\\${counter}` : counter)),
  );
  return {
    level: 'error',
    where: name,
    text: `Not enough to fold: none of its counters is one of load. Found ${some([...new Set(there)], 6) || 'none'}; needed are ${NEEDED}.`,
    fix: 'Map a column to a measure by hand if one of them is such a counter by another name, or log those counters.',
  };
}

/** Counters that were not needed or not known, and cells that are no counters. */
function unusedFindings(name: string, log: PerfmonRows): Finding[] {
  const findings: Finding[] = [];
  const unused = new Map<string, number>();
  for (const server of log.servers.values()) {
    for (const { object, counter, instances, measure } of server.seen.values()) {
      if (measure !== null || object === '') continue;
      unused.set(`${object}\\${counter}`, (unused.get(`${object}\\${counter}`) ?? 0) + instances.size);
    }
  }
  if (unused.size) {
    const columns = [...unused.values()].reduce((a, b) => a + b, 0);
    findings.push({
      level: 'info',
      where: name,
      text: `${plural(unused.size, 'counter')} in ${plural(columns, 'column')} not used for folding: ${some([...unused.keys()])}.`,
    });
  }
  const odd = log.oddCells.filter(
    ({ cell }) => ![...log.servers.values()].some((s) => s.seen.get(`\\${cell}`)?.measure),
  );
  if (odd.length) {
    findings.push({
      level: 'warning',
      where: place(name, odd[0].line, odd[0].column),
      text: `${plural(odd.length, 'header cell')} ${odd.length === 1 ? 'is' : 'are'} no counter path: found ${some(odd.map(({ cell }) => quoted(cell)))}, expected such as \\\\HOST\\Processor(_Total)\\% Processor Time. Not read.`,
      fix: 'Map it to a measure by hand if it is one.',
    });
  }
  return findings;
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
        text: `${plural(server.adaptersLeft.size, 'network adapter')} not counted, since ${server.adaptersLeft.size === 1 ? 'it carries' : 'they carry'} no traffic of ${server.adaptersLeft.size === 1 ? 'its' : 'their'} own: ${some([...server.adaptersLeft])}.`,
      });
    }
  }
  if (busyless.length) {
    findings.push({
      level: 'warning',
      where: some(busyless),
      text: 'No processor counter: it cannot be said how busy it is.',
      fix: 'Log \\Processor(_Total)\\% Processor Time too.',
    });
  }
  return findings;
}

function writingFinding(input: Input, log: PerfmonRows): Finding {
  const zone = log.mark?.zone;
  const languages = [...log.locales].sort((a, b) => b[1] - a[1]).map(([locale]) => LANGUAGES[locale]);
  const bias = zone?.biasMinutes;
  const utc =
    bias === null || bias === undefined
      ? ''
      : ` (UTC${bias > 0 ? '-' : '+'}${Math.floor(Math.abs(bias) / 60)}:${String(Math.abs(bias) % 60).padStart(2, '0')})`;
  return {
    level: 'info',
    where: input.name,
    text:
      `${encodingWords(input)}` +
      (languages.length ? `; counter names in ${languages[0]}` : '') +
      (zone ? `; zone ${zone.name}${utc}` : '; no time zone given') +
      '.',
  };
}
