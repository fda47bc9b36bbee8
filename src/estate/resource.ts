import type { FactOf } from './fact-fields';
import type { MeasureId } from './measure';

/** Something a host has and its guests use up. */
export interface Resource {
  readonly id: ResourceId;
  /** The planner's word. */
  readonly label: string;
  /** Unit shown to people. */
  readonly unit: string;
  /** Summed over guests slot by slot, or a level that a guest keeps for the whole window. */
  readonly folds: 'sum' | 'level';
  /** The fold's integer unit, in `unit`: demand is rounded up to it, capacity down. */
  readonly quantum: number;
  /** The most that one host may have, in `unit`: below 2^30 of the fold's units. */
  readonly most: number;
  /** Where a guest's demand stands; null: the overhead model works it out (overhead/demand.ts). */
  readonly demand: { readonly measure: MeasureId } | { readonly fact: FactOf<'number'> } | null;
  /** Only a rule of some hosts: where none has it, nothing is said of it. */
  readonly rule?: true;
}

/** Every resource of the fold, in the order in which they are shown. */
const TABLE = {
  cpu: { label: 'processor', unit: 'GHz', folds: 'sum', quantum: 0.001, most: 1e6, demand: null },
  memory: { label: 'memory', unit: 'MiB', folds: 'level', quantum: 1, most: 1e9, demand: null },
  iops: {
    label: 'disk operations',
    unit: '/s',
    folds: 'sum',
    quantum: 0.1,
    most: 1e8,
    demand: { measure: 'transfers' },
  },
  disk: {
    label: 'disk throughput',
    unit: 'MB/s',
    folds: 'sum',
    quantum: 0.001,
    most: 1e6,
    demand: { measure: 'diskMBs' },
  },
  net: {
    label: 'network',
    unit: 'MB/s',
    folds: 'sum',
    quantum: 0.001,
    most: 1e6,
    demand: { measure: 'networkMBs' },
  },
  space: {
    label: 'disk space',
    unit: 'GiB',
    folds: 'level',
    quantum: 1,
    most: 1e9,
    demand: { measure: 'spaceGiB' },
  },
  vcpu: {
    label: 'virtual processors',
    unit: 'vCPU',
    folds: 'level',
    quantum: 1,
    most: 1e9,
    demand: { fact: 'cores' },
    rule: true,
  },
} as const satisfies Readonly<Record<string, Omit<Resource, 'id'>>>;

export type ResourceId = keyof typeof TABLE;
/** Resources whose demand stands nowhere as it is. */
export type WorkedOut = {
  [K in ResourceId]: (typeof TABLE)[K]['demand'] extends null ? K : never;
}[ResourceId];

export const RESOURCE_IDS = Object.keys(TABLE) as readonly ResourceId[];
export const RESOURCES = Object.fromEntries(RESOURCE_IDS.map((id) => [id, { id, ...TABLE[id] }])) as Readonly<
  Record<ResourceId, Resource>
>;
