/** First fit, the largest first, by rules of which each has one dial; the dial is set so that a number of hosts do. */
import { nearestRank } from '../../src/estate/statistics';
import type { Log } from './log';

/** What is on a host, as far as a rule looks at it. */
interface Filled {
  /** Whether a server fits under the dial, too. */
  fits(server: number, dial: number): boolean;
  add(server: number): void;
}

export interface Rule {
  readonly name: string;
  /** Servers by this, the largest first. */
  size(server: number): number;
  empty(): Filled;
  /** Ends between which the dial is turned: the first the most careful one. */
  readonly dial: readonly [careful: number, bold: number];
}

const peakOf = (values: Float64Array) => values.reduce((most, v) => Math.max(most, v), 0);
const meanOf = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** A host whose servers are added up slot by slot. @param fits whether the sum keeps the rule under its dial */
function addedUp(
  { series, slots }: Log,
  fits: (load: Float64Array, of: Float64Array, dial: number) => boolean,
): Filled {
  const load = new Float64Array(slots);
  return {
    fits: (i, dial) => fits(load, series[i], dial),
    add(i) {
      for (let t = 0; t < slots; t++) load[t] += series[i][t];
    },
  };
}

/** The fullest moment of a host stays under a ceiling, the dial; never above what the host has. */
export function ceiling(log: Log, room: number): Rule {
  const peaks = log.series.map(peakOf);
  return {
    name: 'first fit, ceiling tuned',
    size: (i) => peaks[i],
    dial: [0, 1],
    empty: () =>
      addedUp(log, (load, of, dial) => {
        const most = dial * room;
        for (let t = 0; t < load.length; t++) if (load[t] + of[t] > most) return false;
        return true;
      }),
  };
}

/** Mean and z standard deviations of all that a host carries (Bashir et al., EuroSys 2021, N-sigma); z is the dial. */
export function nSigma(log: Log, room: number): Rule {
  const peaks = log.series.map(peakOf);
  return {
    name: 'N-sigma, z tuned',
    size: (i) => peaks[i],
    dial: [40, 0],
    empty: () =>
      addedUp(log, (load, of, z) => {
        let [sum, squares] = [0, 0];
        for (let t = 0; t < load.length; t++) {
          const value = load[t] + of[t];
          sum += value;
          squares += value * value;
        }
        const mean = sum / load.length;
        return mean + z * Math.sqrt(Math.max(0, squares / load.length - mean * mean)) <= room;
      }),
  };
}

/** Parts of a day of which each has its own profile. */
const WINDOWS = 6;

/**
 * Each server foretold by the mean of each window of the day and the deviation about it, servers taken to deviate
 * independently: in every window means and z deviations stay within the host. After the idea of Coach (ASPLOS 2025), whose
 * windows of four hours these are; z is the dial.
 */
export function profileAndSigma({ series, perDay }: Log, room: number): Rule {
  const peaks = series.map(peakOf);
  const profiles = series.map((of) => {
    const windows = Array.from({ length: WINDOWS }, () => [0, 0, 0]);
    of.forEach((value, t) => {
      const window = windows[Math.floor(((t % perDay) / perDay) * WINDOWS)];
      window[0]++;
      window[1] += value;
      window[2] += value * value;
    });
    return windows.map(([n, sum, squares]) => {
      const mean = n ? sum / n : 0;
      return { mean, variance: n ? Math.max(0, squares / n - mean * mean) : 0 };
    });
  });
  return {
    name: 'profile + sigma, z tuned',
    size: (i) => peaks[i],
    dial: [40, 0],
    empty() {
      const means = new Float64Array(WINDOWS);
      const variances = new Float64Array(WINDOWS);
      return {
        fits(i, z) {
          return profiles[i].every(
            ({ mean, variance }, w) => means[w] + mean + z * Math.sqrt(variances[w] + variance) <= room,
          );
        },
        add(i) {
          const of = profiles[i];
          for (let w = 0; w < WINDOWS; w++) {
            means[w] += of[w].mean;
            variances[w] += of[w].variance;
          }
        },
      };
    },
  };
}

/** One figure of each server, added up within a part of the host, the dial. */
function sums(name: string, figures: readonly number[], room: number): Rule {
  return {
    name,
    size: (i) => figures[i],
    dial: [0, 20],
    empty() {
      let load = 0;
      return {
        fits: (i, dial) => load + figures[i] <= dial * room,
        add(i) {
          load += figures[i];
        },
      };
    },
  };
}

export const sumOfPeaks = ({ series }: Log, room: number): Rule =>
  sums('sums of peaks, ceiling tuned', series.map(peakOf), room);

export const sumOfP95 = ({ series }: Log, room: number): Rule =>
  sums(
    'sums of 95th percentiles, ceiling tuned',
    series.map((of) => nearestRank(of.slice().sort(), 0.95)),
    room,
  );

export const meansOf = ({ series }: Log): number[] => series.map(meanOf);

/**
 * Whom first fit puts where under a dial; a server that is alone on its host fits it, whatever the dial says.
 * @param order servers
 * @param most it gives up beyond so many hosts
 */
export function firstFit(
  rule: Rule,
  order: readonly number[],
  dial: number,
  most: number,
): Int32Array | null {
  const hosts: Filled[] = [];
  const hostOf = new Int32Array(order.length);
  for (const i of order) {
    let h = hosts.findIndex((host) => host.fits(i, dial));
    if (h < 0) {
      if (hosts.length === most) return null;
      h = hosts.push(rule.empty()) - 1;
    }
    hosts[h].add(i);
    hostOf[i] = h;
  }
  return hostOf;
}

/** Halvings of the dial. */
const HALVINGS = 16;

/** The most careful plan of so many hosts that a rule makes; null where even its boldest needs more. */
export function tuned(rule: Rule, order: readonly number[], hosts: number): Int32Array | null {
  let [careful, bold] = rule.dial;
  let best = firstFit(rule, order, bold, hosts);
  for (let k = 0; best && k < HALVINGS; k++) {
    const middle = (careful + bold) / 2;
    const plan = firstFit(rule, order, middle, hosts);
    if (plan) [bold, best] = [middle, plan];
    else careful = middle;
  }
  return best;
}

/** Servers by size, the largest first, each taken for up to a tenth larger: another order for each seed. */
export function orderOf(rule: Rule, servers: number, random: () => number): number[] {
  const size = Array.from({ length: servers }, (_, i) => rule.size(i) * (1 + 0.1 * random()));
  return [...size.keys()].sort((a, b) => size[b] - size[a] || a - b);
}
