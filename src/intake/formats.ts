/** Every format that can be read, by the name that planners know: readers, choices on the page and messages follow from it. */
export const FORMAT_LABELS = {
  esxtop: 'esxtop batch log',
  perfmon: 'Performance Monitor log',
  sadf: 'sysstat export (sadf -d)',
  sar: 'sar text',
  vmstat: 'vmstat text',
  dstat: 'dstat CSV',
  nmon: 'nmon log',
  collectl: 'collectl log',
  getStat: 'PowerCLI Get-Stat export',
  vcenter: 'vCenter chart',
  vrops: 'Aria Operations view',
  proxmox: 'Proxmox VE JSON',
  prometheus: 'Prometheus JSON',
  grafana: 'Grafana panel CSV',
  cloudwatch: 'CloudWatch',
  azure: 'Azure Monitor',
  rvtools: 'RVTools export',
  wide: 'Table over time, a column for each server or counter',
  long: 'Table over time, a row for each sample',
  guests: 'Table of servers, no times',
} as const;

export type FormatId = keyof typeof FORMAT_LABELS;
