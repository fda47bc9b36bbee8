import { emulationStretch } from '../engine/dispatch/encode';
import { DISPATCH_POLICIES, takesCaps } from '../engine/dispatch/policies';
import { InputError } from '../estate/finding';
import type { Experiment, ExperimentGuest, Thread } from './experiment';
import { LIMITS } from './fields';
import { meanMs } from './times';

/** Shortest cycle of a thread, ms: ten units of the host's clock. A shorter one would hold simulated time up. */
const SHORTEST_CYCLE_MS = 0.001;

/**
 * Refuses what each field allows by itself but all together do not.
 * @throws InputError at the path of the field to change.
 */
export function refuseContradictions(experiment: Experiment): void {
  refuseTwins(experiment);
  refuseTooMany(experiment);
  refuseCaps(experiment);
  refuseProcessorsThatAreNotThere(experiment);
  experiment.guests.forEach((guest, g) => {
    guest.threads.forEach((thread, t) =>
      refuseThread(experiment, guest, thread, `guests[${g}].threads[${t}]`),
    );
  });
}

function refuse(where: string, found: string, expected: string, fix?: string): never {
  throw new InputError(where, `found ${found}, expected ${expected}.`, fix);
}

/** A thread names the device that it uses, so a name stands for one device. */
function refuseTwins({ devices }: Experiment): void {
  devices.forEach(({ name }, i) => {
    if (devices.findIndex((other) => other.name === name) !== i)
      refuse(`devices[${i}].name`, `"${name}" a second time`, 'a name of its own');
  });
}

/** What the kernel has room for. */
function refuseTooMany({ processors, guests, housekeeping }: Experiment): void {
  let vcpus = 0;
  let threads = 0;
  let requests = 0;
  let traced = 0;
  let count = 0;
  guests.forEach((guest, g) => {
    const most = (field: string, found: number, what: string, limit: number) => {
      if (found > limit)
        refuse(`guests[${g}].${field}`, `${found} ${what} up to here`, `at most ${limit} in all`);
    };
    count += guest.count;
    vcpus += guest.count * guest.vcpus;
    threads += guest.count * guest.threads.length;
    for (const { io, burst, wait, service } of guest.threads) {
      requests += guest.count * Math.ceil(io?.perBurst ?? 0);
      for (const time of [burst, wait, service])
        if (time?.kind === 'trace') traced += guest.count * time.ms.length;
    }
    most('count', vcpus, 'vCPUs', LIMITS.vcpus);
    most('threads', threads, 'threads', LIMITS.threads);
    most('threads', requests, 'requests at once', LIMITS.requests);
    most('threads', traced, 'traced times', LIMITS.traced);
  });
  if (housekeeping * count >= processors)
    refuse(
      'housekeeping',
      `${housekeeping} for each of ${count} guests, all of the host`,
      `less than ${processors / count}`,
    );
}

/** A cap counts for single vCPUs that yield: elsewhere nobody says what it does to siblings, slots and skew. */
function refuseCaps({ policy, slots, guests }: Experiment): void {
  if (takesCaps(policy, slots)) return;
  guests.forEach(({ cap }, g) => {
    if (cap < 1)
      refuse(
        `guests[${g}].cap`,
        `a cap of ${cap} ${slots === 'fixed' ? 'in fixed slots' : `under ${policy}`}`,
        'no cap (1)',
        'Caps go with round-robin, weighted or when-ready, and slots that yield.',
      );
  });
}

function refuseProcessorsThatAreNotThere({ processors, guests, policy }: Experiment): void {
  const together = DISPATCH_POLICIES[policy].gangs;
  let dedicated = 0;
  guests.forEach((guest, g) => {
    const path = `guests[${g}]`;
    guest.affinity.forEach((each, i) => {
      if (each < 0 || each >= processors)
        refuse(`${path}.affinity[${i}]`, `processor ${each}`, `a processor from 0 to ${processors - 1}`);
      if (guest.affinity.indexOf(each) !== i)
        refuse(`${path}.affinity[${i}]`, `processor ${each} a second time`, 'each processor once');
    });
    const allowed = guest.affinity.length || processors;
    if (guest.dedicated) {
      dedicated += guest.count * guest.vcpus;
      if (guest.affinity.length > 0)
        refuse(`${path}.affinity`, 'processors named for a dedicated guest', 'either affinity or dedicated');
      if (dedicated > processors)
        refuse(
          `${path}.dedicated`,
          `${dedicated} dedicated processors up to here`,
          `at most the host's ${processors}`,
        );
    } else if (together && guest.vcpus > allowed) {
      refuse(
        `${path}.vcpus`,
        `${guest.vcpus} vCPUs that must start together on ${allowed} processors`,
        `at most ${allowed} under ${policy}`,
      );
    }
  });
  // Dedicated guests take the last processors: what is left must carry the rest.
  const shared = processors - dedicated;
  guests.forEach((guest, g) => {
    if (guest.dedicated) return;
    if (shared === 0)
      refuse(
        `guests[${g}]`,
        `a guest that shares, with all ${processors} processors dedicated`,
        'a processor left for it',
      );
    guest.affinity.forEach((each, i) => {
      if (each >= shared)
        refuse(
          `guests[${g}].affinity[${i}]`,
          `processor ${each}, which is dedicated`,
          `a processor from 0 to ${shared - 1}`,
          'Dedicated guests take the highest processor numbers.',
        );
    });
    if (together && guest.affinity.length === 0 && guest.vcpus > shared)
      refuse(
        `guests[${g}].vcpus`,
        `${guest.vcpus} vCPUs that must start together`,
        `at most ${shared}, the rest is dedicated`,
      );
  });
}

function refuseThread({ devices }: Experiment, guest: ExperimentGuest, thread: Thread, path: string): void {
  if (thread.vcpu >= guest.vcpus)
    refuse(`${path}.vcpu`, `vCPU ${thread.vcpu}`, `a vCPU from 0 to ${guest.vcpus - 1}`);
  if (thread.io && !devices.some(({ name }) => name === thread.io!.device))
    refuse(
      `${path}.io.device`,
      `"${thread.io.device}"`,
      devices.length
        ? `one of ${devices.map(({ name }) => `"${name}"`).join(', ')}`
        : 'a device listed in "devices"',
    );
  for (const name of ['burst', 'wait', 'service'] as const) {
    const time = thread[name];
    if (time?.kind === 'mixture' && !time.parts.some(({ weight }) => weight > 0))
      refuse(`${path}.${name}.parts`, 'no part with a weight above 0', 'at least one');
  }
  const stretch = emulationStretch(thread.privileged);
  if (thread.arrivals) {
    const load = (thread.arrivals.perSecond * meanMs(thread.service) * stretch) / 1000;
    if (!(load < 1))
      refuse(
        `${path}.arrivals.perSecond`,
        `a load of ${load.toPrecision(3)} processors, which never ends`,
        'arrivals x service below 1',
      );
    return;
  }
  const burst = meanMs(thread.burst) * stretch;
  if (thread.wait.kind === 'never') {
    if (burst < SHORTEST_CYCLE_MS)
      refuse(`${path}.burst`, `bursts of ${burst} ms without a wait`, `at least ${SHORTEST_CYCLE_MS} ms`);
    return;
  }
  const device = devices.find(({ name }) => name === thread.io?.device);
  const io = device ? meanMs(device.serviceMs) * thread.io!.perBurst : 0;
  const cycle = burst + meanMs(thread.wait) + io;
  if (cycle < SHORTEST_CYCLE_MS)
    refuse(`${path}.burst`, `a burst and wait of ${cycle} ms together`, `at least ${SHORTEST_CYCLE_MS} ms`);
}
