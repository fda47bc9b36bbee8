import { InputError } from '../../estate/finding';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { Reading } from '../../estate/recording';
import { guessClock } from '../bytes/dates';
import type { RowScanner } from '../bytes/scan';
import type { Format, Input } from '../format';
import { place } from '../format';
import { FORMAT_LABELS } from '../formats';
import type { Head } from '../head';
import { report, type ServerColumns } from '../report';
import { refuseLongerRows } from '../trouble';
import { plural } from '../words';
import { customaryOrder } from '../writing';
import { readPath } from './header';
import { logFindings, notEnough, unusedCounters, writtenWords } from './findings';
import { PerfmonRows } from './read';
import { vmwareAt } from '../vmware';
import type { ServerLog } from './servers';
import type { Sign } from './signs';
import { CARRIES, INSIDE, signsOf } from './signs';

/** Logs of the Windows Performance Monitor: PDH-CSV and PDH-TSV, from perfmon, logman, relog and typeperf. */
export const perfmon: Format = {
  id: 'perfmon',
  numbers: 'of its program',

  recognise({ rows }: Head): number {
    for (const { cells } of rows.slice(0, 10)) {
      if (/^\s*\(PDH-[CT]SV /.test(cells[0])) return 1;
      // Below a time, a path is that of a row's own figure.
      if (guessClock([cells[0]])?.kind === 'calendar') continue;
      const paths = cells.slice(1, 50).map((cell, k) => readPath(cell, k));
      if (paths.some((path) => path !== null && (path.server !== '' ? /^\\\\/.test(path.cell) : path.use)))
        return 0.9;
    }
    return 0;
  },

  async read(input: Input): Promise<Reading> {
    const log = new PerfmonRows(input);
    const scanner = await input.scan(log, () => log.clock);
    refuseHopeless(input, log, scanner);

    const times = log.times.take();
    const settled = log.clock.settle([times], customaryOrder(input));
    const findings: Finding[] = logFindings(input, log);
    const servers: ServerColumns[] = [];
    const hosts: string[] = [];
    for (const server of log.servers.values()) {
      const own = columnsOf(server, log, times, findings);
      const guests = server.hypervisor.servers(times, log.mark?.zone);
      // A host whose guests were measured is no server to fold.
      const carries =
        input.options.keep !== 'all processes' && guests.some((guest) => guest.server !== server.name);
      if (carries) hosts.push(server.name);
      else if (
        guests.length === 0 ||
        own.series.some(({ present }) => present > 0) ||
        own.more?.processSeries
      )
        servers.push(own);
      servers.push(...guests);
    }
    const { kind } = log.mark ?? { kind: null };
    return report(input, {
      format: kind ? `Performance Monitor ${kind}` : FORMAT_LABELS.perfmon,
      rows: times.length,
      columns: log.columns,
      servers,
      scanner,
      settled,
      clock: log.clock,
      lineOf: (row) => log.lines.lineOf(row),
      counters: log.counters(),
      unused: unusedCounters(log),
      question: times.length === 0 ? NO_ROWS : notEnough(log),
      headline: (span) =>
        times.length > 0 && [...log.servers.values()].some(({ processSeries }) => processSeries.size > 0)
          ? `Read ${plural(times.length, 'row')} of processes alone: ${span}.`
          : null,
      written: times.length > 0 ? writtenWords(log) : [],
      keepBare: true,
      leftOut: hosts.map((guest) => ({
        guest,
        why: 'a host of virtual machines: these are folded in its place',
      })),
      findings,
    });
  },
};

const NO_ROWS = {
  text: 'The log has a header and not one row of samples.',
  fix: 'Let the collector run for as long as the servers should be watched, a week or more.',
};

function refuseHopeless(input: Input, log: PerfmonRows, scanner: RowScanner): void {
  if (log.headers === 0) {
    throw new InputError(
      place(input.name, 1),
      'no header of a counter log; expected "(PDH-CSV 4.0)" and counter paths such as \\\\HOST\\Processor(_Total)\\% Processor Time.',
    );
  }
  if (log.rows === 0 && log.clock.dateless > 0) {
    throw new InputError(
      place(input.name, scanner.badTimes.line, scanner.badTimes.cell),
      `found ${JSON.stringify(scanner.badTimes.texts[0])}, expected a date and a time: a spreadsheet kept only minutes and seconds.`,
      'Format the first column as yyyy-mm-dd hh:mm:ss before saving, or use the original log.',
    );
  }
  refuseLongerRows(input, scanner, log.rows, log.columns);
}

function columnsOf(
  server: ServerLog,
  log: PerfmonRows,
  times: Float64Array,
  findings: Finding[],
): ServerColumns {
  const guest = whereFindings(server, findings, log.keepsProcesses);
  const processSeries = [...server.processSeries].map(([name, values]) => {
    while (values.length < times.length) values.push(NaN);
    return { name, values: values.take() };
  });
  const facts = {
    ...factsOf(server, findings),
    ...(guest ? { measured: 'guest' as const, ...presentOf(guest, times) } : {}),
  };
  const whole = server.processWhole;
  const total = whole.length > 0;
  while (total && whole.length < times.length) whole.push(NaN);
  return {
    server: server.name,
    times,
    series: [...server.series.values()],
    facts,
    processes: [...server.processes].sort(),
    more: {
      ...(processSeries.length ? { processSeries } : {}),
      ...(total ? { processWhole: whole.take() } : {}),
      ...(log.mark?.zone ? { zone: log.mark.zone } : {}),
    },
  };
}

/** What the log tells besides: processors, installed memory. */
function factsOf(server: ServerLog, findings: Finding[]): Partial<Facts> {
  const facts: { -readonly [K in keyof Facts]?: Facts[K] } = {};
  if (server.processorCount) facts.threads = server.processorCount;
  else if (server.processRows) {
    facts.threads = Math.max(1, Math.round(server.processTotal / server.processRows / 100));
    findings.push({
      level: 'guess',
      where: server.name,
      text: `${facts.threads} ${facts.threads === 1 ? 'processor' : 'processors'}: the times of all processes add up to ${Math.round(server.processTotal / server.processRows)} % on average.`,
      fix: 'Correct the number in the guest table if it is another.',
    });
  }
  const installed = server.constants.get('installedMiB');
  if (installed) facts.memory = Math.round(installed);
  const mhz = server.constants.get('hostMHz');
  if (mhz) facts.rating = mhz / 1000;
  return facts;
}

/**
 * Says where a log was taken: inside a virtual machine, or on a machine that carries some.
 * @param told said even where its guests are in the log, for those who compare the two
 * @returns by what its counters are known to be those of a guest
 */
function whereFindings(server: ServerLog, findings: Finding[], told: boolean): Sign | null {
  const signs = signsOf([...server.processes, ...server.programs], server.adapters, server.objects);
  const host = signs.find((sign) => sign.kind === 'host');
  const guest = signs.find((sign) => sign.kind === 'guest');
  // Whose guests were measured in this very log needs no advice to measure them.
  const counted = server.hypervisor.names.some((name) => name !== server.name);
  if (host && !(counted && !told)) findings.push(hostFinding(server.name, host, guest));
  else if (guest && !host) {
    findings.push({
      level: 'guess',
      where: server.name,
      text: `${INSIDE} (${guest.product}: ${guest.seen}); its processor counters rest on a clock that the host shares out, and already hold what virtualization costs a guest.`,
      fix: 'If it is a physical server, set "measured" to native in the guest table.',
    });
  }
  return guest !== undefined && host === undefined ? guest : null;
}

/** The platform of a guest, where the sign of it names one. */
function presentOf({ product }: Sign, times: Float64Array): Partial<Facts> {
  if (product === 'VMware') return { present: vmwareAt(times) };
  if (product === 'Hyper-V' || product === 'Azure') return { present: 'hyperv' };
  return product === 'KVM' ? { present: 'kvm' } : {};
}

function hostFinding(where: string, { product, seen }: Sign, guest: Sign | undefined): Finding {
  const nested = guest ? ` It seems to be a guest too (${guest.product}: ${guest.seen}).` : '';
  return {
    level: 'warning',
    where,
    text: `${CARRIES} (${product}: ${seen}); Processor counters of a host leave out what its guests use.${nested}`,
    fix: "Measure the guests one by one, or use the host's own counters of them.",
  };
}
