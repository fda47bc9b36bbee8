import type { Experiment, Thread } from './experiment';
import { fixedSlotDelay } from './fixed-slots';
import { CAP_PERIOD, PER_MS } from '../engine/dispatch/host';
import { guestKinds } from './model';
import { meanMs } from './times';
import {
  burntPerIdleMs,
  delayBesideHogsMs,
  gangUtilisation,
  repairman,
  switchLoss,
  weightedShares,
} from './oracles';

/** A closed form that holds for an experiment. */
export interface Theory {
  readonly value: number;
  readonly formula: string;
  readonly source: string;
}

const REPAIRMAN = {
  formula: 'machine repairman M/M/c//N: pₖ from N!/(N-k)! aᵏ over k! or c! cᵏ⁻ᶜ',
  source: 'Kleinrock, Queueing Systems I (1975), section 3.9',
} as const;

/** The load of every vCPU of an experiment, where all have the same, exponential one, and how many there are. */
function sameEverywhere(experiment: Experiment) {
  const { guests } = experiment;
  if (!costsNothing(experiment) || guests.some(restricted)) return null;
  const threads = guests.flatMap((guest) => guest.threads);
  const [first] = threads;
  const load = first && exponential(first);
  if (!load || !threads.every((thread) => sameLoad(thread, first))) return null;
  if (guests.some((guest) => !onePerVcpu(guest.threads, guest.vcpus))) return null;
  const kinds = guestKinds(experiment);
  return { load, kinds, vcpus: kinds.reduce((sum, { vcpus }) => sum + vcpus, 0) };
}

/** Whether each vCPU goes by itself and in turn, and none stands idle that the host takes for busy. */
function singly({ policy, idle, slots }: Experiment): boolean {
  return ['round-robin', 'when-ready'].includes(policy) && idle.detect === 'halt' && slots === 'yield';
}

/** Share of the host's processors busy with work, where a closed form is known. */
export function busyTheory(experiment: Experiment): Theory | null {
  const { processors, sliceMs, slots } = experiment;
  const same = sameEverywhere(experiment);
  if (!same) return saturatedTheory(experiment);
  const { load, kinds, vcpus } = same;
  if (slots === 'fixed') {
    const gangs = kinds.length === 2 && kinds.every((guest) => guest.vcpus === processors);
    if (!gangs || sliceMs === 'never' || processors < 2 || experiment.idle.detect !== 'halt') return null;
    return {
      value: gangUtilisation(load.burst, load.wait, sliceMs),
      formula: 'U = p + (P₀ - p)(1 - E) / ((α + β) Q), busy and idle exit rates α, β over a fixed slot Q',
      source: 'closed form for two gangs in fixed slots, derived for this page',
    };
  }
  if (!singly(experiment)) return null;
  return {
    value: repairman(vcpus, processors, load.burst, load.wait).busyServers / processors,
    ...REPAIRMAN,
  };
}

/** How busy guests that never wait make a host, by what each of them uses. */
function saturatedTheory(experiment: Experiment): Theory | null {
  const each = guestKinds(experiment).map((_, g) => usedTheory(experiment, g));
  const [first] = each;
  if (!first || each.includes(null)) return null;
  return { ...first, value: each.reduce((sum, theory) => sum + theory!.value, 0) / experiment.processors };
}

/** Ready time of a vCPU of a guest, of elapsed time, where a closed form is known. @param guest its place among all */
export function readyTheory(experiment: Experiment, guest: number): Theory | null {
  const used = usedTheory(experiment, guest);
  if (used) return { ...used, value: 1 - used.value, formula: `1 - U, U = ${used.formula}` };
  if (!singly(experiment)) return null;
  const wanted = guestKinds(experiment).reduce((sum, { vcpus }) => sum + vcpus, 0);
  if (wanted <= experiment.processors && costsNothing(experiment) && !experiment.guests.some(restricted))
    return { value: 0, formula: '0', source: 'a processor for each vCPU: nobody has to wait' };
  const same = sameEverywhere(experiment);
  if (!same) return null;
  const { load, vcpus } = same;
  return {
    value: repairman(vcpus, experiment.processors, load.burst, load.wait).readyEach,
    formula: 'machine repairman M/M/c//N: (Σ k pₖ - Σ min(k, c) pₖ) / N',
    source: REPAIRMAN.source,
  };
}

/** Mean delay of a guest's interrupts, ms, where a closed form is known. @param guest its place among all */
export function meanDelayTheory(experiment: Experiment, guest: number): Theory | null {
  const slots = delayTheory(experiment, guest);
  if (slots)
    return {
      value: slots.meanMs,
      formula: '(N - 1)² Q / 2N, N guests in fixed slots of Q',
      source: 'a random moment within the cycle of slots',
    };
  return delayBesideHogs(experiment, guest);
}

/** The same beside guests that never wait, who take turns with it on one processor. */
function delayBesideHogs(experiment: Experiment, guest: number): Theory | null {
  const { processors, sliceMs, boost } = experiment;
  const kinds = guestKinds(experiment);
  const { threads } = kinds[guest];
  const [only] = threads;
  const others = kinds.filter((_, g) => g !== guest);
  if (processors !== 1 || sliceMs === 'never' || boost || !singly(experiment) || !costsNothing(experiment))
    return null;
  if (kinds.some(restricted) || others.length === 0 || !others.every(isHog)) return null;
  if (threads.length !== 1 || !only.arrivals || only.privileged.f > 0) return null;
  const workMs = meanMs(only.service);
  // Its own slice is taken as one that never ends: that holds where a busy period is short beside it.
  const rho = (only.arrivals.perSecond * workMs) / 1000;
  if (!(workMs / (1 - rho) <= sliceMs * SHORT)) return null;
  return {
    value: delayBesideHogsMs(only.arrivals.perSecond, workMs, sliceMs, others.length),
    formula:
      '(1 - ρ)(E[D] + λ E[D²] / 2) / (1 + λ E[D]), D the rest of the slice and (h - 1) Q; one hog: (1 - ρ) Q / 2',
    source: 'M/G/1 with a set-up time, Welch (1964)',
  };
}

/** A busy period is short beside a slice up to this part of it. */
const SHORT = 0.01;

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
  if (!costsNothing(experiment) || experiment.guests.some(pinned) || !kinds.every(isHog)) return null;
  if (kinds.some(({ cap }) => cap < 1)) return cappedTheory(experiment, guest);
  const weighted = experiment.policy === 'weighted';
  if (!weighted && experiment.policy !== 'round-robin' && experiment.policy !== 'when-ready') return null;
  const weights = kinds.map(({ weight }) => (weighted ? weight : 1));
  return {
    value: weightedShares(weights, experiment.processors)[guest],
    formula: 'min(1, θ w), θ such that the shares add up to the processors',
    source: 'proportional share of saturated guests',
  };
}

/** Period over which a cap counts, ms. */
const CAP_PERIOD_MS = CAP_PERIOD / PER_MS;

/** The same under caps: where each capped guest can spend all of its own, and the others share what is left. */
function cappedTheory(experiment: Experiment, guest: number): Theory | null {
  const { processors, policy, sliceMs } = experiment;
  const kinds = guestKinds(experiment);
  const { cap } = kinds[guest];
  const source = 'a cap of c in each period, spent in whole';
  if (kinds.length <= processors) return { value: cap, formula: 'c', source };
  if (processors !== 1 || policy === 'weighted' || sliceMs === 'never') return null;
  const capped = kinds.filter((kind) => kind.cap < 1);
  const spends = capped.every((kind) => {
    const budget = kind.cap * CAP_PERIOD_MS;
    return Math.ceil(budget / sliceMs) * (kinds.length - 1) * sliceMs + budget <= CAP_PERIOD_MS;
  });
  if (!spends) return null;
  if (cap < 1) return { value: cap, formula: 'c', source };
  const left = 1 - capped.reduce((sum, kind) => sum + kind.cap, 0);
  return { value: left / (kinds.length - capped.length), formula: '(1 - Σ c) / m', source };
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

function restricted(kind: Kind): boolean {
  return pinned(kind) || kind.cap < 1;
}

function pinned({ dedicated, affinity, sliceMs, interruptUs, dpcUs }: Kind): boolean {
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
