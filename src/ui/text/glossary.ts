import type { Explanation } from '../parts/explanation';

export type Entry = Pick<Explanation, 'text' | 'basis' | 'formula'>;

const PAPER = 'M. Friedman, The Reality of Virtualization for Windows Servers, CMG 2006';
const COUNTERS = 'Windows performance counters, as Friedman (2006), section 7, describes them';

/** The words of the field as this page means them: one table for all views, which comes when somebody asks. */
export const GLOSSARY = {
  'peak of sums': {
    text: 'Load is added up slot by slot, and the busiest slot counts. Servers that are busy at different hours share a host.',
    formula: 'highest over time of (sum of the guests’ load in that slot)',
  },
  '95th percentiles': {
    text: 'Each server counts with the load that it stays under for 95 % of the slots, as if those moments coincided.',
    formula: 'sum over guests of the value at position ⌈0.95 n⌉ of its n sorted samples',
    basis: { kind: 'source', text: 'nearest-rank percentile' },
  },
  'sum of peaks': {
    text: 'Each server counts with its highest load, as if all of them peaked in the same moment. Safe, and wasteful.',
    formula: 'sum over guests of their highest load',
  },
  ceiling: {
    text: 'The share of a host’s capacity that the plan may fill. What lies above is left as head-room.',
  },
  binds: {
    text: 'The resource and the moment that come closest to the ceiling: what would have to give for one more guest.',
  },
  'lower bound': {
    text: 'A number of hosts that no plan whatever can go below, derived from the demands alone.',
  },
  proved: { text: 'The plan has as many hosts as the lower bound: it cannot be bettered.' },
  tolerance: {
    text: 'The part of all host-slots that may be over capacity before a plan is called too small.',
  },
  'host-slot': {
    text: 'One host in one slot of time: ten hosts over a day of 288 slots are 2,880 of them.',
    formula: 'hosts × slots of the days kept back',
  },
  'days kept back': {
    text: 'Days of the log that a plan has not seen: it is made on the days before, and tested on them.',
  },
  'evened plan': {
    text: 'A plan of so many hosts whose fullest moment is as low as could be found: no host is filled to the brim while another has room.',
  },
  'equal means': {
    text: 'A plan that looks at averages alone: guests are dealt out until all hosts have the same mean load.',
  },
  'N+1': {
    text: 'Whichever one host fails, its guests restart on those that are left, and nobody is without a place. N+2: whichever two.',
  },
  overhead: {
    text: 'What virtualization takes beside the guests’ own work: emulation, the second way of each I/O, scheduling, and the monitor’s own share.',
    basis: { kind: 'source', text: `${PAPER}, section 4.1` },
  },
  images: {
    text: 'Operating systems that somebody has to patch and watch: one for each guest and each host that runs one.',
  },
  'co-scheduling': {
    text: 'Letting the virtual processors of one guest run at the same time, because its system expects that of processors.',
    basis: { kind: 'source', text: `${PAPER}, section 5` },
  },
  slot: { text: 'The stretch of time over which samples are brought together before they are added up.' },
  coverage: {
    text: 'The part of the slots in which a server was measured. A slot without samples is missing, never zero: the server’s 95th percentile stands in.',
  },
  emulation: {
    text: 'Privileged instructions of the guest’s kernel are trapped and carried out by the VMM.',
    formula:
      'emulated kernel time × f (k − 1): f, the share of privileged instructions; k, instructions to emulate one',
    basis: { kind: 'source', text: `${PAPER}, section 4.1` },
  },
  'I/O path': {
    text: 'Interrupts and deferred calls are handled twice: by the host’s driver and again by the guest’s.',
    formula: 'd × (interrupt + DPC time), d = 1',
    basis: { kind: 'source', text: `${PAPER}, section 4.1` },
  },
  scheduling: {
    text: 'Choosing which guest runs takes processor time that grows with the number of guests on the host.',
    basis: { kind: 'source', text: `${PAPER}, section 4.1` },
  },
  VMM: {
    text: 'The virtual machine monitor, or hypervisor: what runs the guests and takes its own share of the host.',
  },
  rating: {
    text: 'Speed of one core on a linear scale of your choice, the same for servers and hosts: GHz of clock unless you use a benchmark.',
  },
  'I/O-bound': {
    text: 'Interrupts, disk or network are high for the processor time it uses. Beside busy neighbours such a guest can lose half of its throughput.',
    basis: { kind: 'source', text: `${PAPER}, sections 4.3 and 5` },
  },
  image: {
    text: 'Guests installed from one image hold the same pages in memory; a host that shares pages keeps them once.',
  },
  'kept native': { text: 'Stays on a machine of its own and is no part of the fold.' },
  'host to spare': {
    text: 'With this many hosts the plan still carries every guest after the given number of them have failed.',
  },
  guess: {
    text: 'Nobody stated this value; it was assumed so that the fold can go on. Type over it to settle it.',
  },
  ready: {
    text: 'A virtual processor that has work and no processor to do it on is ready. In esxtop it is % Ready.',
  },
  'co-stop': {
    text: 'A virtual processor that is held back so that its siblings can catch up, under co-scheduling.',
  },
  'interrupt delay': {
    text: 'The time from the moment that the host has an interrupt for a guest to the moment that the guest runs and takes it.',
    basis: { kind: 'source', text: `${PAPER}, section 4.3` },
  },

  tick: {
    text: 'The interrupt of a clock, 64 or 100 times a second. At each one the guest notes who runs, and charges it the whole period: it never measures.',
    basis: { kind: 'source', text: COUNTERS },
  },
  'time slice': {
    text: 'How long the host lets a guest run while others wait for the same processor.',
    basis: { kind: 'source', text: '50 ms on ESX, as Barham and others (2003) quote it' },
  },
  'Processor Time': {
    text: 'What Task Manager draws: all that is not idle. Windows adds up the ticks of the idle thread, in units of 100 ns, and takes their share from 100 %. The type of counter is PERF_100NSEC_TIMER_INV: a timer in 100 ns, inverted.',
    formula: '100 × (1 − ticks charged to idle × tick ÷ elapsed time)',
    basis: { kind: 'source', text: COUNTERS },
  },
  'Process %': {
    text: 'The ticks that landed on the threads of a process, in units of 100 ns, over the elapsed time. The type of counter is PERF_100NSEC_TIMER. Its name promises 100 ns; what it adds are whole ticks.',
    formula: '100 × ticks charged to its threads × tick ÷ elapsed time',
    basis: { kind: 'source', text: COUNTERS },
  },
  'steal time': {
    text: 'Time in which the guest wanted to run and the host ran somebody else. Linux under KVM or Xen is told it and shows it as “st”; a guest of the era of this page is not.',
    formula: 'ready + co-stop, of elapsed time',
  },
  'idle loop': {
    text: 'What a processor runs when no thread has work. Ticks that land in it are charged to idle.',
  },
  'effective samples': {
    text: 'How many independent looks would scatter as much as these readings do. Ticks that see the same burst, or come in one stack, tell the same thing again: they count as fewer.',
    formula: 'p (1 − p) ÷ variance of the readings',
  },
  'binomial band': {
    text: 'Where 95 % of readings would lie if every tick were an independent look at the truth, like so many tosses of a coin. What is wider has fewer independent looks; what stands beside it is biased.',
    formula: 'p ± 1.96 √( p (1 − p) ÷ ticks )',
    basis: { kind: 'source', text: 'normal approximation of the binomial distribution' },
  },
  'standard error': {
    text: 'How far the mean of these readings may be from the mean of infinitely many. A bias is no part of it.',
    formula: 'standard deviation ÷ √ number of readings',
  },
  phase: {
    text: 'The moment of the thread’s cycle at which the first tick falls.',
  },
  guest: {
    text: 'A virtual machine: an operating system with its programs that runs on a host, beside others, as if it had a machine of its own.',
  },
  host: {
    text: 'The machine that the guests share: its processors, memory, disks and network are the real ones.',
  },
  thread: {
    text: 'A strand of work within a guest. It works in bursts and waits between them, for a disk, a timer or a person.',
  },
  burst: { text: 'One stretch of work of a thread, from wanting the processor to having nothing to do.' },
  load: { text: 'The part of the time that a thread or guest would be at work on a machine of its own.' },
  slice: {
    text: 'How long the host lets a guest run while others wait for the same processor. Then the next one has its turn.',
    basis: { kind: 'source', text: '50 ms on ESX, as Barham and others (2003) quote it' },
  },
  neighbour: { text: 'Another guest of the same host: it takes its turns on the same processor.' },
  vCPU: {
    text: 'A virtual processor: what a guest takes for a processor. The host runs it on a real one, whenever its turn comes.',
  },
  hog: { text: 'A guest that never waits: it takes all that the host gives it.' },
  boost: {
    text: 'A guest that wakes up is let on before those that have been at work, so that one with little to do is quick.',
  },
  strict: {
    text: 'Co-scheduling as in ESX 2: a guest starts only when all its virtual processors can, and all stop when one lags too far.',
    basis: { kind: 'source', text: `${PAPER}, section 5` },
  },
  pairs: {
    text: 'Co-scheduling in its simplest form: all virtual processors of a guest run together, or none does.',
  },
  relaxed: {
    text: 'Co-scheduling as in ESX 3 and later: virtual processors may drift apart up to a limit; only what is too far ahead, or behind, is stopped or waited for.',
  },
  skew: {
    text: 'How far the virtual processors of one guest have drifted apart: the lead of the fastest over the slowest.',
  },
  dedicated: {
    text: 'A processor that is one guest’s alone: nobody else has turns on it, and what is not used stands idle.',
  },
  points: {
    text: 'Per cent of a processor, as a difference of two percentages: from 23.5 % to 29.4 % are 5.9 points.',
  },
  'fair looks': {
    text: 'Looks that have nothing to do with what they look at, like tosses of a coin: the best that sampling by ticks can do.',
  },
  'Task Manager': {
    text: 'The tool of Windows that shows how busy the machine is. Here it stands for all meters of a guest that rest on its clock’s ticks.',
  },
  reading: { text: 'One figure of a meter over one stretch of time, as Task Manager shows it each second.' },
} as const satisfies Record<string, Entry>;

/** A word of the glossary. */
export type Term = keyof typeof GLOSSARY;
