import type { WireNames } from '../agreement';

/** What a whole host counts, and rows in a chunk (assembly/even/layout.ts). */
export const WHOLE_HOST = 8192;
export const CHUNK = 16;

/** The calls of assembly/even/index.ts. */
export interface EvenCalls {
  begin(): void;
  construct(budget: number): number;
  anneal(count: number, from: number, to: number): void;
  beginLevelling(): void;
}

const WORDS = [
  // The problem (assembly/even/layout.ts says what each holds): counts ...
  'items',
  'hosts',
  'kinds',
  'resources',
  'chunks',
  'mostMembers',
  'apartGroups',
  'images',
  'sharedResource',
  // ... and arrays.
  'chunkResource',
  'needs',
  'base',
  'limit',
  'level',
  'pageScale',
  'hostKind',
  'start',
  'order',
  'onlyKind',
  'apartStart',
  'apartId',
  'imageStart',
  'imageId',
  'imageSize',
  // The answer: the best plan, its fullest row, and the work of the last call.
  'best',
  'bestHostOf',
  'work',
] as const;

export type EvenWord = (typeof WORDS)[number];

export const EVEN_WIRE: WireNames<EvenWord, never> = {
  kernel: 'even',
  version: 2,
  words: WORDS,
  tables: {},
  constants: { full: WHOLE_HOST, chunk: CHUNK },
};
