import { ADDING_UP } from './arithmetic';
import type { Claim } from './claim';
import { CLOCKS } from './clocks';
import { DISPATCHING } from './dispatching';
import { FURTHER } from './further';
import { OUTLOOK } from './outlook';
import { SHARING } from './sharing';

/** Every checkable claim, by its number. */
export const CLAIMS: readonly Claim[] = [
  ...ADDING_UP,
  ...SHARING,
  ...DISPATCHING,
  ...CLOCKS,
  ...OUTLOOK,
  ...FURTHER,
].sort((a, b) => a.number - b.number);

/** Slips of the paper that belong to no claim. */
export const SLIPS: readonly string[] = [
  'References [8] and [9] are swapped between the text and the list.',
  'There is no section 6.',
];
