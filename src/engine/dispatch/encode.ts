import { CAP_PERIOD, KERNEL_LIMITS, PER_SECOND } from './host';
import type { Delivery, GuestModel, HostModel, Law, SimpleLaw, ThreadModel } from './host';
import { takesCaps, traitsOf } from './policies';
import type { DispatchWord, HostRecord, HostTable } from './wire';

const DETECTION = { halt: 0, poll: 1, none: 2 } as const;
/** `delay` is catch-up at rate 1 that never gives up. */
const DELIVERIES: Readonly<Record<Delivery, number>> = {
  burst: 0,
  merge: 1,
  discard: 2,
  catchup: 3,
  delay: 3,
  virtualbox: 3,
};
const STARTS = { burst: 0, wait: 1, stationary: 2 } as const;
const LAWS = { constant: 0, uniform: 1, exponential: 2, trace: 3, mixture: 4 } as const;
const NO_LAW = -1;
/** VirtualBox gives a backlog up from here on (TM.cpp); its rates are the kernel's (assembly/dispatch/ramp.ts). */
const VIRTUALBOX_GIVES_UP = 60 * PER_SECOND;

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
export function placeGuests(model: HostModel): Places {
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

/** A host in the words and tables of the kernel's wire. */
export interface EncodedHost {
  readonly words: Partial<Record<DispatchWord, number>>;
  readonly tables: { readonly [T in HostTable]: readonly HostRecord<T>[] };
  readonly traces: Float64Array;
}

/**
 * A host as the kernel takes it (assembly/dispatch/model.ts reads it).
 * @throws RangeError when the host is larger than the kernel can hold.
 */
export function encodeHost(model: HostModel): EncodedHost {
  const vcpuCount = model.guests.reduce((n, guest) => n + guest.vcpus, 0);
  const threads = model.guests.flatMap((guest) => guest.threads);
  // One more for each vCPU, so that its slots can begin at an even number.
  const slotCount =
    threads.reduce((n, thread) => n + 1 + requestsOf(thread), 0) + 2 * vcpuCount + model.processors;
  const eta = (model.housekeeping * model.guests.length) / model.processors;
  limit('vCPUs', vcpuCount, KERNEL_LIMITS.vcpus);
  limit('processors', model.processors, KERNEL_LIMITS.processors);
  limit('threads, requests, vCPUs and processors together', slotCount, KERNEL_LIMITS.leaves);
  limit('simulated 100 ns', model.warmup + model.duration, KERNEL_LIMITS.time);
  if (!(eta < 1))
    throw new RangeError(`housekeeping takes ${(100 * eta).toFixed(1)} % of the host, expected below 100 %`);
  const { sets, setOf, dedicated } = placeGuests(model);
  const { idle } = model;
  const laws = new Laws();
  const lightest = Math.min(...model.guests.map((guest) => guest.weight));
  const tables = {
    processorTable: dedicated.map((own) => ({ dedicated: Number(own) })),
    queueTable: sets.map(maskOf),
    deviceTable: model.devices.map(({ servers, service }) => ({ servers, service: laws.add(service) })),
    guestTable: model.guests.map((guest) => guestRecord(model, guest, lightest)),
    vcpuTable: setOf.map((queue) => ({ queue })),
    threadTable: threads.map((thread) => threadRecord(thread, laws)),
    lawTable: laws.records,
    partTable: laws.parts,
  };
  const words = {
    processorCount: model.processors,
    vcpuCount,
    guestCount: model.guests.length,
    threadCount: threads.length,
    deviceCount: model.devices.length,
    queueCount: sets.length,
    slotCount,
    ...traitsOf(model.policy),
    fixed: Number(model.slots === 'fixed'),
    boost: Number(model.boost),
    detect: idle.detect === 'poll' && idle.probability <= 0 ? DETECTION.none : DETECTION[idle.detect],
    skew: Math.max(LEAST_SKEW, finite(model.skew)),
    check: Math.max(1, finite(idle.check)),
    probability: idle.probability,
    switchCost: finite(model.switchCost),
    eta,
    serviceTime: finite(model.interrupt),
    timerTime: finite(model.timer),
    warmup: finite(model.warmup),
    duration: finite(model.duration),
  };
  return { words, tables, traces: Float64Array.from(laws.traces) };
}

function limit(what: string, got: number, most: number): void {
  if (!(got <= most)) throw new RangeError(`found ${got} ${what}, expected at most ${most}`);
}

/** A set of processors as eight words of 32 bits. */
function maskOf(set: readonly number[]): HostRecord<'queueTable'> {
  const words = new Array<number>(8).fill(0);
  for (const p of set) words[p >> 5] += 2 ** (p & 31);
  const [mask0, mask1, mask2, mask3, mask4, mask5, mask6, mask7] = words;
  return { mask0, mask1, mask2, mask3, mask4, mask5, mask6, mask7 };
}

/** Stride of a weight: its inverse, in units that leave 20 bits to the lightest. */
const STRIDE_ONE = 2 ** 20;

function guestRecord(model: HostModel, guest: GuestModel, lightest: number): HostRecord<'guestTable'> {
  const { clock } = guest;
  return {
    vcpus: guest.vcpus,
    threads: guest.threads.length,
    dedicated: Number(guest.dedicated),
    stride: Math.max(1, Math.round((STRIDE_ONE * lightest) / guest.weight)),
    slice: guest.dedicated ? NEVER : Math.max(1, finite(guest.slice ?? model.slice)),
    interruptCost: finite(guest.interruptCost),
    dpcCost: finite(guest.dpcCost),
    tick: Math.max(1, finite(clock.tick)),
    phase: clock.phase ?? -1,
    delivery: DELIVERIES[clock.delivery],
    rate: clock.delivery === 'catchup' ? clock.rate : 1,
    giveUp: giveUpOf(clock),
    ramp: Number(clock.delivery === 'virtualbox'),
    lose: clock.lose,
    apparent: Number(clock.tsc === 'apparent'),
    tscRead: finite(clock.tscRead),
    idleFirst: Number(clock.order === 'idle-first'),
    wakesForTick: Number(clock.idleTick === 'dispatch'),
    cap: capOf(model, guest),
  };
}

/** What a cap leaves in each period, 0 for no cap. */
function capOf({ policy, slots }: HostModel, { cap }: GuestModel): number {
  return cap < 1 && takesCaps(policy, slots) ? Math.max(1, Math.round(cap * CAP_PERIOD)) : 0;
}

function giveUpOf({ delivery, giveUp }: GuestModel['clock']): number {
  if (delivery === 'virtualbox') return VIRTUALBOX_GIVES_UP;
  return delivery === 'catchup' ? finite(giveUp) : NEVER;
}

/**
 * How many times as long a burst takes of which a share q is in kernel mode, where a fraction f of kernel-mode
 * instructions is emulated over k instructions each: 1 + q f (k - 1). The f of the fold (src/overhead/parameters.ts).
 */
export function emulationStretch({ share, f, k }: ThreadModel['privileged']): number {
  return 1 + share * f * (k - 1);
}

function threadRecord(thread: ThreadModel, laws: Laws): HostRecord<'threadTable'> {
  const { privileged, io, wait, arrivals } = thread;
  return {
    vcpu: thread.vcpu,
    start: STARTS[thread.start],
    labels: thread.labels,
    share: privileged.share,
    stretch: emulationStretch(privileged),
    arrivals: arrivals ?? 0,
    device: io ? io.device : -1,
    perBurst: io ? io.perBurst : 0,
    burst: laws.add(thread.burst),
    wait: wait && arrivals === null ? laws.add(wait) : NO_LAW,
  };
}

/** The laws of a host by number; a trace's times and a mixture's parts lie one after the other. */
class Laws {
  readonly records: HostRecord<'lawTable'>[] = [];
  readonly parts: HostRecord<'partTable'>[] = [];
  readonly traces: number[] = [];

  add(law: Law): number {
    return this.records.push(law.kind === 'mixture' ? this.mixture(law.parts) : this.simple(law)) - 1;
  }

  private simple(law: SimpleLaw): HostRecord<'lawTable'> {
    const kind = LAWS[law.kind];
    if (law.kind !== 'trace') return { kind, mean: Math.min(law.mean, NEVER), from: 0, count: 0 };
    const from = this.traces.length;
    for (const value of law.values) this.traces.push(finite(value));
    return { kind, mean: 0, from, count: law.values.length };
  }

  private mixture(parts: Extract<Law, { kind: 'mixture' }>['parts']): HostRecord<'lawTable'> {
    const from = this.parts.length;
    for (const { label, weight, law } of parts) this.parts.push({ label, weight, law: this.add(law) });
    return { kind: LAWS.mixture, mean: 0, from, count: parts.length };
  }
}
