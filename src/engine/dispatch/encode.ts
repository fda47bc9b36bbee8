import { LIMITS } from './host';
import type { Delivery, GuestModel, HostModel, Law, Policy, ThreadModel } from './host';

const POLICIES: Readonly<Record<Policy, number>> = {
  'round-robin': 0,
  'when-ready': 0,
  weighted: 1,
  'strict-cosched': 2,
  pairs: 3,
  'relaxed-cosched': 4,
};
const DETECTION = { halt: 0, poll: 1, none: 2 } as const;
/** `delay` is catch-up at rate 1 that never gives up. */
const DELIVERIES: Readonly<Record<Delivery, number>> = {
  burst: 0,
  merge: 1,
  discard: 2,
  catchup: 3,
  delay: 3,
};
const STARTS = { burst: 0, wait: 1, stationary: 2 } as const;
const LAWS = { constant: 0, uniform: 1, exponential: 2, trace: 3, mixture: 4 } as const;
const NO_LAW = 5;
/** The kernel's "never". */
const NEVER = 2 ** 45;

/** A skew threshold below 0.1 ms is taken as that: at 0, siblings would stop one another without end. */
const LEAST_SKEW = 1000;

const finite = (time: number) => (time >= NEVER ? NEVER : Math.round(time));

/** Where each vCPU may run: sets of processors, the set of each vCPU by number, and the processors given away. */
export interface Places {
  readonly sets: readonly (readonly number[])[];
  readonly setOf: readonly number[];
  readonly dedicated: readonly boolean[];
}

/**
 * Gives dedicated guests their processors, from the highest number down, and all others the rest (within their
 * affinity). @throws RangeError when processors are missing.
 */
export function place(model: HostModel): Places {
  const dedicated = new Array<boolean>(model.processors).fill(false);
  const own = model.guests.map((guest) => {
    if (!guest.dedicated) return [];
    const mine: number[] = [];
    for (let p = model.processors - 1; p >= 0 && mine.length < guest.vcpus; p--)
      if (!dedicated[p] && (guest.affinity?.includes(p) ?? true)) mine.push(p);
    if (mine.length < guest.vcpus)
      throw new RangeError(`dedicated guests want more processors than the ${model.processors} there are`);
    for (const p of mine) dedicated[p] = true;
    return mine;
  });
  const sets: (readonly number[])[] = [];
  const known = new Map<string, number>();
  const setNumber = (set: readonly number[]) => {
    const key = set.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, sets.length);
    sets.push(set);
    return sets.length - 1;
  };
  const common = dedicated.flatMap((taken, p) => (taken ? [] : [p]));
  const setOf = model.guests.flatMap((guest, g) => {
    if (guest.dedicated) return own[g].map((p) => setNumber([p]));
    const set = guest.affinity ? common.filter((p) => guest.affinity!.includes(p)) : common;
    if (set.length === 0) throw new RangeError(`guest ${g} has no processor that it may run on`);
    return new Array<number>(guest.vcpus).fill(setNumber(set));
  });
  return { sets, setOf, dedicated };
}

/** Requests that a thread may have outstanding: each has a slot of its own in the event queue. */
const requestsOf = (thread: ThreadModel) => (thread.io ? Math.ceil(thread.io.perBurst) : 0);

/**
 * Writes a host as the kernel reads it (assembly/dispatch/model.ts), one f64 after the other.
 * @throws RangeError when the host is larger than the kernel can hold.
 */
export function encodeHost(model: HostModel): Float64Array {
  const vcpus = model.guests.reduce((n, guest) => n + guest.vcpus, 0);
  const threads = model.guests.flatMap((guest) => guest.threads);
  // One more for each vCPU, so that its slots can begin at an even number.
  const slots = threads.reduce((n, thread) => n + 1 + requestsOf(thread), 0) + 2 * vcpus + model.processors;
  const eta = (model.housekeeping * model.guests.length) / model.processors;
  limit('vCPUs', vcpus, LIMITS.vcpus);
  limit('processors', model.processors, LIMITS.processors);
  limit('threads, requests, vCPUs and processors together', slots, LIMITS.leaves);
  limit('simulated 100 ns', model.warmup + model.duration, LIMITS.time);
  if (!(eta < 1))
    throw new RangeError(`housekeeping takes ${(100 * eta).toFixed(1)} % of the host, expected below 100 %`);
  const { sets, setOf, dedicated } = place(model);
  const { idle } = model;
  const words: number[] = [
    model.processors,
    vcpus,
    model.guests.length,
    threads.length,
    model.devices.length,
    sets.length,
    slots,
    POLICIES[model.policy],
    Number(model.slots === 'fixed'),
    Number(model.boost),
    idle.detect === 'poll' && idle.probability <= 0 ? DETECTION.none : DETECTION[idle.detect],
    Math.max(LEAST_SKEW, finite(model.skew)),
    Math.max(1, finite(idle.check)),
    idle.probability,
    finite(model.switchCost),
    eta,
    finite(model.interrupt),
    finite(model.warmup),
    finite(model.duration),
  ];
  for (const set of sets) words.push(...maskWords(set));
  for (const device of model.devices) {
    words.push(device.servers);
    pushLaw(words, device.service);
  }
  const lightest = Math.min(...model.guests.map((guest) => guest.weight));
  let vcpu = 0;
  for (const guest of model.guests) {
    pushGuest(words, model, guest, lightest, setOf.slice(vcpu, vcpu + guest.vcpus));
    vcpu += guest.vcpus;
  }
  words.push(...dedicated.map(Number));
  return Float64Array.from(words);
}

function limit(what: string, got: number, most: number): void {
  if (!(got <= most)) throw new RangeError(`found ${got} ${what}, expected at most ${most}`);
}

/** A set of processors as eight words of 32 bits. */
function maskWords(set: readonly number[]): number[] {
  const words = new Array<number>(8).fill(0);
  for (const p of set) words[p >> 5] += 2 ** (p & 31);
  return words;
}

/** Stride of a weight: its inverse, in units that leave 20 bits to the lightest. */
const STRIDE_ONE = 2 ** 20;

function pushGuest(
  words: number[],
  model: HostModel,
  guest: GuestModel,
  lightest: number,
  sets: readonly number[],
): void {
  const { clock } = guest;
  words.push(
    guest.vcpus,
    guest.threads.length,
    Number(guest.dedicated),
    Math.max(1, Math.round((STRIDE_ONE * lightest) / guest.weight)),
    guest.dedicated ? NEVER : Math.max(1, finite(guest.slice ?? model.slice)),
    finite(guest.interruptCost),
    finite(guest.dpcCost),
    Math.max(1, finite(clock.tick)),
    clock.phase ?? -1,
    DELIVERIES[clock.delivery],
    clock.delivery === 'catchup' ? clock.rate : 1,
    clock.delivery === 'catchup' ? finite(clock.giveUp) : NEVER,
    clock.lose,
    Number(clock.tsc === 'apparent'),
    finite(clock.tscRead),
    Number(clock.order === 'idle-first'),
    Number(clock.idleTick === 'dispatch'),
    ...sets,
  );
  for (const thread of guest.threads) pushThread(words, thread);
}

function pushThread(words: number[], thread: ThreadModel): void {
  const { privileged, io } = thread;
  words.push(
    thread.vcpu,
    STARTS[thread.start],
    thread.labels,
    privileged.share,
    1 + privileged.f * (privileged.k - 1),
    thread.arrivals ?? 0,
    io ? io.device : -1,
    io ? io.perBurst : 0,
  );
  pushLaw(words, thread.burst);
  if (thread.wait && thread.arrivals === null) pushLaw(words, thread.wait);
  else words.push(NO_LAW);
}

function pushLaw(words: number[], law: Law): void {
  if (law.kind === 'trace') {
    words.push(LAWS.trace, law.values.length);
    for (const value of law.values) words.push(finite(value));
  } else if (law.kind === 'mixture') {
    words.push(LAWS.mixture, law.parts.length);
    for (const part of law.parts) {
      words.push(part.label, part.weight);
      pushLaw(words, part.law);
    }
  } else words.push(LAWS[law.kind], Math.min(law.mean, NEVER));
}
