import type { Format } from './format';
import type { FormatId } from './formats';
import { esxtop } from './esxtop';
import { perfmon } from './perfmon';
import { rvtools } from './rvtools';
import { guests, long, wide } from './table';
import { azure } from './tools/azure';
import { vcenter } from './tools/charts';
import { cloudwatch } from './tools/cloudwatch';
import { collectl } from './tools/collectl';
import { dstat } from './tools/dstat';
import { getStat } from './tools/get-stat';
import { grafana } from './tools/grafana';
import { nmon } from './tools/nmon';
import { prometheus } from './tools/prometheus';
import { proxmox } from './tools/proxmox';
import { sadf } from './tools/sadf';
import { sar } from './tools/sar';
import { vmstat } from './tools/vmstat';
import { vrops } from './tools/vrops';

const READERS: Readonly<Record<FormatId, Format>> = {
  esxtop,
  perfmon,
  sadf,
  sar,
  vmstat,
  dstat,
  nmon,
  collectl,
  getStat,
  vcenter,
  vrops,
  proxmox,
  prometheus,
  grafana,
  cloudwatch,
  azure,
  rvtools,
  wide,
  long,
  guests,
};

/** Every format that can be read; the surest wins, the earlier where two are as sure. */
export const FORMATS: readonly Format[] = Object.values(READERS);
