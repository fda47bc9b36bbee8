import { ADDING_UP } from './adding';
import { PRIVILEGED } from './privileged';
import { BACK_UPS } from './backup';
import type { Claim } from './claim';
import { DISPATCHING } from './dispatching';
import { FURTHER } from './further';
import { GANGS } from './gangs';
import { HOST_FIGURES } from './host-figures';
import { INTERRUPTS } from './interrupts';
import { OF_MEMORY } from './memory';
import { OUTLOOK } from './outlook';
import { SHARING } from './sharing';
import { TICKS } from './ticks';

/** Every checkable claim, by its number. */
export const CLAIMS: readonly Claim[] = [
  ...ADDING_UP,
  ...PRIVILEGED,
  ...OF_MEMORY,
  ...SHARING,
  ...INTERRUPTS,
  ...BACK_UPS,
  ...DISPATCHING,
  ...GANGS,
  ...TICKS,
  ...HOST_FIGURES,
  ...OUTLOOK,
  ...FURTHER,
].sort((a, b) => a.number - b.number);

/** Slips of the paper that belong to no claim. */
export const SLIPS: readonly string[] = [
  'References [8] and [9] are swapped between the text and the list.',
  'There is no section 6.',
];
