/** Exports of Performance Monitor and of what runs virtual machines. */
import type { Export } from './export';
import { two, iso, us, load, quoted, wide, rowsOf, moments, each, type Kinds } from './shapes';

const PDH_OTHERS = [
  '\\\\web01\\Processor Information(_Total)\\% Processor Performance',
  '\\\\web01\\System\\Processor Queue Length',
  '\\\\db-02\\Process(_Total)\\Working Set',
  '\\\\db-02\\PhysicalDisk(0 C:)\\% Idle Time',
  '\\\\app_4\\Thermal Zone Information(\\_TZ.THM)\\Temperature',
];
const pdh = (
  path: (name: string, s: number) => readonly string[],
  zone = '(UTC)(0)',
  others: readonly string[] = PDH_OTHERS,
  time = us,
): Export => wide(path, { text: quoted, others }, [`(PDH-CSV 4.0) ${zone}`, time]);

export const HYPERVISORS: Kinds = {
  'RVTools vInfo': {
    format: 'rvtools',
    ...rowsOf(
      [
        'VM',
        'Powerstate',
        'Template',
        'CPUs',
        'Memory',
        'In Use MiB',
        'Provisioned MiB',
        'Cluster',
        'Host',
        'VM ID',
      ],
      each((n, s) => [n, 'poweredOn', 'False', '4', '8192', '2048', '9000', 'c', 'esx1', `vm-${s}`]),
      [0, 1, 2, 3, 8, 9],
      { file: 'RVTools_tabvInfo.csv' },
    ),
  },
  'RVTools vCPU': {
    format: 'rvtools',
    ...rowsOf(
      ['VM', 'Powerstate', 'Template', 'CPUs', 'Sockets', 'Max', 'Overall', 'Host', 'VM ID'],
      each((n, s) => [n, 'poweredOn', 'False', '4', '1', '10400', `1${load(s, 0)}`, 'esx1', `vm-${s}`]),
      [0, 1, 2, 3, 6, 7, 8],
      { file: 'RVTools_tabvCPU.csv' },
    ),
  },
  'Performance Monitor': {
    format: 'perfmon',
    ...pdh(
      (n) => [`\\\\${n}\\Processor(_Total)\\% Processor Time`, `\\\\${n}\\Memory\\Available MBytes`],
      '(W. Europe Standard Time)(-60)',
    ),
  },
  'Performance Monitor, disks': {
    format: 'perfmon',
    ...pdh((n) => [
      `\\\\${n}\\Processor(_Total)\\% Processor Time`,
      `\\\\${n}\\PhysicalDisk(_Total)\\Disk Transfers/sec`,
      `\\\\${n}\\Network Interface(Intel)\\Bytes Total/sec`,
    ]),
  },
  'Performance Monitor, German': {
    format: 'perfmon',
    ...pdh((n) => [
      `\\\\${n}\\Prozessor(_Total)\\Prozessorzeit (%)`,
      `\\\\${n}\\Arbeitsspeicher\\Verfügbare MB`,
    ]),
  },
  'Performance Monitor of a Hyper-V host': {
    format: 'perfmon',
    ...pdh(
      (n) => [
        `\\\\HV1\\Hyper-V Hypervisor Virtual Processor(${n}:Hv VP 0)\\% Guest Run Time`,
        `\\\\HV1\\Hyper-V Dynamic Memory VM(${n})\\Physical Memory`,
      ],
      '(UTC)(0)',
      [
        '\\\\HV1\\Processor(_Total)\\% Processor Time',
        '\\\\HV1\\Memory\\Available MBytes',
        '\\\\HV1\\Hyper-V Hypervisor Virtual Processor(_Total)\\% Guest Run Time',
        '\\\\HV1\\Hyper-V Hypervisor Root Virtual Processor(Root VP 0)\\% Total Run Time',
        '\\\\HV1\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time',
      ],
    ),
  },
  esxtop: {
    format: 'esxtop',
    ...pdh(
      (n, s) => [
        `\\\\esx\\Group Cpu(${100 + s}:${n})\\% Used`,
        `\\\\esx\\Vcpu(${100 + s}:${n}:7:vmx-vcpu-0)\\% Used`,
      ],
      '(UTC)(0)',
      [
        '\\\\esx\\Group Cpu(1:idle)\\% Used',
        '\\\\esx\\Group Cpu(2:system)\\% Used',
        '\\\\esx\\Group Cpu(7:hostd.2098000)\\% Used',
        '\\\\esx\\Physical Cpu(_Total)\\% Util Time',
        '\\\\esx\\Memory\\Kernel MBytes',
        '\\\\esx\\Physical Disk Adapter(vmhba0)\\Commands/sec',
        '\\\\esx\\Network Port(vSwitch0:33554434:vmnic0)\\MBits Transmitted/sec',
      ],
      (k) => `03/04/2024 09:${two(2 * k)}:00`,
    ),
    // The group's own column and that of its world are how a machine is told from what belongs to the host.
    kept: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  },
  'Get-Stat': {
    format: 'getStat',
    ...rowsOf(
      [
        'Value',
        'Timestamp',
        'MetricId',
        'Unit',
        'Description',
        'Entity',
        'EntityId',
        'IntervalSecs',
        'Instance',
      ],
      moments((n, s, k) => [
        [load(s, k), iso(k), 'cpu.usage.average', '%', 'words', n, `VirtualMachine-vm-${s}`, '300', ''],
        ['8000', iso(k), 'net.usage.average', 'KBps', 'words', n, `VirtualMachine-vm-${s}`, '300', ''],
      ]),
      [0, 1, 2, 3, 5],
      { text: quoted },
    ),
  },
  'vCenter chart': {
    format: 'vcenter',
    ...wide((n) => [`Usage in MHz for ${n}`, `Ready for ${n}`], { text: quoted }, ['Time', iso]),
  },
  'Aria Operations view': {
    format: 'vrops',
    ...rowsOf(
      [
        'Name',
        'Interval Breakdown',
        'VM|CPU|Demand (MHz)|Avg',
        'VM|Memory|Consumed (KB)|Avg',
        'VM|CPU|Number of vCPUs|Last',
      ],
      moments((n, s, k) => [[n, `9:${two(2 * k)} AM 04 March 2024`, `1${load(s, k)}`, '2097152', '4']]),
      [0, 1, 2],
      { fixed: 2, text: quoted },
    ),
  },
};
