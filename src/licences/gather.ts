import type { FoldEngine } from '../engine/fold-engine';
import type { Gauge } from '../engine/even/gauge';
import { WHOLE_HOST } from '../engine/even/wire';
import { checkPlan } from '../engine/packing/check';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import { plentyOf } from '../placement/evening';
import type { KnownFold } from '../placement/fold';
import { foldable, type Foldable } from '../placement/foldable';
import { gaugeOf } from '../placement/gauge';
import { planByName } from '../placement/named-plan';
import type { FoldOptions } from '../placement/options';
import type { Licensing } from './bill';
import { ofHost } from './rules';

/** Numbers of hosts that are tried for those who need a product. */
const MOST_TRIED = 4;
/** All guests that need a product are so small a part of a host, where that is even. */
const UNSEEN = 20;

/** A plan on the same hosts, with those who need one product on fewer of them. */
export interface GatheredPlan {
  readonly plan: FoldPlan;
  /** What its licences that have a price come to, hosts that carry guests alone. */
  readonly total: number;
  /** The product that was gathered. */
  readonly label: string;
}

/**
 * Gathers guests of one product onto fewer hosts where their licences then cost less: the same hosts, every rule kept,
 * evened anew. The same answer for the same steps and seed.
 * @returns null where nothing that was tried costs less
 */
export async function gatherLicensed(
  estate: Estate,
  options: FoldOptions,
  { problem, evened }: Pick<KnownFold, 'problem' | 'evened'>,
  engine: FoldEngine,
  licensing: Licensing,
  signal?: AbortSignal,
): Promise<GatheredPlan | null> {
  const { plan } = evened;
  if (!engine.even || plan.hostOf.includes(-1) || plan.hostKind.length < 2) return null;
  const asked = foldable(estate, options);
  const gauge = gaugeOf(asked.model, options.policy, asked.fitting, problem);
  const totalOf = (each: FoldPlan) => licensing.bill(licensedPlan(asked, each), options.hosts).priced;
  const before = totalOf(plan);
  let best: GatheredPlan | null = null;
  for (const [p, product] of licensing.rules.products.entries()) {
    if (!product.ways.some((way) => way.used && ofHost(way))) continue;
    const needing = needingItems(asked, licensing.needs.of[p]);
    const counts = Array.from(plan.hostKind, () => 0);
    needing.forEach((needs, i) => (counts[plan.hostOf[i]] += needs ? 1 : 0));
    const now = counts.filter((n) => n > 0).length;
    const fewest = fewestHolding(problem, needing);
    for (let hosts = fewest; hosts < Math.min(now, fewest + MOST_TRIED); hosts++) {
      if (signal?.aborted) return best;
      const found = await onHosts({ problem, gauge, plan, needing, counts, hosts }, engine, options, signal);
      if (!found) continue;
      const total = totalOf(found);
      if (total < Math.min(before, best?.total ?? Infinity))
        best = { plan: found, total, label: product.label };
      break;
    }
  }
  return best;
}

interface Gathering {
  readonly problem: FoldProblem;
  readonly gauge: Gauge;
  readonly plan: FoldPlan;
  /** By item. */
  readonly needing: readonly boolean[];
  /** Items that need it, by host of the plan. */
  readonly counts: readonly number[];
  readonly hosts: number;
}

/** A plan on the same hosts with all that need the product on so many of them; null where none was found. */
async function onHosts(
  { problem, gauge, plan, needing, counts, hosts }: Gathering,
  engine: FoldEngine,
  { seed, work }: FoldOptions,
  signal?: AbortSignal,
): Promise<FoldPlan | null> {
  const { kinds, onlyKind } = problem;
  // Those that hold most of them already take the rest; of a kind that some must have, one comes first.
  const most = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  const must = new Set(onlyKind.filter((kind, i) => kind >= 0 && needing[i]));
  const firsts = [...must].map((kind) => most.find((h) => plan.hostKind[h] === kind) ?? -1);
  const order = [...most].sort((a, b) => Number(firsts.includes(b)) - Number(firsts.includes(a)));
  const taking = new Set(order.slice(0, hosts));
  const hostKind = plan.hostKind.map((kind, h) => (taking.has(h) ? kind : kinds + kind));
  const has = new Set(hostKind);
  const split = withEntry(problem, gauge, needing);
  const pinned = onlyKind.map((kind, i) =>
    kind < 0 || needing[i] || !has.has(kinds + kind) ? kind : kinds + kind,
  );
  const job = {
    start: { hostKind, hostOf: new Int32Array(problem.items).fill(-1) },
    seed: BigInt(seed),
    steps: Math.min(plentyOf(problem), work),
  };
  const found = await engine.even!({ ...split.problem, onlyKind: pinned }, split.gauge, job, signal);
  if (found.failed !== undefined) throw new Error(`Guests could not be gathered: ${found.failed}`);
  if (!found.plan) return null;
  const back = { hostKind: found.plan.hostKind.map((kind) => kind % kinds), hostOf: found.plan.hostOf };
  const whole = new Set(back.hostOf).size === plan.hostKind.length;
  return whole && checkPlan(problem, back).length === 0 ? back : null;
}

/**
 * The problem with every kind of host twice, the first with room for what needs the product and the second without: a
 * resource more, of which only those ask, and no host of the second kind has any.
 */
function withEntry(problem: FoldProblem, gauge: Gauge, needing: readonly boolean[]) {
  const { items, resources, rowStart, kinds } = problem;
  const rows = rowStart[resources];
  // All that need the product are a small part of what the evener takes for a whole host, so that by them no host is the
  // fullest; one alone is still as much as it can see.
  const counted = Math.min(WHOLE_HOST, UNSEEN * needing.filter(Boolean).length);
  const entry = (i: number) => (needing[i] ? 1 : 0);
  const longer = <A extends Int32Array | Float32Array>(values: A, into: A): A => {
    for (let i = 0; i < items; i++) {
      into.set(values.subarray(i * rows, (i + 1) * rows), i * (rows + 1));
      into[i * (rows + 1) + rows] = entry(i);
    }
    return into;
  };
  const per = <A extends Int32Array | Float64Array>(values: A, into: A, taking: number, other: number): A => {
    for (let j = 0; j < 2 * kinds; j++) {
      const from = (j % kinds) * resources;
      into.set(values.subarray(from, from + resources), j * (resources + 1));
      into[j * (resources + 1) + resources] = j < kinds ? taking : other;
    }
    return into;
  };
  const ints = (values: Int32Array, taking = 0) =>
    per(values, new Int32Array(2 * kinds * (resources + 1)), taking, 0);
  const floats = (values: Float64Array, taking = 0, other = 0) =>
    per(values, new Float64Array(2 * kinds * (resources + 1)), taking, other);
  const twice = (values: Int32Array) => Int32Array.from([...values, ...values]);
  const more: FoldProblem = {
    ...problem,
    resources: resources + 1,
    rowStart: Int32Array.from([...rowStart, rows + 1]),
    demand: longer(problem.demand, new Int32Array(items * (rows + 1))),
    kinds: 2 * kinds,
    capacity: ints(problem.capacity, items),
    perGuest: ints(problem.perGuest),
    perCore: ints(problem.perCore),
    kindCount: twice(problem.kindCount),
    kindPrice: twice(problem.kindPrice),
  };
  return {
    problem: more,
    gauge: {
      whole: floats(gauge.whole, counted, counted),
      fixed: floats(gauge.fixed),
      perGuest: floats(gauge.perGuest),
      perCore: floats(gauge.perCore),
      demand: longer(gauge.demand, new Float32Array(items * (rows + 1))),
    },
  };
}

/** Fewer hosts than this cannot hold all that need the product, whatever else there is. */
function fewestHolding(problem: FoldProblem, needing: readonly boolean[]): number {
  const { items, resources, rowStart, kinds, capacity, demand, sharedResource } = problem;
  const rows = rowStart[resources];
  let fewest = 1;
  for (let d = 0; d < resources; d++) {
    // Pages that guests of one image share are counted once, so a sum says less than it seems to.
    if (d === sharedResource) continue;
    let room = 0;
    for (let j = 0; j < kinds; j++) room = Math.max(room, capacity[j * resources + d]);
    for (let r = rowStart[d]; r < rowStart[d + 1]; r++) {
      let sum = 0;
      for (let i = 0; i < items; i++) if (needing[i]) sum += demand[i * rows + r];
      if (room > 0) fewest = Math.max(fewest, Math.ceil(sum / room));
    }
  }
  return fewest;
}

function needingItems({ model, fitting }: Foldable, needing: ReadonlySet<string>): boolean[] {
  return fitting.map(({ guests }) => guests.some((g) => needing.has(model.estate.guests[g].name)));
}

/** A plan in whole numbers as far as licences ask. */
function licensedPlan(asked: Foldable, plan: FoldPlan) {
  const { options } = asked.model;
  const on = planByName(asked, plan).map(({ kind, guests }) => ({ kind: options.hosts[kind], guests }));
  const machines = { total: 0, carrying: 0, spare: 0, native: 0, unplaced: 0, cost: null };
  return { profile: options.profile, hosts: on, native: [], unplaced: [], machines };
}
