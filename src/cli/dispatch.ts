import { parseArgs } from 'node:util';
import type { Answer } from '../dispatch/answer';
import { parseExperiment } from '../dispatch/parse';
import type { Experiment } from '../dispatch/experiment';
import { CHOICES } from '../dispatch/choices';
import type { Figure } from '../dispatch/figure';
import { experimentJsonSchema } from '../dispatch/json-schema';
import { openLocalHost } from '../dispatch/local';
import { withoutEffect } from '../dispatch/without-effect';
import { runExperiment } from '../dispatch/run';
import { InputError } from '../estate/finding';
import { readInput } from './inputs';
import type { Io, VerbRun, Verb } from './io';
import { digits } from '../report/digits';
import { table } from './io';
import { parseJson, placeOf } from './json-place';

const OPTIONS = {
  json: { type: 'boolean' },
  schema: { type: 'boolean' },
  seed: { type: 'string' },
  replications: { type: 'string' },
} as const;

const help = `hostfold dispatch EXPERIMENT.json [options]      what happens on one host?

EXPERIMENT.json: processors, policy, guests and durationS, all else has a default; - reads standard input.
  --schema             print the JSON schema of an experiment, with every field, range and default
  --seed N   --replications N      in place of the experiment's own
  --json               the answer as JSON: every figure {"mean", "se", "sd"} over the replications
`;

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (values.schema) {
    run.answer = () => JSON.stringify(experimentJsonSchema(), null, 2);
    return 0;
  }
  if (positionals.length !== 1)
    throw new InputError(
      'dispatch',
      `found ${positionals.length} files, expected one.`,
      'See hostfold dispatch --help.',
    );
  const experiment = await readExperiment(positionals[0], {
    seed: numberOf('--seed', values.seed),
    replications: numberOf('--replications', values.replications),
  });
  for (const { where, text, fix } of withoutEffect(experiment)) io.err(`${where}: ${text} ${fix}`);
  const early = run.answer;
  let soFar: (() => Answer) | null = null;
  run.answer = (stopped) => {
    if (!soFar) return early(stopped);
    const answer = soFar();
    if (values.json) return JSON.stringify(stopped ? { ...answer, stopped } : answer);
    const { replications } = experiment;
    const cut = stopped ? `Stopped after ${answer.replications} of ${replications} replications.\n` : '';
    return `${cut}${readable(experiment, answer)}`;
  };
  let told = performance.now();
  const whole = await runExperiment(experiment, await openLocalHost(), {
    signal: run.signal,
    progress: (done, total, known) => {
      soFar = known;
      if (performance.now() - told < TELL_MS) return;
      told = performance.now();
      io.err(`${done} of ${total} replications`);
    },
  });
  soFar = () => whole;
  return 0;
}

/** How often a long run says how far it is, ms. */
const TELL_MS = 2000;

async function readExperiment(path: string, changes: Partial<Experiment>): Promise<Experiment> {
  const { text } = await readInput(path);
  const file = path === '-' ? 'standard input' : path;
  const json = parseJson(file, text);
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json);
  try {
    return parseExperiment(isRecord ? { ...json, ...Object.fromEntries(given) } : json);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, text: what, fix } = error.finding;
    const option = given.find(([name]) => name === where);
    throw new InputError(option ? `--${where}` : `${file}:${placeOf(text, where)}: ${where}`, what, fix);
  }
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value))
    throw new InputError(option, `found "${text}", expected a number.`);
  return value;
}

function readable(experiment: Experiment, answer: Answer): string {
  const { host, guests, devices } = answer;
  const policy = CHOICES.policy.options[experiment.policy];
  const lines = [
    `${experiment.processors} processor${experiment.processors > 1 ? 's' : ''}, ${experiment.policy} (${policy[0].toLowerCase()}${policy.slice(1)}), ` +
      `slice ${experiment.sliceMs} ms, ${experiment.slots} slots; ${experiment.durationS} s, ${answer.replications} replication${answer.replications > 1 ? 's' : ''}.`,
    `Busy ${percent(host.busy)}, burnt ${percent(host.burnt)}, overhead ${percent(host.overhead)}, idle ${percent(host.idle)}.`,
    '',
    table([
      [
        'guest',
        'used',
        'ready',
        'co-stop',
        'stolen',
        'wait',
        'bursts/s',
        'response ms',
        'delay ms',
        'p95 ms',
      ],
      ...guests.map((guest) => [
        guest.name,
        ...[guest.used, guest.ready, guest.costop, guest.stolen, guest.wait].map(percent),
        ...[
          guest.cyclesPerSecond,
          guest.responseMs,
          guest.interruptDelayMs.mean,
          guest.interruptDelayMs.p95,
        ].map(plain),
      ]),
    ]),
    '',
    table([
      [
        "what the guest's meter shows",
        'Processor',
        'off by',
        'Processes',
        'Privileged',
        'steal',
        'clock rate',
        'transfer ms',
        'true ms',
      ],
      ...guests.map(({ name, measured }) => [
        name,
        percent(measured.processor),
        percent(measured.error),
        processes(measured.threads),
        percent(measured.privileged),
        percent(measured.steal),
        plain(measured.clockRate),
        ...(measured.disk ? [measured.disk.transferMs, measured.disk.trueTransferMs].map(plain) : ['-', '-']),
      ]),
    ]),
  ];
  if (devices.length > 0)
    lines.push(
      '',
      table([
        ['device', 'busy', 'requests/s', 'queue ms'],
        ...devices.map(({ name, busy, perSecond, queueMs }) => [
          name,
          percent(busy),
          plain(perSecond),
          plain(queueMs),
        ]),
      ]),
    );
  const errors = answer.replications > 1 ? '± is two standard errors. ' : '';
  lines.push('', `${errors}${answer.events} events in ${answer.seconds.toFixed(2)} s.`);
  return lines.join('\n');
}

/** What the processes of a guest show together; how well a sum is known its parts do not tell. */
function processes(threads: readonly { readonly share: Figure }[]): string {
  if (threads.length === 1) return percent(threads[0].share);
  return percent({ mean: threads.reduce((sum, { share }) => sum + share.mean, 0), se: NaN, sd: NaN });
}

function percent({ mean, se }: Figure): string {
  if (!Number.isFinite(mean)) return '-';
  return `${(100 * mean).toFixed(1)} %${Number.isFinite(se) ? ` ±${(200 * se).toFixed(1)}` : ''}`;
}

function plain({ mean, se }: Figure): string {
  if (!Number.isFinite(mean)) return '-';
  return `${digits(mean)}${Number.isFinite(se) ? ` ±${digits(2 * se)}` : ''}`;
}

export const dispatchVerb: Verb = { help, options: OPTIONS, run };
