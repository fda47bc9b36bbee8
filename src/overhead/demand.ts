import type { Guest } from '../estate/guest';
import type { ResourceId, WorkedOut } from '../estate/resource';
import { RESOURCES } from '../estate/resource';
import { largest, mean, percentile } from '../estate/statistics';
import { roundedDown, wholeCapacity } from './capacity';
import { CLASSES, UNKNOWN_CLASS } from './classes';
import { tableMemory, type MemoryTable } from './memory-table';
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
  /** MiB; `overhead` is what its size and its virtual processors add. */
  readonly memoryParts: { readonly need: number; readonly shadow: number; readonly overhead: number };
  /** Shares of busy time that its demand rests on and that were not logged, so that its class supplied them. */
  readonly assumed: KernelShares | null;
  /** It is larger than the printed table of its memory overhead. */
  readonly beyondTable: boolean;
}

/** Kernel time without interrupts, and interrupt + DPC time, as shares of busy time. */
export interface KernelShares {
  readonly kernel: number;
  readonly interrupt: number;
}

export interface ProcessorParts {
  readonly work: number;
  /** Trapped instructions, and all work under nested paging. */
  readonly emulation: number;
  readonly ioPath: number;
  readonly switches: number;
  /** Threads of its cores that nobody else may use. */
  readonly idleThreads: number;
}

/** What the folding of one guest depends on besides itself. */
export interface DemandContext {
  /** The profile's figures at the target. */
  readonly target: OverheadParameters;
  /** Where this guest, if it is virtual already, was measured; null: not known, so that nothing is taken out or added. */
  readonly present: OverheadParameters | null;
  /** Rating for guests whose own is not known. */
  readonly rating: number;
  readonly slots: number;
  /** All guests run under one operating system image. */
  readonly oneImage: boolean;
  /** Guests keep all the memory they are configured with. */
  readonly wholeMemory: boolean;
  /** Printed memory overhead of the target. */
  readonly memoryTable?: MemoryTable;
  /**
   * Where guests never share a core: second threads for each core of the target's hosts x what one yields; else 0.
   */
  readonly unshared?: number;
  /** By slot: 1 where nothing was measured of any server; there it asks for nothing. */
  readonly gaps?: Uint8Array | null;
}

/** Windows and its services without a workload, MiB, where the guest does not say (assumption). */
export const OS_BASE = 256;
/** Sustained paging above this many pages/s marks a memory-constrained server (assumption). */
const HIGH_PAGING = 50;

/** The demand of a guest under a profile: work, emulation, I/O path, context switches, memory (sizing model, section 4). */
export function demandOf(guest: Guest, context: DemandContext): GuestDemand {
  const { parts, assumed } = processor(guest, context);
  const memory = memoryOf(guest, context);
  const worked: Record<WorkedOut, Float64Array | undefined> = {
    cpu: parts ? fillHoles(totals(parts, context.slots), context.gaps) : undefined,
    memory: memory?.series,
  };
  const series: GuestDemand['series'] = { ...carriedSeries(guest, context), ...worked };
  return {
    series,
    shareable: memory?.shareable ?? 0,
    image: memory?.image ?? '',
    processorParts: (slot) => {
      const at = parts?.(slot) ?? NO_PARTS;
      // A hole: the stand-in of the series.
      return Number.isNaN(total(at)) ? { ...NO_PARTS, work: series.cpu?.[slot] ?? 0 } : at;
    },
    memoryParts: memory?.parts ?? { need: 0, shadow: 0, overhead: 0 },
    assumed,
    beyondTable: memory?.beyond ?? false,
  };
}

/** Demand that stands in a measure or a fact as it will be on the host. */
function carriedSeries(guest: Guest, { gaps }: DemandContext): GuestDemand['series'] {
  const series: Partial<Record<ResourceId, Float64Array>> = {};
  for (const { id, demand, folds } of Object.values(RESOURCES)) {
    if (demand && 'fact' in demand) {
      const stated = guest.facts[demand.fact];
      if (stated !== null) series[id] = Float64Array.of(stated);
    } else if (demand) {
      const measured = guest.measures[demand.measure];
      if (measured && folds === 'level') series[id] = Float64Array.of(largest(measured));
      else if (measured) series[id] = fillHoles(Float64Array.from(measured), gaps);
    }
  }
  return series;
}

const NO_PARTS: ProcessorParts = { work: 0, emulation: 0, ioPath: 0, switches: 0, idleThreads: 0 };
const total = (p: ProcessorParts) => p.work + p.emulation + p.ioPath + p.switches + p.idleThreads;

function totals(parts: (slot: number) => ProcessorParts, slots: number): Float64Array {
  const series = new Float64Array(slots);
  for (let t = 0; t < slots; t++) series[t] = total(parts(t));
  return series;
}

/**
 * Kernel time (without interrupts) and interrupt + DPC time as shares of busy time: on average where they were logged,
 * else by class.
 * @param busy % of its own processors, where that is not what its own meter says
 */
export function sharesOf(
  { facts, measures: { privileged, interrupt, dpc, ...measures } }: Guest,
  busy: Float32Array | undefined = measures.busy,
): { kernel: number; interrupt: number; assumed: boolean } {
  const shares = facts.class === '' ? UNKNOWN_CLASS : CLASSES[facts.class];
  const whole = busy ? mean(busy) : NaN;
  const share = (part: Float32Array | undefined) => (whole > 0 && part ? mean(part) / whole : NaN);
  const [services, calls, all] = [share(interrupt), share(dpc), share(privileged)];
  const io = interruptShare(services, calls, shares.interrupt);
  return {
    kernel: all >= 0 ? Math.max(0, Math.min(1, all) - io) : shares.kernel,
    interrupt: io,
    // Of half of it, no more is known than that it is not less.
    assumed: !(all >= 0) || (io === shares.interrupt && !(services + calls >= 0)),
  };
}

/** Interrupt and DPC time together; where only one of them was logged, no less than that. NaN: not logged. */
function interruptShare(services: number, calls: number, otherwise: number): number {
  const logged = Math.min(1, (services >= 0 ? services : 0) + (calls >= 0 ? calls : 0));
  return services >= 0 && calls >= 0 ? logged : Math.max(otherwise, logged);
}

/** % of its own processors by slot: as its own meter says, else by what else was measured. */
function busyOf(guest: Guest, used: (slot: number) => number, { slots, rating, target }: DemandContext) {
  const { cores, threads } = guest.facts;
  const whole = wholeCapacity({ cores, threads, rating: guest.facts.rating ?? rating }, target.threadYield);
  return guest.measures.busy ?? Float32Array.from({ length: slots }, (_, t) => (100 * used(t)) / whole);
}

/** Share of busy time that is in kernel mode, interrupts and DPCs included: what emulation lengthens. */
export function privilegedShare(guest: Guest): number {
  const { kernel, interrupt } = sharesOf(guest);
  return Math.min(1, kernel + interrupt);
}

/** Whether its figures hold what a platform of today costs it. */
export function isVirtual({ facts }: Guest): boolean {
  return facts.measured !== 'native';
}

/** What its host measured of its processors, before what its own meter says. */
export function hostFigures({ usedGHz, hostBusy, usedCores, runCores }: Guest['measures']) {
  if (usedGHz) return { series: usedGHz, unit: 'GHz' } as const;
  if (hostBusy) return { series: hostBusy, unit: '%' } as const;
  const cores = usedCores ?? runCores;
  return cores ? ({ series: cores, unit: 'processors' } as const) : null;
}

/** Processor use by slot as it was measured, GHz: by its host where that is known; null without figures. */
export function measuredProcessor(
  { facts, measures }: Guest,
  hostRating: number,
  threadYield: number,
): ((slot: number) => number) | null {
  const rating = facts.rating ?? hostRating;
  const scale = wholeCapacity({ cores: facts.cores, threads: facts.threads, rating }, threadYield) / 100;
  const byHost = hostFigures(measures);
  if (byHost) {
    const { series, unit } = byHost;
    const factor = unit === 'GHz' ? 1 : unit === '%' ? scale : rating;
    return (slot) => series[slot] * factor;
  }
  const { busy } = measures;
  return busy ? (slot) => busy[slot] * scale : null;
}

/** What a GHz of native work costs besides itself: whatever it is, and for each share of it that is of a kind. */
const costsOf = (p: OverheadParameters) =>
  ({ always: p.nested, inKernel: emulationFactor(p), inInterrupts: p.ioPath }) as const;

/** Whether shares of kernel time and interrupts decide anything. */
const asksShares = (p: OverheadParameters) => emulationFactor(p) > 0 || p.ioPath > 0;

function processor(
  guest: Guest,
  context: DemandContext,
): { parts: ((slot: number) => ProcessorParts) | null } & Pick<GuestDemand, 'assumed'> {
  const { target, present, unshared = 0 } = context;
  const used = measuredProcessor(guest, context.rating, target.threadYield);
  if (!used) return { parts: null, assumed: null };
  const alone = unshared * aloneShare(guest.facts);
  const finish = (work: number, emulation: number, ioPath: number, switches: number): ProcessorParts => {
    const idleThreads = alone === 0 ? 0 : alone * (work + emulation + ioPath + switches);
    return { work, emulation, ioPath, switches, idleThreads };
  };
  const virtual = isVirtual(guest);
  if (virtual && !present) {
    return { parts: (slot) => finish(used(slot), 0, 0, 0), assumed: null };
  }
  const inside = virtual ? present : null;
  const { privileged, interrupt, dpc, switches } = guest.measures;
  const busy = virtual ? guest.measures.busy : busyOf(guest, used, context);
  const shares = sharesOf(guest, busy);
  const second = 1e-6 * (guest.facts.rating ?? context.rating);
  // Where it stays on its platform, what is taken out is added again, whatever its shares.
  const asks = inside !== target && (asksShares(target) || (inside !== null && asksShares(inside)));
  const before = inside ? costsOf(inside) : { always: 0, inKernel: 0, inInterrupts: 0 };
  const switchedBefore = inside?.contextSwitch ?? 0;
  const cost = costsOf(target);
  const parts = (slot: number): ProcessorParts => {
    const measured = used(slot);
    // The shares of a slot are those of a native meter alone: a VM's is right on average at best.
    const whole = virtual ? NaN : busy![slot];
    const i = interruptShare(shareAt(interrupt, slot, whole), shareAt(dpc, slot, whole), shares.interrupt);
    const all = shareAt(privileged, slot, whole);
    const k = all >= 0 ? Math.max(0, Math.min(1, all) - i) : Math.min(shares.kernel, 1 - i);
    const logged = switches && switches[slot] >= 0 ? switches[slot] * second : 0;
    // What is inside cannot be more than what was measured.
    const switched = switchedBefore ? Math.min(logged, measured / switchedBefore) : logged;
    const own = before.always + before.inKernel * (k + i);
    const work = (measured - switchedBefore * switched) / (1 + own + before.inInterrupts * i);
    return finish(
      work,
      (cost.always + cost.inKernel * (k + i)) * work,
      cost.inInterrupts * i * work,
      target.contextSwitch * switched,
    );
  };
  return { parts, assumed: asks && shares.assumed ? shares : null };
}

/** Part of a busy slot that a counter says; NaN where it says nothing. */
const shareAt = (part: Float32Array | undefined, slot: number, whole: number): number =>
  part ? part[slot] / whole : NaN;

/**
 * Part of its work that runs with the other thread of the core idle, under a scheduler that gives a core to one guest at
 * a time: all of it in a guest without SMT, that of the odd virtual processor in one with it (Microsoft Learn, Manage
 * Hyper-V hypervisor scheduler types, 2025).
 */
function aloneShare({ smt, cores }: Guest['facts']): number {
  if (smt === 'no') return 1;
  return cores % 2 === 1 ? 1 / cores : 0;
}

function memoryOf(guest: Guest, context: DemandContext) {
  const { target } = context;
  const need = memoryNeed(guest, context);
  if (!need) return null;
  const { facts, measures } = guest;
  const peak = largest(need);
  const floor = facts.floor ?? 0;
  const ballooned = target.ballooning >= 0.5 && !context.wholeMemory && !paging(guest);
  const level = ballooned ? need.map((v) => Math.max(v, floor)) : Float64Array.of(peak);
  const base = context.oneImage ? Math.min(facts.osBase ?? OS_BASE, smallest(level)) : 0;
  const image = context.oneImage ? 'one operating system' : facts.image;
  // What a host measured as consumed has been shared there already.
  const sharedAlready = facts.measured === 'host' && measures.usedMiB !== undefined && !context.wholeMemory;
  const sharing = image === '' || sharedAlready ? 0 : target.sharing;
  const shareable = context.oneImage ? base : sharing * smallest(level);
  const configured = facts.memory ?? peak;
  const printed = context.memoryTable && tableMemory(context.memoryTable, configured, facts.cores);
  const overhead =
    target.vcpuMemory * facts.cores + target.memoryShare * configured + (printed ? printed.mib : 0);
  const { shadow } = target;
  return {
    series: level.map((v) => v * (1 + shadow) + overhead),
    shareable,
    image: shareable > 0 ? image : '',
    parts: { need: peak, shadow: peak * shadow, overhead },
    beyond: printed?.beyond ?? false,
  };
}

/** Memory need by slot, MiB: installed less available, or as given; null where it cannot be known. */
export function memoryNeed(
  guest: Guest,
  context: Pick<DemandContext, 'wholeMemory' | 'slots' | 'gaps'>,
): Float64Array | null {
  // Rounded down as a host's is, so that a server fits one with as much memory.
  const memory = guest.facts.memory && roundedDown(guest.facts.memory, RESOURCES.memory.quantum);
  const { availableMiB, usedMiB } = guest.measures;
  if (context.wholeMemory && memory !== null) return new Float64Array(context.slots).fill(memory);
  if (usedMiB) return fillHoles(Float64Array.from(usedMiB), context.gaps);
  if (memory === null) return null;
  if (!availableMiB) return new Float64Array(context.slots).fill(memory);
  const used = Float64Array.from(availableMiB, (free) => Math.max(0, memory - free));
  return fillHoles(used, context.gaps);
}

/** Pages/sec stay high for a quarter of the time: short of memory as it stands. */
export function paging(guest: Guest): boolean {
  const { pages } = guest.measures;
  return pages !== undefined && percentile(pages, 0.75) > HIGH_PAGING;
}

/** A slot without a sample is missing, never zero: the series' own 95th percentile (nearest rank) stands in. */
function fillHoles(series: Float64Array, gaps?: Uint8Array | null): Float64Array {
  if (!series.includes(NaN)) return series;
  const sorted = series.filter((v) => !Number.isNaN(v)).sort();
  const stand = sorted.length ? sorted[Math.ceil(0.95 * sorted.length) - 1] : 0;
  return series.map((v, t) => (Number.isNaN(v) ? (gaps?.[t] ? 0 : stand) : v));
}

function smallest(series: Float64Array): number {
  let m = Infinity;
  for (const v of series) if (v < m) m = v;
  return m;
}
