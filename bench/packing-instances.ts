/** The instances that packing is timed on: made as their sources made them, then rounded to integers. */
import { existsSync, readFileSync } from 'node:fs';
import { staticProblem, type FoldProblem } from '../src/engine/packing/problem';

/** Capacity of each generated resource: fine enough that rounding up changes no fit worth speaking of. */
const CAPACITY = 100_000;

/** xorshift64*, as the native yardsticks draw: uniform in [0, 1). */
function draws(seed: number): () => number {
  const mask = (1n << 64n) - 1n;
  let s = BigInt(seed);
  return () => {
    s ^= s >> 12n;
    s = (s ^ (s << 25n)) & mask;
    s ^= s >> 27n;
    return Number(((s * 2685821657736338717n) & mask) >> 11n) / 2 ** 53;
  };
}

/** One kind of host, as many as needed, no rules. */
function plain(items: number, slots: number[], demand: Int32Array, capacity: number[]): FoldProblem {
  const base = staticProblem(new Int32Array(items * slots.length), Int32Array.from(capacity));
  const rowStart = Int32Array.from([0, ...slots]);
  for (let d = 0; d < slots.length; d++) rowStart[d + 1] += rowStart[d];
  return { ...base, rowStart, demand };
}

/**
 * Guests over a day: per resource a base level of 2 to 20 %, a daily wave of random phase, noise of 20 %, bursts of
 * half as much again in one slot of ten, cut off at 90 %. Host capacity is 1 in every resource.
 */
export function guestsOverADay(items: number, slots = 288, seed = 777): FoldProblem {
  const next = draws(seed);
  const resources = 4;
  const demand = new Int32Array(items * resources * slots);
  for (let i = 0; i < items; i++) {
    const phase = next();
    const base = Array.from({ length: resources }, () => 0.02 + 0.18 * next());
    for (let t = 0; t < slots; t++) {
      const wave = 0.5 * (1 + 0.8 * Math.sin(6.283185307 * (t / slots + phase)));
      const burst = next() < 0.1 ? 1.5 : 1;
      for (let d = 0; d < resources; d++) {
        const v = Math.min(base[d] * wave * burst * (0.8 + 0.4 * next()) * 2 * 0.6, 0.9);
        demand[(i * resources + d) * slots + t] = Math.ceil(v * CAPACITY);
      }
    }
  }
  return plain(items, new Array(resources).fill(slots), demand, new Array(resources).fill(CAPACITY));
}

/**
 * Hosts that are filled to the brim in one slot of each one resource, by so many guests over a day each: no plan has
 * fewer, for the sum over that slot fills all of them. Elsewhere they are 70 to 95 % full.
 */
export function plantedOverADay(hosts: number, guests: number, slots: number, seed: number): FoldProblem {
  const next = draws(seed * 7919 + 1);
  const resources = 4;
  const rows = resources * slots;
  const items = hosts * guests;
  const demand = new Int32Array(items * rows);
  const busy = Math.floor(slots / 2);
  for (let h = 0; h < hosts; h++) {
    const part = Array.from({ length: guests }, () => {
      const phase = next();
      const base = Array.from({ length: resources }, () => 0.2 + next());
      return Float64Array.from({ length: rows }, (_, r) => {
        const wave = 1 + 0.8 * Math.sin(6.283185307 * ((r % slots) / slots + phase));
        return base[Math.floor(r / slots)] * wave * (0.8 + 0.4 * next());
      });
    });
    for (let r = 0; r < rows; r++) {
      const sum = part.reduce((all, each) => all + each[r], 0);
      const full = r === busy ? CAPACITY : Math.floor(CAPACITY * (0.7 + 0.25 * next()));
      let left = full;
      for (let g = 0; g < guests; g++) {
        const mine = g === guests - 1 ? left : Math.floor((full * part[g][r]) / sum);
        left -= mine;
        demand[(h * guests + g) * rows + r] = mine;
      }
    }
  }
  return plain(items, new Array(resources).fill(slots), demand, new Array(resources).fill(CAPACITY));
}

/** Static items, four independent uniform demands each. */
export function uniformItems(items: number, least: number, most: number, seed = 12345): FoldProblem {
  const next = draws(seed);
  const demand = Int32Array.from({ length: items * 4 }, () =>
    Math.ceil((least + (most - least) * next()) * CAPACITY),
  );
  return plain(items, [1, 1, 1, 1], demand, new Array(4).fill(CAPACITY));
}

/** A real day of 1,052 guests in percent of one core on hosts of 24 cores, or null where the file is absent. */
export function planetLabDay(): FoldProblem | null {
  const file = '../shared/data/traces/planetlab_20110303_cpu_percent.csv';
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const items = lines[0].split(',').length - 1;
  const slots = lines.length - 1;
  const demand = new Int32Array(items * slots);
  for (let t = 0; t < slots; t++) {
    const cells = lines[t + 1].split(',');
    for (let i = 0; i < items; i++) demand[i * slots + t] = Number(cells[i + 1]);
  }
  return plain(items, [slots], demand, [2400]);
}

/** The problem as the native twin reads it: items, resources, slots of each, capacities, demand. */
export function binaryOf(problem: FoldProblem): Uint8Array {
  const slots = Array.from(
    { length: problem.resources },
    (_, d) => problem.rowStart[d + 1] - problem.rowStart[d],
  );
  const head = Int32Array.from([problem.items, problem.resources, ...slots, ...problem.capacity]);
  const all = new Int32Array(head.length + problem.demand.length);
  all.set(head);
  all.set(problem.demand, head.length);
  return new Uint8Array(all.buffer);
}
