import { checkPlan } from '../packing/check';
import type { FoldPlan, FoldProblem } from '../packing/problem';
import { dive } from './dive';
import type { ColumnKernel } from './kernel';
import { carries, leastCost } from './least-cost';
import { countCases, pairCases, type Child } from './node';
import { itemWeights, type Pattern, type PatternInstance } from './pattern';
import { planOf } from './plans';
import type { Leaf, ProofTree } from './proof-tree';
import { generateColumns } from './root';
import { SearchState, type TypeCertificate } from './state';

/** Columns that go on to a branch: those of least reduced cost. */
const KEPT_COLUMNS = 600;
/** Work of the root of a branch between two looks at what others have found. */
const ROOT_WORK = 200_000;
/** How far from a whole number a value must be to be decided. */
const FRACTION = 1e-3;
/** Work between two dives, for each unit that the last one took. */
const DIVE_PAUSE = 3;
/** Branches within branches, as far as a certificate may have them. */
const DEEPEST = 450;

/** What branches start from. */
export interface Trunk {
  readonly kernel: ColumnKernel;
  readonly problem: FoldProblem;
  readonly instance: PatternInstance;
  /** Whether patterns are sets that the problem allows on one host: plans may then be made of them. */
  readonly exact: boolean;
  readonly seed: number;
  /** What no plan is to cost less than. */
  readonly goal: number;
  /** Whether a plan that costs less is known meanwhile. */
  readonly beaten: () => boolean;
  readonly offer: (plan: FoldPlan) => void;
}

interface Node {
  readonly instance: PatternInstance;
  readonly columns: readonly Pattern[];
  /** Pairs of items that share a host. */
  readonly together: readonly (readonly [number, number])[];
  /** What the hosts that there are at least cost. */
  readonly paid: number;
  readonly depth: number;
}

/** Columns under decisions: only what proves the goal counts. */
class NodeState extends SearchState {
  constructor(kernel: ColumnKernel, instance: PatternInstance, goal: number) {
    super(kernel, instance);
    this.upper = this.roundedUp(goal);
    this.certificate = { ...this.certificate, bound: this.upper - this.step };
  }
  /** Where all hosts together cannot carry so much, there is no plan. */
  override boundOf(total: number, most: readonly number[]): number {
    return carries(total, most, this.counts) ? super.boundOf(total, most) : Infinity;
  }
}

/**
 * Branch and price: proves by cases that no plan costs less than the goal, or finds one that does. A node is closed by
 * weights in whole numbers, as the root is; an open one is divided by the number of hosts of a kind, where that is not
 * whole, or else by a pair of items that share a host in some part (Vance 1998).
 * @returns the proof, or null where a plan is known that costs less, or nothing is left to divide
 */
export function* branchAndPrice(
  trunk: Trunk,
  columns: readonly Pattern[],
): Generator<void, ProofTree | null> {
  const root = { instance: trunk.instance, columns, together: [], paid: 0, depth: 0 };
  return yield* prove(trunk, root, { diveAt: 0 });
}

/** @param pace the work at which the next dive is due: they take a part of all */
function* prove(trunk: Trunk, node: Node, pace: { diveAt: number }): Generator<void, ProofTree | null> {
  const { kernel, problem, exact, seed } = trunk;
  const { instance } = node;
  const goal = trunk.goal - node.paid;
  if (goal <= 0) return zeroLeaf(problem);
  const homeless = instance.items.findIndex((_, t) => instance.kinds.every(({ fit }) => fit[t] === 0));
  if (homeless >= 0) return homelessLeaf(problem, instance, homeless);

  const state = new NodeState(kernel, instance, goal);
  yield* state.proveByVolume();
  if (state.optimal) return leafOf(state.certificate, state, problem);
  yield* kernel.loadInSteps(instance, seed + node.depth);
  for (const pattern of node.columns) if (kernel.fits(pattern)) kernel.addPattern(pattern);
  while (!state.settled && !state.optimal) {
    yield* generateColumns(state, ROOT_WORK);
    if (trunk.beaten()) return null;
  }
  if (state.optimal) return leafOf(state.certificate, state, problem);
  if (node.depth >= DEEPEST) return null;

  const division = divided(state, kernel.solution());
  const kept = kernel.cheapest(KEPT_COLUMNS);
  // A value that nothing divides is that of a plan.
  if (exact && (!division || (node.depth > 0 && kernel.work >= pace.diveAt))) {
    const begun = kernel.work;
    const better = yield* dive(state, 0, 1);
    pace.diveAt = kernel.work + DIVE_PAUSE * (kernel.work - begun);
    const plan = better ? shared(planOf(state.plan!, instance, problem.items), node.together) : null;
    if (plan && checkPlan(problem, plan).length === 0) trunk.offer(plan);
  }
  if (!division || trunk.beaten()) return null;
  const proofs: ProofTree[] = [];
  for (const { child, paid, pair } of division.cases) {
    const proof: ProofTree | null = yield* prove(
      trunk,
      {
        instance: child.instance,
        columns: kept.flatMap(child.translate),
        together: pair ? [...node.together, pair] : node.together,
        paid: node.paid + paid,
        depth: node.depth + 1,
      },
      pace,
    );
    if (!proof) return null;
    proofs.push(proof);
  }
  return division.join(proofs);
}

interface Division {
  readonly cases: readonly {
    readonly child: Child;
    readonly paid: number;
    /** Items that share a host in this case. */
    readonly pair?: readonly [number, number];
  }[];
  readonly join: (proofs: readonly ProofTree[]) => ProofTree;
}

type Used = readonly { readonly pattern: Pattern; readonly times: number }[];

function divided(state: SearchState, solution: Used): Division | null {
  return byCount(state, solution) ?? byPair(state, solution);
}

/** By the number of hosts of a kind whose value is farthest from whole. */
function byCount({ instance }: SearchState, solution: Used): Division | null {
  const numbers = new Map<number, number>();
  for (const { kind } of instance.kinds) numbers.set(kind, 0);
  if (numbers.size < 2) return null;
  for (const { pattern, times } of solution) {
    const { kind } = instance.kinds[pattern.kind];
    numbers.set(kind, numbers.get(kind)! + times);
  }
  let best: Division | null = null;
  let most = 0.05;
  for (const [kind, number] of numbers) {
    const off = Math.abs(number - Math.round(number));
    const hosts = Math.floor(number);
    const cases = off > most ? countCases(instance, kind, hosts) : null;
    if (!cases) continue;
    most = off;
    best = {
      cases: [
        { child: cases.atMost, paid: 0 },
        { child: cases.more, paid: cases.more.paid },
      ],
      join: ([atMost, more]) => ({ kind, hosts, atMost, more }),
    };
  }
  return best;
}

/** By the pair of items whose part in common is nearest to a half. */
function byPair({ instance }: SearchState, solution: Used): Division | null {
  const { demand, types } = instance;
  const parts = new Map<number, number>();
  for (const { pattern, times } of solution) {
    const n = pattern.types.length;
    for (let e = 0; e < n; e++)
      for (let f = e; f < n; f++) {
        const s = pattern.types[e];
        const t = pattern.types[f];
        const [x, y] = [pattern.copies[e], pattern.copies[f]];
        const pairs =
          s === t
            ? (x * (x - 1)) / Math.max(1, demand[s] * (demand[s] - 1))
            : (x * y) / (demand[s] * demand[t]);
        if (pairs > 0) parts.set(s * types + t, (parts.get(s * types + t) ?? 0) + pairs * times);
      }
  }
  let chosen = -1;
  let best = FRACTION;
  for (const [key, part] of parts) {
    const off = Math.min(part, 1 - part);
    if (off <= best) continue;
    best = off;
    chosen = key;
  }
  if (chosen < 0) return null;
  const { pair, together, apart } = pairCases(instance, Math.floor(chosen / types), chosen % types);
  return {
    cases: [
      { child: together, paid: 0, pair },
      { child: apart, paid: 0 },
    ],
    join: ([both, neither]) => ({ pair, together: both, apart: neither }),
  };
}

/** Items that share a host with one that has a place go there. */
function shared(plan: FoldPlan, together: readonly (readonly [number, number])[]): FoldPlan {
  const hostOf = plan.hostOf.slice();
  for (const [first, second] of [...together].reverse()) hostOf[second] = hostOf[first];
  return { ...plan, hostOf };
}

function zeroLeaf({ items, kinds }: FoldProblem): Leaf {
  return { weights: new Array<number>(items).fill(0), most: new Array<number>(kinds).fill(0) };
}

/** A type that fits no host of any kind left: it alone weighs something. */
function homelessLeaf(problem: FoldProblem, { items, kinds }: PatternInstance, type: number): Leaf {
  const weights = new Array<number>(problem.items).fill(0);
  weights[items[type][0]] = 1;
  const most = new Array<number>(problem.kinds).fill(1);
  for (const { kind } of kinds) most[kind] = 0;
  return { weights, most };
}

/** Weights of types as weights of items, with the greatest weights of hosts as large as they may be. */
function leafOf(
  { weights: of, most: stated }: TypeCertificate,
  state: SearchState,
  problem: FoldProblem,
): Leaf {
  const { instance, prices, counts, upper } = state;
  const weights = itemWeights(instance, problem.items, of);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const most = new Array<number>(problem.kinds).fill(total);
  instance.kinds.forEach(({ kind }, k) => (most[kind] = Math.min(most[kind], stated[k])));
  const wider = (k: number) => most.map((m) => m + Math.floor((m * k) / 2 ** 20));
  const holds = (k: number) => {
    const each = wider(k);
    const own = instance.kinds.map(({ kind }) => each[kind]);
    return !carries(total, own, counts) || leastCost(total, own, prices, counts) >= upper;
  };
  let low = 0;
  for (let step = 2 ** 19; step >= 1; step /= 2) if (holds(low + step)) low += step;
  return { weights, most: wider(low) };
}
