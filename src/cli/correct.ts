import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { correct } from '../counters/correct';
import type { Correction } from '../counters/correct';
import type { CorrectionUncertainty } from '../counters/uncertainty';
import { DEFAULT_CASE, correctionUncertainty } from '../counters/uncertainty';
import { openLocalHost } from '../dispatch/local';
import { InputError } from '../estate/finding';
import type { Reading, Recording } from '../estate/recording';
import { readFile } from '../intake';
import { moment } from '../intake/words';
import { numberOf } from './host-option';
import type { Io, Verb } from './io';
import { sayFinding, table } from './io';

const OPTIONS = {
  json: { type: 'boolean' },
  guest: { type: 'string' },
  burst: { type: 'string' },
  short: { type: 'string' },
  slice: { type: 'string' },
  tick: { type: 'string' },
  delivery: { type: 'string' },
  order: { type: 'string' },
} as const;

const help = `hostfold correct GUEST.csv HOST.csv [options]      mend a guest's processor counters by its host's

GUEST.csv: a Performance Monitor log taken inside the guest. HOST.csv: esxtop's batch log of its host.
  --guest NAME         its name in the host's log, where it differs
  --burst MS --short MS   mean bursts of two kinds of process (defaults ${DEFAULT_CASE.burstMs} and ${DEFAULT_CASE.shortMs})
  --slice MS --tick MS    time slice of the host, tick of the guest (${DEFAULT_CASE.sliceMs} and ${DEFAULT_CASE.tickMs})
  --delivery burst|merge|discard|delay|catchup   --order thread-first|idle-first
  --json
`;

async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 2) {
    throw new InputError(
      'correct',
      `found ${positionals.length} files; expected two, GUEST.csv and HOST.csv.`,
    );
  }
  const [guestFile, hostFile] = await Promise.all(
    positionals.map((path) => readFile(basename(path), createReadStream(path), { keep: 'all processes' })),
  );
  const guest = theOne(guestFile);
  const host = matching(hostFile, values.guest ?? guest.server);
  const result = correct(guest, host);
  for (const finding of result.findings) io.err(sayFinding(finding));
  const uncertainty = await correctionUncertainty(caseOf(values, result), await openLocalHost());
  io.out(
    values.json ? JSON.stringify(documentOf(result, uncertainty), null, 2) : readable(result, uncertainty),
  );
  return 0;
}

function theOne(reading: Reading): Recording {
  if (reading.recordings.length === 1) return reading.recordings[0];
  throw new InputError(
    reading.name,
    `found ${reading.recordings.length} servers; expected the log of one guest.`,
    'Give a log of one machine.',
  );
}

function matching(reading: Reading, name: string): Recording {
  const short = (text: string) => text.toLowerCase().split('.')[0];
  const found =
    reading.recordings.find((r) => r.server.toLowerCase() === name.toLowerCase()) ??
    reading.recordings.find((r) => short(r.server) === short(name));
  if (found) return found;
  const names = reading.recordings.map((r) => r.server);
  throw new InputError(
    reading.name,
    `found no guest ${name}; expected one of ${names.slice(0, 8).join(', ') || 'none'}.`,
    'Say which with --guest NAME.',
  );
}

type Values = { readonly [K in keyof typeof OPTIONS]?: string | boolean };

function caseOf(values: Values, { samples }: Correction) {
  const mean = (pick: (s: Correction['samples'][number]) => number) => {
    const known = samples.map(pick).filter((v) => v === v);
    return known.length ? known.reduce((a, b) => a + b, 0) / known.length : 0;
  };
  const number = (name: 'burst' | 'short' | 'slice' | 'tick', fallback: number) => {
    const value = values[name] === undefined ? fallback : numberOf(`--${name}`, name, String(values[name]));
    if (value > 0) return value;
    throw new InputError(`--${name}`, `found ${value}; expected milliseconds above 0.`);
  };
  const choice = <T extends string>(name: 'delivery' | 'order', all: readonly T[], fallback: T): T => {
    const given = (values[name] ?? fallback) as T;
    if (all.includes(given)) return given;
    throw new InputError(`--${name}`, `found ${given}; expected one of ${all.join(', ')}.`);
  };
  return {
    burstMs: number('burst', DEFAULT_CASE.burstMs),
    shortMs: number('short', DEFAULT_CASE.shortMs),
    sliceMs: number('slice', DEFAULT_CASE.sliceMs),
    tickMs: number('tick', DEFAULT_CASE.tickMs),
    delivery: choice(
      'delivery',
      ['burst', 'merge', 'discard', 'delay', 'catchup'] as const,
      DEFAULT_CASE.delivery,
    ),
    order: choice('order', ['thread-first', 'idle-first'] as const, DEFAULT_CASE.order),
    used: Math.min(
      1,
      mean((s) => s.used),
    ),
    ready: Math.min(
      1,
      mean((s) => s.ready),
    ),
  };
}

/** NaN has no form in JSON: what was not measured is null. */
function documentOf(result: Correction, uncertainty: CorrectionUncertainty) {
  const tidy = (v: number) => (v === v ? +v.toPrecision(6) : null);
  return {
    guest: result.guest,
    processors: result.processors,
    samples: result.samples.map((s) => ({
      time: new Date(s.time).toISOString().slice(0, 19),
      measured: tidy(s.measured),
      used: tidy(s.used),
      ready: tidy(s.ready),
      processes: s.processes.map((p) => ({
        name: p.name,
        measured: tidy(p.measured),
        corrected: tidy(p.corrected),
      })),
    })),
    uncertainty,
    findings: result.findings,
  };
}

function readable(result: Correction, u: CorrectionUncertainty): string {
  const percent = (v: number) => (v === v ? (100 * v).toFixed(1) : '-');
  const rows = result.samples.map((s) => [
    moment(s.time),
    percent(s.measured),
    percent(s.used),
    percent(s.ready),
  ]);
  return [
    `${result.guest}, % of its ${result.processors} processor${result.processors === 1 ? '' : 's'}`,
    table([['time', 'meter', 'used', 'ready'], ...rows]),
    '',
    `A corrected share of a process can be off by ${percent(u.low)} to ${percent(u.high)} points (95 % of ${u.replications} simulated minutes; mean ${percent(u.bias.mean)} ± ${percent(u.bias.se)}), for bursts of ${u.case.burstMs} and ${u.case.shortMs} ms, slices of ${u.case.sliceMs} ms, delivery ${u.case.delivery}.`,
    u.alwaysReady
      ? 'The guest always has work: its shares are unbiased.'
      : 'The guest goes idle between bursts: its shares are biased.',
  ].join('\n');
}

export const correctVerb: Verb = { help, run };
