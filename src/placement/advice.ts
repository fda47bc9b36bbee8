import type { Estate } from '../estate/estate';
import { logicalProcessors, type Guest } from '../estate/guest';
import { largest, mean, percentile } from '../estate/statistics';
import { processorCapacity } from '../overhead/capacity';
import { hostFigures, paging, privilegedShare, sharesOf } from '../overhead/demand';
import type { HostSpec } from '../overhead/host';
import type { OverheadParameters } from '../overhead/parameters';
import { netSpeedUp } from '../overhead/parameters';

/** When a guest counts as I/O-bound (assumptions, changeable). */
export interface IoThresholds {
  /** Interrupt + DPC time as a share of busy time, 0..1. */
  readonly interruptShare: number;
  /** Disk transfers/s for each GHz that it is busy. */
  readonly transfersPerGHz: number;
  /** Network MB/s for each GHz that it is busy. */
  readonly networkPerGHz: number;
}

export const DEFAULT_THRESHOLDS: IoThresholds = {
  interruptShare: 0.2,
  transfersPerGHz: 400,
  networkPerGHz: 60,
};

export interface Advice {
  readonly guest: string;
  readonly kind:
    | 'io-bound'
    | 'memory-constrained'
    | 'runaway'
    | 'measured-inside'
    | 'over-provisioned'
    | 'driver-heavy'
    | 'backup'
    | 'numa'
    | 'slower';
  readonly text: string;
}

/** Driver memory above this many MiB marks a driver-heavy role (assumption). */
const MUCH_NONPAGED = 128;
/** A plateau this long (hours), this close to a whole number of processors, looks like a runaway thread (assumptions). */
const PLATEAU_HOURS = 3;
const PLATEAU_WIDTH = 0.04;
/** Below these shares at the average and at the peak a server is over-provisioned (assumptions). */
const IDLE_AVERAGE = 5;
const IDLE_PEAK = 30;

/** What the paper would say of each guest before it is virtualized (sections 2, 4, 5, 7). */
export function adviseGuests(
  estate: Estate,
  host: HostSpec,
  parameters: OverheadParameters,
  thresholds: IoThresholds,
): Advice[] {
  return estate.guests.flatMap((guest) => adviseGuest(guest, estate, host, parameters, thresholds));
}

function adviseGuest(
  guest: Guest,
  estate: Estate,
  host: HostSpec,
  parameters: OverheadParameters,
  thresholds: IoThresholds,
): Advice[] {
  const advice: Advice[] = [];
  const say = (kind: Advice['kind'], text: string) => advice.push({ guest: guest.name, kind, text });
  const io = ioBound(guest, host.rating, thresholds, parameters.threadYield);
  if (io) {
    say(
      'io-bound',
      `${io} Its interrupts would wait for its next turn: keep it native, dedicate a processor to it, or accept the delay.`,
    );
  }
  if (paging(guest)) {
    say(
      'memory-constrained',
      'Pages/sec stay high: do not virtualize a memory-constrained server as it stands.',
    );
  }
  const plateau = runaway(guest, estate);
  if (plateau) {
    say(
      'runaway',
      `${plateau} processor${plateau > 1 ? 's' : ''} stay fully busy for hours: a runaway thread? Harmless on its own machine, ruinous on a shared one.`,
    );
  }
  if (guest.facts.measured === 'guest' && !hostFigures(guest.measures)) {
    say(
      'measured-inside',
      'Measured inside a VM: time that it waited for its turn counts as used. Beside n others that were always busy, up to n / (n + 1) of what it shows is waiting; on a host hardly busy, little. Use figures of its host.',
    );
  }
  const { busy, nonpagedMiB } = guest.measures;
  if (busy && guest.facts.measured === 'native') {
    const usual = mean(busy);
    const peak = largest(busy);
    if (usual < IDLE_AVERAGE && peak < IDLE_PEAK) {
      say(
        'over-provisioned',
        `${usual.toFixed(1)} % busy on average and ${peak.toFixed(0)} % at its peak: a smaller machine or a shared Windows would do.`,
      );
    }
  }
  if (nonpagedMiB && percentile(nonpagedMiB, 0.95) > MUCH_NONPAGED) {
    say(
      'driver-heavy',
      'Much pool nonpaged memory: drivers work hard here, and emulation hits those hardest.',
    );
  }
  if (guest.facts.class === 'backup') {
    say(
      'backup',
      'Back-up runs better on the host, as whole-container copies (not for SQL Server or Exchange).',
    );
  }
  if (host.numa && host.numa > 1 && guest.facts.cores > host.cores / host.numa) {
    say(
      'numa',
      `${guest.facts.cores} processors are more than a NUMA node of ${Math.floor(host.cores / host.numa)} cores.`,
    );
  }
  if (guest.facts.rating !== null && guest.facts.measured === 'native') {
    const net = netSpeedUp(host.rating / guest.facts.rating, privilegedShare(guest), parameters);
    if (net < 1) {
      say(
        'slower',
        `Net speed-up ${net.toFixed(2)}: the ratio of clocks (${+(host.rating / guest.facts.rating).toPrecision(3)}), less emulation, is a loss.`,
      );
    }
  }
  return advice;
}

/** Why a guest counts as I/O-bound, or null. */
export function ioBound(
  guest: Guest,
  hostRating: number,
  thresholds: IoThresholds,
  threadYield: number,
): string | null {
  const { busy, transfers, networkMBs } = guest.measures;
  if (!busy) return null;
  const shares = sharesOf(guest);
  if (!shares.assumed && shares.interrupt >= thresholds.interruptShare && mean(busy) > 1) {
    return `${(100 * shares.interrupt).toFixed(0)} % of its busy time is interrupts and DPCs.`;
  }
  const { cores, threads, rating } = guest.facts;
  const capacity = processorCapacity({ cores, threads, rating: rating ?? hostRating }, threadYield);
  const gigahertz = (Math.max(mean(busy), 1) / 100) * capacity;
  const rate = transfers ? mean(transfers) / gigahertz : 0;
  if (rate >= thresholds.transfersPerGHz) return `${rate.toFixed(0)} disk transfers/s for each GHz it uses.`;
  const net = networkMBs ? mean(networkMBs) / gigahertz : 0;
  if (net >= thresholds.networkPerGHz) return `${net.toFixed(0)} MB/s of network for each GHz it uses.`;
  return null;
}

/** A whole number of processors at which the guest stays for hours, or 0. */
function runaway(guest: Guest, estate: Estate): number {
  const { busy } = guest.measures;
  if (!busy || guest.samples < 2) return 0;
  const long = Math.ceil((PLATEAU_HOURS * 3_600_000) / estate.grid.step);
  let run = 0;
  for (const v of busy) {
    const used = (v / 100) * (logicalProcessors(guest.facts) ?? 1);
    const whole = Math.round(used);
    run = whole >= 1 && Math.abs(used - whole) <= PLATEAU_WIDTH ? run + 1 : 0;
    if (run >= long) return whole;
  }
  return 0;
}
