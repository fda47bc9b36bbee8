import type { Strip } from '../../../sampling/strip';
import type { TickMark, TimelineGroup } from '../../parts/timeline/rows';
import { shareText } from '../pictures';
import { CLOCK_MS } from './lab';

/** One look of the person who is the clock. */
export interface OwnLook {
  readonly atMs: number;
  readonly busy: boolean;
}

/** The stretches of a strip in which a thread is at work. */
const worked = ({ spans }: Strip) =>
  spans.filter(({ state, segment }) => state === 'run' && segment !== 'idle');

/** Whether a thread is at work at a moment of a strip. */
export const isBusyAt = (strip: Strip, atMs: number): boolean =>
  worked(strip).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);

/** A person's looks beside the clock's own, under what there was to see. */
export function looksBeside(strip: Strip, looks: readonly OwnLook[]): readonly TimelineGroup[] {
  const mark = (at: number, busy: boolean): TickMark => ({ at, kind: busy ? 'busy' : 'idle' });
  return [
    {
      label: '',
      rows: [
        {
          label: 'thread at work',
          spans: worked(strip).map(({ fromMs, toMs }) => ({ from: fromMs, to: toMs, kind: 'run', tone: 0 })),
        },
        { label: 'your looks', marks: looks.map(({ atMs, busy }) => mark(atMs, busy)) },
        {
          label: 'the clock’s looks',
          marks: strip.ticks.map(({ atMs, charge }) => mark(atMs, charge !== 'idle')),
        },
      ],
    },
  ];
}

/** What a person and the clock would charge by their looks, and what the thread worked, in words. */
export function chargedBy(
  strip: Strip,
  looks: readonly OwnLook[],
): { own: string; clock: string; worked: string } {
  const share = (busy: number, all: number) => (all ? shareText(busy / all) : 'nothing');
  return {
    own: share(looks.filter(({ busy }) => busy).length, looks.length),
    clock: share(strip.ticks.filter(({ charge }) => charge !== 'idle').length, strip.ticks.length),
    worked: shareText(worked(strip).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / CLOCK_MS),
  };
}
