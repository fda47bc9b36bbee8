import type { Format } from './format';
import { esxtop } from './esxtop';
import { perfmon } from './perfmon';
import { guests, long, wide } from './table';

/** Every format that can be read; the surest wins, the earlier where two are as sure. */
export const FORMATS: readonly Format[] = [esxtop, perfmon, wide, long, guests];
