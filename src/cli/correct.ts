import { crowd } from '../estate/crowd';
import { parseArgs } from 'node:util';
import type { Assumptions } from '../counters/assumptions';
import {
  assumedUnder,
  ASSUMED_CHOICES,
  ASSUMED_NUMBERS,
  DEFAULT_ASSUMPTIONS as USUAL,
  isAllowed,
} from '../counters/assumptions';
import { CASE_WORDS, mismatch } from '../counters/cases';
import { caseOf } from '../counters/case-of';
import { contentionOf, deliveriesOf, eraOf, ERAS } from '../counters/circumstances';
import type { Era } from '../counters/circumstances';
import { clockTicks } from '../counters/clock-ticks';
import { correct } from '../counters/correct';
import { meansOf } from '../counters/samples';
import { rangedOver, rangesOf } from '../counters/interval';
import { guestLogs, hostLogs, likeNamed, likelyGuest } from '../counters/match';
import { typedHost } from '../counters/typed';
import { trustTable } from '../counters/trust';
import { meterVerdict } from '../counters/verdict';
import { correctionUncertainty } from '../counters/uncertainty';
import type { CorrectionUncertainty } from '../counters/uncertainty';
import { openLocalHost } from '../dispatch/local';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import { logicalProcessors } from '../estate/guest';
import type { Reading, Recording } from '../estate/recording';
import { CARRIES, INSIDE } from '../intake/perfmon/signs';
import { quoted } from '../intake/words';
import { documentOf, readableCorrection, type First } from './correct-words';
import { refuseTwice } from './inputs';
import type { Io, VerbRun, Verb } from './io';
import { sayFinding } from './io';
import { optionNumber } from './option-values';
import { readAll } from './readings';

const OPTIONS = {
  json: { type: 'boolean' },
  guest: { type: 'string' },
  log: { type: 'string' },
  used: { type: 'string' },
  ready: { type: 'string' },
  offset: { type: 'string' },
  processors: { type: 'string' },
  era: { type: 'string' },
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

/** What a person may say of its clocks. */
const SAID: readonly Era[] = ERAS.map(({ value }) => value).filter((value) => value !== 'not known');

const help = `hostfold correct GUEST.csv HOST.csv [options]      mend a guest's processor counters by its host's
hostfold correct GUEST.csv --used 20 --ready 30    the same with the host's figures typed in, in % of the guest

GUEST.csv: a Performance Monitor log taken inside the guest. HOST.csv: esxtop's batch log of its host, or a Performance
Monitor log of a Hyper-V host. A log that holds VMware's VM Processor counters needs no other. - reads standard input.
  --guest NAME         its name in the host's log, where it differs
  --log NAME           the machine in GUEST.csv, where it holds several
  --offset MINUTES     what to add to the host's times to stand on the guest's clock (guessed from zones and likeness)
  --processors N       of the guest, where the logs do not tell or are wrong
  --era ${SAID.join('|')}   whose clocks it has, where its log does not tell:
${ERAS.filter(({ value }) => SAID.includes(value))
  .map(({ value, label }) => `                       ${value}: ${label}\n`)
  .join('')}Each process has an interval over ${rangedOver()}. For Windows from 2012 and Linux late
ticks are merged or discarded only. It assumes
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
  const given = assumptionsOf(values);
  const runs = whole(values, 'runs', 200, 1, 100_000);
  const seed = whole(values, 'seed', 1, 0, 2 ** 31 - 1);
  refuseTwice(positionals);
  const readings = await readAll(positionals, { keep: 'all processes' }, io, run.signal);
  const guest = guestOf(readings[0], values.log);
  const host = hostOf(readings, guest, values);
  const era = eraSaid(values) ?? eraOf(readings[0].counters);
  refuseDelivery(values, era);
  const assumed = assumedUnder(given, era);
  const { tickMs } = assumed;
  const result = correct(guest, host, {
    chosen: values.guest !== undefined,
    era,
    tickMs,
    ...(values.offset === undefined ? {} : { shiftMs: offset(values) }),
    ...(values.processors === undefined ? {} : { processors: whole(values, 'processors', 1, 1, 4096) }),
  });
  const ranges = rangesOf(result, { ...assumed, era });
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
    return `${stopped ? 'Stopped before all was simulated.\n' : ''}${readableCorrection(first, result, ranges, uncertainty)}`;
  };
  uncertainty = await correctionUncertainty(caseOf(result, assumed), await openLocalHost(), {
    replications: runs,
    seed,
    signal: run.signal,
  });
  return 0;
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
  const names = crowd(
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
    `found no guest ${name}; expected one that it holds: ${crowd(
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

function eraSaid({ era }: Values): Era | undefined {
  if (era === undefined) return undefined;
  const said = SAID.find((value) => value === era);
  if (said) return said;
  throw new InputError('--era', `found ${era}; expected one of ${SAID.join(', ')}.`);
}

/** Refuses a delivery that was asked for and that the clocks of this era do not know. */
function refuseDelivery({ delivery }: Values, era: Era): void {
  const possible = deliveriesOf(era);
  if (delivery === undefined || possible.some((each) => each === delivery)) return;
  throw new InputError(
    '--delivery',
    `found ${delivery}, which the clocks of this guest (${era}) do not know; expected one of ${possible.join(', ')}.`,
    'Say --era if its log is of another.',
  );
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

export const correctVerb: Verb = { help, options: OPTIONS, run };
