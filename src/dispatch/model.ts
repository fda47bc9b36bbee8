import { PER_MS, PER_SECOND } from '../engine/dispatch/host';
import type { GuestModel, HostModel, Law, SimpleLaw, ThreadModel } from '../engine/dispatch/host';
import type { Experiment, ExperimentGuest, Thread, Time, Wait } from './experiment';

/** 100 ns units in a microsecond. */
const PER_US = PER_MS / 1000;

/** The names of the kinds of burst that a thread mixes, in the order in which the kernel numbers them. */
export function labelsOf(thread: Thread): readonly string[] {
  const work = thread.burst ?? thread.service;
  return work?.kind === 'mixture' ? [...new Set(work.parts.map(({ label }) => label))] : [];
}

/** Names of all guests of an experiment, those with a count numbered: `db#1`, `db#2`. */
export function guestNames({ guests }: Experiment): readonly string[] {
  return guests.flatMap(({ name, count }) =>
    count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name}#${i + 1}`),
  );
}

/** The guest (by its place in the experiment) behind each of the simulated guests. */
export function guestKinds({ guests }: Experiment): readonly ExperimentGuest[] {
  return guests.flatMap((guest) => Array.from({ length: guest.count }, () => guest));
}

/** What the kernel simulates: the experiment in whole 100 ns, guests with a count written out. */
export function hostModel(experiment: Experiment): HostModel {
  const { idle } = experiment;
  const device = new Map(experiment.devices.map(({ name }, i) => [name, i]));
  const models = experiment.guests.map((guest) => guestModel(guest, device));
  return {
    processors: experiment.processors,
    policy: experiment.policy,
    slice: slice(experiment.sliceMs),
    slots: experiment.slots,
    boost: experiment.boost,
    skew: units(experiment.skewMs, PER_MS),
    idle: { detect: idle.detect, check: units(idle.checkMs, PER_MS), probability: idle.probability },
    switchCost: units(experiment.switchUs, PER_US),
    housekeeping: experiment.housekeeping,
    interrupt: units(experiment.interruptUs, PER_US),
    timer: units(experiment.timerUs, PER_US),
    devices: experiment.devices.map(({ serviceMs, servers }) => ({ service: law(serviceMs, []), servers })),
    guests: experiment.guests.flatMap(({ count }, g) => Array.from({ length: count }, () => models[g])),
    duration: units(experiment.durationS, PER_SECOND),
    warmup: units(experiment.warmupS, PER_SECOND),
  };
}

function guestModel(guest: ExperimentGuest, device: ReadonlyMap<string, number>): GuestModel {
  const { clock } = guest;
  return {
    vcpus: guest.vcpus,
    weight: guest.weight,
    cap: guest.cap,
    dedicated: guest.dedicated,
    affinity: guest.affinity.length > 0 ? guest.affinity : null,
    slice: guest.sliceMs === undefined ? null : slice(guest.sliceMs),
    interruptCost: units(guest.interruptUs, PER_US),
    dpcCost: units(guest.dpcUs, PER_US),
    threads: guest.threads.map((thread) => threadModel(thread, device)),
    clock: {
      tick: units(clock.tickMs, PER_MS),
      // A phase of 1 is the same moment of the cycle as 0.
      phase: clock.phase === 'random' ? null : clock.phase % 1,
      delivery: clock.delivery,
      rate: clock.rate,
      giveUp: units(clock.giveUpS, PER_SECOND),
      lose: clock.lose,
      tsc: clock.tsc,
      tscRead: units(clock.tscReadUs, PER_US),
      order: clock.order,
      idleTick: clock.idleTick,
    },
  };
}

function threadModel(thread: Thread, device: ReadonlyMap<string, number>): ThreadModel {
  const names = labelsOf(thread);
  const wait = thread.wait?.kind === 'never' ? undefined : thread.wait;
  return {
    vcpu: thread.vcpu,
    burst: law(thread.burst ?? thread.service, names),
    wait: wait === undefined ? null : law(wait, []),
    arrivals: thread.arrivals ? Math.max(1, Math.round(PER_SECOND / thread.arrivals.perSecond)) : null,
    start: thread.start,
    labels: Math.max(names.length, wait?.kind === 'mixture' ? 1 : 0),
    privileged: thread.privileged,
    io: thread.io ? { device: device.get(thread.io.device)!, perBurst: thread.io.perBurst } : null,
  };
}

/** @param names labels to number the parts by; parts of waits and services have none and are all number 0. */
function law(time: Time | Exclude<Wait, { kind: 'never' }>, names: readonly string[]): Law {
  if (time.kind !== 'mixture') return simpleLaw(time);
  return {
    kind: 'mixture',
    parts: time.parts.map(({ label, weight, ...part }) => ({
      label: Math.max(0, names.indexOf(label)),
      weight,
      law: simpleLaw(part),
    })),
  };
}

function simpleLaw(time: Exclude<Time, { kind: 'mixture' }>): SimpleLaw {
  return time.kind === 'trace'
    ? { kind: 'trace', values: time.ms.map((each) => units(each, PER_MS)) }
    : { kind: time.kind, mean: units(time.meanMs, PER_MS) };
}

function slice(ms: number | 'never'): number {
  return ms === 'never' ? Infinity : units(ms, PER_MS);
}

function units(value: number, perUnit: number): number {
  return Math.round(value * perUnit);
}
