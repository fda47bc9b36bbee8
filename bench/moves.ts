/** Fewest moves off the hosts that go, against the bound, by guests on a host: 1.02 at thirty, 1.10 at a dozen. */
import { staticProblem, type FoldProblem } from '../src/engine/packing/problem';
import { fewestMoves } from '../src/moves/fewest';
import { HostState } from '../src/moves/host-state';

const SEEDS = 8;
const SLOTS = 24;
const ROOM = 100_000;
const GUESTS = 360;
/** Hosts of today beyond those that first fit needs. */
const SPREAD = 1.3;

function draws(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Guests with a daily wave of each resource, of which about so many fill a host. */
function estate(seed: number, perHost: number, resources: number): FoldProblem {
  const next = draws(seed);
  const demand: number[] = [];
  for (let i = 0; i < GUESTS; i++)
    for (let d = 0; d < resources; d++) {
      const [size, hour] = [(0.3 + 1.4 * next()) * (ROOM / perHost), next()];
      for (let t = 0; t < SLOTS; t++)
        demand.push(Math.round(size * (0.7 + 0.3 * Math.cos(2 * Math.PI * (t / SLOTS - hour)))));
    }
  return {
    ...staticProblem(new Int32Array(GUESTS * resources), new Int32Array(resources).fill(ROOM)),
    rowStart: Int32Array.from({ length: resources + 1 }, (_, d) => d * SLOTS),
    demand: Int32Array.from(demand),
  };
}

/** Hosts that first fit opens, the largest peak first. */
function firstFit(problem: FoldProblem): number {
  const rows = problem.rowStart[problem.resources];
  const peak = (i: number) => Math.max(...problem.demand.subarray(i * rows, (i + 1) * rows));
  const hosts: HostState[] = [];
  for (const i of [...new Array(GUESTS).keys()].sort((a, b) => peak(b) - peak(a))) {
    let host = hosts.find((each) => each.fits(i));
    if (!host) hosts.push((host = new HostState(problem, 0)));
    host.add(i);
  }
  return hosts.length;
}

/** No placement has fewer hosts than its fullest slot fills. */
function leastHosts({ demand, rowStart, resources }: FoldProblem): number {
  const rows = rowStart[resources];
  const sums = Array.from({ length: rows }, (_, r) => {
    let sum = 0;
    for (let i = 0; i < GUESTS; i++) sum += demand[i * rows + r];
    return sum;
  });
  return Math.ceil(Math.max(...sums) / ROOM);
}

/** Everyone on a host taken at random of those with room. */
function today(problem: FoldProblem, hosts: number, seed: number): Int32Array {
  const next = draws(seed + 99);
  const states = Array.from({ length: hosts }, () => new HostState(problem, 0));
  return Int32Array.from({ length: GUESTS }, (_, i) => {
    const able = [...states.keys()].filter((h) => states[h].fits(i));
    const h = able[Math.floor(next() * able.length)];
    states[h].add(i);
    return h;
  });
}

export default function moves() {
  const asked = [60, 30, 12].flatMap((perHost) => [1, 4].map((resources) => ({ perHost, resources })));
  const rows = asked.flatMap(({ perHost, resources }) =>
    [-1, 0, 1].map((more) => {
      const ratios: number[] = [];
      let [none, impossible, seconds] = [0, 0, 0];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const problem = estate(seed, perHost, resources);
        const fit = firstFit(problem);
        const hosts = Math.max(fit + more + 1, Math.ceil(SPREAD * fit));
        const kinds = new Array<number>(hosts).fill(0);
        const began = process.cpuUsage().user;
        const found = fewestMoves(
          { problem, kinds, at: today(problem, hosts, seed) },
          fit + more,
          null,
          seed,
        );
        seconds += (process.cpuUsage().user - began) / 1e6;
        if (found) ratios.push(found.moves / found.lowerBound);
        else if (leastHosts(problem) > fit + more) impossible++;
        else none++;
      }
      return {
        'guests a host, about': perHost,
        resources,
        hosts: more === 0 ? "first fit's count" : more < 0 ? 'one fewer' : 'one more',
        'moves / bound, mean': ratios.reduce((sum, r) => sum + r, 0) / Math.max(1, ratios.length),
        worst: Math.max(0, ...ratios),
        'none found': none,
        'there is none': impossible,
        'CPU s each': seconds / SEEDS,
      };
    }),
  );
  return {
    title: `Fewest moves of ${GUESTS} guests, ${SLOTS} slots, today at random on ${SPREAD} of first fit's hosts`,
    rows,
    notes: [
      `${SEEDS} estates each. The bound is the guests of the hosts that have fewest. There is no placement on so few hosts where the fullest slot alone fills more.`,
    ],
  };
}
