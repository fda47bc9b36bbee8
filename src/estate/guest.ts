import type { MeasureId } from './measure';

/** Where a server was measured: decides which overheads its figures already hold. */
export type MeasuredWhere = 'native' | 'guest' | 'host';

/** What a workload is like; supplies shares that counters do not give (an assumption, marked on the guest). */
export type WorkloadClass = 'compute' | 'web' | 'database' | 'mail' | 'file' | 'directory' | 'backup';

/** What counters cannot tell. Every field can be typed in; what nobody said is guessed and marked. */
export interface Facts {
  /** Logical processors. */
  readonly cores: number;
  /** Speed of one core in the unit of the hosts' rating (default GHz); null: that of the target host. */
  readonly rating: number | null;
  /** Installed memory, MiB; null: not known. */
  readonly memory: number | null;
  /** Least memory that ballooning must leave it, MiB; null: none stated, what it needs at the moment is enough. */
  readonly floor: number | null;
  /** Guests of one image share pages; empty: shares with nobody. */
  readonly image: string;
  readonly os: string;
  readonly bits: 32 | 64;
  /** Memory that the operating system itself takes, MiB; null: not known. */
  readonly osBase: number | null;
  readonly class: WorkloadClass | '';
  readonly measured: MeasuredWhere;
  /** Gets processors of its own. */
  readonly dedicated: boolean;
  /** Stays on its own machine. */
  readonly native: boolean;
  /** Guests with the same non-empty word go onto one host. */
  readonly together: string;
  /** Guests that share a word here go onto different hosts; several words separated by `;`. */
  readonly apart: string;
  /** Must go onto the inventory's host of this name; empty: any. */
  readonly host: string;
}

export const UNKNOWN_FACTS: Facts = {
  cores: 1,
  rating: null,
  memory: null,
  floor: null,
  image: '',
  os: '',
  bits: 64,
  osBase: null,
  class: '',
  measured: 'native',
  dedicated: false,
  native: false,
  together: '',
  apart: '',
  host: '',
};

/** A server to be folded: its facts, and its measures on the estate's grid. */
export interface Guest {
  readonly name: string;
  readonly facts: Facts;
  /** Fields of `facts` that nobody stated: shown as guesses. */
  readonly guessed: ReadonlySet<keyof Facts>;
  /** Each of length grid.slots; NaN where nothing was measured. */
  readonly measures: Partial<Record<MeasureId, Float32Array>>;
  /** Part of the slots that hold a sample, 0..1, of its best-covered measure. */
  readonly coverage: number;
  /** Number of samples behind its best-covered measure. */
  readonly samples: number;
  readonly processes: readonly string[];
}
