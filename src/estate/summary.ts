import { isMoment } from './grid';
import type { MeasureId } from './measure';
import type { Recording } from './recording';
import { sameFigures } from './twins';

/** One measure of one server, over all samples that there are. */
export interface MeasureSummary {
  readonly mean: number;
  readonly max: number;
  readonly samples: number;
}

/** What is known of one server. */
export interface ServerSummary {
  /** First and last moment, ms of its wall clock; null for figures without times. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of its best-covered measure. */
  readonly samples: number;
  readonly measures: Partial<Record<MeasureId, MeasureSummary>>;
}

/** Sums up what files say of one server; one that says the very same as another counts once. */
export function summaryOf(recordings: readonly Recording[]): ServerSummary {
  const own = recordings.filter(
    (each, i) => !recordings.slice(0, i).some((before) => sameFigures(before, each)),
  );
  let [from, to] = [Infinity, -Infinity];
  const sums = new Map<MeasureId, { sum: number; max: number; samples: number }>();
  for (const recording of own) {
    if (!isMoment(recording) || recording.times[0] > 0) {
      for (const time of recording.times) {
        if (time < from) from = time;
        if (time > to) to = time;
      }
    }
    for (const [id, values] of Object.entries(recording.measures) as [MeasureId, Float32Array][]) {
      let known = sums.get(id);
      if (!known) sums.set(id, (known = { sum: 0, max: -Infinity, samples: 0 }));
      for (const value of values) {
        if (value !== value) continue;
        known.sum += value;
        known.samples++;
        if (value > known.max) known.max = value;
      }
    }
  }
  const told = [...sums].filter(([, { samples }]) => samples > 0);
  return {
    from: from <= to ? from : null,
    to: from <= to ? to : null,
    samples: told.reduce((most, [, { samples }]) => Math.max(most, samples), 0),
    measures: Object.fromEntries(
      told.map(([id, { sum, max, samples }]) => [id, { mean: sum / samples, max, samples }]),
    ),
  };
}
