import type { WireNames } from '../agreement';

/** Patterns that a search keeps. */
export const FOUND_ROOM = 32;

/** The calls of assembly/columns/index.ts. */
export interface ColumnCalls {
  nextUnit(): number;
  allow(units: number): void;
  workDone(): number;
  startInstance(types: number, rows: number, kinds: number): void;
  selectKind(kind: number): void;
  finishTypes(from: number, to: number): void;
  finishKind(): void;
  startColumns(columnRoom: number, entryRoom: number, counted: number): void;
  firstBasis(types: number): void;
  appendPattern(entries: number): number;
  appendUnplaced(type: number): number;
  patternFits(entries: number): number;
  keepColumn(column: number, keep: number): void;
  dropColumns(most: number): void;
  setRightHand(row: number, need: number): void;
  setHosts(row: number, count: number): void;
  solveMaster(): number;
  basisBytes(): number;
  saveBasis(to: number): void;
  restoreMaster(from: number): void;
  priceByGreed(guide: number, worth: number, from: number, to: number, noise: number, least: number): number;
  rankByWorth(worth: number): void;
  priceNearby(worth: number, from: number, to: number, slack: number, least: number, out: number): number;
  startExact(duals: number, beat: number, least: number, tuning: number): void;
  searchOn(): number;
  openBound(): number;
}

const WORDS = [
  // The instance (assembly/columns/instance.ts).
  'sizes',
  'capacity',
  'demand',
  'limit',
  'stride',
  'multipliers',
  // The columns of the master, and the pattern to add (patterns.ts, greedy.ts).
  'columns',
  'columnKind',
  'columnStart',
  'entryType',
  'entryCopies',
  'patternTypes',
  'patternCopies',
  // The master and its solution (master.ts, basis.ts).
  'kindCost',
  'kindRow',
  'rightHand',
  'basic',
  'value',
  'dual',
  'reduced',
  'pivots',
  // Exact pricing (exact.ts).
  'found',
  'foundItems',
  'foundLength',
  'longest',
  'bestWorth',
  'branches',
] as const;

export type ColumnWord = (typeof WORDS)[number];

export const COLUMNS_WIRE: WireNames<ColumnWord, never> = {
  kernel: 'columns',
  version: 3,
  words: WORDS,
  tables: {},
  constants: { foundRoom: FOUND_ROOM },
};
