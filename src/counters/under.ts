import type { Circumstances, Era } from './circumstances';
import type { CounterNature, Rests, Trust } from './nature';

/** What waiting spoils; the rest is as right in a VM as elsewhere. */
const SPOILT: ReadonlySet<Rests> = new Set<Rests>(['ticks', 'shares of ticks', 'stamps', 'clock', 'moment']);

/** What an era does differently with its ticks. */
const ERA_WORDS: Readonly<Record<Era, string>> = {
  'not known': '',
  xp: '',
  vista: ' Cycles are counted too, by thread, but this counter is still sampled.',
  '2012':
    ' Since Windows 8 ticks that a host puts in late are not counted: processes keep their proportions, and time that was waited counts as busy.',
  linux: ' Without steal time, what was waited is taken for idle or busy.',
  steal: ' Steal time is told apart: look at it beside.',
};

/** A counter's nature as it is under these circumstances: what a VM does to it, and whether to trust it. */
export function natureUnder(nature: CounterNature, circumstances: Circumstances): CounterNature {
  const { contention, era } = circumstances;
  const { rests } = nature;
  if (contention === 'physical')
    return rests === 'not known' || rests === 'the host'
      ? nature
      : { ...nature, trust: 'yes', inVm: 'Nothing: this is no VM.', instead: '-' };
  if (contention === 'none') {
    if (SPOILT.has(rests))
      return {
        ...nature,
        trust: 'yes',
        inVm: `Hardly anything here: the guest waited for ${waitedWords(circumstances)} of its time, so its ticks and interrupts came when they were due.`,
        instead: '-',
      };
    if (rests === 'name plate') return { ...nature, trust: 'yes' };
    if (rests === 'power states') return { ...nature, trust: 'with care' };
    return nature;
  }
  const ticked = rests === 'ticks' || rests === 'shares of ticks';
  const words = ticked ? `${nature.inVm}${ERA_WORDS[era]}` : nature.inVm;
  if (!SPOILT.has(rests)) return nature;
  if (contention === 'low') {
    const trust: Trust = milder(nature.trust, era, rests);
    return {
      ...nature,
      trust,
      inVm: `${words} Here by little: the guest waited for ${waitedWords(circumstances)} of its time.`,
    };
  }
  return { ...nature, trust: rests === 'ticks' && era === 'steal' ? 'with care' : nature.trust, inVm: words };
}

/** With little waiting a figure is off by little, and what keeps its proportions or is told apart is right. */
function milder(trust: Trust, era: Era, rests: Rests): Trust {
  if (trust === 'no') return era === 'steal' && rests === 'ticks' ? 'yes' : 'with care';
  return era === '2012' && rests !== 'moment' ? 'yes' : trust;
}

function waitedWords({ waited, contention }: Circumstances): string {
  if (waited === undefined) return contention === 'none' ? 'less than 0.5 %' : 'at most 5 %';
  return `${(100 * waited).toFixed(1)} %`;
}
