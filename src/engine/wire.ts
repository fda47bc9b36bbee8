import { agreedGlobals, type Globals, type WireNames } from './agreement';
import { instantiate, type KernelExports } from './wasm';

type Given = Int32Array | Float64Array;

/** The one way to a kernel: its calls, and its words by name. Views are void once the kernel has taken more room. */
export class KernelWire<Calls, W extends string, T extends string = never> {
  private constructor(
    readonly calls: Calls & KernelExports,
    private readonly globals: Globals,
    private readonly names: WireNames<W, T>,
  ) {}

  /**
   * Starts a kernel.
   * @throws Error naming what differs when the kernel was built for another version or layout than `names` tells.
   */
  static async open<Calls, W extends string, T extends string = never>(
    bytes: BufferSource,
    names: WireNames<W, T>,
  ): Promise<KernelWire<Calls, W, T>> {
    const exports = await instantiate<Calls & KernelExports>(bytes);
    return new KernelWire(exports, agreedGlobals(exports, names), names);
  }

  /** A number. */
  get(word: W): number {
    return Number(this.globals.get(word)!.value);
  }
  set(word: W, value: number): void {
    this.globals.get(word)!.value = value;
  }
  /** Writes many numbers. */
  put(values: Readonly<Partial<Record<W, number>>>): void {
    for (const [word, value] of Object.entries(values)) this.set(word as W, value as number);
  }

  /** The first `length` entries of an array of 32-bit integers, from entry `from` on; a view. */
  ints(word: W, length: number, from = 0): Int32Array {
    return this.intsAt(this.address(word) + 4 * from, length);
  }
  /** The same of an array of doubles. */
  floats(word: W, length: number, from = 0): Float64Array {
    return this.floatsAt(this.address(word) + 8 * from, length);
  }
  /** So many bytes, for records of mixed types. */
  bytes(word: W, length: number): DataView {
    return new DataView(this.calls.memory.buffer, this.address(word), length);
  }
  intsAt(at: number, length: number): Int32Array {
    return new Int32Array(this.calls.memory.buffer, at, length);
  }
  floatsAt(at: number, length: number): Float64Array {
    return new Float64Array(this.calls.memory.buffer, at, length);
  }

  /** Zeroed room for `bytes`; its address. */
  take(bytes: number): number {
    return this.calls.take(bytes) >>> 0;
  }
  /** Takes room for an array and tells the kernel where it is. */
  room(word: W, bytes: number): void {
    this.set(word, this.take(bytes));
  }
  /** Copies arrays in, each to room of its own. */
  give(arrays: Readonly<Partial<Record<W, Given>>>): void {
    for (const [word, array] of Object.entries(arrays) as [W, Given][]) {
      this.room(word, array.byteLength);
      if (array instanceof Int32Array) this.ints(word, array.length).set(array);
      else this.floats(word, array.length).set(array);
    }
  }

  /** Takes room for a table of so many records. */
  tableRoom(table: T, records: number): void {
    this.globals.get(table)!.value = this.take(records * this.names.tables[table].length * 8);
  }
  /** Copies a table in; a record that lacks a field of the table is a fault of the caller's. */
  fill<F extends string>(table: T, records: readonly Readonly<Record<F, number>>[]): void {
    this.tableRoom(table, records.length);
    const fields = this.names.tables[table] as readonly F[];
    const words = this.floatsAt(this.address(table), records.length * fields.length);
    let at = 0;
    for (const record of records)
      for (const field of fields) {
        const value = record[field];
        if (value === undefined) throw new Error(`${this.names.kernel}: ${table} lacks ${field}`);
        words[at++] = value;
      }
  }
  /** The doubles of `records` records of a table, one after the other; a view. */
  records(table: T, records: number): Float64Array {
    return this.floatsAt(this.address(table), records * this.names.tables[table].length);
  }

  private address(word: string): number {
    return Number(this.globals.get(word)!.value) >>> 0;
  }
}
