import type { Finding } from '../estate/finding';
import type { Recording } from '../estate/recording';
import { ENOUGH, unlike } from './clocks';
import type { Basis } from './host-time';
import { meansOf } from './samples';
import type { CorrectedSample } from './samples';

const percent = (v: number) => `${(100 * v).toFixed(1)} %`;
const points = (v: number) => (100 * Math.abs(v)).toFixed(1);

/** Meter and host may differ by so much more than the guest waited, before their being of one guest is doubted. */
const SLACK = 0.05;
/** Clocks of processors run at such multiples of their nominal one; % Used may be off time by as much. */
const SPEEDS = { least: 0.3, most: 2 } as const;

/** Reasons to doubt that both logs are of the same guest and hours, and that they are long enough. */
export function doubts(
  guest: Recording,
  host: Recording,
  shift: number,
  samples: readonly CorrectedSample[],
  basis: Basis,
): Finding[] {
  const findings: Finding[] = [];
  const { intervals, measured, used, waited } = meansOf(samples);
  if (intervals > 0 && intervals < ENOUGH) {
    findings.push({
      level: 'guess',
      where: guest.source,
      text: `Both logs tell of ${intervals === 1 ? 'one interval' : `${intervals} intervals`} only: what is mended holds for ${intervals === 1 ? 'it' : 'those'}, and from fewer than ${ENOUGH} nobody can see whether the clocks agree.`,
      fix: 'Log an hour or more, at a minute or less.',
    });
  }
  const off = Math.abs(measured - used);
  const most = waited === waited ? waited + SLACK : Infinity;
  const ratio = used / measured;
  if (off > most && (basis === 'time' || ratio < SPEEDS.least || ratio > SPEEDS.most)) {
    findings.push({
      level: 'warning',
      where: host.source,
      text: `Meter and host differ by ${points(off)} points, and the guest waited for ${percent(waited)} only: late ticks cannot do that.`,
      fix: 'Look whether it is the same guest, the same hours and the right number of processors.',
    });
  }
  const strangers = unlike(guest, host, shift);
  if (strangers) findings.push({ level: 'warning', where: host.source, ...strangers });
  return findings;
}

/** What a meter is held against, and whether it stands (`Correction` in correct.ts). */
interface Standing {
  readonly basis: Basis;
  readonly stands: boolean;
  readonly scaled: boolean;
  readonly speed: number;
}

/** What the correction shows, in words. */
export function verdicts(
  samples: readonly CorrectedSample[],
  { basis, stands, scaled, speed }: Standing,
): Finding[] {
  const { intervals, measured, used, ready, waited } = meansOf(samples);
  const where = 'correction';
  if (intervals === 0) {
    return [
      {
        level: 'warning',
        where,
        text: 'In no interval is there a figure of both logs.',
        fix: 'Look at the clocks.',
      },
    ];
  }
  const off = measured - used;
  const over = samples.filter((s) => s.measured === s.measured && s.used > 1.02).length;
  const held = waited > ready ? `, co-stop of ${percent(waited - ready)} included` : '';
  const told = waited === waited ? ` It was ready and waited for ${percent(waited)} of the time${held}.` : '';
  const length = intervals === 1 ? 'one interval' : `${intervals} intervals`;
  const had = basis === 'time' ? 'it had a processor for' : 'its host charged it';
  const figures = `Over ${length} the guest's meter showed ${percent(measured)}; ${had} ${percent(used)}`;
  const why =
    basis === 'time'
      ? 'so small a difference is % Overlap and chance'
      : "% Used differs by clock speed and the host's own work";
  const verdict = stands
    ? `${figures}.${told} Its ticks came when they were due: the meter is right and stays as it is; ${why}.`
    : scaled
      ? `${figures}.${told} % Used is scaled by clock speed: it cannot tell how far off the meter is.`
      : `${figures}: ${points(off)} points too ${Math.round(1000 * off) >= 0 ? 'much' : 'little'}.${told}`;
  return [
    ...(over > 0
      ? [
          {
            level: 'warning' as const,
            where,
            text: `In ${over} of ${length} ${basis === 'time' ? 'it held' : 'its host charged it'} more than all its processors.`,
            fix:
              speed === speed
                ? 'Look at the number of processors.'
                : "Look at the number of processors; a host's clock above its nominal speed and its own work for the guest can give some per cent too.",
          },
        ]
      : []),
    { level: 'info', where, text: verdict },
    ...(stands
      ? []
      : [
          {
            level: 'info' as const,
            where,
            text: "Totals are the host's. Shares of processes follow the guest's ticks (Friedman 2013): right for a guest that always has work, biased where short bursts start a turn afresh; the interval of each process says how far off it can be.",
          },
        ]),
  ];
}
