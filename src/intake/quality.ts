import { crowd } from '../estate/crowd';
import type { Finding } from '../estate/finding';
import { LEAST_STILL, MEASURES, MOVING, type MeasureId } from '../estate/measure';
import type { MeasureSeries } from './series';
import { plural } from './words';

/** No machine's memory or disk space grows or shrinks so much between two samples: the unit did. */
const SLIP = 500;

interface Server {
  readonly server: string;
  readonly times: Float64Array;
  readonly series: readonly MeasureSeries[];
}

/**
 * What looks wrong in figures that could be true: a meter that stands still, a unit that changes in the middle, rows that
 * stand twice. Nothing is mended.
 */
export function qualityFindings(
  servers: readonly Server[],
  taken: ReadonlyMap<MeasureSeries, Float32Array>,
  where: string,
): Finding[] {
  const stuck = new Map<MeasureId, string[]>();
  const slipped = new Map<MeasureId, string[]>();
  const twice: string[] = [];
  let rowsTwice = 0;
  const add = (to: Map<MeasureId, string[]>, { measure, server }: MeasureSeries) =>
    to.set(measure, [...(to.get(measure) ?? []), server]);
  for (const { server, times, series } of servers) {
    const own = series.flatMap((each) => {
      const values = taken.get(each);
      return values ? [{ each, values }] : [];
    });
    for (const { each, values } of own) {
      if (MOVING.includes(each.measure) && standsStill(values)) add(stuck, each);
      if (MEASURES[each.measure].slot !== 'load' && slips(values)) add(slipped, each);
    }
    const rows = rowsRepeated(
      times,
      own.map(({ values }) => values),
    );
    if (rows === 0) continue;
    twice.push(server);
    rowsTwice += rows;
  }
  const findings: Finding[] = [];
  for (const [measure, names] of stuck) {
    findings.push({
      level: 'warning',
      where,
      text: `${MEASURES[measure].label[0].toUpperCase()}${MEASURES[measure].label.slice(1)} never changes on ${crowd(names)}: a meter that stands still, or a server that does nothing.`,
      fix: 'Look whether the collector ran; leave the server out if it did not.',
    });
  }
  for (const [measure, names] of slipped) {
    findings.push({
      level: 'warning',
      where,
      text: `${MEASURES[measure].label[0].toUpperCase()}${MEASURES[measure].label.slice(1)} of ${crowd(names)} changes ${SLIP}-fold and more from one sample to the next: its unit may have changed in the middle. The values are used as they are.`,
      fix: 'Part the file where the unit changes, or mend the values.',
    });
  }
  if (rowsTwice > 0) {
    findings.push({
      level: 'info',
      where,
      text: `${plural(rowsTwice, 'row')} of ${crowd(twice)} ${rowsTwice === 1 ? 'stands' : 'stand'} twice, time and values alike.`,
    });
  }
  return findings;
}

function standsStill(values: Float32Array): boolean {
  let known = NaN;
  let count = 0;
  for (const value of values) {
    if (value !== value) continue;
    if (count++ === 0) known = value;
    else if (value !== known) return false;
  }
  return count >= LEAST_STILL;
}

function slips(values: Float32Array): boolean {
  let before = NaN;
  for (const value of values) {
    if (!(value > 0)) continue;
    if (value > before * SLIP || value * SLIP < before) return true;
    before = value;
  }
  return false;
}

/** Rows that say again, right behind it or later in order, what a row of the same time said. */
function rowsRepeated(times: Float64Array, columns: readonly Float32Array[]): number {
  let rows = 0;
  if (columns.length === 0) return 0;
  for (let k = 1; k < times.length; k++) {
    if (times[k] === times[k - 1] && columns.every((values) => Object.is(values[k], values[k - 1]))) rows++;
  }
  return rows;
}
