import type { WireNames } from '../agreement';
import { BUCKETS } from './statistics';
import { LOG_BYTES } from './timeline';

/** The calls of assembly/dispatch/index.ts. */
export interface DispatchCalls {
  readModel(): void;
  start(seed: bigint): void;
  /** 1: no short cuts in the runs to come. */
  takeCare(on: number): void;
  /** Handles at most `budget` events; 1 when the run is over. */
  advance(budget: number): number;
  writeStatistics(): void;
  makeLog(size: number, end: bigint): void;
  nextBits(): bigint;
  nextUnit(): number;
  /** Ticks up to and with the next lost one, from a uniform number and the chance that a tick is lost. */
  lossGap(unit: number, lose: number): number;
  /** An exponential time of this mean (100 ns), to the nearest unit. */
  drawExponential(mean: number): number;
}

const WORDS = [
  // The host (assembly/dispatch/wire.ts says what each is).
  'processorCount',
  'vcpuCount',
  'guestCount',
  'threadCount',
  'deviceCount',
  'queueCount',
  'slotCount',
  'order',
  'gangs',
  'gangsHold',
  'skewStops',
  'fixed',
  'boost',
  'detect',
  'skew',
  'check',
  'probability',
  'switchCost',
  'eta',
  'serviceTime',
  'timerTime',
  'warmup',
  'duration',
  'traces',
  // What a run comes to, beside the tables.
  'histograms',
  'log',
  'logCount',
] as const;

/** Records of the host, in the order of the model; laws and their parts by number. */
const HOST_TABLES = {
  processorTable: ['dedicated'],
  queueTable: ['mask0', 'mask1', 'mask2', 'mask3', 'mask4', 'mask5', 'mask6', 'mask7'],
  deviceTable: ['servers', 'service'],
  guestTable: [
    'vcpus',
    'threads',
    'dedicated',
    'stride',
    'slice',
    'interruptCost',
    'dpcCost',
    'tick',
    'phase',
    'delivery',
    'rate',
    'giveUp',
    'ramp',
    'lose',
    'apparent',
    'tscRead',
    'idleFirst',
    'wakesForTick',
    'cap',
  ],
  vcpuTable: ['queue'],
  threadTable: [
    'vcpu',
    'start',
    'labels',
    'share',
    'stretch',
    'arrivals',
    'device',
    'perBurst',
    'burst',
    'wait',
  ],
  lawTable: ['kind', 'mean', 'from', 'count'],
  partTable: ['label', 'weight', 'law'],
} as const;

/** Records of what a run measured. */
const FIGURES = {
  runFigures: ['origin', 'end', 'events', 'ticks'],
  processorFigures: ['used', 'burnt', 'overhead', 'idle', 'switches'],
  deviceFigures: ['completions', 'busy', 'queueing'],
  vcpuFigures: [
    'used',
    'burnt',
    'ready',
    'costop',
    'wait',
    'stolen',
    'dispatches',
    'user',
    'kernel',
    'interrupt',
    'dpc',
    'idleTicks',
    'lost',
    'pending',
    'behind',
  ],
  guestFigures: [
    'count',
    'undelayed',
    'sum',
    'max',
    'batches',
    'batchSquares',
    'windowSquares',
    'transfers',
    'transferMeasured',
    'transferTrue',
    'idleMeasured',
    'elapsedMeasured',
    'idleTrue',
  ],
  threadFigures: [
    'used',
    'cycles',
    'response',
    'queueing',
    'started',
    'demand',
    'dropped',
    'ticks',
    'kernelTicks',
  ],
  labelFigures: ['used', 'cycles', 'ticks'],
} as const;

const TABLES = { ...HOST_TABLES, ...FIGURES };

export type HostTable = keyof typeof HOST_TABLES;
export type FigureTable = keyof typeof FIGURES;
/** One record of a table of the host, and of figures. */
export type HostRecord<T extends HostTable> = Record<(typeof HOST_TABLES)[T][number], number>;
export type FigureRecord<T extends FigureTable> = Record<(typeof FIGURES)[T][number], number>;
/** Where in its record each figure stands. */
export const FIGURE_AT = Object.fromEntries(
  Object.entries(FIGURES).map(([table, fields]) => [
    table,
    Object.fromEntries(fields.map((field, at) => [field, at])),
  ]),
) as { readonly [T in FigureTable]: FigureRecord<T> };
/** How many figures a record has. */
export const figureWidth = (table: FigureTable): number => FIGURES[table].length;

export type DispatchWord = (typeof WORDS)[number];

export const DISPATCH_WIRE: WireNames<DispatchWord, HostTable | FigureTable> = {
  kernel: 'dispatch',
  version: 4,
  words: WORDS,
  tables: TABLES,
  constants: { buckets: BUCKETS, logBytes: LOG_BYTES },
};
