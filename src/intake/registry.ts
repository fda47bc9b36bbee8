import type { Format } from './format';
import { perfmon } from './perfmon';
import { guests, long, wide } from './table';

/** Every format that can be read; the surest wins. */
export const FORMATS: readonly Format[] = [perfmon, wide, long, guests];
