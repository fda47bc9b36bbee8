import { decodeKernel } from '../wasm';
import { KernelWire } from '../wire';
import { encodeHost } from './encode';
import { decodeStatistics } from './decode';
import { figureCounts, type RunFigures } from './figure-counts';
import type { HostModel } from './host';
import { BUCKETS } from './statistics';
import { LOG_BYTES, decodeLog } from './timeline';
import type { RunLog } from './timeline';
import type { RunStatistics } from './statistics';
import { DISPATCH_WIRE } from './wire';
import type { DispatchCalls, DispatchWord, FigureTable, HostTable } from './wire';

type DispatchWire = KernelWire<DispatchCalls, DispatchWord, HostTable | FigureTable>;

/** Events in one step: well below 20 ms on a slow machine. */
const STEP_EVENTS = 50_000;

/** One instance of the dispatch kernel. `load` a host, then `start` and `step` until done, then read; repeat. */
export class DispatchKernel {
  private model: HostModel | undefined;
  /** How many records of figures there are. */
  private counts = {} as Readonly<Record<FigureTable, number>>;

  private constructor(private readonly wire: DispatchWire) {}

  /** The kernel's own calls, for tests and references that draw as it does. */
  get calls(): DispatchWire['calls'] {
    return this.wire.calls;
  }

  /** The kernel built into the program. */
  static async create(): Promise<DispatchKernel> {
    const { default: text } = await import('../generated/dispatch');
    return DispatchKernel.from(await decodeKernel(text));
  }

  /** A kernel from the bytes of a build. */
  static async from(bytes: BufferSource): Promise<DispatchKernel> {
    return new DispatchKernel(await KernelWire.open(bytes, DISPATCH_WIRE));
  }

  /**
   * Takes a host in place of the one before. With `log`, the first `records` changes and ticks up to time `until`
   * (100 ns) of each run are kept for `timeline`. @throws RangeError when the host is larger than the kernel holds.
   */
  load(model: HostModel, log?: { readonly records: number; readonly until: number }): void {
    const { words, tables, traces } = encodeHost(model);
    const { wire } = this;
    this.model = undefined;
    wire.calls.resetArena();
    wire.put(words);
    for (const [table, records] of Object.entries(tables)) wire.fill<string>(table as HostTable, records);
    wire.give({ traces });
    this.counts = figureCounts(model);
    for (const table of Object.keys(this.counts) as FigureTable[]) wire.tableRoom(table, this.counts[table]);
    wire.room('histograms', model.guests.length * BUCKETS * 8);
    wire.calls.makeLog(log?.records ?? 0, BigInt(Math.round(log?.until ?? 0)));
    wire.calls.readModel();
    this.model = model;
  }

  /** Puts the host at time 0 of the run with this seed (a whole number from 0 to 2^53, or any 64 bits). */
  start(seed: number | bigint): void {
    this.loaded();
    this.calls.start(BigInt.asUintN(64, BigInt(seed)));
  }

  private loaded(): HostModel {
    if (!this.model) throw new Error('dispatch kernel: no host is loaded');
    return this.model;
  }

  /** Goes on with the run for at most `events` events; true when it is over. */
  step(events = STEP_EVENTS): boolean {
    return this.calls.advance(events) !== 0;
  }

  /** What the run measured. Whole only when it is over. */
  statistics(): RunStatistics {
    const { wire } = this;
    const model = this.loaded();
    wire.calls.writeStatistics();
    const figures: Partial<Record<FigureTable, Float64Array>> = {};
    for (const table of Object.keys(this.counts) as FigureTable[])
      figures[table] = wire.records(table, this.counts[table]);
    const histograms = wire.floats('histograms', model.guests.length * BUCKETS);
    return decodeStatistics(model, figures as RunFigures, histograms);
  }

  /** How many changes and ticks the log holds by now. */
  get logged(): number {
    return this.wire.get('logCount');
  }

  /** What the log holds of the run so far. */
  timeline(): RunLog {
    return decodeLog(this.wire.bytes('log', this.logged * LOG_BYTES), this.logged);
  }

  /** A whole run at once: for short ones, tests and threads that need not listen. */
  run(seed: number | bigint): RunStatistics {
    this.start(seed);
    while (!this.step());
    return this.statistics();
  }
}
