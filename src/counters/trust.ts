import type { MeasureId } from '../estate/measure';
import type { CounterSeen } from '../estate/recording';

/** Whether a counter of a log taken inside a VM can be believed. */
export type Trust = 'yes' | 'with care' | 'no';

/** What virtualization does to one kind of counter (Friedman 2006, section 7; PERF types as winperf.h names them). */
export interface CounterNature {
  /** PERF_... type of the counter. */
  readonly type: string;
  /** How Windows gets the figure. */
  readonly sampled: string;
  /** What a VM does to it. */
  readonly inVm: string;
  readonly trust: Trust;
  /** What to use instead, or how. */
  readonly instead: string;
}

export interface CounterRow extends CounterNature {
  readonly server: string;
  readonly object: string;
  readonly counter: string;
  readonly instances: number;
}

const TICKED = 'A whole clock tick is charged to whatever the tick interrupts.';
const LATE =
  'Ticks wait, bunch up or are lost while the guest does not run: busy or idle time is charged wrongly.';
const OCCURRENCES = 'Counted as they happen; divided by the time between two samples.';
const GUEST_TIME =
  'The count is right. The rate is off by as much as the guest clock runs late or catches up.';

const BUSY: CounterNature = {
  type: 'PERF_100NSEC_TIMER_INV',
  sampled: `${TICKED} Shown: 100 % less the idle thread's share.`,
  inVm: LATE,
  trust: 'no',
  instead: "The host's % Used of this guest (and % Ready, to know how long it waited).",
};
const MODE: CounterNature = {
  type: 'PERF_100NSEC_TIMER',
  sampled: TICKED,
  inVm: `${LATE} Ticks that bunch up all see the same thread and mode.`,
  trust: 'no',
  instead: "The host's % Used; the split between modes cannot be mended.",
};
const SHARE: CounterNature = {
  type: 'PERF_100NSEC_TIMER',
  sampled: TICKED,
  inVm: `${LATE} The proportions between processes often survive; with short bursts they are biased too.`,
  trust: 'with care',
  instead: "The host's % Used, divided in proportion to the processes' non-idle time.",
};
const COUNT: CounterNature = {
  type: 'PERF_COUNTER_COUNTER',
  sampled: OCCURRENCES,
  inVm: GUEST_TIME,
  trust: 'with care',
  instead: "The count over the host's own time, where the guest clock is known to lag.",
};
const BULK: CounterNature = { ...COUNT, type: 'PERF_COUNTER_BULK_COUNT' };
const LEVEL: CounterNature = {
  type: 'PERF_COUNTER_RAWCOUNT',
  sampled: 'The value at the moment of the sample.',
  inVm: 'Nothing: it does not depend on the clock.',
  trust: 'yes',
  instead: '-',
};
const MEMORY: CounterNature = {
  ...LEVEL,
  inVm: 'True for the guest. A balloon driver inside makes memory look used that the host has lent away.',
  instead: "With ballooning on: the host's Granted and Ballooned memory beside it.",
};
const QUEUE: CounterNature = {
  ...LEVEL,
  inVm: 'True at the moment it is read, which is always while the guest runs: what waited in between is not seen.',
  trust: 'with care',
  instead: "The host's % Ready.",
};
const DISK_IDLE: CounterNature = {
  type: 'PERF_PRECISION_100NS_TIMER',
  sampled: 'Time stamps of its own at the start and the end of each request.',
  inVm: 'A request that is done waits for the next turn of the guest: the disk looks busy longer than it was.',
  trust: 'no',
  instead: 'Disk counters of the host, per virtual disk or device.',
};
const DISK_TIME: CounterNature = {
  type: 'PERF_AVERAGE_TIMER',
  sampled: 'QueryPerformanceCounter at the start and the end of each request.',
  inVm: 'Adds the wait for the next turn to each transfer; with an apparent time stamp counter the unit itself drifts.',
  trust: 'no',
  instead: 'Response times of the host, per virtual disk; without them the gap stays.',
};
const UNKNOWN: CounterNature = {
  type: 'not known',
  sampled: 'Not known to this table.',
  inVm: 'Times and percentages of time are suspect; counts and sizes mostly are not.',
  trust: 'with care',
  instead: '-',
};

/** By measure: for logs in any language. */
const BY_MEASURE: Partial<Readonly<Record<MeasureId, CounterNature>>> = {
  busy: BUSY,
  privileged: MODE,
  interrupt: MODE,
  dpc: MODE,
  availableMiB: MEMORY,
  usedMiB: MEMORY,
  transfers: COUNT,
  diskMBs: BULK,
  networkMBs: BULK,
  switches: COUNT,
  pages: COUNT,
  nonpagedMiB: LEVEL,
};

/** By English name, the first that matches. */
const BY_NAME: readonly [path: RegExp, nature: CounterNature][] = [
  [/^(process|thread)\\% (processor|user|privileged) time$/i, SHARE],
  [/^processor( information)?\\% (processor time|idle time|processor utility)$/i, BUSY],
  [/^processor( information)?\\% (user|privileged|interrupt|dpc|c\d) time$/i, MODE],
  [/^system\\processor queue length$/i, QUEUE],
  [/disk\\current disk queue length$/i, QUEUE],
  [/disk\\% (idle|disk( read| write)?) time$/i, DISK_IDLE],
  [/disk\\avg\. disk (read |write )?queue length$/i, DISK_IDLE],
  [/disk\\avg\. disk sec\//i, DISK_TIME],
  [/\\.*bytes.*\/sec$/i, BULK],
  [/\/sec$/i, COUNT],
  [/^memory\\/i, MEMORY],
  [/(bytes|working set|count|length|length|current bandwidth|threads|processes)( peak)?$/i, LEVEL],
];

/** The nature of one counter. */
export function natureOf(seen: Pick<CounterSeen, 'object' | 'counter' | 'measure'>): CounterNature {
  const path = `${seen.object}\\${seen.counter}`;
  const named = BY_NAME.find(([pattern]) => pattern.test(path));
  return named?.[1] ?? (seen.measure ? BY_MEASURE[seen.measure] : undefined) ?? UNKNOWN;
}

const ORDER: readonly Trust[] = ['no', 'with care', 'yes'];

/** Every counter of a log with what a VM does to it: those not to be believed first. */
export function trustTable(counters: readonly CounterSeen[]): CounterRow[] {
  return counters
    .map(({ server, object, counter, instances, measure }) => ({
      server,
      object,
      counter,
      instances,
      ...natureOf({ object, counter, measure }),
    }))
    .sort((a, b) => ORDER.indexOf(a.trust) - ORDER.indexOf(b.trust));
}
