import { parseArgs } from 'node:util';
import type { Assumptions } from '../counters/assumptions';
import {
  ASSUMED_CHOICES,
  ASSUMED_NUMBERS,
  DEFAULT_ASSUMPTIONS as USUAL,
  isAllowed,
} from '../counters/assumptions';
import { CASE_WORDS, mismatch } from '../counters/cases';
import { caseOf } from '../counters/case-of';
import { contentionOf, eraOf } from '../counters/circumstances';
import { clockTicks } from '../counters/clock-ticks';
import type { ClockTicks } from '../counters/clock-ticks';
import { correct, isTold, meansOf, waitedOf } from '../counters/correct';
import type { CorrectedSample, Correction } from '../counters/correct';
import { RANGED_OVER, rangesOf } from '../counters/interval';
import type { CorrectionRange } from '../counters/interval';
import { guestLogs, hostLogs, likeNamed, likelyGuest } from '../counters/match';
import { typedHost } from '../counters/typed';
import { trustTable } from '../counters/trust';
import { meterVerdict } from '../counters/verdict';
import type { MeterVerdict } from '../counters/verdict';
import { correctionUncertainty } from '../counters/uncertainty';
import type { CorrectionUncertainty } from '../counters/uncertainty';
import { openLocalHost } from '../dispatch/local';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import { logicalProcessors } from '../estate/guest';
import type { Reading, Recording } from '../estate/recording';
import { mean } from '../estate/statistics';
import { readFile } from '../intake';
import { CARRIES, INSIDE } from '../intake/perfmon/signs';
import { moment, quoted, some } from '../intake/words';
import { optionNumber } from './host-option';
import { openInput, refuseTwice } from './inputs';
import type { Io, VerbRun, Verb } from './io';
import { oneLine } from './printable';
import { sayFinding, table } from './io';

const OPTIONS = {
  json: { type: 'boolean' },
  guest: { type: 'string' },
  log: { type: 'string' },
  used: { type: 'string' },
  ready: { type: 'string' },
  offset: { type: 'string' },
  processors: { type: 'string' },
  burst: { type: 'string' },
  short: { type: 'string' },
  slice: { type: 'string' },
  tick: { type: 'string' },
  neighbours: { type: 'string' },
  delivery: { type: 'string' },
  order: { type: 'string' },
  runs: { type: 'string' },
  seed: { type: 'string' },
} as const;

const help = `hostfold correct GUEST.csv HOST.csv [options]      mend a guest's processor counters by its host's
hostfold correct GUEST.csv --used 20 --ready 30    the same with the host's figures typed in, in % of the guest

GUEST.csv: a Performance Monitor log taken inside the guest. HOST.csv: esxtop's batch log of its host, or a Performance
Monitor log of a Hyper-V host. A log that holds VMware's VM Processor counters needs no other. - reads standard input.
  --guest NAME         its name in the host's log, where it differs
  --log NAME           the machine in GUEST.csv, where it holds several
  --offset MINUTES     what to add to the host's times to stand on the guest's clock (guessed from zones and likeness)
  --processors N       of the guest, where the logs do not tell or are wrong
Each process has an interval over ${RANGED_OVER}. It assumes
  --slice MS --tick MS    longest time slice of the host, tick of the guest (${USUAL.sliceMs} and ${USUAL.tickMs})
What is assumed besides for the narrower one that is simulated ("if its bursts are ..."):
  --burst MS --short MS   mean bursts of two kinds of process (defaults ${USUAL.burstMs} and ${USUAL.shortMs})
  --neighbours N          guests on its processor; 0, the default: as many as make it wait as long as it did
  --delivery burst|merge|discard|delay|catchup   --order thread-first|idle-first
  --runs N --seed N       simulated runs (200 at most) and their seed (1)
  --json
`;

type Values = { readonly [K in keyof typeof OPTIONS]?: string | boolean };

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length < 1 || positionals.length > 2) {
    throw new InputError(
      'correct',
      `found ${positionals.length} files; expected two, GUEST.csv and HOST.csv.`,
    );
  }
  const assumed = assumptionsOf(values);
  const runs = whole(values, 'runs', 200, 1, 100_000);
  const seed = whole(values, 'seed', 1, 0, 2 ** 31 - 1);
  refuseTwice(positionals);
  const readings: Reading[] = [];
  for (const path of positionals) readings.push(await read(path));
  const guest = guestOf(readings[0], values.log);
  const host = hostOf(readings, guest, values);
  const result = correct(guest, host, {
    chosen: values.guest !== undefined,
    ...(values.offset === undefined ? {} : { shiftMs: offset(values) }),
    ...(values.processors === undefined ? {} : { processors: whole(values, 'processors', 1, 1, 4096) }),
  });
  const ranges = rangesOf(result, assumed);
  const era = eraOf(readings[0].counters);
  const { waited } = meansOf(result.samples);
  const circumstances = { era, contention: contentionOf(waited), ...(waited >= 0 ? { waited } : {}) };
  const counters = readings[0].counters.filter(({ server }) => same(server, guest.server));
  const first: First = {
    verdict: meterVerdict(result, ranges, trustTable(counters, circumstances)),
    ticks: clockTicks(guest, era, result.processors),
  };
  let uncertainty: CorrectionUncertainty | null = null;
  run.answer = (stopped) => {
    const findings = [
      ...readings.flatMap(worthSaying),
      ...result.findings,
      ...(stopped && !uncertainty ? [] : simulated(uncertainty)),
    ];
    for (const finding of findings) io.err(sayFinding(finding));
    const document = documentOf(first, result, ranges, uncertainty, findings);
    if (values.json) return JSON.stringify(stopped ? { ...document, stopped } : document, null, 2);
    return `${stopped ? 'Stopped before all was simulated.\n' : ''}${readable(first, result, ranges, uncertainty)}`;
  };
  uncertainty = await correctionUncertainty(caseOf(result, assumed), await openLocalHost(), {
    replications: runs,
    seed,
    signal: run.signal,
  });
  return 0;
}

async function read(path: string): Promise<Reading> {
  const { name, stream } = await openInput(path);
  return readFile(name, stream, { keep: 'all processes' });
}

/** What stands before all figures. */
interface First {
  readonly verdict: MeterVerdict;
  /** null where the guest's log does not count its clock interrupts. */
  readonly ticks: ClockTicks | null;
}

/** What reading found that bears on the correction: where a log was taken matters to a fold alone. */
function worthSaying({ findings }: Reading): Finding[] {
  return findings.filter(
    ({ level, text }) => level !== 'info' && !text.startsWith(CARRIES) && !text.startsWith(INSIDE),
  );
}

function guestOf(reading: Reading, asked: string | boolean | undefined): Recording {
  const logs = guestLogs(reading.recordings);
  const unread = reading.findings.find(({ level }) => level === 'error');
  if (logs.length === 0 && unread) throw new InputError(unread.where, unread.text, unread.fix);
  const found = asked === undefined ? logs : logs.filter(({ server }) => same(server, String(asked)));
  if (found.length === 1) return found[0];
  const names = some(
    logs.map(({ server }) => server),
    8,
  );
  if (found.length === 0 && asked !== undefined) {
    throw new InputError(
      '--log',
      `found no machine ${asked} in ${reading.name}; expected one of ${names || 'none'}.`,
    );
  }
  throw new InputError(
    reading.name,
    logs.length
      ? `found ${logs.length} machines (${names}); expected the log of one guest.`
      : "found no guest's processor counters; expected % Processor Time of the processors or of processes.",
    logs.length ? 'Say which with --log NAME.' : 'Is it the other file that was taken inside the guest?',
  );
}

/** The host's figures of the guest: typed in, or out of the second file, or out of the guest's own log. */
function hostOf(readings: readonly Reading[], guest: Recording, values: Values): Recording {
  if (values.used !== undefined || values.ready !== undefined) {
    if (readings.length > 1 || values.used === undefined) {
      throw new InputError(
        '--used',
        readings.length > 1
          ? 'found besides a HOST.csv; expected one of the two.'
          : 'missing beside --ready.',
      );
    }
    const [used, ready] = [percent(values, 'used'), percent(values, 'ready')];
    if (used + ready > 1) {
      throw new InputError(
        '--ready',
        `found ${values.ready} besides --used ${values.used}; expected 100 % together at most, the whole time of a guest.`,
        'Divide by the number of its virtual processors: esxtop adds them up.',
      );
    }
    const processors =
      values.processors === undefined
        ? logicalProcessors(guest.facts)
        : whole(values, 'processors', 1, 1, 4096);
    return typedHost(guest, processors ?? 1, { used, ready });
  }
  const reading = readings[readings.length - 1];
  const logs = hostLogs(reading.recordings);
  if (logs.length === 0) {
    throw new InputError(
      reading.name,
      'found no guest of a host in it; expected % Run or % Used of guests (esxtop -b -a) or the counters of a Hyper-V host.',
      readings.length === 1 ? 'Give HOST.csv, or --used and --ready.' : undefined,
    );
  }
  const name = values.guest === undefined ? guest.server : String(values.guest);
  const asked = values.guest !== undefined;
  if (!asked && readings.length > 1 && logs.length === 1 && !likeNamed(name, logs[0].server)) {
    throw new InputError(
      reading.name,
      `found one guest, ${logs[0].server}, and not ${name}, of which ${guest.source} is.`,
      `Say --guest ${quoted(logs[0].server)} if it is the same.`,
    );
  }
  const found = asked ? logs.find(({ server }) => same(server, name)) : likelyGuest(name, logs);
  if (found) return found;
  throw new InputError(
    reading.name,
    `found no guest ${name}; expected one of ${some(
      logs.map(({ server }) => server),
      8,
    )}.`,
    'Say which with --guest NAME.',
  );
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** `--burst` for `burstMs`. */
const optionOf = (id: keyof Assumptions) => id.replace(/Ms$/, '') as keyof typeof OPTIONS;

function assumptionsOf(values: Values): Assumptions {
  const assumed = new Map<string, number | string>(Object.entries(USUAL));
  for (const field of ASSUMED_NUMBERS) {
    const option = optionOf(field.id);
    if (values[option] === undefined) continue;
    const value = numeric(values, option);
    if (!isAllowed(field, value)) {
      throw new InputError(
        `--${option}`,
        `found ${value}; expected ${field.whole ? 'a whole number' : 'a number'} from ${field.min} to ${field.max}${field.unit ? ` ${field.unit}` : ''}.`,
      );
    }
    assumed.set(field.id, value);
  }
  for (const { id, options } of ASSUMED_CHOICES) {
    const given = values[id];
    if (given === undefined) continue;
    if (!options.some(({ value }) => value === given)) {
      throw new InputError(
        `--${id}`,
        `found ${given}; expected one of ${options.map(({ value }) => value).join(', ')}.`,
      );
    }
    assumed.set(id, String(given));
  }
  return Object.fromEntries(assumed) as unknown as Assumptions;
}

/** A clock is off by years at most. */
const FARTHEST_MIN = 60 * 24 * 366 * 100;

function offset(values: Values): number {
  const minutes = numeric(values, 'offset');
  if (Math.abs(minutes) <= FARTHEST_MIN) return minutes * 60_000;
  throw new InputError(
    '--offset',
    `found ${minutes}; expected minutes, at most ${FARTHEST_MIN} either way (a hundred years).`,
  );
}

function numeric(values: Values, name: keyof typeof OPTIONS): number {
  return optionNumber(`--${name}`, name, String(values[name]));
}

function whole(values: Values, name: keyof typeof OPTIONS, usual: number, min: number, max: number): number {
  if (values[name] === undefined) return usual;
  const value = numeric(values, name);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InputError(`--${name}`, `found ${value}; expected a whole number from ${min} to ${max}.`);
}

function percent(values: Values, name: 'used' | 'ready'): number {
  if (values[name] === undefined) return 0;
  const value = numeric(values, name);
  if (value >= 0 && value <= 100) return value / 100;
  throw new InputError(
    `--${name}`,
    `found ${value}; expected a percentage of the guest's processors, 0 to 100.`,
  );
}

function simulated(u: CorrectionUncertainty | null): Finding[] {
  const where = 'uncertainty';
  if (!u) {
    return [
      {
        level: 'warning',
        where,
        text: 'Its host charged it nothing: there is nothing to divide or to simulate.',
      },
    ];
  }
  const far = mismatch(u);
  return [
    { level: 'info', where, text: CASE_WORDS[u.kind] },
    ...(far ? [{ level: 'warning' as const, where, text: far }] : []),
  ];
}

/** NaN has no form in JSON: what was not measured is null. */
function documentOf(
  { verdict, ticks }: First,
  { guest, processors, shiftMs, basis, samples, processes }: Correction,
  ranges: CorrectionRange,
  ifBursts: CorrectionUncertainty | null,
  findings: readonly Finding[],
) {
  const tidy = (v: number) => (v === v ? +v.toPrecision(6) : null);
  const { contention, off, right, counters, untrusted, words } = verdict;
  return {
    verdict: { words, contention, off: tidy(off), right, counters, untrusted },
    ...(ticks
      ? {
          ticks: {
            missing: tidy(ticks.missing),
            perSecond: tidy(ticks.perSecond),
            samples: ticks.samples,
            words: ticks.words,
          },
        }
      : {}),
    guest,
    processors,
    shiftMinutes: shiftMs / 60_000,
    samples: samples.map((s, k) => ({
      time: new Date(s.time).toISOString().slice(0, 19),
      measured: tidy(s.measured),
      used: tidy(s.used),
      ...(basis === 'time' && s.charged === s.charged ? { charged: tidy(s.charged) } : {}),
      ready: tidy(s.ready),
      ...(s.costop === s.costop ? { costop: tidy(s.costop) } : {}),
      processes: processes.map(({ name, measured, corrected }, p) => ({
        name,
        measured: tidy(measured[k]),
        corrected: tidy(corrected[k]),
        low: tidy(ranges.processes[p].low[k]),
        high: tidy(ranges.processes[p].high[k]),
      })),
    })),
    processes: ranges.processes.map(({ name, mean }) => ({
      name,
      measured: tidy(mean.measured),
      corrected: tidy(mean.corrected),
      low: tidy(mean.low),
      high: tidy(mean.high),
    })),
    uncertainty: {
      over: ranges.over,
      confidence: ranges.confidence,
      ...ranges.terms,
      width: tidy(ranges.width),
      within: tidy(ranges.within),
      ifBursts,
    },
    findings,
  };
}

/** Processes that the table for people names, and rows of time that it has at most. */
const MOST = 12;
const MOST_ROWS = 48;

function readable(
  { verdict, ticks }: First,
  result: Correction,
  ranges: CorrectionRange,
  u: CorrectionUncertainty | null,
): string {
  const percent = (v: number) => (v === v ? (100 * v).toFixed(1) : '-');
  const each = Math.ceil(result.samples.length / MOST_ROWS);
  const rows = Array.from({ length: Math.ceil(result.samples.length / each) }, (_, k) => {
    const part = result.samples.slice(k * each, (k + 1) * each);
    const { measured, used, waited } = rowOf(part);
    return [moment(part[0].time), percent(measured), percent(used), percent(waited)];
  });
  const processes = ranges.processes
    .slice(0, MOST)
    .map(({ name, mean: { measured, corrected, low, high } }) => [
      name,
      ...[measured, corrected, low, high].map(percent),
    ]);
  const holes = each > 1 && !result.samples.every(isTold);
  const more = result.processes.length - processes.length;
  return [
    verdict.words,
    ...(ticks ? [ticks.words] : []),
    '',
    oneLine(`${result.guest}, % of its ${result.processors} processor${result.processors === 1 ? '' : 's'}`),
    table([['time', 'meter', result.basis === 'time' ? 'had' : 'used', 'waited'], ...rows]),
    ...(each > 1 ? [`Each row is the mean of ${each} intervals; all of them with --json.`] : []),
    ...(holes ? ['Where both logs tell of some of them, it is the mean of those.'] : []),
    '',
    ...(processes.length
      ? [
          'Processes, on average',
          table([['process', 'shown', 'corrected', 'from', 'to'], ...processes]),
          ...(more > 0 ? [`and ${more} more; all of them with --json`] : []),
          '',
        ]
      : []),
    ...(processes.length ? [restsOn(ranges, result), ''] : []),
    ...(u
      ? [
          `If its bursts are of ${u.case.burstMs} and ${u.case.shortMs} ms, a process of the long ones is off by ${percent(u.low)} to ${percent(u.high)} points (the middle 95 % of ${u.replications} simulated intervals of ${u.case.windowS} s; mean ${percent(u.bias.mean)} ± ${percent(u.bias.se)}), and one of the short ones by as much the other way.`,
          `Simulated: slices of ${u.case.sliceMs} ms, ticks of ${u.case.tickMs} ms, delivery ${u.case.delivery}, ${u.case.order}; ${besideWhom(u)}.`,
          CASE_WORDS[u.kind],
        ]
      : []),
  ].join('\n');
}

/** What the intervals rest on. */
function restsOn({ over, confidence, terms, width }: CorrectionRange, { stands }: Correction): string {
  const wide =
    width === width
      ? `, on average ${(100 * width).toFixed(0)} % of what the guest used wide in one sample`
      : '';
  const meter = stands
    ? ' The meter itself stands; the interval is what late ticks can have done to it.'
    : '';
  return `Each process lies between from and to in ${100 * confidence} of 100 guests or more${wide}. Over ${over}; slices of ${terms.sliceMs} ms at most and ticks of ${terms.tickMs} ms are assumed.${meter}`;
}

/** A row of the table: means of the intervals of which both logs tell; where one is silent, what the other says. */
function rowOf(
  part: readonly CorrectedSample[],
): Pick<CorrectedSample, 'measured' | 'used'> & { waited: number } {
  const shown = part.some((s) => s.measured === s.measured);
  const charged = part.some((s) => s.used === s.used);
  if (shown && charged) return meansOf(part);
  const average = (pick: (s: CorrectedSample) => number) => mean(Float32Array.from(part, pick));
  return {
    measured: average((s) => s.measured),
    used: average((s) => s.used),
    waited: average(waitedOf),
  };
}

function besideWhom({ host: { neighbours, load } }: CorrectionUncertainty): string {
  if (neighbours === 0) return 'no neighbours';
  const busy = `${(100 * load).toFixed(0)} % busy`;
  return neighbours === 1 ? `beside one neighbour, ${busy}` : `beside ${neighbours} neighbours, each ${busy}`;
}

export const correctVerb: Verb = { help, run };
