import type { Explanation } from '../parts/explanation';

export type Term =
  | 'peak of sums'
  | '95th percentiles'
  | 'sum of peaks'
  | 'ceiling'
  | 'binds'
  | 'lower bound'
  | 'proved'
  | 'slot'
  | 'coverage'
  | 'emulation'
  | 'I/O path'
  | 'scheduling'
  | 'VMM'
  | 'rating'
  | 'I/O-bound'
  | 'image'
  | 'kept native'
  | 'host to spare'
  | 'guess'
  | 'ready'
  | 'co-stop'
  | 'interrupt delay';

export type Entry = Pick<Explanation, 'text' | 'basis' | 'formula'>;

const PAPER = 'M. Friedman, The Reality of Virtualization for Windows Servers, CMG 2006';

/** The words of the field as this page means them. */
export const GLOSSARY: Readonly<Record<Term, Entry>> = {
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
};
