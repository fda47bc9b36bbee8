import type { ResourceId } from '../estate/resource';
import { largest } from '../estate/statistics';
import { standInsOf } from '../overhead/stand-ins';
import type { FoldPlan } from '../engine/packing/problem';
import type { FoldAnswer, MemoryPart, OverheadPart, PlannedHost } from './answer';
import type { FoldModel, Item } from './model';

/** Draws a plan back into the resources' own units: each host's load over time, and what binds it. */
export function explainHosts(model: FoldModel, items: readonly Item[], plan: FoldPlan): PlannedHost[] {
  const on: number[][] = Array.from(plan.hostKind, () => []);
  items.forEach((item, i) => {
    if (plan.hostOf[i] >= 0) on[plan.hostOf[i]].push(...item.guests);
  });
  return on.map((guests, h) => explainHost(model, plan.hostKind[h], guests, h));
}

function explainHost(model: FoldModel, kind: number, guests: number[], index: number): PlannedHost {
  const { resources, estate, demands, rooms, options } = model;
  const load: Record<string, Float32Array> = {};
  const capacity: Record<string, number> = {};
  const ceiling: Record<string, number> = {};
  const peak: Record<string, number> = {};
  let binding: PlannedHost['binding'] = { resource: 'cpu', slot: null, fraction: 0 };
  let blocks: PlannedHost['blocks'] = null;
  let fullest = 0;

  resources.forEach((resource, d) => {
    const room = rooms[kind][d];
    const slots = resource.folds === 'sum' ? estate.grid.slots : 1;
    const cores = dedicatedCores(model, guests);
    const sum = new Float64Array(slots).fill(
      room.fixed + guests.length * room.perGuest + cores * room.perCore,
    );
    for (const g of guests) {
      if (resource.id === 'cpu' && estate.guests[g].facts.dedicated) continue;
      const own = demands[g].series[resource.id];
      if (!own) continue;
      const step = own.length === 1 ? 0 : 1;
      for (let t = 0; t < slots; t++) sum[t] += own[t * step];
    }
    if (resource.id === 'memory') {
      const saved = sharedPages(model, guests);
      for (let t = 0; t < slots; t++) sum[t] -= saved;
    }
    const most = sum.indexOf(largest(sum));
    load[resource.id] = Float32Array.from(sum);
    capacity[resource.id] = room.capacity;
    ceiling[resource.id] = room.ceiling;
    peak[resource.id] = sum[most];
    const fraction = sum[most] / room.ceiling;
    if (fraction > fullest) {
      const free = { sum, most, ceiling: room.ceiling - room.perGuest };
      if (guests.length > 0 && !guests.some((g) => hasTwinRoom(model, g, resource.id, free)))
        [blocks, fullest] = [resource.id, fraction];
    }
    if (fraction > binding.fraction)
      binding = { resource: resource.id, slot: slots > 1 ? most : null, fraction };
  });

  const byPeak = guests
    .map((g) => ({ g, peak: processorPeak(model, g) }))
    .sort((a, b) => b.peak - a.peak || a.g - b.g)
    .map(({ g }) => g);
  return {
    name: `Host ${index + 1}`,
    kind: options.hosts[kind],
    guests: byPeak.map((g) => estate.guests[g].name),
    load,
    capacity,
    ceiling,
    peak,
    binding,
    blocks,
    processorByGuest: byPeak.map((g) => processorSeries(model, g)),
    standIns: byPeak.map((g) => standInsOf(estate.guests[g], 'cpu')),
  };
}

/** Whether as much again as a guest asks of a resource fits beside all that is on its host. */
function hasTwinRoom(
  { estate, demands }: FoldModel,
  g: number,
  resource: ResourceId,
  { sum, most, ceiling }: { readonly sum: Float64Array; readonly most: number; readonly ceiling: number },
): boolean {
  const { series, shareable } = demands[g];
  const own = series[resource];
  if (!own || (resource === 'cpu' && estate.guests[g].facts.dedicated)) return true;
  // Its pages are there already.
  const less = resource === 'memory' ? Math.floor(shareable) : 0;
  const step = own.length === 1 ? 0 : 1;
  const fits = (t: number) => sum[t] + own[t * step] - less <= ceiling;
  if (!fits(most)) return false;
  for (let t = 0; t < sum.length; t++) if (!fits(t)) return false;
  return true;
}

function dedicatedCores(model: FoldModel, guests: readonly number[]): number {
  return guests.reduce(
    (n, g) => n + (model.estate.guests[g].facts.dedicated ? model.estate.guests[g].facts.cores : 0),
    0,
  );
}

/** MiB that guests of one image save on one host: their shareable pages less the largest of them. */
function sharedPages(model: FoldModel, guests: readonly number[]): number {
  const sums = new Map<string, { sum: number; most: number }>();
  for (const g of guests) {
    const { image, shareable } = model.demands[g];
    const pages = Math.floor(shareable);
    const known = sums.get(image) ?? { sum: 0, most: 0 };
    sums.set(image, { sum: known.sum + pages, most: Math.max(known.most, pages) });
  }
  let saved = 0;
  for (const { sum, most } of sums.values()) saved += sum - most;
  return saved;
}

function processorSeries(model: FoldModel, g: number): Float32Array {
  const { estate, demands } = model;
  const own = demands[g].series.cpu;
  return own ? Float32Array.from(own) : new Float32Array(estate.grid.slots);
}

function processorPeak(model: FoldModel, g: number): number {
  const own = model.demands[g].series.cpu;
  return own ? largest(own) : 0;
}

/** The fullest moment of the processors over all hosts, and where its load comes from. */
export function explainOverhead(model: FoldModel, hosts: readonly PlannedHost[]): FoldAnswer['overhead'] {
  const { estate, parameters: p } = model;
  const d = model.resources.findIndex((r) => r.id === 'cpu');
  if (d < 0 || hosts.length === 0) return { slot: 0, parts: [] };
  const sum = new Float64Array(estate.grid.slots);
  for (const host of hosts) host.load.cpu?.forEach((v, t) => (sum[t] += v));
  let slot = 0;
  sum.forEach((v, t) => (slot = v > sum[slot] ? t : slot));

  const placed = new Set(hosts.flatMap((h) => h.guests));
  const parts = { work: 0, emulation: 0, ioPath: 0, switches: 0, idleThreads: 0 };
  estate.guests.forEach((guest, g) => {
    if (!placed.has(guest.name)) return;
    const at = model.demands[g].processorParts(slot);
    parts.work += at.work;
    parts.emulation += at.emulation;
    parts.ioPath += at.ioPath;
    parts.switches += at.switches;
    parts.idleThreads += at.idleThreads;
  });
  let scheduling = 0;
  let vmm = 0;
  let room = 0;
  for (const host of hosts) {
    const own = model.rooms[model.options.hosts.indexOf(host.kind)][d];
    scheduling += host.guests.length * own.perGuest;
    vmm += own.fixed;
    room += own.capacity;
  }
  const own = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const used = own + scheduling + vmm;
  const all: OverheadPart[] = [
    {
      id: 'work',
      label: "servers' own work",
      value: parts.work,
      note: 'Busy time x processors x rating, from the counters.',
    },
    {
      id: 'emulation',
      label: 'emulation',
      value: parts.emulation,
      note: `f (k - 1) x kernel time, interrupts included, f = ${p.privileged}, k = ${p.emulation}${p.nested > 0 ? `; nested paging ${+(100 * p.nested).toFixed(1)} % of all work` : ''}.`,
      parameter: 'privileged',
    },
    {
      id: 'io-path',
      label: 'I/O path again',
      value: parts.ioPath,
      note: `${p.ioPath} x interrupt and DPC time.`,
      parameter: 'ioPath',
    },
    {
      id: 'switches',
      label: 'context switches',
      value: parts.switches,
      note: `Context switches/s x ${p.contextSwitch} microseconds.`,
      parameter: 'contextSwitch',
    },
    {
      id: 'idle-threads',
      label: 'threads left idle',
      value: parts.idleThreads,
      note: 'Guests never share a core: whoever uses one thread takes the other too (Microsoft Learn, 2025).',
    },
    {
      id: 'scheduling',
      label: 'scheduling',
      value: scheduling,
      note: `${+p.scheduling.toPrecision(3)} processors for each guest.`,
      parameter: 'scheduling',
    },
    {
      id: 'vmm',
      label: 'VMM and reserves',
      value: vmm,
      note: `${+p.vmm.toPrecision(3)} processors of each host, and reserves.`,
      parameter: 'vmm',
    },
    {
      id: 'free',
      label: 'free',
      value: Math.max(0, room - used),
      note: `What is left of all hosts then${
        hosts.some((h) => h.kind.threads !== null && h.kind.threads > h.kind.cores)
          ? ` (a second hardware thread counts for ${+p.threadYield.toPrecision(3)} of a core, an assumption)`
          : ''
      }.`,
    },
  ];
  return { slot, parts: all.filter((part) => part.value > 0) };
}

/** Where the memory of all hosts goes, MiB. */
export function explainMemory(model: FoldModel, hosts: readonly PlannedHost[]): MemoryPart[] {
  const d = model.resources.findIndex((r) => r.id === 'memory');
  if (d < 0 || hosts.length === 0) return [];
  const { parameters: p, estate } = model;
  const index = new Map(estate.guests.map((g, i) => [g.name, i]));
  let need = 0;
  let shadow = 0;
  let guests = 0;
  let fixed = 0;
  let shared = 0;
  let room = 0;
  for (const host of hosts) {
    const own = model.rooms[model.options.hosts.indexOf(host.kind)][d];
    const here = host.guests.map((name) => index.get(name)!);
    for (const g of here) {
      need += model.demands[g].memoryParts.need;
      shadow += model.demands[g].memoryParts.shadow;
      guests += model.demands[g].memoryParts.overhead;
    }
    guests += here.length * own.perGuest;
    fixed += own.fixed;
    shared += sharedPages(model, here);
    room += own.capacity;
  }
  const used = need + shadow + guests + fixed - shared;
  const parts: MemoryPart[] = [
    {
      id: 'need',
      label: "servers' own need",
      value: need,
      note: 'Installed less available memory, each at its peak.',
    },
    { id: 'guests', label: 'each guest', value: guests, note: guestMemoryNote(model) },
    {
      id: 'shadow',
      label: 'shadow page tables',
      value: shadow,
      note: `${(100 * p.shadow).toFixed(1)} % of the need.`,
    },
    {
      id: 'vmm',
      label: 'VMM and reserves',
      value: fixed,
      note: `${p.vmmMemory} MiB for each host, and reserves.`,
    },
    {
      id: 'shared',
      label: 'page sharing saves',
      value: -shared,
      note: `${(100 * p.sharing).toFixed(1)} % of (guests of one image on one host - the largest of them).`,
    },
    { id: 'free', label: 'free', value: Math.max(0, room - used), note: 'What is left of all hosts.' },
  ];
  return parts.filter((part) => part.value !== 0);
}

function guestMemoryNote({ parameters: p, profile: { memoryTable } }: FoldModel): string {
  const parts = [
    memoryTable && `by ${memoryTable.name}`,
    p.guestMemory > 0 && `${p.guestMemory} MiB`,
    p.vcpuMemory > 0 && `${p.vcpuMemory} MiB for each virtual processor`,
    p.memoryShare > 0 && `${+(100 * p.memoryShare).toPrecision(3)} % of its RAM`,
  ].filter(Boolean);
  return `For each guest: ${parts.join(', ')}.`;
}
