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
}

export type ResourceId = 'cpu' | 'memory' | 'iops' | 'disk' | 'net' | 'space' | 'vcpu';

export const RESOURCES: readonly Resource[] = [
  { id: 'cpu', label: 'processor', unit: 'GHz', folds: 'sum', quantum: 0.001 },
  { id: 'memory', label: 'memory', unit: 'MiB', folds: 'level', quantum: 1 },
  { id: 'iops', label: 'disk operations', unit: '/s', folds: 'sum', quantum: 0.1 },
  { id: 'disk', label: 'disk throughput', unit: 'MB/s', folds: 'sum', quantum: 0.001 },
  { id: 'net', label: 'network', unit: 'MB/s', folds: 'sum', quantum: 0.001 },
  { id: 'space', label: 'disk space', unit: 'GiB', folds: 'level', quantum: 1 },
  { id: 'vcpu', label: 'virtual processors', unit: 'vCPU', folds: 'level', quantum: 1 },
];
