import { html } from 'lit';
import '../parts/how';
import type { Entry } from '../text/glossary';

const COUNTERS = 'Windows performance counters, as Friedman (2006), section 7, describes them';

/** The words of this view, that no other needs. */
const TERMS = {
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
} as const satisfies Record<string, Entry>;

export type MeterTerm = keyof typeof TERMS;

/** A word of this view, underlined with dots. */
export const term = (name: MeterTerm, text: string = name) =>
  html`<hf-term .term=${name} .entry=${TERMS[name]}>${text}</hf-term>`;
