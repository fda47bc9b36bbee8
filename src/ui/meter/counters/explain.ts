import { meansOf, type Correction } from '../../../counters/correct';
import { shareText } from '../pictures';

/** What the host's figure is. */
export const USED = {
  title: '% Used',
  text: 'What the hypervisor charged the guest: the time for which its virtual processors had a physical one, scaled by clock speed, and the host’s own work for it. It is counted as processors are given and taken, not by ticks.',
  basis: { kind: 'source' as const, text: 'esxtop, Group Cpu(id:NAME)\\% Used' },
};

/** How the corrected total comes about. */
export function totalOf(shown: number, used: number, ready: number, correction: Correction | null) {
  return {
    title: 'The corrected total',
    text: 'The guest’s own total is put aside; what its host charged it takes its place. A process i gets the part that its ticks have in all non-idle ticks of the guest.',
    formula: 'total := Used;  process i := Used × n(i) ÷ sum of the non-idle n',
    values: [
      ['shown by the guest', shareText(shown)],
      ['charged by its host', shareText(used)],
      ['ready, and waited', shareText(ready)],
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
