import type { Risk } from '../../decide/risk';
import type { Grid, ShiftOffer } from '../../estate/estate';
import type { DecimalSeen } from '../../estate/settle-decimals';
import type { Finding } from '../../estate/finding';
import type { CounterSeen } from '../../estate/recording';
import type { IntakeOptions } from '../../intake/options';
import type { FoldAnswer } from '../../placement/answer';
import type { FileRead } from '../fold/guests/file-read';
import type { GuestRow } from '../../placement/guest-row';
import type { Scenario } from '../../scenario/scenario';

/** A file as a person gave it, kept so that it can be read again in another way. */
export interface SourceFile {
  /** Its number: the planner's where it was read, below zero where it was not. */
  readonly id: number;
  readonly name: string;
  readonly source: File;
  /** What the person said about it; nothing at first. */
  readonly options: IntakeOptions;
  /** Counters that were met in it, used or not. */
  readonly counters: readonly CounterSeen[];
  /** What was made of it; none where it could not be cut into rows. */
  readonly read?: FileRead;
  /** With which decimal sign, where files differ in that. */
  readonly decimal?: DecimalSeen | undefined;
}

/** A file that gave nothing to fold: it may once a person says how to read it. */
export interface UnreadFile extends SourceFile {
  /** What was found, what was expected, what to do. */
  readonly message: string;
}

/** Why reading a file again failed; the reading before stays. */
export interface ReadingTrouble {
  /** The file's number. */
  readonly id: number;
  readonly text: string;
  /** Counters met in the attempt: another format may list others. */
  readonly counters: readonly CounterSeen[];
}

/** Files that were given together, and stopped being read before all were. */
export interface StoppedReading {
  /** How many were looked at before. */
  readonly read: number;
  /** Those that were not. */
  readonly rest: readonly File[];
}

/** How far the reading of a file is. */
export interface ReadingProgress {
  readonly name: string;
  /** 0..1, of all files that are read. */
  readonly done: number;
  /** Which of several files it is, from 1. */
  readonly files?: { readonly at: number; readonly all: number } | null;
  /** The number of a file that is read again; none for a new one. */
  readonly id?: number | null;
}

/** A file that was read. What was in it lives with the planner, under its number. */
export interface LoadedFile extends SourceFile {
  readonly format: string;
  readonly bytes: number;
  readonly rows: number;
  readonly findings: readonly Finding[];
}

/** What a person decided: what undo goes back to. */
export interface Decisions {
  readonly scenario: Scenario;
  /** Files in use; none while the sample is folded. */
  readonly files: readonly LoadedFile[];
}

/** A fold that is going on. */
export interface Folding {
  /** 0..1 of the search. */
  readonly fraction: number;
  /** It has taken longer than goes unnoticed. */
  readonly slow: boolean;
  /** When it began, by the page's clock, ms. */
  readonly began: number;
  /** How long it may look for better plans, where the clock ends it; else steps do. */
  readonly seconds: number | null;
}

/** An answer of the choices before, to the same files; of the sample; or of other files. */
export type Stale = 'choices' | 'sample' | 'files';

/** A search that has ended. */
export interface Searched {
  /** Seconds until it ended or was stopped. */
  readonly took: number;
}

/** How plans do on days that they have not seen, as far as it is known. */
export interface RiskState {
  /** Null before there is a curve. */
  readonly found: Risk | null;
  /** Whether more trials are being made. */
  readonly running: boolean;
  /** Why there is none. */
  readonly trouble: string | null;
}

/** Everything the views are drawn from; replaced as a whole, never changed. */
export interface AppState extends Decisions {
  readonly grid: Grid | null;
  /** The servers, as the table shows them. */
  readonly rows: readonly GuestRow[];
  /** Clocks that seem to be apart. */
  readonly offers?: readonly ShiftOffer[] | undefined;
  /** The last good answer: it stays until the next is there. */
  readonly answer: FoldAnswer | null;
  /** Of what the answer is, where it is not of the files and choices of now: then nothing of it may leave the page. */
  readonly stale: Stale | null;
  /** How many servers the answer is about. */
  readonly servers: number;
  readonly folding: Folding | null;
  /** How long the search took that the answer comes from; null before the first has ended. */
  readonly searched: Searched | null;
  /** Of the files and choices of now; none before somebody asked, or several days were measured. */
  readonly risk?: RiskState | null;
  /** Files that gave nothing to fold; one that was read after all is left out where it is drawn. */
  readonly unread: readonly UnreadFile[];
  readonly reading: ReadingProgress | null;
  /** What a cancel left unread, until it is read or left. */
  readonly stopped?: StoppedReading | null;
  /** What went wrong, kept beside its cause. */
  readonly problems: {
    readonly intake: string | null;
    readonly fold: string | null;
    /** What stands in the way of the fold is the slot or how days are brought together. */
    readonly slot: string | null;
    readonly link: string | null;
    readonly readAgain: ReadingTrouble | null;
  };
  /** What the next undo and redo would take back and bring again. */
  readonly undo: string | null;
  readonly redo: string | null;
}
