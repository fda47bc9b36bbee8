import type { LeftOut } from './estate';
import type { Finding } from './finding';
import type { MeasureId } from './measure';
import type { Facts } from './guest';
import type { Question } from './question';
import type { DecimalSeen } from './settle-decimals';
import type { TodaysHost } from './todays-host';

/**
 * What one file says of one server, sample by sample, before it is put on a grid.
 * Times are milliseconds of the server's own wall clock, written as if it were UTC; they may repeat, jump and run
 * backwards (a saved spreadsheet, the end of summer time). A sample that the file does not have is NaN, never zero.
 */
export interface Recording {
  readonly server: string;
  /** The file it came from. */
  readonly source: string;
  /** No machine is named in it: the server's name is the file's. */
  readonly byFile?: true;
  readonly times: Float64Array;
  readonly measures: Partial<Record<MeasureId, Float32Array>>;
  /** What the file tells besides (processors counted from instances, a table's columns). */
  readonly facts: Partial<Facts>;
  /** Names of processes seen, where the log names them. */
  readonly processes: readonly string[];
  /** % Processor Time of each process over `times`, where it was asked for; in % of one processor, may pass 100. */
  readonly processSeries?: readonly { readonly name: string; readonly values: Float32Array }[];
  /** What all processes showed together, listed or not: their _Total less Idle, in % of one processor. */
  readonly processWhole?: Float32Array;
  /** The moment of each value that no machine has: it was left out. */
  readonly impossible?: readonly number[];
  /** Minutes to add to local time for UTC, and the zone's name, where the file says so. */
  readonly zone?: { readonly name: string; readonly biasMinutes: number | null };
  /** The host that it runs on today, as an inventory names it. */
  readonly on?: string;
  /** Another name of it, by which logs may call it: that of its network. */
  readonly alias?: string;
}

/** One counter of a log: for the table of which counters can be trusted, and for mapping by hand. */
export interface CounterSeen {
  readonly server: string;
  readonly object: string;
  readonly counter: string;
  /** How many instances of it the log holds. */
  readonly instances: number;
  /** The measure it was read as, or null when it was not used. */
  readonly measure: MeasureId | null;
  /** Whether it was read as a fact. */
  readonly fact?: true;
}

/** What columns of a file were taken for: alike ones once. */
export interface Understood {
  readonly measure: MeasureId;
  /** As the file has it; null where nothing says, and the size of the values told. */
  readonly unit: string | null;
  readonly known: 'name' | 'person' | 'guess';
  /** The first such column, as the file writes it. */
  readonly from: string;
  readonly servers: number;
}

/** What came out of one file. */
export interface Reading {
  readonly name: string;
  /** Human name of the format, e.g. `Performance Monitor CSV`. */
  readonly format: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly recordings: readonly Recording[];
  /** Servers that it names and holds no usable figure of. */
  readonly leftOut?: readonly LeftOut[];
  /** The counters that the file holds, used or not. */
  readonly counters: readonly CounterSeen[];
  /** Hosts of today that it lists. */
  readonly hosts?: readonly TodaysHost[];
  readonly findings: readonly Finding[];
  /** What its columns are, how that is known, and in which unit. */
  readonly understood?: readonly Understood[];
  /** What is asked; nothing is planned before it is answered. */
  readonly questions?: readonly Question[];
  /** The same for files with the same columns: what was mapped by hand goes by it. */
  readonly shape?: string;
  /** Its first rows as they are written. */
  readonly first?: readonly (readonly string[])[];
  /** Which of day and month it was read to have first, and whether anything in it proves that. */
  readonly dates?: { readonly order: 'mdy' | 'dmy' | 'ymd'; readonly sure: boolean };
  /** With which decimal sign, where files differ in that. */
  readonly decimal?: DecimalSeen;
}
