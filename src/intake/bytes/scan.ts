import { joinedWith, nextWanted, startsPdh } from './pieces';
import type { ClockReader } from './dates';
import { NOT_A_NUMBER, parseNumber, POWERS } from './numbers';
import { parseTimeOfDay } from './dates';
import { Names } from './names';

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** How much of a piece is joined with the unfinished cell before it. */
const SEAM = 256;
/** A quoted header cell longer than this was never closed. */
const LONGEST_QUOTE = 1 << 18;
const EMPTY = new Uint8Array(0);

/** What a column's cells are read as; a share is a number without thousands. Numbers come first. */
export const Kind = { number: 0, share: 1, time: 2, timeOfDay: 3, text: 4 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Which columns of a file are kept, and where they go. */
export interface RowPlan {
  /** By column of the file: the slot its cell goes to, or -1 to skip it without decoding. */
  readonly slots: Int32Array;
  /** By slot: how it is read. */
  readonly kinds: readonly Kind[];
}

/** Takes what the scanner finds. Lines and cells count from 1. */
export interface RowHandler {
  /** A row while no plan is known; a plan makes it the header, null leaves it behind. */
  header(cells: readonly string[], line: number): RowPlan | null;
  /** A row of data: by slot, numbers, times or numbers of names; NaN where there is none. The array is reused. */
  row(values: Float64Array, cells: number, line: number): void;
}

/** How a file is cut into cells. */
export interface Dialect {
  /** Byte of the delimiter: comma, semicolon or tab. */
  readonly delimiter: number;
  /** Byte of the decimal sign: full stop or comma. */
  readonly decimal: number;
}

/** Cells that could not be used: how many, and the first of them. */
export interface Trouble {
  count: number;
  line: number;
  cell: number;
  texts: string[];
}

/**
 * Cuts a stream of bytes into cells and reads those that a plan asks for straight from the bytes. Knows line and cell,
 * honours quotes (doubled ones too) across chunks, takes LF, CR LF and CR, skips NUL padding and empty lines. In rows of
 * data a quote does not hold a line break, so that one lost quote costs one line. A row that begins with `(PDH-` is a
 * header again: logs that were appended to each other.
 * Bytes must be of an encoding that extends ASCII.
 */
export class RowScanner {
  readonly badNumbers: Trouble = { count: 0, line: 0, cell: 0, texts: [] };
  readonly badTimes: Trouble = { count: 0, line: 0, cell: 0, texts: [] };
  /** Rows with fewer and with more cells than the header. */
  shortRows = 0;
  longRows = 0;
  firstRagged = 0;
  /** Quotes that the end of a line or of the file closed. */
  openQuotes = 0;
  /** The last row stops in the middle: its last cell is not used. */
  cut = false;
  /** No line end stands behind the last row. */
  endsOpen = false;
  line = 1;
  readonly names: Names;

  private carry: Uint8Array = EMPTY;
  private column = 0;
  private plan: RowPlan | null = null;
  private values = new Float64Array(0);
  /** By column: the next at or behind it that the plan keeps; the number of columns where none is. */
  private wanted = new Int32Array(0);
  private headerCells: string[] = [];
  private afterReturn = false;
  private rowDead = false;
  private trustQuotes = true;
  private linesInQuotes = 0;
  /** The cell that was read last ended a row. */
  private rowDone = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly decode: (bytes: Uint8Array) => string,
    private readonly handler: RowHandler,
    private readonly clock: () => ClockReader,
  ) {
    this.names = new Names(decode);
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    if (this.carry.length) {
      const before = this.carry.length;
      let used = this.consume(joinedWith(this.carry, chunk.subarray(0, SEAM)), false);
      if (used < before) {
        // The cell is longer than the seam.
        const bytes = joinedWith(this.carry.subarray(used), chunk);
        used = this.consume(bytes, false);
        this.carry = used < bytes.length ? bytes.slice(used) : EMPTY;
        return;
      }
      from = used - before;
    }
    const rest = chunk.subarray(from);
    const used = this.consume(rest, false);
    this.carry = used < rest.length ? rest.slice(used) : EMPTY;
  }

  finish(): void {
    const rest = this.carry;
    this.carry = EMPTY;
    this.consume(rest, true);
    if (this.column === 0) return;
    // The file ends behind a delimiter: one more cell, blank.
    this.endsOpen = true;
    if (this.plan === null) this.headerCells.push('');
    this.endRow(this.column === this.plan?.slots.length ? this.column : this.column + 1);
  }

  /** @returns how many bytes are done with; the rest is an unfinished cell */
  private consume(bytes: Uint8Array, final: boolean): number {
    const end = bytes.length;
    const { delimiter, decimal } = this.dialect;
    let at = 0;
    while (at < end) {
      if (this.column === 0) {
        const byte = bytes[at];
        const paired = byte === LF && this.afterReturn;
        this.afterReturn = false;
        if (paired || byte === 0) {
          at++;
          continue;
        }
        if (this.plan && (byte === 40 || (byte === QUOTE && (bytes[at + 1] === 40 || at + 1 === end)))) {
          if (end - at < 6 && !final) return at;
          if (startsPdh(bytes, byte === QUOTE ? at + 1 : at)) this.plan = null;
        }
      }
      const plan = this.plan;
      const slots = plan === null ? null : plan.slots;
      const kinds = plan === null ? null : plan.kinds;
      const values = this.values;
      let column = this.column;
      let start = at;
      let terminator = -1;

      // One row's cells, as far as this chunk goes.
      for (;;) {
        if (slots !== null && column > 0) {
          const wanted = this.rowDead ? slots.length : this.wanted[Math.min(column, slots.length)];
          if (wanted > column) {
            at = this.pass(bytes, at, column, wanted);
            column = this.column;
          }
        }
        start = at;
        // The usual cell, a plain number, is read in one go; anything else goes the long way below.
        if (slots !== null && column < slots.length && slots[column] >= 0 && !this.rowDead) {
          const slot = slots[column];
          if (kinds![slot] <= Kind.share) {
            const quote = bytes[at] === QUOTE ? 1 : 0;
            let mark = at + quote;
            const first = mark;
            // Nine digits at a time fit into a whole number of 32 bits, which a processor multiplies at once.
            let whole = 0;
            for (let stop = Math.min(end, mark + 9); mark < stop; mark++) {
              const digit = bytes[mark] - 48;
              if (digit >>> 0 > 9) break;
              whole = (Math.imul(whole, 10) + digit) | 0;
            }
            let value = whole;
            if (mark === first + 9)
              for (; mark < end; mark++) {
                const digit = bytes[mark] - 48;
                if (digit >>> 0 > 9) break;
                value = value * 10 + digit;
              }
            const digits = mark - first;
            if (digits > 0 && digits < 16 && mark < end) {
              if (bytes[mark] === decimal && decimal !== delimiter) {
                const fraction = ++mark;
                let high = 0;
                for (let stop = Math.min(end, mark + 9); mark < stop; mark++) {
                  const digit = bytes[mark] - 48;
                  if (digit >>> 0 > 9) break;
                  high = (Math.imul(high, 10) + digit) | 0;
                }
                if (mark < fraction + 9) {
                  const power = POWERS[mark - fraction];
                  value = (value * power + high) / power;
                } else {
                  let low = 0;
                  for (let stop = Math.min(end, mark + 9); mark < stop; mark++) {
                    const digit = bytes[mark] - 48;
                    if (digit >>> 0 > 9) break;
                    low = (Math.imul(low, 10) + digit) | 0;
                  }
                  const power = POWERS[mark - fraction];
                  value = (value * power + (high * POWERS[mark - fraction - 9] + low)) / power;
                  // Behind many zeros these are not all that a double holds: the long way.
                  if (whole === 0 && high < 1e6 && mark === fraction + 18) mark = end;
                  // Further digits change nothing.
                  while (mark < end && (bytes[mark] - 48) >>> 0 <= 9) mark++;
                }
              }
              if (mark + quote < end && (quote === 0 || bytes[mark] === QUOTE)) {
                terminator = bytes[mark + quote];
                if (terminator === delimiter || terminator === LF || terminator === CR) {
                  values[slot] = value;
                  at = mark + quote + 1;
                  if (terminator !== delimiter) {
                    this.endRow(column + 1, terminator === CR);
                    break;
                  }
                  column++;
                  if (at < end) continue;
                  this.column = column;
                  return end;
                }
              }
            }
          }
        }
        const next = this.anyCell(bytes, start, column, final);
        if (next < 0) {
          this.column = column;
          return start;
        }
        at = next;
        if (this.rowDone) break;
        column++;
        if (at >= end) {
          this.column = column;
          return end;
        }
      }
      this.column = 0;
    }
    return end;
  }

  /**
   * Reads a cell of any kind: blank, quoted, a time, a name, of a header, of a row that has more cells than it.
   * @returns where the next cell begins, `rowDone` where that is a row's first; -1 where the cell is not all there
   */
  private anyCell(bytes: Uint8Array, start: number, column: number, final: boolean): number {
    const { delimiter, decimal } = this.dialect;
    const end = bytes.length;
    const slots = this.plan === null ? null : this.plan.slots;
    let at = start;
    let terminator = -1;
    this.rowDone = false;
    while (at < end && bytes[at] === 32) at++;
    let from = at;
    let to = at;
    let doubled = false;
    let quoted = false;
    if (at < end && bytes[at] === QUOTE) {
      quoted = true;
      from = ++at;
      const bound = slots !== null || !this.trustQuotes;
      for (;;) {
        while (at < end && bytes[at] !== QUOTE && !(bound && bytes[at] === LF)) at++;
        if (at < end && bytes[at] === QUOTE) {
          if (at + 1 < end && bytes[at + 1] === QUOTE) {
            doubled = true;
            at += 2;
            continue;
          }
          to = at++;
          if (at === end && !final) return -1;
        } else {
          if (at >= end && !final) {
            // A header quote that never closes must not swallow the file.
            if (bound || end - start <= LONGEST_QUOTE) return -1;
            this.trustQuotes = false;
            return this.anyCell(bytes, start, column, final);
          }
          this.openQuotes++;
          to = at;
          if (at >= end) this.cut = true;
        }
        break;
      }
      while (at < end && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
    } else {
      while (at < end) {
        const byte = bytes[at];
        if (byte === delimiter || byte === LF || byte === CR) break;
        at++;
      }
      to = at;
    }
    if (at >= end) {
      if (!final) return -1;
      this.endsOpen = true;
      if (slots !== null && column + 1 < slots.length) this.cut = true;
    } else terminator = bytes[at];

    if (column === 0 && from === to && !quoted && terminator !== delimiter) {
      this.line++;
      this.afterReturn = terminator === CR;
      this.rowDone = true;
      return at + 1;
    }
    // Keep what the plan asks for.
    if (slots === null) {
      const text = this.decode(bytes.subarray(from, to));
      if (quoted) this.linesInQuotes += text.split('\n').length - 1;
      this.headerCells.push((doubled ? text.replaceAll('""', '"') : text).trim());
    } else if (column < slots.length) {
      const slot = slots[column];
      if (slot >= 0 && !this.rowDead && !(this.cut && terminator === -1)) {
        const kind = this.plan!.kinds[slot];
        if (kind <= Kind.share) {
          const value = parseNumber(bytes, from, to, decimal, kind === Kind.share);
          if (value === NOT_A_NUMBER) this.note(this.badNumbers, bytes, from, to, column);
          else this.values[slot] = value;
        } else this.keep(kind, slot, bytes, from, to, column);
      }
    }
    if (terminator !== delimiter) {
      // A delimiter at the end of each row parts nothing.
      this.endRow(from === to && column === slots?.length ? column : column + 1, terminator === CR);
      this.rowDone = true;
    }
    return at + 1;
  }

  /**
   * Passes over cells that nobody asked for, as far as they are whole and end in a delimiter.
   * @returns where the next cell begins; its column is left in `this.column`
   */
  private pass(bytes: Uint8Array, from: number, column: number, wanted: number): number {
    const { delimiter } = this.dialect;
    const end = bytes.length;
    let start = from;
    let at = from;
    cells: while (column < wanted || wanted === this.wanted.length - 1) {
      while (at < end && bytes[at] === 32) at++;
      // A quoted cell; doubled quotes go on.
      while (at < end && bytes[at] === QUOTE) {
        at++;
        while (at < end && bytes[at] !== QUOTE) if (bytes[at++] === LF) break cells;
        at++;
      }
      while (at < end && bytes[at] !== delimiter) {
        if (bytes[at] === LF || bytes[at] === CR) break cells;
        at++;
      }
      if (at >= end) break;
      start = ++at;
      column++;
    }
    this.column = column;
    return start;
  }

  private keep(kind: Kind, slot: number, bytes: Uint8Array, from: number, to: number, column: number): void {
    if (kind === Kind.time) {
      const time = this.clock().parse(bytes, from, to);
      this.values[slot] = time;
      if (time !== time) {
        this.rowDead = true;
        // Prose may hold delimiters: show the line and not its first cell.
        while (to < bytes.length && bytes[to] !== LF && bytes[to] !== CR) to++;
        this.note(this.badTimes, bytes, from, to, column);
      }
    } else if (kind === Kind.text) this.values[slot] = this.names.number(bytes, from, to);
    else this.values[slot] = parseTimeOfDay(this.decode(bytes.subarray(from, to)));
  }

  private note(trouble: Trouble, bytes: Uint8Array, from: number, to: number, column: number): void {
    if (trouble.count++ === 0) {
      trouble.line = this.line;
      trouble.cell = column + 1;
    }
    if (trouble.texts.length < 3) trouble.texts.push(this.decode(bytes.slice(from, Math.min(to, from + 60))));
  }

  private endRow(cells: number, returned = false): void {
    if (this.plan === null) {
      const header = this.headerCells;
      this.headerCells = [];
      const plan = this.handler.header(header, this.line);
      this.plan = plan;
      if (plan) {
        this.values = new Float64Array(plan.kinds.length).fill(NaN);
        this.wanted = nextWanted(plan.slots);
      }
      this.trustQuotes = true;
      this.line += this.linesInQuotes;
      this.linesInQuotes = 0;
    } else {
      if (!this.rowDead && cells !== this.plan.slots.length) {
        if (this.firstRagged === 0) this.firstRagged = this.line;
        if (cells < this.plan.slots.length) this.shortRows++;
        else this.longRows++;
      }
      this.handler.row(this.values, cells, this.line);
      this.values.fill(NaN);
      this.rowDead = false;
    }
    this.line++;
    this.column = 0;
    this.afterReturn = returned;
  }
}
