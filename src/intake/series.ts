import { crowd } from '../estate/crowd';
import type { LeftOut } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { MeasureId } from '../estate/measure';
import { MEASURES } from '../estate/measure';
import type { Recording } from '../estate/recording';
import { GrowableFloats } from './bytes/growable';
import { LARGEST_NUMBER } from './bytes/numbers';
import { thousands, plural } from './words';

/** How a column's measure and unit are known. */
export interface HowKnown {
  /** The unit as the file has it; null where nothing says, so that the size of the values has to. */
  readonly unit: string | null;
  /** By its name or a column that names it, from a person, or because it is usual. */
  readonly known: 'name' | 'person' | 'guess';
  /** The file gives what is left of a hundred. */
  readonly idle?: true;
  /** The column's name, or the counter's. */
  readonly from?: string;
}

/** One measure of one server as it grows, kept within what can be believed. */
export class MeasureSeries {
  private readonly values: GrowableFloats;
  private readonly ceiling: number;
  private readonly most: number;
  /** What lies between zero and this is kept as it is. */
  private readonly usual: number;
  /** Values above the ceiling, and the greatest of them. */
  clamped = 0;
  greatest = -Infinity;
  /** Values below zero: no counter here can be. */
  negative = 0;
  /** Rows of values that no machine has, and the greatest of these values: Infinity where it is above 10^38. */
  readonly impossible: number[] = [];
  wildest = 0;
  present = 0;
  /** The values so far count the rows: 0, 1, 2, ... or from 1. */
  counting = true;

  constructor(
    readonly server: string,
    readonly measure: MeasureId,
    /** How many values are expected, where that is known: room for more is made as they come. */
    expected?: number,
    readonly how: HowKnown = { unit: MEASURES[measure].unit, known: 'name' },
  ) {
    this.values = new GrowableFloats(expected);
    this.ceiling = MEASURES[measure].ceiling;
    this.usual = Math.min(this.ceiling, MEASURES[measure].most, LARGEST_NUMBER);
    this.most = Math.min(MEASURES[measure].most, LARGEST_NUMBER);
  }

  get length(): number {
    return this.values.length;
  }

  push(value: number): void {
    if (value >= 0 && value <= this.usual) {
      if (value > this.greatest) this.greatest = value;
      if (this.counting) this.counting = value === this.present || value === this.present + 1;
      this.present++;
      this.values.push(value);
    } else this.pushOdd(value);
  }

  private pushOdd(value: number): void {
    if (value < 0) {
      this.negative++;
      this.values.push(NaN);
      return;
    }
    if (value > this.most) {
      if (value > this.wildest) this.wildest = value;
      this.impossible.push(this.values.length);
      this.values.push(NaN);
      return;
    }
    if (value > this.greatest) this.greatest = value;
    if (this.counting && value === value)
      this.counting = value === this.present || value === this.present + 1;
    if (value > this.ceiling) {
      this.clamped++;
      value = this.ceiling;
    }
    if (value === value) this.present++;
    this.values.push(value);
  }

  /** Rows in which the measure did not exist yet, or no longer. */
  padTo(rows: number): void {
    while (this.values.length < rows) this.values.push(NaN);
  }

  take(): Float32Array<ArrayBuffer> {
    return this.values.take();
  }
}

/**
 * Servers that a file names and has no usable figure of, after those that are left out for another reason.
 * @param known those, each with its reason
 */
export function silentServers(
  names: Iterable<string>,
  recordings: readonly Recording[],
  source: string,
  known: readonly LeftOut[] = [],
): LeftOut[] {
  const told = new Set([...recordings.map(({ server }) => server), ...known.map(({ guest }) => guest)]);
  const silent = [...new Set(names)]
    .filter((guest) => !told.has(guest))
    .map((guest) => ({ guest, why: `${source} names it and holds no figure of its load` }));
  return [...known, ...silent];
}

/** What was clamped and what was negative, summed up by measure. */
export function seriesFindings(series: readonly MeasureSeries[], where: string): Finding[] {
  const findings: Finding[] = [];
  for (const measure of Object.values(MEASURES)) {
    const own = series.filter((s) => s.measure === measure.id);
    const clamped = own.reduce((n, s) => n + s.clamped, 0);
    const negative = own.reduce((n, s) => n + s.negative, 0);
    const servers = (with_: (s: MeasureSeries) => number) =>
      crowd(own.filter((s) => with_(s) > 0).map((s) => s.server));
    if (clamped > 0) {
      const greatest = Math.max(...own.map((s) => s.greatest));
      const total = own.reduce((n, s) => n + s.present, 0);
      const much = greatest > 1.1 * measure.ceiling && clamped * 100 > total;
      findings.push({
        level: much ? 'warning' : 'info',
        where,
        text: `${plural(clamped, 'sample')} of ${measure.label} above ${measure.ceiling} ${measure.unit} (the greatest ${Number(greatest.toPrecision(6))}) on ${servers((s) => s.clamped)}: read as ${measure.ceiling}.`,
        ...(much
          ? {
              fix: 'If the column is not % of all processors of the server, map it to the measure that it is.',
              doubt: {
                of: 'clipped',
                servers: new Set(own.filter((s) => s.clamped).map((s) => s.server)).size,
              },
            }
          : {}),
      });
    }
    const impossible = own.reduce((n, s) => n + s.impossible.length, 0);
    if (impossible > 0) {
      const wildest = Math.max(...own.map((s) => s.wildest));
      findings.push({
        level: 'warning',
        where,
        text: `${plural(impossible, 'sample')} of ${measure.label} that no machine has (the greatest ${wildest === Infinity ? 'above 10^38' : Number(wildest.toPrecision(3))} ${measure.unit}) on ${servers((s) => s.impossible.length)}: left out.`,
        fix: 'If they are true, they count something else, or in another unit: say so in the header.',
      });
    }
    if (negative > 0) {
      findings.push({
        level: 'warning',
        where,
        text: `${plural(negative, 'sample')} of ${measure.label} below zero on ${servers((s) => s.negative)}: read as missing.`,
      });
    }
  }
  return findings;
}

/** `processor busy 99.9 %, memory available 100 %`: the part of its server's rows that hold each measure. */
export function coverageWords(
  servers: readonly { readonly times: ArrayLike<number>; readonly series: readonly MeasureSeries[] }[],
): string {
  const parts: string[] = [];
  for (const { id, label } of Object.values(MEASURES)) {
    let [present, rows] = [0, 0];
    for (const { times, series } of servers) {
      for (const own of series) {
        if (own.measure !== id || own.present === 0) continue;
        present += own.present;
        rows += times.length;
      }
    }
    if (present === 0) continue;
    const share = present / rows;
    parts.push(`${label} ${share >= 1 ? '100' : String(Math.floor(share * 1000) / 10)} %`);
  }
  return parts.join(', ');
}

/** Of what is left of a hundred, per cent, makes what is used, in place. */
export function turnIdle(values: Float32Array): void {
  values.forEach((left, k) => (values[k] = 100 - left));
}

/** `12 measures of 3 servers`. */
export function amountWords(series: readonly MeasureSeries[]): string {
  const servers = new Set(series.map((s) => s.server));
  return `${plural(series.length, 'measure')} of ${servers.size === 1 ? [...servers][0] : `${thousands(servers.size)} servers`}`;
}
