import { type Correction } from '../../../counters/correct';
import { meansOf } from '../../../counters/samples';
import { shareText } from '../pictures';

/** What the host's figure is. */
export const USED = {
  title: 'Time on a processor',
  text: 'The time for which the guest’s virtual processors had a physical one, less the time that its host took from it for others. It is counted as processors are given and taken, not by ticks. % Used is not that: it is scaled by clock speed (turbo, power saving, hyper-threading) and holds the host’s own work for the guest.',
  basis: {
    kind: 'source' as const,
    text: 'esxtop, Group Cpu(id:NAME)\\% Run and \\% Overlap; Hyper-V, % Total Run Time',
  },
};

/** How the corrected total comes about. */
export function totalOf(shown: number, used: number, ready: number, correction: Correction | null) {
  return {
    title: 'The corrected total',
    text: 'The guest’s own total is put aside; the processor time that its host counted takes its place. A process i gets the part that its ticks have in all non-idle ticks of the guest.',
    formula: 'total := Run − Overlap;  process i := total × n(i) ÷ sum of the non-idle n',
    values: [
      ['shown by the guest', shareText(shown)],
      [correction?.basis === 'time' ? 'on a processor, by its host' : '% Used, by its host', shareText(used)],
      ...(correction && correction.speed === correction.speed
        ? ([['% Used over % Run', correction.speed.toFixed(2)]] as const)
        : []),
      ['ready or held back, and waited', shareText(ready)],
      ...(correction
        ? ([['intervals of both logs', String(meansOf(correction.samples).intervals)]] as const)
        : []),
    ] as const,
    basis: {
      kind: 'source' as const,
      text: 'M. Friedman, CMG 2006, section 7; the parts of the processes: Friedman 2013',
    },
  };
}
