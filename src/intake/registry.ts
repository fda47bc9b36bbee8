import type { Format } from './format';
import { perfmon } from './perfmon';

/** Every format that can be read; the surest wins. */
export const FORMATS: readonly Format[] = [perfmon];
