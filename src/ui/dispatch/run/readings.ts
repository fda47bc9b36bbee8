import type { Answer } from '../../../dispatch/answer';
import type { Experiment, ExperimentInput } from '../../../dispatch/experiment';
import type { Figure } from '../../../dispatch/figure';
import { CHOICES } from '../../../dispatch/choices';
import { presetOf, PRESET_GROUPS } from '../../../dispatch/lab-presets';
import { setAt, writeLink } from '../../../dispatch/link';
import { guestKinds, guestNames } from '../../../dispatch/model';
import type { PresetFigure } from '../../../dispatch/preset';
import { meanMs } from '../../../dispatch/times';
import { check } from '../../../dispatch/repair-link';
import { withoutEffect } from '../../../dispatch/without-effect';
import { rewritten, sweeping, type Specimen } from './specimen';

/** One way to dispatch the same guests, to be shown beside the others. */
export interface DispatchReading {
  readonly label: string;
  /** The experiment's text for the address. */
  readonly link: string;
  /** The one that is open. */
  readonly chosen: boolean;
  /** What the bars show of its answer; `alone` is what one guest of each kind does on a host of its own. */
  readonly measure: (answer: Answer, alone: readonly (Answer | null)[]) => Figure;
  /** `ms`: bars are drawn against the longest; else shares of one. */
  readonly unit?: 'ms';
  readonly input: unknown;
}

export interface Readings {
  /** What the bars are. */
  readonly title: string;
  readonly items: readonly DispatchReading[];
}

/** Presets that are the same test, read in different ways, and what tells them apart. */
const FAMILIES: readonly {
  readonly ids: readonly (readonly [id: string, label: string])[];
  readonly title: string;
  /** Fields that make the members differ: they are not carried from one to another. */
  readonly own: readonly string[];
  readonly measure: (answer: Answer, experiment: Experiment) => Figure;
  /** The answer in a sentence around that figure, where it is not how busy the host is. */
  readonly sentence?: readonly [before: string, after: string];
}[] = [
  {
    title: 'Processors busy with work, by who runs next',
    own: ['policy', 'slots', 'idle'],
    measure: ({ host }) => host.busy,
    ids: [
      ['shelden-strict', 'co-scheduled, fixed slots'],
      ['shelden-pairs', 'in pairs, fixed slots'],
      ['shelden-unseen', 'when ready, idle unseen'],
      ['shelden-yield', 'co-scheduled, yielding'],
      ['shelden-relaxed', 'relaxed, the guest’s skew'],
      ['shelden-relaxed-each', 'relaxed, each vCPU'],
      ['shelden-when-ready', 'when ready'],
    ],
  },
  {
    title: 'Work of the back-up, of what it does alone',
    sentence: ['The back-up does', 'of what it does alone'],
    own: ['slots', 'processors', 'guests', 'boost'],
    measure: ({ guests }, experiment) => {
      const { burst, wait } = experiment.guests[0].threads[0];
      // Alone, one I/O takes its burst and its wait.
      const cycleMs = burst && wait ? meanMs(burst) + meanMs(wait) : NaN;
      return scaled(guests[0].cyclesPerSecond, cycleMs / 1000);
    },
    ids: [
      ['backup-fixed', 'fixed slots'],
      ['backup-yield', 'yielding'],
      ['backup-dedicated', 'own processor'],
    ],
  },
];

/** The other readings of the same experiment: those of its family, or else each policy. */
export function readingsOf(specimen: Specimen): Readings {
  const family = familyOf(specimen);
  return family ? ofFamily(specimen, family) : byPolicy(specimen);
}

/** What a preset can be about. The guest is the first that ever waits, or the first of all. */
const FIGURES: Readonly<
  Record<
    PresetFigure,
    {
      readonly title: (guest: string) => string;
      readonly sentence: (guest: string) => readonly [before: string, after: string];
      readonly unit?: 'ms';
      readonly measure: (answer: Answer, guest: number) => Figure;
    }
  >
> = {
  delay: {
    title: (guest) => `Interrupt delay of ${guest}, on average`,
    sentence: (guest) => [`Interrupts of ${guest} wait`, 'on average'],
    unit: 'ms',
    measure: ({ guests }, g) => guests[g].interruptDelayMs.mean,
  },
  ready: {
    title: (guest) => `Ready time of ${guest}`,
    sentence: (guest) => [`${guest} waits for a processor`, 'of its time'],
    measure: ({ guests }, g) => guests[g].ready,
  },
  share: {
    title: (guest) => `What ${guest} uses of a processor`,
    sentence: (guest) => [`${guest} has`, 'of a processor'],
    measure: ({ guests }, g) => guests[g].used,
  },
  overhead: {
    title: () => 'Overhead of the host',
    sentence: () => ['The host itself takes', 'of the processors'],
    measure: ({ host }) => host.overhead,
  },
  burnt: {
    title: () => 'Burnt in idle loops',
    sentence: () => ['Idle loops burn', 'of the processors'],
    measure: ({ host }) => host.burnt,
  },
};

/** The figure that a preset is about, with the guest that it looks at; null where it names none. */
function figureOf({ preset, experiment }: Specimen) {
  if (!preset?.figure) return null;
  const kinds = guestKinds(experiment);
  const waits = kinds.findIndex(({ threads }) => threads.some(({ wait }) => wait?.kind !== 'never'));
  const guest = Math.max(0, waits);
  const { title, sentence, unit, measure } = FIGURES[preset.figure];
  const name = guestNames(experiment)[guest];
  return {
    title: title(name),
    sentence: sentence(name),
    unit,
    measure: (answer: Answer) => measure(answer, Math.min(guest, answer.guests.length - 1)),
  };
}

/** The answer of an experiment in a sentence, where its presets have one of their own. */
export function sentenceOf(specimen: Specimen, answer: Answer) {
  const family = familyOf(specimen);
  if (family?.sentence) {
    const [before, after] = family.sentence;
    return {
      before,
      after,
      figure: family.measure(answer, specimen.experiment),
      title: null,
      unit: undefined,
    };
  }
  const own = figureOf(specimen);
  if (!own) return null;
  const [before, after] = own.sentence;
  return { before, after, figure: own.measure(answer), title: own.title, unit: own.unit };
}

function familyOf(specimen: Specimen) {
  return FAMILIES.find(({ ids }) => ids.some(([id]) => id === specimen.base));
}

function ofFamily(specimen: Specimen, family: (typeof FAMILIES)[number]): Readings {
  const carried = specimen.changed.filter(([path]) => !family.own.includes(path.split('.')[0]));
  const items = family.ids.map(([id, label]): DispatchReading => {
    const preset = presetOf(id)!;
    const chosen = id === specimen.base;
    const input = chosen
      ? specimen.input
      : carried.reduce<unknown>((so, [path, value]) => setAt(so, path.split('.'), value), preset.experiment);
    const link = chosen
      ? specimen.link
      : sweeping(writeLink(id, input as ExperimentInput, preset.experiment), specimen.sweep);
    const { experiment } = check(input);
    const measure = (answer: Answer) => family.measure(answer, experiment ?? specimen.experiment);
    return { label, link, chosen, measure, input };
  });
  return { title: family.title, items };
}

/** Policies in a word or two, for a bar's name. */
export const POLICY_WORDS: Readonly<Record<keyof typeof CHOICES.policy.options, string>> = {
  'round-robin': 'round robin',
  weighted: 'by weight',
  'when-ready': 'when ready',
  'strict-cosched': 'strict co-scheduling',
  pairs: 'in pairs',
  'relaxed-cosched': 'relaxed co-scheduling',
  'relaxed-esx4': 'relaxed, each vCPU',
};

function byPolicy(specimen: Specimen): Readings {
  const now = specimen.experiment.policy;
  const own = figureOf(specimen);
  const reading = (label: string, input: unknown, chosen: boolean): DispatchReading => ({
    label,
    link: rewritten(specimen, input as ExperimentInput),
    chosen,
    measure: (answer, alone) => (own ? own.measure(answer) : worst(specimen.experiment, answer, alone)),
    ...(own?.unit ? { unit: own.unit } : {}),
    input,
  });
  const policies = (Object.keys(POLICY_WORDS) as (keyof typeof POLICY_WORDS)[]).map((policy) =>
    reading(POLICY_WORDS[policy], setAt(specimen.input, ['policy'], policy), policy === now),
  );
  // Boost is no policy, and often the answer.
  const { boost } = specimen.experiment;
  const other = setAt(specimen.input, ['boost'], !boost);
  const words = `${POLICY_WORDS[now]}, ${boost ? 'no boost' : 'wake boost'}`;
  const items = [...policies, reading(words, other, false)];
  return {
    title: own?.title ?? 'Work of the guest that fares worst, of what it does alone',
    items: items.filter(({ input }) => {
      const { experiment } = check(input);
      return experiment && !withoutEffect(experiment).some(({ where }) => where === 'boost');
    }),
  };
}

/** Label of the group that a preset belongs to. */
export function groupOf(id: string): string {
  return PRESET_GROUPS.find(({ presets }) => presets.some((preset) => preset.id === id))?.label ?? '';
}

/** The least of what a guest gets done, of what it does alone. */
function worst(experiment: Experiment, answer: Answer, alone: readonly (Answer | null)[]): Figure {
  const place = new Map(experiment.guests.map((guest, g) => [guest, g]));
  let least: Figure = { mean: NaN, se: NaN, sd: NaN };
  guestKinds(experiment).forEach((kind, g) => {
    const own = alone[place.get(kind) ?? -1]?.guests[0].cyclesPerSecond.mean;
    const done = answer.guests[g]?.cyclesPerSecond;
    if (!own || !done) return;
    if (!(done.mean / own >= least.mean)) least = scaled(done, 1 / own);
  });
  return least;
}

function scaled({ mean, se, sd }: Figure, by: number): Figure {
  return { mean: mean * by, se: se * by, sd: sd * by };
}
