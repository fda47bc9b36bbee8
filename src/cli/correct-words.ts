import { isoMoment } from '../estate/moment';
import { CASE_WORDS } from '../counters/cases';
import type { ClockTicks } from '../counters/clock-ticks';
import { isTold, meansOf, waitedOf } from '../counters/samples';
import type { Correction } from '../counters/correct';
import type { CorrectedSample } from '../counters/samples';
import type { CorrectionRange } from '../counters/interval';
import type { CorrectionUncertainty } from '../counters/uncertainty';
import type { MeterVerdict } from '../counters/verdict';
import type { Finding } from '../estate/finding';
import { mean } from '../estate/statistics';
import { moment } from '../intake/words';
import { table } from './io';
import { oneLine } from './printable';

/** What stands before all figures. */
export interface First {
  readonly verdict: MeterVerdict;
  /** null where the guest's log does not count its clock interrupts. */
  readonly ticks: ClockTicks | null;
}

/** The JSON document. NaN has no form in JSON: what was not measured is null. */
export function documentOf(
  { verdict, ticks }: First,
  { guest, processors, shiftMs, basis, samples, processes }: Correction,
  ranges: CorrectionRange,
  ifBursts: CorrectionUncertainty | null,
  findings: readonly Finding[],
) {
  const tidy = (v: number) => (v === v ? +v.toPrecision(6) : null);
  const { contention, off, right, counters, untrusted, words } = verdict;
  return {
    verdict: { words, contention, off: tidy(off), right, counters, untrusted },
    ...(ticks
      ? {
          ticks: {
            missing: tidy(ticks.missing),
            perSecond: tidy(ticks.perSecond),
            samples: ticks.samples,
            words: ticks.words,
          },
        }
      : {}),
    guest,
    processors,
    shiftMinutes: shiftMs / 60_000,
    samples: samples.map((s, k) => ({
      time: isoMoment(s.time),
      measured: tidy(s.measured),
      used: tidy(s.used),
      ...(basis === 'time' && s.charged === s.charged ? { charged: tidy(s.charged) } : {}),
      ready: tidy(s.ready),
      ...(s.costop === s.costop ? { costop: tidy(s.costop) } : {}),
      processes: processes.map(({ name, measured, corrected }, p) => ({
        name,
        measured: tidy(measured[k]),
        corrected: tidy(corrected[k]),
        low: tidy(ranges.processes[p].low[k]),
        high: tidy(ranges.processes[p].high[k]),
      })),
    })),
    processes: ranges.processes.map(({ name, mean }) => ({
      name,
      measured: tidy(mean.measured),
      corrected: tidy(mean.corrected),
      low: tidy(mean.low),
      high: tidy(mean.high),
    })),
    uncertainty: {
      over: ranges.over,
      confidence: ranges.confidence,
      ...ranges.terms,
      width: tidy(ranges.width),
      within: tidy(ranges.within),
      ifBursts,
    },
    findings,
  };
}

/** Processes that the table for people names, and rows of time that it has at most. */
const MOST = 12;
const MOST_ROWS = 48;

/** What is printed for people. */
export function readableCorrection(
  { verdict, ticks }: First,
  result: Correction,
  ranges: CorrectionRange,
  u: CorrectionUncertainty | null,
): string {
  const percent = (v: number) => (v === v ? (100 * v).toFixed(1) : '-');
  const each = Math.ceil(result.samples.length / MOST_ROWS);
  const rows = Array.from({ length: Math.ceil(result.samples.length / each) }, (_, k) => {
    const part = result.samples.slice(k * each, (k + 1) * each);
    const { measured, used, waited } = rowOf(part);
    return [moment(part[0].time), percent(measured), percent(used), percent(waited)];
  });
  const processes = ranges.processes
    .slice(0, MOST)
    .map(({ name, mean: { measured, corrected, low, high } }) => [
      name,
      ...[measured, corrected, low, high].map(percent),
    ]);
  const holes = each > 1 && !result.samples.every(isTold);
  const more = result.processes.length - processes.length;
  return [
    verdict.words,
    ...(ticks ? [ticks.words] : []),
    '',
    oneLine(`${result.guest}, % of its ${result.processors} processor${result.processors === 1 ? '' : 's'}`),
    table([['time', 'meter', result.basis === 'time' ? 'had' : 'used', 'waited'], ...rows]),
    ...(each > 1 ? [`Each row is the mean of ${each} intervals; all of them with --json.`] : []),
    ...(holes ? ['Where both logs tell of some of them, it is the mean of those.'] : []),
    '',
    ...(processes.length
      ? [
          'Processes, on average',
          table([['process', 'shown', 'corrected', 'from', 'to'], ...processes]),
          ...(more > 0 ? [`and ${more} more; all of them with --json`] : []),
          '',
        ]
      : []),
    ...(processes.length ? [restsOn(ranges, result), ''] : []),
    ...(u
      ? [
          `If its bursts are of ${u.case.burstMs} and ${u.case.shortMs} ms, a process of the long ones is off by ${percent(u.low)} to ${percent(u.high)} points (the middle 95 % of ${u.replications} simulated intervals of ${u.case.windowS} s; mean ${percent(u.bias.mean)} ± ${percent(u.bias.se)}), and one of the short ones by as much the other way.`,
          `Simulated: slices of ${u.case.sliceMs} ms, ticks of ${u.case.tickMs} ms, delivery ${u.case.delivery}, ${u.case.order}; ${besideWhom(u)}.`,
          CASE_WORDS[u.kind],
        ]
      : []),
  ].join('\n');
}

/** What the intervals rest on. */
function restsOn({ over, confidence, terms, width }: CorrectionRange, { stands }: Correction): string {
  const wide =
    width === width
      ? `, on average ${(100 * width).toFixed(0)} % of what the guest used wide in one sample`
      : '';
  const meter = stands
    ? ' The meter itself stands; the interval is what late ticks can have done to it.'
    : '';
  return `Each process lies between from and to in ${100 * confidence} of 100 guests or more${wide}. Over ${over}; slices of ${terms.sliceMs} ms at most and ticks of ${terms.tickMs} ms are assumed.${meter}`;
}

/** A row of the table: means of the intervals of which both logs tell; where one is silent, what the other says. */
function rowOf(
  part: readonly CorrectedSample[],
): Pick<CorrectedSample, 'measured' | 'used'> & { waited: number } {
  const shown = part.some((s) => s.measured === s.measured);
  const charged = part.some((s) => s.used === s.used);
  if (shown && charged) return meansOf(part);
  const average = (pick: (s: CorrectedSample) => number) => mean(Float32Array.from(part, pick));
  return {
    measured: average((s) => s.measured),
    used: average((s) => s.used),
    waited: average(waitedOf),
  };
}

function besideWhom({ host: { neighbours, load } }: CorrectionUncertainty): string {
  if (neighbours === 0) return 'no neighbours';
  const busy = `${(100 * load).toFixed(0)} % busy`;
  return neighbours === 1 ? `beside one neighbour, ${busy}` : `beside ${neighbours} neighbours, each ${busy}`;
}
