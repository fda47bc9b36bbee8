import { shiftWords, type Shifts } from './clocks';
import { gather } from './gather';
import { isMoment } from './grid';
import { LEAST_STILL, MOVING } from './measure';
import type { Reading, Recording } from './recording';
import { medianInterval, ROUGH_BELOW } from './statistics';
import { sameFigures } from './twins';

/** What a cell of the map holds; several at once. */
export const MARKS = { part: 1, whole: 2, twice: 4, still: 8, impossible: 16 } as const;
/** A part that is measured for nine tenths of its length, added up in steps, is measured whole. */
const WHOLE = 0.9 - 1e-6;

/** One server of the map. */
export interface CoverageRow {
  readonly server: string;
  /** First and last sample, ms of wall-clock time. */
  readonly from: number;
  readonly to: number;
  readonly samples: number;
  /** 0..1 of the time of the whole estate. */
  readonly covered: number;
  /** Holes between its first and its last sample, and the longest of them, ms. */
  readonly gaps: number;
  readonly longestGap: number;
  /** Parts in which two files, or two rows of one time, tell of it. */
  readonly twice: number;
  /** Parts in which a load never moved. */
  readonly still: number;
  /** Values that no machine has. */
  readonly impossible: number;
  /** How clocks of its files were shifted, in words; empty where none was. */
  readonly shifted: string;
  /** Its clock seems to be apart from that of another file. */
  readonly apart: boolean;
}

/** Which server was measured when. */
export interface CoverageMap {
  readonly from: number;
  readonly to: number;
  /** Parts of the time between. */
  readonly columns: number;
  readonly rows: readonly CoverageRow[];
  /** Row by row, a byte of marks for each part. */
  readonly cells: Uint8Array;
  /** Servers of which one moment is known, and no times. */
  readonly moments: number;
}

/**
 * Draws up which server was measured when, over all files together, their clocks shifted as a person said.
 * @param columns parts into which the time is cut
 */
export function coverageOf(readings: readonly Reading[], shifts: Shifts, columns: number): CoverageMap {
  const { servers, offers } = gather(readings, shifts);
  const timed: { server: string; own: readonly Recording[] }[] = [];
  let [from, to, moments] = [Infinity, -Infinity, 0];
  for (const [server, recordings] of servers) {
    const own = recordings.filter(
      (each, i) =>
        !isMoment(each) &&
        each.times.length > 0 &&
        !recordings.slice(0, i).some((other) => sameFigures(other, each)),
    );
    if (own.length === 0) {
      moments++;
      continue;
    }
    timed.push({ server, own });
    for (const { times } of own) {
      const step = medianInterval(times) || 0;
      for (const time of times) {
        if (time < from) from = time;
        if (time + step > to) to = time + step;
      }
    }
  }
  if (timed.length === 0) return { from: 0, to: 0, columns: 0, rows: [], cells: new Uint8Array(), moments };
  if (to <= from) to = from + 1;
  const cells = new Uint8Array(timed.length * columns);
  const apart = new Set(offers.map(({ name }) => name));
  const shift = new Map(Object.entries(shifts).filter(([, minutes]) => minutes !== 0));
  const rows = timed.map(({ server, own }, row) => {
    const marks = cells.subarray(row * columns, (row + 1) * columns);
    const moved = new Set(
      own
        .flatMap(({ source, server: name }) => [source, name])
        .flatMap((name) => {
          const minutes = shift.get(name);
          return minutes === undefined ? [] : [`${name} ${shiftWords(minutes)}`];
        }),
    );
    return {
      server,
      ...drawServer(own, { from, to, columns }, marks),
      shifted: [...moved].join(', '),
      apart: own.some(({ source }) => apart.has(source)),
    };
  });
  return { from, to, columns, rows, cells, moments };
}

type Span = Pick<CoverageMap, 'from' | 'to' | 'columns'>;

/** Marks the parts of one server, and counts what was marked. */
function drawServer(
  own: readonly Recording[],
  { from, to, columns }: Span,
  marks: Uint8Array,
): Omit<CoverageRow, 'server' | 'shifted' | 'apart'> {
  const width = (to - from) / columns;
  const partOf = (time: number) => Math.min(columns - 1, Math.max(0, Math.floor((time - from) / width)));
  const covered = new Float64Array(columns);
  const all: number[] = [];
  let [impossible, longestStep] = [0, 0];
  for (const { times, measures, impossible: wild = [] } of own) {
    const step = medianInterval(times) || width;
    longestStep = Math.max(longestStep, step);
    const series = Object.values(measures);
    const before = Uint8Array.from(covered, (share) => (share > 0 ? 1 : 0));
    const mine = new Float64Array(columns);
    const seen = times.filter((_, k) => series.some((values) => values[k] === values[k])).sort();
    seen.forEach((time, k) => {
      all.push(time);
      const first = partOf(time);
      if (time === seen[k - 1]) marks[first] |= MARKS.twice;
      // It stands for the time until the next one, or for a usual step where that one is missing.
      const until = seen[k + 1] - time;
      for (let at = first, left = until < 1.5 * step ? until : step; at < columns && left > 0; at++) {
        const room = at === first ? from + (at + 1) * width - time : width;
        mine[at] += Math.min(room, left) / width;
        left -= room;
      }
    });
    for (let at = 0; at < columns; at++) {
      if (mine[at] > 0.01 && before[at]) marks[at] |= MARKS.twice;
      covered[at] += mine[at];
    }
    for (const time of wild) {
      marks[partOf(time)] |= MARKS.impossible;
      impossible++;
    }
    markStill(times, measures, (first, last) => {
      for (let at = partOf(first); at <= partOf(last); at++) marks[at] |= MARKS.still;
    });
  }
  let [whole, twice, still] = [0, 0, 0];
  for (let at = 0; at < columns; at++) {
    if (covered[at] > 0.01) marks[at] |= covered[at] >= WHOLE ? MARKS.whole : MARKS.part;
    whole += Math.min(1, covered[at]);
    if (marks[at] & MARKS.twice) twice++;
    if (marks[at] & MARKS.still) still++;
  }
  all.sort((a, b) => a - b);
  let [gaps, longestGap] = [0, 0];
  for (let k = 1; k < all.length; k++) {
    const hole = all[k] - all[k - 1];
    // As the reader counts them: more than three usual steps.
    if (hole <= 3 * longestStep) continue;
    gaps++;
    longestGap = Math.max(longestGap, hole);
  }
  return {
    from: all[0] ?? from,
    to: all.at(-1) ?? from,
    samples: all.length,
    covered: whole / columns,
    gaps,
    longestGap,
    twice,
    still,
    impossible,
  };
}

/** Runs of samples in which the first load that was measured keeps one value. */
function markStill(
  times: Float64Array,
  measures: Recording['measures'],
  mark: (first: number, last: number) => void,
): void {
  const values = MOVING.flatMap((id) => measures[id] ?? [])[0];
  if (!values) return;
  let [first, last, count] = [-1, -1, 0];
  const end = () => {
    if (count >= LEAST_STILL) mark(times[first], times[last]);
  };
  for (let k = 0; k < times.length; k++) {
    if (values[k] !== values[k]) continue;
    if (count > 0 && values[k] === values[last]) count++;
    else {
      end();
      first = k;
      count = 1;
    }
    last = k;
  }
  end();
}

/** What is to be said of a server besides how much of it was measured; empty where nothing is. */
export function troublesOf(row: CoverageRow, duration: (ms: number) => string): string[] {
  return [
    ...(row.gaps > 0
      ? [`${row.gaps} ${row.gaps === 1 ? 'gap' : 'gaps'}, the longest ${duration(row.longestGap)}`]
      : []),
    ...(row.twice > 0 ? ['told twice for the same time'] : []),
    ...(row.still > 0 ? ['a load that never moves'] : []),
    ...(row.impossible > 0
      ? [`${row.impossible} impossible ${row.impossible === 1 ? 'value' : 'values'} left out`]
      : []),
    ...(row.shifted ? [`clock shifted: ${row.shifted}`] : []),
    ...(row.apart ? ['its clock seems to be apart from another file’s'] : []),
    ...(row.samples < ROUGH_BELOW ? [`${row.samples} samples: percentiles are rough`] : []),
  ];
}
