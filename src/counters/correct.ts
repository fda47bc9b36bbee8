import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { Recording } from '../estate/recording';
import { toMeans } from '../estate/slots';
import { duration, moment } from '../intake/words';
import { guessShift, intervalOf, overlap, shared, spanOf } from './clocks';
import type { Shift } from './clocks';
import { namedAlike } from './match';

/** A process as the guest showed it, and after correction: one share of all its processors (0..1) for each sample. */
export interface CorrectedProcess {
  readonly name: string;
  readonly measured: Float64Array;
  readonly corrected: Float64Array;
}

/** One interval; shares of the guest's processors, 0..1. NaN where a log has no sample. */
export interface CorrectedSample {
  /** Start of the interval, ms of the guest's wall clock as if UTC. */
  readonly time: number;
  /** What the guest's meter showed. */
  readonly measured: number;
  /** What the host charged it. */
  readonly used: number;
  /** How long it was ready and had to wait; NaN where the host log does not say. */
  readonly ready: number;
}

export interface Correction {
  readonly guest: string;
  readonly processors: number;
  /** Distance of two samples, ms. */
  readonly step: number;
  /** What was added to the host's times, ms. */
  readonly shiftMs: number;
  readonly samples: readonly CorrectedSample[];
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
}

/** A log that shares less than this of its time with the other is said to. */
const MOST = 0.9;
/** A process below this share in every interval is left out of the answer. */
const LEAST_SHARE = 0.0005;

/**
 * Mends a guest's processor counters by what its host saw (Friedman 2006, section 7; the processes: Friedman 2013):
 * processor total := host Used; process i := Used x n_i / sum of the non-idle n.
 * @param guest recording taken inside the guest, with its processes where they are to be corrected
 * @param host recording of the same guest by its host: usedCores (processors), ready (% of one processor)
 * @throws InputError when a log lacks what is needed, or the two never overlap
 */
export function correct(guest: Recording, host: Recording, options: CorrectOptions = {}): Correction {
  const { busy } = guest.measures;
  const { usedCores, ready } = host.measures;
  if (!busy && !guest.processSeries?.length) {
    throw new InputError(
      guest.source,
      'found no % Processor Time; expected that of the processors or of processes.',
    );
  }
  if (!usedCores) {
    throw new InputError(
      host.source,
      `found no % Used of ${host.server}; expected what its host charged it.`,
      'Log it with esxtop -b -a.',
    );
  }
  const findings: Finding[] = [];
  if (!options.chosen && !namedAlike(guest.server, host.server)) {
    findings.push({
      level: 'guess',
      where: host.source,
      text: `Its guest ${host.server} is taken to be ${guest.server}.`,
      fix: 'Look whether it is; choose another if not.',
    });
  }
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
  const used = byHost(usedCores);
  const waited = ready && byHost(ready);
  const listed = rowsWithProcesses(guest);
  const shares = (guest.processSeries ?? []).map(({ name, values }) => {
    // A process of which a row of others says nothing was not running: it used nothing.
    const known = values.map((v, i) => (v !== v && listed[i] ? 0 : v));
    return { name, measured: Float64Array.from(own(known), (v) => v / 100 / processors) };
  });
  const sums = Float64Array.from({ length: slots }, (_, k) =>
    shares.reduce((sum, { measured: { [k]: v } }) => (v === v ? (sum || 0) + Math.max(0, v) : sum), NaN),
  );
  if (!ready) {
    findings.push({
      level: 'guess',
      where: host.source,
      text: 'It holds no % Ready: for the interval, the guest is taken to have waited for as long as its meter shows more than % Used, as it does where late ticks stack up.',
      fix: 'Log % Ready too, where the host can.',
    });
  }
  const samples = Array.from({ length: slots }, (_, k): CorrectedSample => ({
    time: start + k * step,
    measured: meter ? meter[k] / 100 : Math.min(1, sums[k]),
    used: used[k] / processors,
    ready: waited ? waited[k] / 100 / processors : NaN,
  }));
  const processes = shares
    .filter(({ measured }) => measured.some((v) => v > LEAST_SHARE))
    .map(({ name, measured }) => ({
      name,
      measured,
      corrected: measured.map((v, k) => (sums[k] > 0 ? (samples[k].used * (v > 0 ? v : 0)) / sums[k] : NaN)),
    }))
    .sort((a, b) => meanOf(b.corrected) - meanOf(a.corrected));
  if (shares.length === 0) {
    findings.push({
      level: 'info',
      where: guest.source,
      text: 'No Process counters in it: the total is mended, and there is nothing to divide it by.',
      fix: 'Log \\Process(*)\\% Processor Time too.',
    });
  }
  findings.push(...verdicts(samples));
  return { guest: guest.server, processors, step, shiftMs: shift, samples, processes, findings };
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
  const [own, hosts] = [guest.facts.cores, host.facts.cores];
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

/** Means over the intervals of which both logs tell; shares of the guest's processors, 0..1. */
export interface Means {
  readonly intervals: number;
  readonly measured: number;
  readonly used: number;
  /** NaN where the host's log does not say. */
  readonly ready: number;
}

/** Whether both logs tell of an interval. */
export function isTold({ measured, used }: CorrectedSample): boolean {
  return measured === measured && used === used;
}

/** What meter and host say of the same intervals; NaN where there is none. */
export function meansOf(samples: readonly CorrectedSample[]): Means {
  const both = samples.filter(isTold);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    intervals: both.length,
    measured: mean(both.map((s) => s.measured)),
    used: mean(both.map((s) => s.used)),
    ready: mean(both.map((s) => s.ready).filter((v) => v === v)),
  };
}

/** What the correction shows, in words. */
function verdicts(samples: readonly CorrectedSample[]): Finding[] {
  const { intervals, measured, used, ready } = meansOf(samples);
  if (intervals === 0) {
    return [
      {
        level: 'warning',
        where: 'correction',
        text: 'In no interval is there a figure of both logs.',
        fix: 'Look at the clocks.',
      },
    ];
  }
  const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
  const off = measured - used;
  const over = samples.filter((s) => s.measured === s.measured && s.used > 1.02).length;
  const waited = ready === ready ? ` It was ready and waited for ${percent(ready)} of the time.` : '';
  const length = intervals === 1 ? 'one interval' : `${intervals} intervals`;
  return [
    ...(over > 0
      ? [
          {
            level: 'warning' as const,
            where: 'correction',
            text: `In ${over} of ${length} its host charged it more than all its processors.`,
            fix: "Look at the number of processors; a host's clock above its nominal speed and its own work for the guest can give some per cent too.",
          },
        ]
      : []),
    {
      level: 'info',
      where: 'correction',
      text: `Over ${length} the guest's meter showed ${percent(measured)}; its host charged it ${percent(used)}: ${(100 * Math.abs(off)).toFixed(1)} points too ${off >= 0 ? 'much' : 'little'}.${waited}`,
    },
    {
      level: 'info',
      where: 'correction',
      text: "Totals are the host's. Shares of processes follow the guest's ticks: right for a guest that always has work, biased where short bursts start a turn afresh; the interval beside them says how far off they can be.",
    },
  ];
}

/** The mean of each series over the intervals of which all of them tell; NaN where there is none. */
export function meansTogether(...series: readonly Float64Array[]): number[] {
  const sums = series.map(() => 0);
  let intervals = 0;
  for (let k = 0; k < series[0].length; k++) {
    if (series.some(({ [k]: v }) => v !== v)) continue;
    intervals++;
    for (let i = 0; i < series.length; i++) sums[i] += series[i][k];
  }
  return sums.map((sum) => sum / intervals);
}

/** The mean of what is known; 0 where nothing is. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== values[i]) continue;
    sum += values[i];
    n++;
  }
  return n ? sum / n : 0;
}
