import type { FoldEngine } from '../engine/fold-engine';
import type { FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import { HostState } from '../moves/host-state';
import { Carrying, countsOf } from '../placement/carrying';
import { foldable } from '../placement/foldable';
import type { Item } from '../placement/model';
import { namedPlan, type NamedHost } from '../placement/named-plan';
import type { FoldOptions } from '../placement/options';
import { sparesFor } from '../placement/spares';
import type { PreparedStudy } from './prepared';

/** Which plan is to be drilled, and how many of its hosts fail together. */
export interface DrillAsk {
  /** `failures`: hosts that it was made for, so that as many stand by as the fold promises for them. */
  readonly options: FoldOptions;
  readonly hosts: readonly NamedHost[];
  /** 1 or more. */
  readonly together: number;
}

/** Where the guests of hosts that failed restart while everybody else stays where they are. */
export interface Restarts {
  /** Guests by the host that they restart on; hosts that stand by come after those of the plan. */
  readonly placed: readonly { readonly guest: string; readonly to: number }[];
  /** Guests that would not restart. */
  readonly left: readonly string[];
  /** How full the fullest host is then, as a part of its room. */
  readonly fullest: number;
}

/** What happens when these hosts fail. */
export interface DrillLine {
  /** Places among the hosts of the plan and, after them, those that stand by. */
  readonly failed: readonly number[];
  /** Hosts that stand by. */
  readonly standby: number;
  /** The busiest moment of all hosts alone. */
  readonly peak: Restarts;
  /** Every slot of the window: they stay where they restarted. */
  readonly window: Restarts;
  /** Whether everything is carried once others move, too. */
  readonly moving: boolean;
}

/** Steps of folds that look for a plan on what is left, and how many of them. */
const WORK = 2;
const MOST_FOLDS = 12;

/** Every host of a plan in turn, or every so many of them together; of hosts that stand by, beside one that carries. */
export async function drillStudy(
  estate: Estate,
  engine: FoldEngine,
  { options, hosts, together }: DrillAsk,
): Promise<PreparedStudy<DrillLine>> {
  const asked = foldable(estate, options);
  const { model, fitting, problem } = asked;
  const nameOf = (g: number) => estate.guests[g].name;
  const plan = namedPlan(asked, hosts);
  const budget = { seed: options.seed, work: WORK };
  const { safe } = await sparesFor(model, fitting, plan, {
    engine,
    budget,
    known: null,
    late: () => false,
  });
  const own = countsOf(plan, problem.kinds);
  const standby = (safe?.hosts ?? own).flatMap((count, kind) =>
    new Array<number>(count - own[kind]).fill(kind),
  );
  const kinds = [...plan.hostKind, ...standby];
  const failures = combinations(kinds.length, together).filter(([first]) => first < hosts.length);
  const sizes = Array.from(fitting, (_, i) => sizeOf(problem, i));
  const moment = atSlot(problem, busiestSlot(problem));
  const known = new Map<string, Promise<boolean>>();
  return {
    count: failures.length,
    async line(index, signal) {
      signal?.throwIfAborted();
      const failed = failures[index];
      const left = own.map((count, j) => count + standby.filter((kind) => kind === j).length);
      for (const h of failed) left[kinds[h]]--;
      const key = left.join();
      const moving =
        known.get(key) ??
        new Carrying(problem, engine, budget, { carried: [plan], refused: [] }, MOST_FOLDS, () => false)
          .by(left)
          .then((found) => found !== null);
      known.set(key, moving);
      const namesOf = ({ to, fullest }: { to: Map<number, number>; fullest: number }): Restarts => ({
        placed: [...to].flatMap(([i, h]) =>
          h < 0 ? [] : fitting[i].guests.map((g) => ({ guest: nameOf(g), to: h })),
        ),
        left: [...to].flatMap(([i, h]) => (h < 0 ? guestsOf(fitting[i], nameOf) : [])),
        fullest,
      });
      const restart = (of: FoldProblem) => namesOf(restarts(of, kinds, plan.hostOf, failed, sizes));
      const line = { failed, standby: standby.length, peak: restart(moment), window: restart(problem) };
      const carried = await moving;
      signal?.throwIfAborted();
      return { ...line, moving: carried || line.window.left.length === 0 };
    },
  };
}

const guestsOf = ({ guests }: Item, nameOf: (g: number) => string) => guests.map(nameOf);

/** Every set of `n` of the numbers 0 to count - 1, in order. */
export function combinations(count: number, n: number): number[][] {
  if (n === 0) return [[]];
  return Array.from({ length: count }, (_, first) => first).flatMap((first) =>
    combinations(count - first - 1, n - 1).map((rest) => [first, ...rest.map((k) => k + first + 1)]),
  );
}

/** Orders of preference among hosts that have the room: where most room is left, or where least is. */
const PREFERENCES = [(full: number) => full, (full: number) => -full];

/** The largest first, each on a host that has the room for it; of two orders of preference the one that leaves fewer. */
function restarts(
  problem: FoldProblem,
  kinds: readonly number[],
  hostOf: Int32Array,
  failed: readonly number[],
  sizes: readonly number[],
): { to: Map<number, number>; fullest: number } {
  const gone = new Set(failed);
  const homeless = [...hostOf.keys()]
    .filter((i) => gone.has(hostOf[i]))
    .sort((a, b) => sizes[b] - sizes[a] || a - b);
  let best: { to: Map<number, number>; fullest: number; left: number } | null = null;
  for (const prefer of PREFERENCES) {
    const states = kinds.map((kind, h) => (gone.has(h) ? null : new HostState(problem, kind)));
    hostOf.forEach((h, i) => h >= 0 && states[h]?.add(i));
    const to = new Map<number, number>();
    let left = 0;
    for (const i of homeless) {
      let at = -1;
      let least = Infinity;
      states.forEach((state, h) => {
        if (!state?.fits(i)) return;
        const full = prefer(state.fullest(i));
        if (full < least) [least, at] = [full, h];
      });
      to.set(i, at);
      if (at >= 0) states[at]!.add(i);
      else left += problem.guestCount[i];
    }
    if (!best || left < best.left) {
      const fullest = Math.max(0, ...states.map((state) => state?.fullest() ?? 0));
      best = { to, fullest, left };
    }
    if (left === 0) break;
  }
  return best!;
}

/** The largest part that an item alone takes of a host of the first kind. */
function sizeOf({ resources, rowStart, demand, capacity }: FoldProblem, i: number): number {
  const rows = rowStart[resources];
  let most = 0;
  for (let d = 0; d < resources; d++) {
    const room = Math.max(1, capacity[d]);
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) most = Math.max(most, demand[i * rows + r] / room);
  }
  return most;
}

/** The slot in which some resource of all items together is fullest, as a part of one host's room. */
function busiestSlot({ items, resources, rowStart, demand, capacity }: FoldProblem): number {
  const rows = rowStart[resources];
  let [slot, most] = [0, 0];
  for (let d = 0; d < resources; d++) {
    const length = rowStart[d + 1] - rowStart[d];
    // What does not vary has no moment.
    for (let t = 0; length > 1 && t < length; t++) {
      let sum = 0;
      for (let i = 0; i < items; i++) sum += demand[i * rows + rowStart[d] + t];
      const full = sum / Math.max(1, capacity[d]);
      if (full > most) [most, slot] = [full, t];
    }
  }
  return slot;
}

/** The problem of one slot: a row for each resource. */
function atSlot(problem: FoldProblem, slot: number): FoldProblem {
  const { items, resources, rowStart } = problem;
  const rows = rowStart[resources];
  const demand = new Int32Array(items * resources);
  for (let i = 0; i < items; i++)
    for (let d = 0; d < resources; d++) {
      const varies = rowStart[d + 1] - rowStart[d] > 1;
      demand[i * resources + d] = problem.demand[i * rows + rowStart[d] + (varies ? slot : 0)];
    }
  return { ...problem, rowStart: Int32Array.from({ length: resources + 1 }, (_, d) => d), demand };
}
