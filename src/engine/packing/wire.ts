import type { WireNames } from '../agreement';
import { BLOCK } from './layout';

/** The calls of assembly/packing/index.ts. */
export interface PackingCalls {
  clear(bytes: number): number;
  begin(): void;
  prepare(budget: number): number;
  beginItems(measure: number, score: number, weights: number, kindRule: number): void;
  beginHosts(score: number, weights: number, kindRule: number): void;
  construct(budget: number): number;
  adoptIncumbent(hosts: number): void;
  forgetIncumbent(): void;
  beginSearch(effort: number): void;
  search(budget: number, slice: number): number;
  bound(budget: number): number;
}

const WORDS = [
  // The problem (assembly/packing/layout.ts says what each holds): counts ...
  'items',
  'resources',
  'rows',
  'blocks',
  'kinds',
  'classes',
  'images',
  'apartGroups',
  'sharedFrom',
  'sharedTo',
  'blockShift',
  'pool',
  // ... and arrays of 32-bit integers.
  'rowBegin',
  'rowCount',
  'rowEnd',
  'need',
  'guestCount',
  'coreCount',
  'onlyKind',
  'capacity',
  'perGuest',
  'perCore',
  'kindCount',
  'kindPrice',
  'kindClass',
  'imageStart',
  'imageId',
  'imageSize',
  'apartStart',
  'apartId',
  // The answer: the incumbent, the best lower bound and what it rests on, the work of the last step.
  'incumbentHostOf',
  'incumbentKindOf',
  'incumbentHosts',
  'incumbentUnplaced',
  'incumbentCost',
  'boundCost',
  'boundBy',
  'boundResource',
  'boundSlot',
  'work',
] as const;

export type PackingWord = (typeof WORDS)[number];

export const PACKING_WIRE: WireNames<PackingWord, never> = {
  kernel: 'packing',
  version: 3,
  words: WORDS,
  tables: {},
  constants: { block: BLOCK },
};
