import type { Guest } from '../estate/guest';
import type { ResourceId, WorkedOut } from '../estate/resource';
import { RESOURCES } from '../estate/resource';
import { largest, mean, percentile } from '../estate/statistics';
import { CLASSES, UNKNOWN_CLASS } from './classes';
import type { OverheadParameters } from './parameters';
import { emulationFactor } from './parameters';

/** What one guest asks of its host once it is virtual, without what the host adds for each guest (see `roomOf`). */
export interface GuestDemand {
  /** Per resource that is known: a series over the slots, or one value for a level. In the resource's unit. */
  readonly series: Partial<Readonly<Record<ResourceId, Float64Array>>>;
  /** Pages it could share with guests of the same image on its host, MiB; 0 where it shares with nobody. */
  readonly shareable: number;
  readonly image: string;
  /** Where the processor demand of a slot comes from, GHz. */
  processorParts(slot: number): ProcessorParts;
  readonly memoryParts: { readonly need: number; readonly shadow: number };
}

export interface ProcessorParts {
  readonly work: number;
  readonly emulation: number;
  readonly ioPath: number;
  readonly switches: number;
}

/** What the folding of one guest depends on besides itself. */
export interface DemandContext {
  /** The profile's figures at the target. */
  readonly target: OverheadParameters;
  /** The figures under which guests that are virtual already were measured. */
  readonly present: OverheadParameters;
  /** Rating for guests whose own is not known. */
  readonly rating: number;
  readonly slots: number;
  /** All guests run under one operating system image. */
  readonly oneImage: boolean;
  /** Guests keep all the memory they are configured with. */
  readonly wholeMemory: boolean;
}

/** Windows and its services without a workload, MiB, where the guest does not say (assumption). */
export const OS_BASE = 256;
/** Sustained paging above this many pages/s marks a memory-constrained server (assumption). */
export const HIGH_PAGING = 50;

/** The demand of a guest under a profile: work, emulation, I/O path, context switches, memory (sizing model, section 4). */
export function demandOf(guest: Guest, context: DemandContext): GuestDemand {
  const parts = processor(guest, context);
  const memory = memoryOf(guest, context);
  const worked: Record<WorkedOut, Float64Array | undefined> = {
    cpu: parts
      ? fillHoles(Float64Array.from({ length: context.slots }, (_, t) => total(parts(t))))
      : undefined,
    memory: memory?.series,
  };
  const series: GuestDemand['series'] = { ...carriedSeries(guest), ...worked };
  return {
    series,
    shareable: memory?.shareable ?? 0,
    image: memory?.image ?? '',
    processorParts: (slot) => {
      const at = parts?.(slot) ?? { work: 0, emulation: 0, ioPath: 0, switches: 0 };
      if (!Number.isNaN(total(at))) return at;
      // A hole: the stand-in of the series, in the proportions of the guest's shares.
      return { work: series.cpu?.[slot] ?? 0, emulation: 0, ioPath: 0, switches: 0 };
    },
    memoryParts: memory?.parts ?? { need: 0, shadow: 0 },
  };
}

/** Demand that stands in a measure or a fact as it will be on the host. */
function carriedSeries(guest: Guest): GuestDemand['series'] {
  const series: Partial<Record<ResourceId, Float64Array>> = {};
  for (const { id, demand, folds } of Object.values(RESOURCES)) {
    if (demand && 'fact' in demand) {
      const stated = guest.facts[demand.fact];
      if (stated !== null) series[id] = Float64Array.of(stated);
    } else if (demand) {
      const measured = guest.measures[demand.measure];
      if (measured && folds === 'level') series[id] = Float64Array.of(largest(measured));
      else if (measured) series[id] = fillHoles(Float64Array.from(measured));
    }
  }
  return series;
}

const total = (p: ProcessorParts) => p.work + p.emulation + p.ioPath + p.switches;

/** Kernel time (without interrupts) and interrupt + DPC time as shares of busy time, by slot or on average or by class. */
export function sharesOf(guest: Guest): { kernel: number; interrupt: number; assumed: boolean } {
  const { busy, privileged, interrupt, dpc } = guest.measures;
  const average = (series: Float32Array | undefined) => (series ? mean(series) : NaN);
  const shares = guest.facts.class === '' ? UNKNOWN_CLASS : CLASSES[guest.facts.class];
  const whole = average(busy);
  const io = average(interrupt) + (dpc ? average(dpc) : 0);
  const known = whole > 0;
  const interruptShare = known && io >= 0 ? Math.min(1, io / whole) : shares.interrupt;
  const kernelAll = known ? average(privileged) / whole : NaN;
  const kernelShare = kernelAll >= 0 ? Math.max(0, Math.min(1, kernelAll) - interruptShare) : shares.kernel;
  return { kernel: kernelShare, interrupt: interruptShare, assumed: !(known && io >= 0 && kernelAll >= 0) };
}

function processor(guest: Guest, context: DemandContext): ((slot: number) => ProcessorParts) | null {
  const { busy, usedGHz, usedCores, privileged, interrupt, dpc, switches } = guest.measures;
  const byHost = usedGHz ?? usedCores;
  if (!busy && !byHost) return null;
  const rating = guest.facts.rating ?? context.rating;
  const scale = (guest.facts.cores * rating) / 100;
  const shares = sharesOf(guest);
  const { target, present } = context;
  const emulation = emulationFactor(target);
  // Where it was measured virtual, the present overhead is inside: take it out before the target's goes on.
  const inside =
    guest.facts.measured === 'native' && !byHost
      ? 1
      : 1 + emulationFactor(present) * shares.kernel + present.ioPath * shares.interrupt;
  const switchCost = target.contextSwitch * 1e-6 * rating;
  return (slot) => {
    const used = byHost ? byHost[slot] * (usedGHz ? 1 : rating) : busy![slot] * scale;
    const work = used / inside;
    const io = interrupt ? (interrupt[slot] + (dpc ? dpc[slot] : 0)) * scale : NaN;
    const ioTime = io >= 0 && inside === 1 ? Math.min(io, work) : work * shares.interrupt;
    const all = privileged ? privileged[slot] * scale : NaN;
    const kernel =
      all >= 0 && inside === 1 ? Math.max(0, Math.min(all, work) - ioTime) : work * shares.kernel;
    const switched = switches ? switches[slot] : 0;
    return {
      work,
      emulation: emulation * kernel,
      ioPath: target.ioPath * ioTime,
      switches: (switched >= 0 ? switched : 0) * switchCost,
    };
  };
}

function memoryOf(guest: Guest, context: DemandContext) {
  const { target } = context;
  const need = memoryNeed(guest, context);
  if (!need) return null;
  const peak = largest(need);
  const floor = guest.facts.floor ?? 0;
  const ballooned = target.ballooning >= 0.5 && !context.wholeMemory && !paging(guest);
  const level = ballooned ? need.map((v) => Math.max(v, floor)) : Float64Array.of(peak);
  const base = context.oneImage ? Math.min(guest.facts.osBase ?? OS_BASE, smallest(level)) : 0;
  const image = context.oneImage ? 'one operating system' : guest.facts.image;
  const shareable = context.oneImage ? base : image === '' ? 0 : target.sharing * smallest(level);
  const shadow = target.shadow;
  return {
    series: level.map((v) => v * (1 + shadow)),
    shareable,
    image: shareable > 0 ? image : '',
    parts: { need: peak, shadow: peak * shadow },
  };
}

/** Memory need by slot, MiB: installed less available, or as given; null where it cannot be known. */
export function memoryNeed(
  guest: Guest,
  context: Pick<DemandContext, 'wholeMemory' | 'slots'>,
): Float64Array | null {
  const { memory } = guest.facts;
  const { availableMiB, usedMiB } = guest.measures;
  if (context.wholeMemory && memory !== null) return new Float64Array(context.slots).fill(memory);
  if (usedMiB) return fillHoles(Float64Array.from(usedMiB));
  if (memory === null) return null;
  if (!availableMiB) return new Float64Array(context.slots).fill(memory);
  return fillHoles(Float64Array.from(availableMiB, (free) => Math.max(0, memory - free)));
}

/** Pages/sec stay high for a quarter of the time: short of memory as it stands. */
export function paging(guest: Guest): boolean {
  const { pages } = guest.measures;
  return pages !== undefined && percentile(pages, 0.75) > HIGH_PAGING;
}

/** A slot without a sample is missing, never zero: the series' own 95th percentile (nearest rank) stands in. */
function fillHoles(series: Float64Array): Float64Array {
  if (!series.includes(NaN)) return series;
  const sorted = series.filter((v) => !Number.isNaN(v)).sort();
  const stand = sorted.length ? sorted[Math.ceil(0.95 * sorted.length) - 1] : 0;
  return series.map((v) => (Number.isNaN(v) ? stand : v));
}

function smallest(series: Float64Array): number {
  let m = Infinity;
  for (const v of series) if (v < m) m = v;
  return m;
}
