import { decodeKernel, instantiate } from '../wasm';
import type { KernelExports } from '../wasm';
import { encodeHost } from './encode';
import { decodeStatistics, statisticsWords } from './decode';
import type { HostModel } from './host';
import { LOG_BYTES, decodeLog } from './timeline';
import type { Timeline } from './timeline';
import type { RunStatistics } from './statistics';

/** What the dispatch kernel exports (assembly/dispatch/index.ts). */
export interface DispatchExports extends KernelExports {
  readModel(words: number): void;
  start(seed: bigint): void;
  /** 1: no short cuts in the runs to come. */
  takeCare(on: number): void;
  /** Handles at most `budget` events; 1 when the run is over. */
  advance(budget: number): number;
  writeStatistics(at: number): number;
  makeLog(size: number, end: bigint): number;
  logCount(): number;
  nextBits(): bigint;
  nextUnit(): number;
  /** Ticks up to and with the next lost one, from a uniform number and the chance that a tick is lost. */
  lossGap(unit: number, lose: number): number;
  /** An exponential time of this mean (100 ns), to the nearest unit. */
  drawExponential(mean: number): number;
}

/** Events in one step: well below 20 ms on a slow machine. */
const STEP_EVENTS = 50_000;

/** One instance of the dispatch kernel. `load` a host, then `start` and `step` until done, then read; repeat. */
export class DispatchKernel {
  private model: HostModel | undefined;
  private words = 0;
  private output = 0;
  private log = 0;

  constructor(readonly exports: DispatchExports) {}

  /** The kernel built into the program. */
  static async create(): Promise<DispatchKernel> {
    const { default: text } = await import('../generated/dispatch');
    return DispatchKernel.from(await decodeKernel(text));
  }

  /** A kernel from the bytes of a build. */
  static async from(bytes: BufferSource): Promise<DispatchKernel> {
    return new DispatchKernel(await instantiate<DispatchExports>(bytes));
  }

  /**
   * Takes a host in place of the one before. With `log`, the first `records` changes and ticks up to time `until`
   * (100 ns) of each run are kept for `timeline`. @throws RangeError when the host is larger than the kernel holds.
   */
  load(model: HostModel, log?: { readonly records: number; readonly until: number }): void {
    const words = encodeHost(model);
    const { exports } = this;
    this.model = undefined;
    exports.resetArena();
    const at = exports.take(words.byteLength);
    this.words = statisticsWords(model);
    this.output = exports.take(this.words * 8);
    this.log = exports.makeLog(log?.records ?? 0, BigInt(Math.round(log?.until ?? 0)));
    new Float64Array(exports.memory.buffer, at, words.length).set(words);
    exports.readModel(at);
    this.model = model;
  }

  /** Puts the host at time 0 of the run with this seed (a whole number from 0 to 2^53, or any 64 bits). */
  start(seed: number | bigint): void {
    if (!this.model) throw new Error('dispatch kernel: no host is loaded');
    this.exports.start(BigInt.asUintN(64, BigInt(seed)));
  }

  /** Goes on with the run for at most `events` events; true when it is over. */
  step(events = STEP_EVENTS): boolean {
    return this.exports.advance(events) !== 0;
  }

  /** What the run measured. Whole only when it is over. */
  statistics(): RunStatistics {
    if (!this.model) throw new Error('dispatch kernel: no host is loaded');
    const written = this.exports.writeStatistics(this.output);
    if (written !== this.words)
      throw new Error(`dispatch kernel: ${written} words of statistics, expected ${this.words}`);
    return decodeStatistics(
      this.model,
      new Float64Array(this.exports.memory.buffer, this.output, this.words),
    );
  }

  /** What the log holds of the run so far. */
  timeline(): Timeline {
    const count = this.exports.logCount();
    return decodeLog(new DataView(this.exports.memory.buffer, this.log, count * LOG_BYTES), count);
  }

  /** A whole run at once: for short ones, tests and threads that need not listen. */
  run(seed: number | bigint): RunStatistics {
    this.start(seed);
    while (!this.step());
    return this.statistics();
  }
}
