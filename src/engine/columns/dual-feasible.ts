import type { FoldProblem } from '../packing/problem';
import { certify, type Certificate } from './certificate';
import { leastNeed } from './least-need';

/** Multiples tried of u(k), thresholds tried of the other functions, as in assembly/packing/dual.ts. */
const MULTIPLES = 40;
const THRESHOLDS = 200;
const FEWEST = 20;
const EVALUATIONS = 400_000;
/** Weighted sums scale each capacity to this. */
const SCALE = 2 ** 32;

/** Sizes of which those on one host add up to at most `room`. */
interface Source {
  readonly sizes: Float64Array;
  readonly room: number;
}

/**
 * Certificates by dual-feasible functions, each better than the one before, as the packing kernel tries them (see
 * assembly/packing/dual.ts for the sources): on one row, or (`resource` -1) on weighted sums of the worst row of each
 * resource. Hosts of unequal kinds all count as large as the largest; pages that could be shared are left out.
 */
export function* dualFeasibleCertificates(
  problem: FoldProblem,
  resource: number,
  slot: number,
): Generator<Certificate, void> {
  let hosts = 0;
  for (const source of sourcesOf(problem, resource, slot)) {
    if (source.room <= 0) continue;
    for (const { weight, most } of functionsOn(source)) {
      let sum = 0;
      for (const v of source.sizes) sum += weight(v);
      const needed = Math.ceil(sum / most);
      if (needed <= hosts) continue;
      hosts = needed;
      const weights = Array.from(source.sizes, weight);
      yield certify(problem, weights, new Array<number>(problem.kinds).fill(most));
    }
  }
}

function* sourcesOf(problem: FoldProblem, resource: number, slot: number): Generator<Source, void> {
  const { resources, kinds, capacity } = problem;
  const roomOf = (d: number) =>
    Math.max(...Array.from({ length: kinds }, (_, j) => capacity[j * resources + d]));
  if (resource >= 0) {
    yield { sizes: leastNeed(problem, resource, slot), room: roomOf(resource) };
    return;
  }
  const worst = Array.from({ length: resources }, (_, d) => ({
    sizes: leastNeed(problem, d, worstSlot(problem, d)),
    room: roomOf(d),
  }));
  const mixed = (parts: readonly { of: Source; times: number }[]): Source => {
    const sizes = new Float64Array(problem.items);
    let room = 0;
    for (const { of, times } of parts) {
      if (of.room === 0) continue;
      const weight = Math.floor((times * SCALE) / of.room);
      room += weight * of.room;
      for (let i = 0; i < sizes.length; i++) sizes[i] += weight * of.sizes[i];
    }
    return { sizes, room };
  };
  yield mixed(worst.map((of) => ({ of, times: 1 })));
  const mixes = [
    [1, 1],
    [2, 1],
    [3, 1],
    [1, 2],
    [1, 3],
  ];
  for (let a = 0; a < resources; a++)
    for (let b = a + 1; b < resources; b++)
      for (const [x, y] of mixes)
        yield mixed([
          { of: worst[a], times: x },
          { of: worst[b], times: y },
        ]);
}

/** The first slot of a resource with the largest total. */
function worstSlot(problem: FoldProblem, d: number): number {
  const { items, resources, rowStart, demand } = problem;
  const rows = rowStart[resources];
  const sums = new Float64Array(rowStart[d + 1] - rowStart[d]);
  for (let i = 0; i < items; i++)
    for (let s = 0; s < sums.length; s++) sums[s] += demand[i * rows + rowStart[d] + s];
  return sums.indexOf(sums.reduce((a, b) => Math.max(a, b), 0));
}

/** Functions that turn sizes into whole weights of which one host carries at most `most`. */
function* functionsOn({
  sizes,
  room,
}: Source): Generator<{ weight: (v: number) => number; most: number }, void> {
  const thresholds = thresholdsOf(sizes, room);
  // Martello and Toth (1990), L2: what leaves no room for l counts as a whole host, what is below l as nothing.
  for (const add of [0, 1])
    for (const threshold of thresholds) {
      const l = threshold + add;
      if (2 * l <= room) yield { weight: (v) => (v > room - l ? room : v >= l ? v : 0), most: room };
    }
  // Carlier, Clautiaux and Moukrim (2007), f2.
  for (const l of thresholds) {
    const steps = Math.floor(room / l);
    yield {
      weight: (v) =>
        2 * v > room
          ? 2 * (steps - Math.floor((room - v) / l))
          : 2 * v === room
            ? steps
            : 2 * Math.floor(v / l),
      most: 2 * steps,
    };
  }
  // Fekete and Schepers (2001), u(m), times m (m + 1).
  for (let m = 1; m <= MULTIPLES; m++)
    yield {
      weight: (v) => {
        const p = (m + 1) * v;
        return p % room === 0 ? (p / room) * m : Math.floor(p / room) * (m + 1);
      },
      most: m * (m + 1),
    };
}

/** Distinct sizes up to half the room, ascending, thinned out evenly where they are many. */
function thresholdsOf(sizes: Float64Array, room: number): number[] {
  const distinct = [...new Set(sizes.filter((v) => v > 0 && 2 * v <= room))].sort((a, b) => a - b);
  const most = Math.min(THRESHOLDS, Math.max(FEWEST, Math.floor(EVALUATIONS / sizes.length)));
  if (distinct.length <= most) return distinct;
  return Array.from({ length: most }, (_, k) => distinct[Math.floor((k * distinct.length) / most)]);
}
