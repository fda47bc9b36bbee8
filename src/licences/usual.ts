import { parseLicenceRules } from './parse';
import type { LicenceRules } from './rules';
import json from './rules.json';

let parsed: LicenceRules | null = null;

/** The rules that come with the program: public rules and list prices, each with its source and day. */
export const usualRules = (): LicenceRules => (parsed ??= parseLicenceRules(json));
