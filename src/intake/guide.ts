import { hyperVCounters, windowsCounters } from './perfmon/collect';
import { getStatCounters } from './tools/get-stat';
import { nodeMetrics } from './tools/labels';

/** How figures of a useful week are collected on one kind of machine. */
export interface GuidePart {
  readonly id: 'windows' | 'vmware' | 'hyperv' | 'linux' | 'kvm' | 'proxmox';
  readonly label: string;
  readonly ways: readonly Way[];
}

/** One way: what it is for, and what is typed, exactly. */
export interface Way {
  readonly title: string;
  readonly about: string;
  /** Lines of a shell; none where a file or a click is all. */
  readonly commands?: string;
  /** A file that the commands need. */
  readonly file?: { readonly name: string; readonly text: string };
}

const SECONDS = 60;
/** Samples of a week, and of one every five minutes. */
const WEEK = (7 * 24 * 3600) / SECONDS;
const FIVE_MINUTES = 300;

const linesOf = (counters: readonly string[]) => `${counters.join('\r\n')}\r\n`;

/**
 * The guide: commands follow from the tables of what the readers know, so that nothing is collected that is not read. Every
 * sample a minute, for a week: 10,080 of each counter, in which the busy hours of each day stand.
 */
export function collectionGuide(): readonly GuidePart[] {
  const counters = { name: 'counters.txt', text: linesOf(windowsCounters()) };
  const guests = { name: 'hyperv-counters.txt', text: linesOf(hyperVCounters()) };
  return [
    {
      id: 'windows',
      label: 'Windows',
      ways: [
        {
          title: 'logman: runs by itself, over restarts of your session',
          about:
            'In a prompt of an administrator, beside counters.txt. A Windows of another language names counters in it: take the names from typeperf -q.',
          commands: `logman create counter Hostfold -cf counters.txt -si 00:01:00 -rf 168:00:00 -f csv -o "C:\\PerfLogs\\%COMPUTERNAME%"\nlogman start Hostfold\nrem after a week:\nlogman stop Hostfold`,
          file: counters,
        },
        {
          title: 'typeperf: as long as the window is open',
          about: 'Needs no rights of an administrator; the file grows where you are.',
          commands: `typeperf -cf counters.txt -si ${SECONDS} -sc ${WEEK} -f CSV -o %COMPUTERNAME%.csv`,
          file: counters,
        },
        {
          title: 'relog: a binary log that you have',
          about: 'Turns a .blg into the counters that are read.',
          commands: 'relog server.blg -cf counters.txt -f csv -o server.csv',
          file: counters,
        },
        {
          title: 'PowerShell: several servers at once',
          about: 'In Windows PowerShell 5.1, which has Export-Counter. One file holds all servers.',
          commands: `Get-Counter -ComputerName web01, db01 -Counter (Get-Content counters.txt) -SampleInterval ${SECONDS} -MaxSamples ${WEEK} |\n  Export-Counter -Path "$PWD\\week.csv" -FileFormat CSV`,
          file: counters,
        },
      ],
    },
    {
      id: 'vmware',
      label: 'VMware',
      ways: [
        {
          title: 'Get-Stat: what vCenter has kept',
          about:
            'PowerCLI, connected to vCenter. Of the last week vCenter keeps a mean of each half hour; -Realtime in place of -Start gives the last hour in samples of 20 s.',
          commands: `Get-Stat -Entity (Get-VM | Where-Object PowerState -eq PoweredOn) -Start (Get-Date).AddDays(-7) -Stat ${getStatCounters().join(', ')} |\n  Select-Object Value, Timestamp, MetricId, Unit, Entity, EntityId, IntervalSecs, Instance |\n  Export-Csv week.csv -NoTypeInformation -Encoding UTF8`,
        },
        {
          title: 'esxtop: what each host sees, to the second',
          about:
            'In a shell of each host; a sample every five minutes for a week. Name the file after the host.',
          commands: `esxtop -b -a -d ${FIVE_MINUTES} -n ${(7 * 24 * 3600) / FIVE_MINUTES} > /vmfs/volumes/DATASTORE/$(hostname).csv`,
        },
        {
          title: 'RVTools: what there is, and where it runs',
          about:
            'One moment: sizes, hosts and placement. It tells no peaks, and is best dropped together with one of the others.',
          commands: 'RVTools.exe -passthroughAuth -s VCENTER -c ExportAll2xlsx -d C:\\RVTools -f estate.xlsx',
        },
      ],
    },
    {
      id: 'hyperv',
      label: 'Hyper-V',
      ways: [
        {
          title: 'logman on each host: its guests are the servers',
          about: 'Beside hyperv-counters.txt, in a prompt of an administrator of the host.',
          commands: `logman create counter Hostfold -cf hyperv-counters.txt -si 00:01:00 -rf 168:00:00 -f csv -o "C:\\PerfLogs\\%COMPUTERNAME%"\nlogman start Hostfold`,
          file: guests,
        },
        {
          title: 'Measure-VM: one figure for each guest',
          about:
            'Means and peaks since metering was switched on; no times, so that peaks cannot be laid side by side.',
          commands:
            'Get-VM | Enable-VMResourceMetering\n# after a week:\nGet-VM | Measure-VM | Export-Csv hyperv.csv -NoTypeInformation',
        },
      ],
    },
    {
      id: 'linux',
      label: 'Linux',
      ways: [
        {
          title: 'sysstat: what it has collected already',
          about:
            'Where sysstat runs (systemctl enable --now sysstat), its daily files hold a week and more; this writes them as one.',
          commands:
            'for f in /var/log/sysstat/sa[0-9]* /var/log/sa/sa[0-9]*; do\n  [ -f "$f" ] && sadf -d "$f" -- -u -r -b -w -n DEV\ndone > "$(hostname).csv"',
        },
        {
          title: 'Prometheus: what it has kept of node_exporter',
          about: 'A sample every five minutes of the last week, of all machines at once.',
          commands: `curl -G http://PROMETHEUS:9090/api/v1/query_range \\\n  --data-urlencode 'query={__name__=~"${nodeMetrics().join('|')}"}' \\\n  -d start=$(date -d '7 days ago' +%s) -d end=$(date +%s) -d step=${FIVE_MINUTES} > week.json`,
        },
        {
          title: 'sar: as text, of one day',
          about: 'Where only its text is at hand.',
          commands: 'LC_ALL=C sar -u -r -b -w -n DEV > "$(hostname).txt"',
        },
        {
          title: 'vmstat: where nothing is installed',
          about: 'As long as the shell is open. It needs -t: without times nothing can be laid side by side.',
          commands: `vmstat -n -t ${SECONDS} ${WEEK} > "$(hostname).vmstat"`,
        },
      ],
    },
    {
      id: 'kvm',
      label: 'KVM, libvirt',
      ways: [
        {
          title: 'sysstat in each guest',
          about:
            'As for Linux. The guest sees its own processors: what it waited for its host stands as steal.',
          commands: 'sadf -d -- -u -r -b -w -n DEV > "$(hostname).csv"',
        },
      ],
    },
    {
      id: 'proxmox',
      label: 'Proxmox VE',
      ways: [
        {
          title: 'pvesh: the week that each node has kept',
          about: 'In a shell of each node. Each guest becomes a file of its name: drop them all at once.',
          commands:
            'qm list | awk \'$3 == "running" {print $1, $2}\' | while read id name; do\n  pvesh get /nodes/$(hostname)/qemu/$id/rrddata --timeframe week --output-format json > "$name.json"\ndone',
        },
        {
          title: 'pvesh: what runs where',
          about: 'One moment of the whole cluster: sizes and names, no peaks.',
          commands: 'pvesh get /cluster/resources --type vm --output-format json > guests.json',
        },
      ],
    },
  ];
}
