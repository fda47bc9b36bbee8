import type { Finding } from '../estate/finding';
import { thousands, duration, moment, plural } from './words';

const MINUTE = 60_000;

/** What the times of a log look like, in the order in which they were written. */
export interface TimesSeen {
  readonly first: number;
  readonly last: number;
  /** Usual distance of two samples, ms; 0 when most are the same. */
  readonly step: number;
  readonly repeated: number;
  readonly backwards: number;
  /** The first step back: row index, and how far, ms. */
  readonly backAt: number;
  readonly backBy: number;
  /** Steps of more than three usual ones, and the longest of them, ms. */
  readonly gaps: number;
  readonly longestGap: number;
  readonly gapAt: number;
  /** All times are at whole minutes. */
  readonly wholeMinutes: boolean;
}

/** Looks along the times once. NaN is not expected here. */
export function lookAlong(times: Float64Array): TimesSeen {
  let first = Infinity;
  let last = -Infinity;
  let repeated = 0;
  let backwards = 0;
  let backAt = -1;
  let backBy = 0;
  let wholeMinutes = true;
  for (let k = 0; k < times.length; k++) {
    const time = times[k];
    if (time < first) first = time;
    if (time > last) last = time;
    if (wholeMinutes && time % MINUTE !== 0) wholeMinutes = false;
    if (k === 0) continue;
    const step = time - times[k - 1];
    if (step === 0) repeated++;
    else if (step < 0 && backwards++ === 0) {
      backAt = k;
      backBy = -step;
    }
  }
  const step = usualStep(times);
  let gaps = 0;
  let longestGap = 0;
  let gapAt = -1;
  if (step > 0) {
    for (let k = 1; k < times.length; k++) {
      const gap = times[k] - times[k - 1];
      if (gap <= 3 * step) continue;
      gaps++;
      if (gap > longestGap) {
        longestGap = gap;
        gapAt = k;
      }
    }
  }
  return { first, last, step, repeated, backwards, backAt, backBy, gaps, longestGap, gapAt, wholeMinutes };
}

/** The median of at most some thousand steps, spread over the log. */
function usualStep(times: Float64Array): number {
  const steps: number[] = [];
  const stride = Math.max(1, Math.floor(times.length / 4096));
  for (let k = stride; k < times.length; k += stride) {
    const step = times[k] - times[k - 1];
    if (step >= 0) steps.push(step);
  }
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
}

/** `2023-04-28 05:55:48 to 2023-04-30 05:57:13 (48 h), every 15 s`; figures without a time stand at 0. */
export function spanWords(line: TimesSeen): string {
  if (!(line.last >= line.first)) return 'no time';
  if (line.first === line.last) return `one moment, ${line.first === 0 ? 'no time' : moment(line.first)}`;
  const every = line.step > 0 ? `, a sample every ${duration(roundStep(line.step))}` : '';
  return `${moment(line.first)} to ${moment(line.last)} (${duration(line.last - line.first)})${every}`;
}

/** 15,003 ms are 15 s to a person. */
function roundStep(step: number): number {
  return step > 5000 ? Math.round(step / 1000) * 1000 : Math.round(step / 10) * 10 || step;
}

/**
 * What a person should know about the order of a log's times.
 * @param rowLine line of the file that a row index was read from
 */
export function timesFindings(line: TimesSeen, where: string, at: (row: number) => string): Finding[] {
  const findings: Finding[] = [];
  if (line.backwards > 0) {
    const hour = line.backBy > 0.4 * 3_600_000 && line.backBy <= 3_660_000;
    findings.push({
      level: 'warning',
      where: at(line.backAt),
      text:
        `Time runs backwards ${line.backwards === 1 ? 'once' : `${thousands(line.backwards)} times`}, first by ${duration(line.backBy)}` +
        (hour
          ? ': the end of summer time, it seems. Of the doubled hour the worse is used, slot by slot.'
          : ': logs were appended out of order, it seems. All samples are kept at the times they carry.'),
    });
  }
  if (line.wholeMinutes && line.repeated * 2 > line.gaps && line.repeated > 2 && line.step < MINUTE) {
    findings.push({
      level: 'warning',
      where,
      text: `Times hold whole minutes only and repeat ${thousands(line.repeated)} times: a spreadsheet dropped the seconds. Samples of one minute are taken together.`,
      fix: 'Use the original log, or relog it again, when slots below a minute matter.',
    });
  } else if (line.repeated > 0) {
    findings.push({
      level: 'info',
      where,
      text: `${plural(line.repeated, 'sample')} ${line.repeated === 1 ? 'has' : 'have'} the time of the one before.`,
    });
  }
  if (line.gaps > 0) {
    const spring = Math.abs(line.longestGap - line.step - 3_600_000) < 0.1 * 3_600_000 && line.gaps === 1;
    findings.push({
      level: 'info',
      where: at(line.gapAt),
      text:
        `${plural(line.gaps, 'gap')}, the longest ${duration(line.longestGap)}` +
        (spring ? ': the beginning of summer time, it may be.' : '. What is missing stays missing.'),
    });
  }
  return findings;
}
