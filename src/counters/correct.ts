import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import { logicalProcessors } from '../estate/guest';
import type { Recording } from '../estate/recording';
import { machinesOf } from '../estate/same-machine';
import { toMeans } from '../estate/slots';
import { duration, moment } from '../intake/words';
import type { Era } from './circumstances';
import { missingTicks, TICKS_A_SECOND } from './clock-ticks';
import type { MissingTicks } from './clock-ticks';
import { guessShift, intervalOf, overlap, shared, spanOf } from './clocks';
import { doubts, verdicts } from './correction-words';
import type { Shift } from './clocks';
import { HARDLY, hostFindings, hostShares, speedOf } from './host-time';
import type { Basis } from './host-time';
import { meanOf, meansOf } from './samples';
import type { CorrectedSample } from './samples';
import { UNLISTED, wholesOf } from './unlisted';

/** A process as the guest showed it, and after correction: one share of all its processors (0..1) for each sample. */
export interface CorrectedProcess {
  readonly name: string;
  readonly measured: Float64Array;
  readonly corrected: Float64Array;
}

export interface Correction {
  readonly guest: string;
  readonly processors: number;
  /** Distance of two samples, ms. */
  readonly step: number;
  /** What was added to the host's times, ms. */
  readonly shiftMs: number;
  /** What `used` is. */
  readonly basis: Basis;
  /** % Used over % Run; NaN where the host's log lacks either. */
  readonly speed: number;
  /** The meter stays as it is: the guest hardly waited, and its host's log tells of no other time. */
  readonly stands: boolean;
  /** `used` is % Used of a guest that waited: scaled by a clock speed of which the log does not tell. */
  readonly scaled: boolean;
  /** Meter and host may differ by so much for other reasons than late ticks: % Overlap, and chance. */
  readonly slack: number;
  readonly samples: readonly CorrectedSample[];
  /** Ticks that never came; null where the guest's log does not count clock interrupts. */
  readonly missing: MissingTicks | null;
  /** What all processes showed together in each sample, and what it can have been; NaN where none was logged. */
  readonly shown: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** The processes that used anything, the largest after correction first. */
  readonly processes: readonly CorrectedProcess[];
  readonly findings: readonly Finding[];
}

/** What a person knows better than the logs. */
export interface CorrectOptions {
  /** Added to the host's times to stand on the guest's clock, ms. */
  readonly shiftMs?: number;
  readonly processors?: number;
  /** The host's log was chosen as that of this guest, whatever it is called there. */
  readonly chosen?: boolean;
  /** Whose clocks the guest's are; not known where it is not said. */
  readonly era?: Era;
  /** Its clock's tick; 15.625 ms, as Windows has it, where it is not said. */
  readonly tickMs?: number;
}

/** A log that shares less than this of its time with the other is said to. */
const MOST = 0.9;
/** A long log's meter and its host's differ by so much at most where nothing came late, a share of the processors. */
const CHANCE = 0.005;
/** A process below this share in every interval is left out of the answer. */
const LEAST_SHARE = 0.0005;

/**
 * Mends a guest's processor counters by what its host saw (Friedman 2006, section 7; the processes: Friedman 2013):
 * total := the host's processor time, % Run less % Overlap (% Used where it logs no % Run); process i := total x n_i /
 * sum of the non-idle n. A guest that hardly waited keeps its own figures, where its host's time is about the same or
 * only % Used is known: its ticks came when they were due, and what % Used says more or less is clock speed.
 * @param guest recording taken inside the guest: `busy` (% of all its processors), `processSeries` (% of one) where
 *   processes are to be corrected
 * @param host recording of the same guest by its host, with any of `runCores` and `usedCores` (processors), and as far
 *   as it tells `overlap`, `ready` and `costop` (% of one processor, added up over the virtual ones)
 * @returns shares of the guest's processors (0..1) over the time that both logs were kept, and what is to be said
 * @throws InputError when a log lacks what is needed, or the two never overlap
 */
export function correct(guest: Recording, host: Recording, options: CorrectOptions = {}): Correction {
  const { busy } = guest.measures;
  if (!busy && !guest.processSeries?.length) {
    throw new InputError(
      guest.source,
      'found no % Processor Time; expected that of the processors or of processes.',
    );
  }
  if (!host.measures.usedCores && !host.measures.runCores) {
    throw new InputError(
      host.source,
      `found no % Run and no % Used of ${host.server}; expected how long it had a processor, by its host.`,
      'Log it with esxtop -b -a.',
    );
  }
  const findings: Finding[] = [];
  // Figures that were typed in stand at the guest's own times.
  const typed = host.times === guest.times;
  if (!options.chosen) findings.push(...namedFindings(guest, host));
  const processors = processorsOf(guest, host, options, findings);
  const shift = shiftOf(guest, host, options, findings);
  const hostTimes = host.times.map((t) => t + shift);
  const [interval, hostInterval] = [intervalOf(guest), intervalOf(host)];
  const step = Math.max(interval, hostInterval, 1000);
  const { start, end } = shared(guest, host, shift);
  const slots = Math.floor((end - start) / step) + 1;
  if (!(slots > 0)) {
    const [own, other] = [spanOf(guest), spanOf(host)];
    throw new InputError(
      host.source,
      `the host's log (${moment(other.start + shift)} to ${moment(other.end + shift)}) and the guest's (${moment(own.start)} to ${moment(own.end)}) never overlap.`,
      'Give logs of the same hours, or say how far the clocks are apart; esxtop writes UTC.',
    );
  }
  const part = partFinding(guest, host, shift);
  if (part) findings.push(part);

  const own = (values: Float32Array) => toMeans(guest.times, values, interval, start, step, slots);
  const byHost = (values: Float32Array) => toMeans(hostTimes, values, hostInterval, start, step, slots);
  const meter = busy && own(busy);
  const shares = hostShares(host, processors, slots, byHost);
  const listed = rowsWithProcesses(guest);
  const shown = (guest.processSeries ?? []).map(({ name, values }) => {
    // A process of which a row of others says nothing was not running: it used nothing.
    const known = values.map((v, i) => (v !== v && listed[i] ? 0 : v));
    return { name, measured: Float64Array.from(own(known), (v) => v / 100 / processors) };
  });
  const sums = Float64Array.from({ length: slots }, (_, k) =>
    shown.reduce((sum, { measured: { [k]: v } }) => (v === v ? (sum || 0) + Math.max(0, v) : sum), NaN),
  );
  findings.push(...hostFindings(host, shares, typed));
  const samples = Array.from({ length: slots }, (_, k): CorrectedSample => ({
    time: start + k * step,
    measured: meter ? meter[k] / 100 : Math.min(1, sums[k]),
    used: shares.used[k],
    charged: shares.charged[k],
    ready: shares.ready[k],
    costop: shares.costop[k],
  }));
  const { clockTicks } = guest.measures;
  const { era = 'not known', tickMs = 1000 / TICKS_A_SECOND } = options;
  const missing = clockTicks
    ? missingTicks(own(clockTicks), (k) => samples[k].measured, { processors, tickMs, step, era })
    : null;
  const whole = guest.processWhole && own(guest.processWhole);
  const wholes = wholesOf(
    guest.source,
    sums,
    whole ? Float64Array.from(whole, (v) => v / 100 / processors) : null,
    samples,
    missing,
  );
  findings.push(...wholes.findings);
  if (!busy && !whole) {
    findings.push({
      level: 'guess',
      where: guest.source,
      text: 'It holds processes alone: nobody can see whether all were logged, and those in it are taken for all.',
      fix: 'Log \\Processor(_Total)\\% Processor Time too.',
    });
  }
  const { waited, measured, used } = meansOf(samples);
  const charged = shares.basis === 'charged' && !typed;
  const slack = CHANCE + (shares.basis === 'time' ? meanOf(shares.run) - meanOf(shares.used) : 0);
  const stands = !typed && waited < HARDLY && (charged || Math.abs(measured - used) <= slack + waited);
  const scaled = charged && !stands;
  const processes = [...shown, ...(wholes.rest ? [{ name: UNLISTED, measured: wholes.rest }] : [])]
    .filter(({ measured }) => measured.some((v) => v > LEAST_SHARE))
    .map(({ name, measured }) => ({
      name,
      measured,
      corrected: measured.map((v, k) => {
        const own = v > 0 ? v : 0;
        if (stands) return samples[k].used === samples[k].used && v === v ? own : NaN;
        return wholes.shown[k] > 0 ? (samples[k].used * own) / wholes.shown[k] : NaN;
      }),
    }))
    .sort((a, b) => meanOf(b.corrected) - meanOf(a.corrected));
  if (shown.length === 0) {
    findings.push({
      level: 'info',
      where: guest.source,
      text: 'No Process counters in it: the total is mended, and there is nothing to divide it by.',
      fix: 'Log \\Process(*)\\% Processor Time too.',
    });
  }
  const speed = speedOf(shares);
  if (!typed) findings.push(...doubts(guest, host, shift, samples, shares.basis));
  findings.push(...verdicts(samples, { basis: shares.basis, stands, scaled, speed }));
  const { basis } = shares;
  return {
    guest: guest.server,
    processors,
    step,
    shiftMs: shift,
    basis,
    speed,
    stands,
    scaled,
    slack,
    samples,
    missing,
    shown: wholes.shown,
    least: wholes.least,
    most: wholes.most,
    processes,
    findings,
  };
}

/** What is to be said where the two logs name the guest differently. */
function namedFindings(guest: Recording, host: Recording): readonly Finding[] {
  const { keyOf, findings } = machinesOf([guest.server, host.server]);
  if (keyOf(guest.server) === keyOf(host.server)) return findings;
  return [
    {
      level: 'guess',
      where: host.source,
      text: `Its guest ${host.server} is taken to be ${guest.server}.`,
      fix: 'Look whether it is; choose another if not.',
    },
  ];
}

/** For each row of a log whether it tells of any process. */
function rowsWithProcesses({ times, processSeries }: Recording): Uint8Array {
  const listed = new Uint8Array(times.length);
  for (const { values } of processSeries ?? [])
    for (let i = 0; i < listed.length; i++) if (values[i] === values[i]) listed[i] = 1;
  return listed;
}

/** Processors of the guest, as said, else as the logs count them. */
function processorsOf(
  guest: Recording,
  host: Recording,
  { processors }: CorrectOptions,
  findings: Finding[],
): number {
  if (processors !== undefined) return processors;
  const [own, hosts] = [logicalProcessors(guest.facts), logicalProcessors(host.facts)];
  if (own !== undefined && hosts !== undefined && own !== hosts) {
    findings.push({
      level: 'warning',
      where: guest.server,
      text: `Its log counts ${own} processors and its host's log ${hosts}; ${own} are taken.`,
      fix: 'Say how many it has, or look whether this is the right guest.',
    });
  }
  if (own === undefined && hosts === undefined) {
    findings.push({
      level: 'guess',
      where: guest.server,
      text: 'Number of processors not in the logs; 1 is assumed.',
      fix: 'Say how many it has.',
    });
  }
  return own ?? hosts ?? 1;
}

const SHIFTS: Readonly<Record<Shift['how'], string>> = {
  'both zones': 'both logs name their zone',
  likeness: 'under this shift the two logs look alike',
  overlap: 'only so do the logs overlap',
  'same clock': 'their times are taken as those of one clock',
};

/** From the host's clock to the guest's, ms. */
function shiftOf(
  guest: Recording,
  host: Recording,
  { shiftMs }: CorrectOptions,
  findings: Finding[],
): number {
  if (shiftMs !== undefined) return shiftMs;
  // Figures that were typed in stand at the guest's own times.
  if (host.times === guest.times) return 0;
  const { ms, how } = guessShift(guest, host);
  if (how !== 'both zones') {
    findings.push({
      level: how === 'same clock' ? 'warning' : 'guess',
      where: guest.source,
      text: `The distance from UTC is not in both logs: ${SHIFTS[how]}${ms === 0 ? '' : ` (${ms > 0 ? '+' : '-'}${duration(Math.abs(ms))})`}.`,
      fix: 'Say how far the clocks are apart if that is not right.',
    });
  }
  return ms;
}

/** Says so where only a part of a log can be mended. */
function partFinding(guest: Recording, host: Recording, shift: number): Finding | null {
  const { start, end } = spanOf(guest);
  const span = end - start;
  const both = overlap(guest, host, shift);
  if (!(span > 0) || both >= MOST * span) return null;
  return {
    level: 'warning',
    where: host.source,
    text: `The host's log covers ${duration(both)} of the guest's ${duration(span)} (${Math.round((100 * both) / span)} %): only that part is mended.`,
    fix: 'Give a host log of the same hours for the rest.',
  };
}
