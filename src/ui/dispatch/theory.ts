import type { Experiment, Thread } from '../../dispatch/experiment';
import { fixedSlotDelay } from '../../dispatch/fixed-slots';
import { guestKinds } from '../../dispatch/model';
import {
  burntPerIdleMs,
  gangUtilisation,
  repairman,
  switchLoss,
  weightedShares,
} from '../../dispatch/oracles';

/** A closed form that holds for an experiment. */
export interface Theory {
  readonly value: number;
  readonly formula: string;
  readonly source: string;
}

/** Share of the host's processors busy with work, where a closed form is known. */
export function busyTheory(experiment: Experiment): Theory | null {
  const { processors, guests, sliceMs, slots } = experiment;
  if (!costsNothing(experiment) || guests.some(restricted)) return null;
  const threads = guests.flatMap((guest) => guest.threads);
  const [first] = threads;
  const load = first && exponential(first);
  if (!load || !threads.every((thread) => sameLoad(thread, first))) return null;
  if (guests.some((guest) => !onePerVcpu(guest.threads, guest.vcpus))) return null;
  const kinds = guestKinds(experiment);
  const vcpus = kinds.reduce((sum, { vcpus }) => sum + vcpus, 0);
  if (slots === 'fixed') {
    const gangs = kinds.length === 2 && kinds.every((guest) => guest.vcpus === processors);
    if (!gangs || sliceMs === 'never' || processors < 2 || experiment.idle.detect !== 'halt') return null;
    return {
      value: gangUtilisation(load.burst, load.wait, sliceMs),
      formula: 'U = p + (P₀ - p)(1 - E) / ((α + β) Q), busy and idle exit rates α, β over a fixed slot Q',
      source: 'closed form for two gangs in fixed slots, derived for this page',
    };
  }
  const singly =
    ['round-robin', 'when-ready'].includes(experiment.policy) && experiment.idle.detect === 'halt';
  if (!singly) return null;
  return {
    value: repairman(vcpus, processors, load.burst, load.wait).busyServers / processors,
    formula: 'machine repairman M/M/c//N: pₖ from N!/(N-k)! aᵏ over k! or c! cᵏ⁻ᶜ',
    source: 'Kleinrock, Queueing Systems I (1975), section 3.9',
  };
}

/** Share of the host's processors lost to switching, where a closed form is known. */
export function overheadTheory(experiment: Experiment): Theory | null {
  const { processors, sliceMs, switchUs, housekeeping, guests } = experiment;
  const kinds = guestKinds(experiment);
  if (interrupts(experiment) || sliceMs === 'never' || guests.some(restricted) || !kinds.every(isHog))
    return null;
  if (kinds.length <= processors || experiment.policy !== 'round-robin' || experiment.slots !== 'yield')
    return null;
  const keep = (housekeeping * kinds.length) / processors;
  if (keep >= 1) return null;
  return {
    value: keep + (1 - keep) * switchLoss(sliceMs, switchUs),
    formula: 's / (Q + s), however many take turns, and h for each guest',
    source: 'one switch of s after each slice of Q; housekeeping h by definition',
  };
}

/** What each guest uses of a processor, where they are single vCPUs that never wait. */
export function usedTheory(experiment: Experiment, guest: number): Theory | null {
  const kinds = guestKinds(experiment);
  if (!costsNothing(experiment) || experiment.guests.some(restricted) || !kinds.every(isHog)) return null;
  const weighted = experiment.policy === 'weighted';
  if (!weighted && experiment.policy !== 'round-robin' && experiment.policy !== 'when-ready') return null;
  const weights = kinds.map(({ weight }) => (weighted ? weight : 1));
  return {
    value: weightedShares(weights, experiment.processors)[guest],
    formula: 'min(1, θ w), θ such that the shares add up to the processors',
    source: 'proportional share of saturated guests',
  };
}

/** What is burnt of a processor in the idle loop, where a check finds it and the guest is alone. */
export function burntTheory(experiment: Experiment): Theory | null {
  const { idle, guests } = experiment;
  const [guest] = guests;
  if (idle.detect !== 'poll' || guests.length !== 1 || guest.count !== 1 || guest.threads.length !== 1)
    return null;
  const load = exponential(guest.threads[0]);
  if (!load || guest.vcpus !== 1 || experiment.processors !== 1) return null;
  return {
    value: burntPerIdleMs(load.wait, idle.checkMs, idle.probability) / (load.wait + load.burst),
    formula: 'm - (m² / δ)(1 - e^(-δ/m)) in each idle period of mean m',
    source: 'a check that runs freely every δ',
  };
}

/** Interrupt delay of guests that take fixed slots in turn, under requests that come at random moments. */
export interface DelayTheory {
  /** Part of the interrupts with no delay. */
  readonly undelayed: number;
  readonly meanMs: number;
  readonly maxMs: number;
  /** Density of the other delays, of all interrupts per ms: the same from 0 to the maximum. */
  readonly perMs: number;
}

/** The distribution of a guest's interrupt delay, where it is known. */
export function delayTheory(experiment: Experiment, guest: number): DelayTheory | null {
  const { processors, slots, sliceMs, policy, guests } = experiment;
  const kinds = guestKinds(experiment);
  if (processors !== 1 || slots !== 'fixed' || sliceMs === 'never' || policy === 'weighted') return null;
  if (!costsNothing(experiment) || guests.some(restricted) || kinds.some(({ vcpus }) => vcpus !== 1))
    return null;
  const { threads } = kinds[guest];
  if (threads.length === 0 || !threads.every(({ arrivals }) => arrivals)) return null;
  const { meanMs, undelayed, maxMs } = fixedSlotDelay(kinds.length, sliceMs);
  if (kinds.length < 2) return null;
  return { undelayed, meanMs, maxMs, perMs: 1 / (kinds.length * sliceMs) };
}

type Kind = ReturnType<typeof guestKinds>[number];

function interrupts({ interruptUs, timerUs }: Experiment): boolean {
  return interruptUs > 0 || timerUs > 0;
}

function costsNothing(experiment: Experiment): boolean {
  return experiment.switchUs === 0 && experiment.housekeeping === 0 && !interrupts(experiment);
}

function restricted({ dedicated, affinity, sliceMs, interruptUs, dpcUs }: Kind): boolean {
  return dedicated || affinity.length > 0 || sliceMs !== undefined || interruptUs > 0 || dpcUs > 0;
}

function isHog({ vcpus, threads }: Kind): boolean {
  return vcpus === 1 && threads.length === 1 && threads[0].wait?.kind === 'never';
}

/** Mean burst and wait of a thread whose both are exponential, and nothing else is to be done. */
function exponential({ burst, wait, io, privileged }: Thread): { burst: number; wait: number } | null {
  if (burst?.kind !== 'exponential' || wait?.kind !== 'exponential' || io || privileged.f > 0) return null;
  return { burst: burst.meanMs, wait: wait.meanMs };
}

function sameLoad(a: Thread, b: Thread): boolean {
  return (
    JSON.stringify([a.burst, a.wait, a.io, a.privileged]) ===
    JSON.stringify([b.burst, b.wait, b.io, b.privileged])
  );
}

function onePerVcpu(threads: readonly Thread[], vcpus: number): boolean {
  return threads.length === vcpus && new Set(threads.map(({ vcpu }) => vcpu)).size === vcpus;
}
