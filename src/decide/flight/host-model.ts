import { NUMBERS } from '../../dispatch/fields';
import type { PlacedGuest } from '../../dispatch/of-host';
import type { GuestModel, HostModel, ThreadModel } from '../../engine/dispatch/host';
import { PER_MS, PER_SECOND } from '../../engine/dispatch/host';
import type { Profile } from '../../overhead/profiles';
import type { AssumedWork } from './assumed';

/** A guest on a host that is flown. */
export interface FlownGuest extends PlacedGuest {
  /** Has processors of its own. */
  readonly dedicated: boolean;
}

/** Processors and who is on them at one moment. */
export interface Cockpit {
  readonly processors: number;
  readonly guests: readonly FlownGuest[];
  /** Processors that each guest costs the host besides. */
  readonly housekeeping: number;
  readonly dispatch: Profile['dispatch'];
}

/** Events of one run, about, at most and for each guest: errors are the same whatever bursts are assumed. */
const EVENTS = 30_000;
const EVENTS_A_GUEST = 2000;
const EVENTS_A_HOST = 4000;
/** A burst's wake, start and end. */
const EVENTS_EACH = 3;
const LEAST_S = 1;
const MOST_S = 50_000;
/** From this share of a vCPU on, a thread never waits. */
const SATURATED = 0.995;
/** Few virtual processors are taken to be so full. */
const FEW_FULL = 0.9;

const ms = (value: number) => Math.round(value * PER_MS);

/** The host as the kernel takes it, its work made of such bursts; null where nobody wants anything. */
export function hostModelOf(
  { processors, guests, housekeeping, dispatch }: Cockpit,
  work: AssumedWork,
): HostModel | null {
  const busy = guests.reduce((sum, guest) => sum + guest.busy, 0);
  if (!(busy > 0)) return null;
  const { policy, slice, idleCheckMs } = dispatch;
  const each = EVENTS_EACH + work.mean / ms(slice.likely);
  const events = Math.min(EVENTS, EVENTS_A_HOST + EVENTS_A_GUEST * guests.length);
  const seconds = (events * work.mean) / (each * busy * PER_SECOND);
  const duration = Math.round(Math.min(MOST_S, Math.max(LEAST_S, seconds)) * PER_SECOND);
  return {
    processors,
    policy,
    slice: ms(slice.likely),
    slots: 'yield',
    boost: false,
    skew: ms(NUMBERS.skewMs.default),
    idle: {
      detect: idleCheckMs === null ? 'halt' : 'poll',
      check: ms(idleCheckMs ?? NUMBERS.checkMs.default),
      probability: 1,
    },
    switchCost: 0,
    housekeeping,
    interrupt: 0,
    timer: 0,
    devices: [],
    guests: guests.map((guest) => guestModel(guest, work)),
    duration,
    warmup: Math.round(duration / 10),
  };
}

function guestModel({ vcpus, busy, dedicated }: FlownGuest, work: AssumedWork): GuestModel {
  const used = work.few ? Math.min(vcpus, Math.max(1, Math.ceil(busy / FEW_FULL))) : vcpus;
  return {
    vcpus,
    weight: 1,
    cap: 1,
    dedicated,
    affinity: null,
    slice: null,
    interruptCost: 0,
    dpcCost: 0,
    threads: busy > 0 ? Array.from({ length: used }, (_, vcpu) => thread(vcpu, busy / used, work)) : [],
    clock: {
      tick: ms(NUMBERS.tickMs.default),
      phase: null,
      delivery: work.delivery,
      rate: NUMBERS.rate.default,
      giveUp: NUMBERS.giveUpS.default * PER_SECOND,
      lose: 0,
      tsc: 'real',
      tscRead: 0,
      order: work.order,
      idleTick: 'free',
    },
  };
}

function thread(vcpu: number, share: number, { burst, mean }: AssumedWork): ThreadModel {
  return {
    vcpu,
    burst,
    wait: share >= SATURATED ? null : { kind: 'exponential', mean: Math.round((mean * (1 - share)) / share) },
    arrivals: null,
    start: 'stationary',
    labels: burst.kind === 'mixture' ? burst.parts.length : 0,
    privileged: { share: 0, f: 0, k: 1 },
    io: null,
  };
}
