import type { Finding } from './finding';
import { MEASURES, type MeasureId } from './measure';

/** What one file says of one measure of a server, on the estate's grid. */
export interface Told {
  readonly source: string;
  readonly series: Float32Array;
  /** First and last moment of its samples, ms; null: one figure without times, which stands for the whole window. */
  readonly over: readonly [first: number, last: number] | null;
}

/** Figures that files tell of the same time and that are not the same, over all servers that these files share. */
interface Clash {
  readonly sources: readonly string[];
  readonly servers: Set<string>;
  readonly measures: Set<MeasureId>;
  /** Slots that more than one tells, over all measures, and those in which they differ. */
  slots: number;
  differ: number;
  widest: { readonly measure: MeasureId; readonly low: number; readonly high: number };
}

/**
 * Joins what several files say of one measure, whatever their order: each fills the holes of the others; where they
 * speak of the same slot, figures with times go before a figure without, and of those the worse counts, so that no
 * plan rests on the more pleasant of two.
 */
export class Join {
  private readonly clashes = new Map<string, Clash>();

  series(server: string, measure: MeasureId, told: readonly Told[]): Float32Array {
    if (told.length === 1) return told[0].series;
    const worse = MEASURES[measure].slot === 'free' ? Math.min : Math.max;
    const timed = told.filter(({ over }) => over !== null);
    const moments = told.filter(({ over }) => over === null);
    const worst = (of: readonly Told[], t: number) =>
      of.reduce((known, { series }) => (known === known ? pick(known, series[t], worse) : series[t]), NaN);
    const joined = told[0].series.map((_, t) => {
      const value = worst(timed, t);
      return value === value ? value : worst(moments, t);
    });
    if (sameTime(told)) this.compare(server, measure, told);
    return joined;
  }

  private compare(server: string, measure: MeasureId, told: readonly Told[]): void {
    const clash = { slots: 0, differ: 0, low: NaN, high: NaN };
    for (let t = 0; t < told[0].series.length; t++) {
      const values = told.map(({ series }) => series[t]).filter((v) => v === v);
      if (values.length < 2) continue;
      clash.slots++;
      const low = Math.min(...values);
      const high = Math.max(...values);
      if (low === high) continue;
      clash.differ++;
      if (!(high - low <= clash.high - clash.low)) Object.assign(clash, { low, high });
    }
    if (clash.differ === 0) return;
    const sources = [...new Set(told.map(({ source }) => source))].sort();
    const key = JSON.stringify(sources);
    const known = this.clashes.get(key);
    const { slots, differ, low, high } = clash;
    if (!known) {
      const [servers, measures] = [new Set([server]), new Set([measure])];
      this.clashes.set(key, { sources, servers, measures, slots, differ, widest: { measure, low, high } });
      return;
    }
    known.servers.add(server);
    known.measures.add(measure);
    known.slots += slots;
    known.differ += differ;
    const { widest } = known;
    if ((high - low) / high > (widest.high - widest.low) / widest.high) known.widest = { measure, low, high };
  }

  /** One finding for files that contradict each other. @param crowd names many servers in short */
  findings(crowd: (names: readonly string[]) => string): Finding[] {
    return [...this.clashes.values()].map(({ sources, servers, measures, slots, differ, widest }) => {
      const { label, unit } = MEASURES[widest.measure];
      const figures = [widest.low, widest.high].map((v) => String(+v.toPrecision(4))).join(' and ');
      const files = sources.length > 1 ? `${sources.join(' and ')} both tell` : `${sources[0]} tells twice`;
      return {
        level: 'warning',
        where: crowd([...servers].sort()),
        text: `${files} ${crowd([...measures].map((id) => MEASURES[id].label).sort())} of the same time: ${slots} slots, and they differ in ${differ} of them (${label}: ${figures} ${unit}). Slot by slot the worse is used, the higher, or the lower of what is free; a figure without times only where the others have none.`,
        fix: 'Leave out the file that does not hold; the order of the files does not matter.',
      };
    });
  }
}

function pick(a: number, b: number, worse: (a: number, b: number) => number): number {
  return b === b ? worse(a, b) : a;
}

/** Whether any two speak of the same time; logs that follow each other only meet in a slot, or in a time of day. */
function sameTime(told: readonly Told[]): boolean {
  return told.some(({ over: a }, i) =>
    told.slice(i + 1).some(({ over: b }) => !a || !b || (a[0] <= b[1] && b[0] <= a[1])),
  );
}
