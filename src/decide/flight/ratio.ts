import { replicationSeed, type RunHost } from '../../dispatch/run';
import { KERNEL_LIMITS } from '../../engine/dispatch/host';
import type { FoldModel } from '../../placement/model';
import { unit } from '../draw';
import { processorsOf } from '../host-experiment';
import { ASSUMED } from './assumed';
import { hostModelOf, type FlownGuest } from './host-model';
import { Spanning, type FlownRange } from './span';

/** What ready hosts give that hold so many virtual processors for each of their cores, for servers of this estate. */
export interface RatioPoint {
  /** Virtual processors for each core. */
  readonly ratio: number;
  /** Processor load that is asked for, as a part of all that such a host has. */
  readonly load: FlownRange;
  /** Ready over all virtual processors, a share of their time. */
  readonly ready: FlownRange;
}

/** Ratios that are tried, up to the first at which the servers ask for more than there is, and past what is asked most. */
const RATIOS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16];
const ASKED_MOST = 4;
/** Sets of servers that are drawn for each. */
const DRAWS = 3;

/**
 * Ready against virtual processors for each core: hosts of the first kind that are filled with servers of the estate as
 * they are drawn, at the busiest moment of all of them, whatever else the fold keeps (memory, ceilings, rules). Servers
 * are drawn again where there are too few. What is ranged over: the draws, and what is for single hosts.
 */
export class Consolidation {
  readonly ratios: readonly number[];
  private readonly guests: readonly FlownGuest[];
  private readonly processors: number;

  /** @param placed guests of the estate that take part */
  constructor(
    private readonly model: FoldModel,
    placed: readonly number[],
    slot: number,
    private readonly runHost: RunHost,
  ) {
    const { options, rooms, resources, estate, demands } = model;
    const [kind] = options.hosts;
    const cpu = resources.findIndex(({ id }) => id === 'cpu');
    const capacity = cpu < 0 ? 0 : rooms[0][cpu].capacity;
    this.processors = processorsOf({ kind, capacity: { cpu: capacity } });
    this.guests = placed.map((g) => {
      const { name, facts } = estate.guests[g];
      const series = demands[g].series.cpu;
      const vcpus = Math.min(Math.max(1, facts.cores), this.processors);
      const value = series ? series[Math.min(slot, series.length - 1)] : 0;
      return { name, vcpus, busy: Math.min(vcpus, value / kind.rating), dedicated: false };
    });
    const vcpus = this.guests.reduce((sum, guest) => sum + guest.vcpus, 0);
    const busy = this.guests.reduce((sum, guest) => sum + guest.busy, 0);
    const known = cpu >= 0 && busy > 0 && this.processors <= KERNEL_LIMITS.processors;
    const full = (ratio: number) => (ratio * kind.cores * busy) / vcpus / this.processors;
    this.ratios = RATIOS.filter(
      (ratio, k) =>
        known &&
        ratio * kind.cores <= KERNEL_LIMITS.vcpus &&
        (ratio <= ASKED_MOST || full(RATIOS[k - 1]) < 1),
    );
  }

  async at(ratio: number, signal?: AbortSignal): Promise<RatioPoint> {
    const { model, processors, runHost } = this;
    const { options, profile, parameters } = model;
    const { seed } = options;
    const wanted = ratio * options.hosts[0].cores;
    const [ready, load] = [new Spanning(), new Spanning()];
    for (let draw = 0; draw < DRAWS; draw++) {
      const guests = this.drawn(wanted, seed + draw, ratio);
      const cockpit = {
        processors,
        guests,
        housekeeping: Math.min(1, parameters.scheduling, processors / guests.length / 2),
        dispatch: profile.dispatch,
      };
      load.add(guests.reduce((sum, { busy }) => sum + busy, 0) / processors, true);
      for (const [w, work] of ASSUMED.entries()) {
        const hostModel = hostModelOf(cockpit, work);
        const index = 1_000_000 + (ratio * DRAWS + draw) * ASSUMED.length + w;
        const run = hostModel && (await runHost(hostModel, replicationSeed(BigInt(seed), index), signal));
        signal?.throwIfAborted();
        const vcpus = run?.guests.flatMap((each) => each.vcpus) ?? [];
        const sum = vcpus.reduce((time, each) => time + each.ready, 0);
        ready.add(run ? sum / (vcpus.length * run.elapsed) : 0, w === 0);
      }
    }
    return { ratio, ready: ready.span, load: load.span };
  }

  /** Servers in an order drawn, over again where there are too few, as long as they have no more virtual processors. */
  private drawn(wanted: number, seed: number, ratio: number): FlownGuest[] {
    const chosen: FlownGuest[] = [];
    let left = wanted;
    for (let round = 0; left > 0; round++) {
      const order = this.guests
        .map((guest, g) => ({ guest, at: unit(seed, g, 10_000 * (round + 1) + ratio) }))
        .sort((a, b) => a.at - b.at);
      const before = left;
      for (const { guest } of order) {
        if (guest.vcpus > left) continue;
        chosen.push(guest);
        left -= guest.vcpus;
      }
      if (left === before) break;
    }
    return chosen;
  }
}
