import type { Format } from './format';
import type { FormatId } from './formats';
import { esxtop } from './esxtop';
import { perfmon } from './perfmon';
import { rvtools } from './rvtools';
import { guests, long, wide } from './table';
import { dstat } from './tools/dstat';
import { sadf } from './tools/sadf';
import { sar } from './tools/sar';
import { vmstat } from './tools/vmstat';

const READERS: Readonly<Record<FormatId, Format>> = {
  esxtop,
  perfmon,
  sadf,
  sar,
  vmstat,
  dstat,
  rvtools,
  wide,
  long,
  guests,
};

/** Every format that can be read; the surest wins, the earlier where two are as sure. */
export const FORMATS: readonly Format[] = Object.values(READERS);
