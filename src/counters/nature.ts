/** Whether a counter of a log taken inside a VM can be believed. */
export type Trust = 'yes' | 'with care' | 'no' | 'not known';

/** What a counter's figure rests on, which decides what waiting does to it. */
export type Rests =
  | 'ticks'
  | 'shares of ticks'
  | 'stamps'
  | 'clock'
  | 'moment'
  | 'number'
  | 'power states'
  | 'name plate'
  | 'the samples themselves'
  | 'the host'
  | 'not known';

const FRIEDMAN_2006 = 'Friedman 2006, section 7';
const FRIEDMAN_2013 = 'Friedman, Nov 2013, on process-level measurements in VMware guests';
const CLOCKS_2013 =
  'Friedman, Dec 2013: no clock of a VMware guest is consistently reliable, and it depends on the type';
const CLOCKS_2018 =
  'Friedman, Apr 2018, on Hyper-V and VMware guests: their intervals are not of equal duration (only its opening could be read)';

/** What virtualization does to one kind of counter (PERF types as winperf.h names them). */
export interface CounterNature {
  readonly rests: Rests;
  /** Who says so, and when. */
  readonly source: string;
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

const TICKED = 'A whole clock tick is charged to whatever the tick interrupts.';
const LATE =
  'Ticks wait, bunch up or are lost while the guest does not run: busy or idle time is charged wrongly.';

/** 100 % less the idle thread's ticks. */
export const BUSY: CounterNature = {
  rests: 'ticks',
  source: `${FRIEDMAN_2006}; ${CLOCKS_2013}; ${CLOCKS_2018}`,
  type: 'PERF_100NSEC_TIMER_INV',
  sampled: `${TICKED} Shown: 100 % less the idle thread's share.`,
  inVm: LATE,
  trust: 'no',
  instead: "The host's % Run less % Overlap of this guest (and % Ready, to know how long it waited).",
};

/** The idle thread's ticks themselves. */
export const IDLE: CounterNature = {
  ...BUSY,
  type: 'PERF_100NSEC_TIMER',
  sampled: `${TICKED} Shown: the idle thread's share.`,
};

/** Ticks by kernel, user, interrupt or deferred-call mode. */
export const MODE: CounterNature = {
  rests: 'ticks',
  source: `${FRIEDMAN_2006}; ${CLOCKS_2018}`,
  type: 'PERF_100NSEC_TIMER',
  sampled: TICKED,
  inVm: `${LATE} Ticks that bunch up all see the same thread and mode.`,
  trust: 'no',
  instead: "The host's % Run less % Overlap; the split between modes cannot be mended.",
};

/** Ticks by process, thread or job. */
export const SHARE: CounterNature = {
  rests: 'shares of ticks',
  source: `${FRIEDMAN_2006}; ${FRIEDMAN_2013}: shares stay right; that short bursts bias them is ours`,
  type: 'PERF_100NSEC_TIMER',
  sampled: TICKED,
  inVm: `${LATE} The proportions between processes often survive; with short bursts they are biased too.`,
  trust: 'with care',
  instead: "The host's % Run less % Overlap, divided in proportion to the processes' non-idle time.",
};

/** Processor time weighted by clock speed, and the power states themselves. */
export const POWER: CounterNature = {
  rests: 'power states',
  source: 'A. Margosis, Mar 2021 (utility is work against nominal speed); what a VM shows of it is ours',
  type: 'PERF_AVERAGE_BULK',
  sampled: "The processor's own clock and power-state registers.",
  inVm: 'The virtual processor shows none of them, or the nominal ones: the host alone changes speed and sleeps.',
  trust: 'no',
  instead: "The host's % Util and % C-state counters of its physical processors.",
};

/** Clock interrupts: how often the guest's meters looked. */
export const SAMPLES: CounterNature = {
  rests: 'the samples themselves',
  source: `${FRIEDMAN_2013}: about 64 samples a second; windows_exporter's documentation, as read in Nov 2026: clock interrupts received and serviced`,
  type: 'PERF_COUNTER_COUNTER',
  sampled: 'Counted as they are serviced: the number of samples behind every share of time.',
  inVm: 'What comes late in one is counted when it comes; what never comes is missing. Since Windows 8 and Server 2012 an idle processor skips ticks too.',
  trust: 'yes',
  instead: 'Compare it with 64 a second for each busy processor: what is missing, the meters did not see.',
};

/** Events by the second. */
export const COUNT: CounterNature = {
  rests: 'clock',
  source: `${FRIEDMAN_2006}; ${CLOCKS_2018}`,
  type: 'PERF_COUNTER_COUNTER',
  sampled: 'Counted as they happen; divided by the time between two samples.',
  inVm: 'The count is right. The rate is off by as much as the guest clock runs late or catches up.',
  trust: 'with care',
  instead: "The count over the host's own time, where the guest clock is known to lag.",
};

/** Bytes and other large counts by the second. */
export const BULK: CounterNature = { ...COUNT, type: 'PERF_COUNTER_BULK_COUNT' };

/** A value at a moment. */
export const LEVEL: CounterNature = {
  rests: 'number',
  source: `${FRIEDMAN_2006}`,
  type: 'PERF_COUNTER_RAWCOUNT',
  sampled: 'The value at the moment of the sample.',
  inVm: 'Nothing: it does not depend on the clock.',
  trust: 'yes',
  instead: '-',
};

/** A part of a whole, both counted. */
export const RATIO: CounterNature = {
  ...LEVEL,
  type: 'PERF_RAW_FRACTION',
  sampled: 'One count as a share of another, at the moment of the sample.',
};

/** An average for each operation: sizes, not times. */
export const AVERAGE: CounterNature = {
  ...LEVEL,
  type: 'PERF_AVERAGE_BULK',
  sampled: 'What was moved, divided by how many times.',
  inVm: 'Nothing: both are counts.',
};

/** Memory as the guest sees it. */
export const MEMORY: CounterNature = {
  ...LEVEL,
  source: 'Friedman 2006, section 5 (ballooning); Hyper-V dynamic memory: Microsoft Learn, Jan 2025',
  inVm: 'True for the guest. A balloon driver inside makes memory look used that the host has lent away; Hyper-V’s dynamic memory adds and takes memory, so that the total itself moves.',
  instead:
    "With ballooning on: the host's Granted and Ballooned memory beside it. With dynamic memory: Hyper-V Dynamic Memory VM\\Physical Memory and Guest Visible Physical Memory on the host.",
};

/** How many wait at the moment that somebody looks. */
export const QUEUE: CounterNature = {
  ...LEVEL,
  rests: 'moment',
  inVm: 'True at the moment it is read, which is always while the guest runs: what waited in between is not seen.',
  trust: 'with care',
  instead: "The host's % Ready.",
};

export const DISK_QUEUE: CounterNature = {
  ...QUEUE,
  inVm: 'Requests that are done but not yet taken by the guest still count as waiting.',
  instead: "The host's queue of the device (esxtop ACTV, QUED).",
};

/** Shares of time of a disk. */
export const DISK_TIME: CounterNature = {
  rests: 'stamps',
  source: `${FRIEDMAN_2006}`,
  type: 'PERF_PRECISION_100NS_TIMER',
  sampled: 'Time stamps of its own at the start and the end of each request.',
  inVm: 'A request that is done waits for the next turn of the guest: the disk looks busy longer than it was.',
  trust: 'no',
  instead: 'Disk counters of the host, per virtual disk or device.',
};

/** Mean length of a queue, which is busy time in another dress. */
export const DISK_MEAN_QUEUE: CounterNature = { ...DISK_TIME, type: 'PERF_COUNTER_100NS_QUEUELEN_TYPE' };

/** Mean time of a request. */
export const DISK_RESPONSE: CounterNature = {
  rests: 'stamps',
  source: `${FRIEDMAN_2006}; ${CLOCKS_2013}`,
  type: 'PERF_AVERAGE_TIMER',
  sampled: 'QueryPerformanceCounter at the start and the end of each request.',
  inVm: 'Adds the wait for the next turn to each transfer; with an apparent time stamp counter the unit itself drifts.',
  trust: 'no',
  instead: 'Response times of the host, per virtual disk; without them the gap stays.',
};

/** Any other time that a program measures by the guest's clocks. */
export const DURATION: CounterNature = {
  rests: 'stamps',
  source: `${CLOCKS_2013}; ${CLOCKS_2018}`,
  type: 'PERF_AVERAGE_TIMER or a raw count of ms',
  sampled: "Two readings of the guest's clock, before and after.",
  inVm: 'Holds the time in which the guest waited for a processor, in the unit of a clock that may run late.',
  trust: 'no',
  instead: 'Times measured from outside: at the client, the load balancer or on the wire.',
};

/** How long something has been there. */
export const ELAPSED: CounterNature = {
  rests: 'clock',
  source:
    'Broadcom KB 304567, as read in Nov 2026: a guest whose memory is paged falls behind, then catches up',
  type: 'PERF_ELAPSED_TIME',
  sampled: 'Now less the time at which it began.',
  inVm: 'Off by as much as the guest clock is behind; a clock that is set jumps, and this with it.',
  trust: 'with care',
  instead: "The host's clock.",
};

/** What a virtual adapter says that it is. */
export const NOMINAL: CounterNature = {
  ...LEVEL,
  rests: 'name plate',
  source: 'Ours: a driver reports what it was told',
  sampled: 'What the driver says the adapter can do.',
  inVm: 'The nominal speed of a virtual adapter; what the host gives may be more or less.',
  trust: 'with care',
  instead: "The host's physical adapter, and what its other guests take.",
};

/** Figures of the hypervisor itself, handed into the guest or read on the host. */
export const HOSTS_OWN: CounterNature = {
  rests: 'the host',
  source: `${FRIEDMAN_2006}; ${FRIEDMAN_2013}: the processor of the VM as its host counts it`,
  type: 'of the hypervisor',
  sampled: 'Counted by the hypervisor as it gives and takes processors, on its own clock.',
  inVm: 'Nothing: it is told from outside the guest.',
  trust: 'yes',
  instead: "It is what the guest's own counters are mended with.",
};

/** Nothing at all is known. */
export const UNKNOWN: CounterNature = {
  rests: 'not known',
  source: 'Nobody',
  type: 'not known',
  sampled: 'Nothing is known of this counter.',
  inVm: 'A level (a size, a number of things) would be right; a time, or a share of time, would not.',
  trust: 'not known',
  instead: 'Its description in Performance Monitor says what it counts.',
};
