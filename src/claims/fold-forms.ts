import type { WorkloadClass } from '../estate/guest';
import { CLASSES, UNKNOWN_CLASS } from '../overhead/classes';
import { emulationFactor, type OverheadParameters } from '../overhead/parameters';
import { PROFILES, parametersOf } from '../overhead/profiles';
import type { ClaimFold, KnobsAt } from './claim';
import { formula, type Formula, type Symbols } from './how';

/** What a host is asked for, worked out from a profile's figures beside the fold; hosts of rating 1, as in `estates`. */

/** The profile of the paper's time. */
export const ESX2 = parametersOf(PROFILES.esx2);

/** How many times as long work takes as a guest: 1 + f (k − 1) (q + i) + d i, section 4.1 of the paper. */
export function guestGrowth(p: OverheadParameters, of?: WorkloadClass): number {
  const { kernel, interrupt } = of ? CLASSES[of] : UNKNOWN_CLASS;
  return 1 + emulationFactor(p) * (kernel + interrupt) + p.ioPath * interrupt;
}

/** Guests at work at one moment, four at most where a form is asked for: what each loads a processor with of its own, per cent, and what it does. */
export type AtWork = readonly (readonly [load: number, of?: WorkloadClass])[];

/** Per cent of one processor that guests of ESX 2 ask for, of which some are at work. */
export function processorAsked(atWork: AtWork, guests: number): number {
  const work = atWork.reduce((sum, [load, of]) => sum + load * guestGrowth(ESX2, of), 0);
  return work + 100 * (ESX2.vmm + guests * ESX2.scheduling);
}

/** The same as a closed form, per processor of the host. */
export function needForm(atWork: AtWork, guests: number, processors = 1): Formula {
  const index = (i: number) => (atWork.length > 1 ? '₁₂₃₄'[i] : '');
  const sum = `${atWork.map((_, i) => `l${index(i)} × g${index(i)}`).join(' + ')} + v + n × s`;
  const loads = atWork.flatMap(([load, of], i) => [
    [`l${index(i)}`, [load, `load of the ${of ?? 'guest'} at work`, '%']] as const,
    [`g${index(i)}`, [guestGrowth(ESX2, of), 'its growth as a guest, 1 + f (k − 1) (q + i) + d i']] as const,
  ]);
  return formula(
    processors === 1 ? sum : `(${sum}) ÷ c`,
    [processorAsked(atWork, guests) / processors, '%'],
    {
      ...Object.fromEntries(loads),
      v: [100 * ESX2.vmm, 'the monitor', '%'],
      n: [guests, 'guests'],
      s: [100 * ESX2.scheduling, 'scheduling of each', '%'],
      ...(processors === 1 ? {} : { c: [processors, 'processors of the host'] as const }),
    },
  );
}

/** Figures of a profile for memory, as symbols. */
export const memorySymbols = (p: OverheadParameters, guests: number, each: number): Symbols => ({
  n: [guests, 'guests'],
  m: [each, 'memory of each', 'MiB'],
  t: [p.shadow, 'shadow page tables, part of it'],
  a: [p.guestMemory, 'monitor, for each guest', 'MiB'],
  v: [p.vmmMemory, 'monitor, once', 'MiB'],
});

/** Memory that n guests without a common image ask a host for, MiB. */
export const memoryAsked = (p: OverheadParameters, guests: number, each: number): number =>
  guests * (each * (1 + p.shadow) + p.guestMemory) + p.vmmMemory;

/** The Fold view under ESX 2, with nothing else of a claim. */
export const UNDER_ESX2: ClaimFold = {
  choices: () => ({ profile: 'esx2' }),
  words: () => 'under ESX 2',
};

/** The same with a ceiling. @param ceiling per cent of the processors, or the knob that says it */
export const underCeiling = (ceiling: (at: KnobsAt) => number): ClaimFold => ({
  choices: (at) => ({ profile: 'esx2', ceilings: { cpu: ceiling(at) } }),
  words: (at) => `under ESX 2 with a ceiling of ${ceiling(at)} %`,
});
