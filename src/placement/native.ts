import type { FoldAnswer, PlannedHost } from './answer';
import { besides } from './besides';
import { largest } from '../estate/statistics';
import type { FoldModel } from './model';
import { standInsOf } from '../overhead/stand-ins';
import { wholeCapacity } from '../overhead/capacity';
import type { HostSpec } from '../overhead/host';
import { DEFAULT_HOST } from '../overhead/host';
import { basisOf } from './basis';
import { explainOverhead } from './explain';
import { machinesFor } from './machines';

/** The "do nothing" row: every server keeps the machine that it has. */
export function nativeAnswer(model: FoldModel): FoldAnswer {
  const { estate, options, parameters, demands, resources } = model;
  const hosts = estate.guests.map((guest, g): PlannedHost => {
    const kind: HostSpec = {
      ...DEFAULT_HOST,
      name: guest.name,
      cores: guest.facts.cores,
      threads: guest.facts.threads,
      rating: guest.facts.rating ?? options.hosts[0].rating,
      memory: guest.facts.memory,
      count: 1,
    };
    const own = { cpu: wholeCapacity(kind, parameters.threadYield), memory: kind.memory ?? Infinity };
    const load: Record<string, Float32Array> = {};
    const peak: Record<string, number> = {};
    for (const { id } of resources) {
      load[id] = Float32Array.from(demands[g].series[id] ?? [0]);
      peak[id] = largest(load[id]);
    }
    const fraction = (peak.cpu ?? 0) / own.cpu;
    const slot = load.cpu ? load.cpu.indexOf(peak.cpu) : -1;
    return {
      name: guest.name,
      kind,
      guests: [guest.name],
      load,
      capacity: own,
      ceiling: own,
      peak,
      blocks: null,
      binding: { resource: 'cpu', slot: slot >= 0 ? slot : null, fraction },
      processorByGuest: [load.cpu ?? new Float32Array(estate.grid.slots)],
      standIns: [standInsOf(guest, 'cpu')],
    };
  });
  const count = hosts.length;
  const ownMachines: FoldModel = {
    ...model,
    options: { ...options, hosts: hosts.map((h) => h.kind) },
    rooms: hosts.map((host) =>
      resources.map(({ id }) => ({
        capacity: host.capacity[id] ?? Infinity,
        ceiling: host.ceiling[id] ?? Infinity,
        fixed: 0,
        perGuest: 0,
        perCore: 0,
      })),
    ),
  };
  return {
    profile: options.profile,
    assumed: [],
    scheduling: 0,
    policy: options.policy,
    grid: estate.grid,
    hostCount: count,
    objective: 'hosts',
    lowerBound: count,
    proved: true,
    proof: null,
    course: [],
    boundBy: null,
    endedBy: 'proof',
    machines: machinesFor(
      { hostCount: count, native: [], unplaced: [] },
      { tolerated: 0, hostCount: count },
      null,
    ),
    basis: basisOf(estate),
    standing: 'proved',
    search: { work: 0, seconds: null, steps: 0, seed: options.seed },
    evened: null,
    estimate: null,
    withFailures: { tolerated: options.failures, hostCount: null },
    policies: { 'peak-of-sums': count, 'sum-of-p95': count, 'sum-of-peaks': count },
    resources,
    ignored: model.ignored,
    demand: {},
    hosts,
    native: [],
    barrier: null,
    unplaced: [],
    leftOut: estate.leftOut,
    ...besides(estate),
    overhead: explainOverhead(ownMachines, hosts),
    memory: [],
    cost: null,
    advice: [],
    findings: [...estate.findings, ...model.findings],
  };
}
