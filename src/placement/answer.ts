import type { Finding } from '../estate/finding';
import type { Grid, LeftOut } from '../estate/estate';
import type { TodaysHost } from '../estate/todays-host';
import type { FactId } from '../estate/fact-fields';
import type { Resource, ResourceId } from '../estate/resource';
import type { KernelShares } from '../overhead/demand';
import type { HostSpec } from '../overhead/host';
import type { ParameterId } from '../overhead/parameters';
import type { ProfileId } from '../overhead/profiles';
import type { LeastEstimate } from './estimate';
import type { Advice } from './advice';
import type { Policy } from './options';
import type { Barrier } from './refusal';

/** One host of the plan, in the resources' own units. */
export interface PlannedHost {
  readonly name: string;
  readonly kind: HostSpec;
  readonly guests: readonly string[];
  /** Load with every overhead, by slot; one value for a level. */
  readonly load: Partial<Readonly<Record<ResourceId, Float32Array>>>;
  readonly capacity: Partial<Readonly<Record<ResourceId, number>>>;
  /** capacity x ceiling. */
  readonly ceiling: Partial<Readonly<Record<ResourceId, number>>>;
  readonly peak: Partial<Readonly<Record<ResourceId, number>>>;
  /** What is fullest against its ceiling, and when (null: a level, all the time). */
  readonly binding: {
    readonly resource: ResourceId;
    readonly slot: number | null;
    readonly fraction: number;
  };
  /**
   * Of what there is no room for a further server like any of these, though it may not be full: three of 4 GiB are all
   * that 16 GiB hold. Null where one would fit.
   */
  readonly blocks: ResourceId | null;
  /** Processor load of each guest by slot, in the order of `guests`, for the picture. */
  readonly processorByGuest: readonly Float32Array[];
  /** Which of these were not measured, guest by guest: see `standInsOf`. */
  readonly standIns: readonly (Uint8Array | null)[];
}

/** What a guest asks of a resource, in its unit: one value for a level, else one for each slot. */
export interface GuestLoad {
  readonly series: Float32Array;
  /** Which of them were not measured: see `standInsOf`. */
  readonly standIn: Uint8Array | null;
}

/** A part of the load at one moment over all hosts. */
export interface OverheadPart {
  readonly id: 'work' | 'scheduling' | 'emulation' | 'io-path' | 'switches' | 'idle-threads' | 'vmm' | 'free';
  readonly label: string;
  readonly value: number;
  /** By which formula. */
  readonly note: string;
  /** The figure that it rests on, whose source the profile's bases tell. */
  readonly parameter?: ParameterId;
}

export interface MemoryPart {
  readonly id: 'need' | 'guests' | 'shadow' | 'vmm' | 'shared' | 'free';
  readonly label: string;
  /** MiB; what page sharing saves is negative. */
  readonly value: number;
  readonly note: string;
}

/** A moment of a fold: what the best plan and the best bound were then, in the objective's unit. */
export interface Moment {
  /** Since the fold began. */
  readonly seconds: number;
  readonly value: number;
  readonly bound: number;
}

/**
 * Why no better plan exists, as points: each server has some, a host of each kind can hold only so many, and so many
 * hosts are needed to hold them all. Whole numbers, so that anyone can check it.
 */
export interface Proof {
  /** In the objective's unit. */
  readonly bound: number;
  /** Servers that have points, most first; those placed together are one entry. */
  readonly points: readonly { readonly guests: readonly string[]; readonly points: number }[];
  readonly total: number;
  /** What a point is, where points are what each server takes of one resource at one moment; else null. */
  readonly measure: {
    readonly resource: ResourceId;
    /** null: a level, or without time. */
    readonly slot: number | null;
    /** In the unit of the resource. */
    readonly size: number;
  } | null;
  /** Per kind of host: its price in the objective's unit (1 where hosts are counted), how many there are (null: any
   * number), and what no set of servers that fits one host of it has more points than. */
  readonly kinds: readonly {
    readonly kind: string;
    readonly price: number;
    readonly count: number | null;
    readonly most: number;
  }[];
  /** What the argument leaves out of the problem, in a planner's words; it holds all the same. */
  readonly leftOut: readonly string[];
  /**
   * Where these points prove less than the bound: in how many cases, of which one holds of every plan, other points prove
   * it; and what these prove without them, in the objective's unit.
   */
  readonly cases?: { readonly count: number; readonly without: number };
}

/** What is to be bought. */
export interface MachinesToBuy {
  /** All of them; spare ones count where their number is known. */
  readonly total: number;
  /** Hosts that carry guests. */
  readonly carrying: number;
  /** Hosts that stand by so that as many as was chosen may fail; null where no number can be promised. */
  readonly spare: number | null;
  /** Servers that stay on machines of their own. */
  readonly native: number;
  /** Servers that found no room: each would need a machine of its own. */
  readonly unplaced: number;
  /** Price and licences of carrying and spare hosts; null where not known. */
  readonly cost: number | null;
}

/** What a plan's figures rest on. */
export interface PlanBasis {
  /** Part of the slots that hold a sample, over all servers, 0..1. */
  readonly coverage: number;
  /** How many servers have a fact that decides what they ask and that nobody stated, by fact. */
  readonly guessed: Partial<Readonly<Record<FactId, number>>>;
  /** Servers with values that were cut off at what a meter can show. */
  readonly clipped: number;
  /** Servers whose percentiles are of fewer than 100 values, where there are slots. */
  readonly rough: number;
  /** Why the plan is the fewest for these figures only, each a clause; none where the figures stand. */
  readonly doubts: readonly string[];
  /**
   * Hosts for which a plan was found with every overhead that has a range at its low end, and at its high end: null
   * where none carries the same servers. Null as a whole where no overhead has a range, or it was not counted.
   */
  readonly overheadHosts: { readonly low: number | null; readonly high: number | null } | null;
  /** Days that plans can be planned on and tested on: those of which half was measured. */
  readonly testDays: number;
  /** The time of the data, ms of wall-clock time; null where nothing has a date. */
  readonly window: { readonly from: number; readonly to: number; readonly days: number } | null;
}

/** How sure the number is: `proved` needs a proof and figures that stand. */
export type Standing = 'proved' | 'fewest for these figures' | 'not proved';

/** How many servers fold onto how many hosts, and why. */
export interface FoldAnswer {
  readonly profile: ProfileId;
  /** Guests whose shares of kernel time and interrupts were not logged, with what was assumed. */
  readonly assumed: readonly ({ readonly guest: string } & KernelShares)[];
  /** What scheduling each guest costs its host, processors. */
  readonly scheduling: number;
  readonly policy: Policy;
  readonly grid: Grid;
  readonly hostCount: number;
  /** What the fold made as small as it could: the number of hosts, or what they cost where kinds of host have prices. */
  readonly objective: 'hosts' | 'cost';
  /** No plan has less of the objective than this. */
  readonly lowerBound: number;
  readonly proved: boolean;
  /** What proves the bound; null where it rests on the simple argument of `boundBy`, or on nothing. */
  readonly proof: Proof | null;
  /** Plans and bounds against time, one entry for each that got better, oldest first. */
  readonly course: readonly Moment[];
  /** What the bound rests on: a resource at a moment, pairs of guests that cannot meet, or nothing. */
  readonly boundBy: { readonly resource: ResourceId; readonly slot: number | null } | 'pairs' | null;
  readonly endedBy: 'proof' | 'time' | 'work' | 'cancelled' | 'running';
  readonly machines: MachinesToBuy;
  readonly basis: PlanBasis;
  readonly standing: Standing;
  /** What the search was given: kernel steps, the same answer everywhere, or else seconds. */
  readonly search: {
    readonly work: number | null;
    readonly seconds: number | null;
    /** Kernel steps that it took until it ended; null while it goes on. */
    readonly steps: number | null;
    readonly seed: number;
  };
  /** How even the plan is; null while the search goes on. */
  readonly evened: {
    /** No plan of as many hosts keeps its fullest moment below this part of a host; null where it was not evened. */
    readonly bound: number | null;
    /** Hosts of the plan with fewest that was found: of that `lowerBound` and `proved` speak. */
    readonly fewest: number;
  } | null;
  /** Where the least number of hosts likely lies, an estimate by a count of plans; null where none was made or it tells nothing. */
  readonly estimate: LeastEstimate | null;
  readonly withFailures: { readonly tolerated: number; readonly hostCount: number | null };
  /** Hosts under each policy; null while not yet known. */
  readonly policies: Readonly<Record<Policy, number | null>>;
  readonly resources: readonly Resource[];
  /** Resources that took no part, and why. */
  readonly ignored: readonly { readonly resource: ResourceId; readonly why: string }[];
  /** Demand of all folded guests with their own overhead, per resource summed over time, in its unit. */
  readonly demand: Partial<Readonly<Record<ResourceId, Readonly<Record<Policy, number>>>>>;
  readonly hosts: readonly PlannedHost[];
  /** Guests that stay on machines of their own. */
  readonly native: readonly { readonly guest: string; readonly why: string }[];
  /** One rule that keeps most servers on machines of their own, and the way around it; null where there is none. */
  readonly barrier: Barrier | null;
  /** Servers that were given and take no part. */
  readonly leftOut: readonly LeftOut[];
  /** Servers of whose processors nothing was measured, with the % of them that was assumed. */
  readonly assumedUse: readonly { readonly guest: string; readonly percent: number }[];
  /** Hosts on which servers run today, and which server runs on which; null where no file says so. */
  readonly today: {
    readonly hosts: readonly TodaysHost[];
    readonly placement: readonly { readonly guest: string; readonly host: string }[];
  } | null;
  /** Guests for which the inventory had no room. */
  readonly unplaced: readonly { readonly guest: string; readonly why: string }[];
  /** The busiest moment over all hosts, and what the processors are busy with then (GHz). */
  readonly overhead: { readonly slot: number; readonly parts: readonly OverheadPart[] };
  readonly memory: readonly MemoryPart[];
  readonly cost: number | null;
  readonly advice: readonly Advice[];
  readonly findings: readonly Finding[];
}
