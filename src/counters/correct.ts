import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { Recording } from '../estate/recording';
import { toSlots } from '../estate/slots';
import { medianInterval } from '../estate/statistics';
import { moment } from '../intake/words';

/** A process as the guest showed it, and after correction; shares of all its processors, 0..1. */
export interface CorrectedProcess {
  readonly name: string;
  readonly measured: number;
  readonly corrected: number;
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
  readonly processes: readonly CorrectedProcess[];
}

export interface Correction {
  readonly guest: string;
  readonly processors: number;
  readonly samples: readonly CorrectedSample[];
  readonly findings: readonly Finding[];
}

const MINUTE = 60_000;
/** A process below this share in every interval is left out of the answer. */
const LEAST_SHARE = 0.0005;

/**
 * Mends a guest's processor counters by what its host saw (Friedman 2006, section 7): processor total := host Used;
 * process i := Used x n_i / sum of the non-idle n.
 * @param guest recording taken inside the guest, with its processes where they are to be corrected
 * @param host recording of the same guest by its host: usedCores (processors), ready (% of one processor)
 * @throws InputError when a log lacks what is needed, or the two never overlap
 */
export function correct(guest: Recording, host: Recording): Correction {
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
  const processors = guest.facts.cores ?? host.facts.cores ?? 1;
  if (guest.facts.cores === undefined && host.facts.cores === undefined) {
    findings.push({
      level: 'guess',
      where: guest.server,
      text: 'Number of processors not in the logs; 1 is assumed.',
    });
  }
  const shift = shiftOf(guest, host, findings);
  const hostTimes = host.times.map((t) => t + shift);
  const step = Math.max(medianInterval(guest.times), medianInterval(host.times), 1000);
  const start = Math.max(guest.times[0], hostTimes[0]);
  const end = Math.min(guest.times[guest.times.length - 1], hostTimes[hostTimes.length - 1]);
  const slots = Math.floor((end - start) / step) + 1;
  if (!(slots > 0)) {
    throw new InputError(
      host.source,
      `the host's log (${moment(hostTimes[0])} to ${moment(hostTimes[hostTimes.length - 1])}) and the guest's (${moment(guest.times[0])} to ${moment(guest.times[guest.times.length - 1])}) never overlap.`,
      'Give logs of the same hours; the host writes UTC.',
    );
  }

  const own = (values: Float32Array | undefined) =>
    values ? toSlots(guest.times, values, start, step, slots, 'mean') : null;
  const byHost = (values: Float32Array | undefined) =>
    values ? toSlots(hostTimes, values, start, step, slots, 'mean') : null;
  const meter = own(busy);
  const used = byHost(usedCores)!;
  const waited = byHost(ready);
  const all = (guest.processSeries ?? []).map(({ name, values }) => ({
    name,
    share: own(values)!.map((v) => v / 100 / processors),
  }));
  const processes = all.filter(({ share }) => share.some((v) => v > LEAST_SHARE));

  const samples = Array.from({ length: slots }, (_, k): CorrectedSample => {
    const charged = used[k] / processors;
    const sum = processes.reduce((s, p) => s + (p.share[k] > 0 ? p.share[k] : 0), 0);
    return {
      time: start + k * step,
      measured: meter ? meter[k] / 100 : Math.min(1, sum),
      used: charged,
      ready: waited ? waited[k] / 100 / processors : NaN,
      processes: processes.map(({ name, share }) => ({
        name,
        measured: share[k],
        corrected: sum > 0 ? (charged * Math.max(0, share[k])) / sum : NaN,
      })),
    };
  });
  findings.push(...verdicts(samples));
  return { guest: guest.server, processors, samples, findings };
}

/** From the host's clock to the guest's, ms. */
function shiftOf(guest: Recording, host: Recording, findings: Finding[]): number {
  const from = host.zone?.biasMinutes;
  const to = guest.zone?.biasMinutes;
  if (from === undefined || from === null || to === undefined || to === null) {
    findings.push({
      level: 'warning',
      where: guest.source,
      text: 'The distance from UTC is not in both logs: their times are taken as those of one clock.',
      fix: 'If the host wrote UTC, shift the times of one log.',
    });
    return 0;
  }
  return (from - to) * MINUTE;
}

/** What the correction shows, in words. */
function verdicts(samples: readonly CorrectedSample[]): Finding[] {
  const both = samples.filter((s) => s.measured === s.measured && s.used === s.used);
  if (both.length === 0) return [];
  const mean = (pick: (s: CorrectedSample) => number) => both.reduce((a, s) => a + pick(s), 0) / both.length;
  const off = mean((s) => s.measured - s.used);
  const ready = mean((s) => s.ready);
  const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
  const waited = ready === ready ? ` It was ready and waited for ${percent(ready)} of the time.` : '';
  return [
    {
      level: 'info',
      where: 'correction',
      text: `Over ${both.length} intervals the guest's meter showed ${percent(mean((s) => s.measured))}; its host charged it ${percent(mean((s) => s.used))}: ${percent(Math.abs(off))} too ${off >= 0 ? 'much' : 'little'}.${waited}`,
    },
    {
      level: 'info',
      where: 'correction',
      text: "Totals are the host's. Shares of processes follow the guest's ticks: right for a guest that always has work, biased where short bursts start a turn afresh; the interval beside them says how far off they can be.",
    },
  ];
}
