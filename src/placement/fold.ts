import { breath } from '../engine/door/breath';
import type { FoldBudget, FoldEngine, FoldResult } from '../engine/fold-engine';
import { inOrder } from '../engine/in-order';
import type { FoldPlan, FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { GuestDemand } from '../overhead/demand';
import { overheadsAt, rangedOverheads } from '../overhead/ranged';
import type { FoldAnswer } from './answer';
import { Drawing, UNPROVED, type Beside, type Running } from './drawing';
import { countedLeast } from './estimate';
import { evened, type Evened } from './evening';
import { foldable } from './foldable';
import { demandUnder, modelOf } from './model';
import { nativeAnswer } from './native';
import type { FoldOptions } from './options';
import { problemOf } from './problem';
import { grounded } from './proof';
import type { Drill } from './spares';
import { drill, sparesFor } from './spares';

/** Kernel steps for hosts that stand by, and for an end of the overheads: constructions and a first improvement. */
const SPARE_WORK = 2;

/**
 * Counts hosts by other policies than the chosen one, and tells each count once it is there.
 * @param hostsBy folds the very servers of the plan under other options; null where no plan holds them all. Rejects
 *   where the signal cuts it short.
 */
export type CountSides = (
  chosen: FoldOptions,
  hostsBy: (options: FoldOptions) => Promise<number | null>,
  tell: (sides: Beside['sides']) => void,
  signal?: AbortSignal,
) => Promise<void>;

/** Something new about a fold that goes on. */
export interface AnswerProgress {
  /** Whether plan, bound or what stands beside them changed since the news before. */
  readonly fresh: boolean;
  /** 0..1 of the search's budget. */
  readonly fraction: number;
  /** The answer as it is now, complete; worked out when it is asked for. */
  answer(): FoldAnswer;
}

export interface FoldHooks {
  readonly signal?: AbortSignal;
  /** Hears of every better answer, and now and then that the fold goes on. */
  readonly onProgress?: (news: AnswerProgress) => void;
  /** What stands beside the plan for other policies, asked for as soon as there is a first one; else none is known. */
  readonly sides?: CountSides;
  /**
   * When all of it ends, by performance.now(), instead of the seconds of the search alone. A first plan and its
   * explanation are made all the same; what else was not reached by then is not known, and a finding says so.
   */
  readonly until?: number;
  /** False: the plan is shown as it was found, for whoever moves servers from where they run today. */
  readonly even?: boolean;
  /** Only the hosts of the plan, not evened: no counts for other policies, none to spare, no proof. For studies of many folds. */
  readonly plain?: boolean;
  /** Hands over what happens when each host fails in turn; null where none stands by. */
  readonly onDrill?: (drill: Drill | null) => void;
  /** Hands over the problem that was folded and what came of it, for whoever wants to check its proof or go on. */
  readonly onResult?: (folded: KnownFold) => void;
  /** What a fold of this very estate and these options, but for its seconds, came to: one by seconds goes on from there. */
  readonly known?: KnownFold;
  /** What is known is the answer: nothing is searched for, but a plan of as many hosts as are asked for. */
  readonly settled?: boolean;
  /** A plan that is shown in the place of the evened one, with what is known and settled: as today's hosts allow it. */
  readonly given?: FoldPlan;
}

/** What was folded, and what came of it. */
export interface KnownFold {
  readonly problem: FoldProblem;
  readonly result: FoldResult;
  readonly beside: Beside;
  readonly evened: Evened;
}

/**
 * Folds an estate onto hosts: how many, who goes where, what binds, and what it rests on. What stands beside the plan
 * (other policies, hosts to spare) is worked out as soon as there is a first plan; the search goes on after that.
 * @returns the best answer when the budget ends, the plan is proved optimal, or the signal aborts (then the best so far)
 * @throws InputError when there is nothing to fold or a figure is out of range
 */
export async function fold(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  hooks: FoldHooks = {},
): Promise<FoldAnswer> {
  const { until = Infinity } = hooks;
  const ended = new AbortController();
  // Between two turns of the event loop no timer tells.
  const late = () => {
    if (performance.now() >= until) ended.abort();
    return ended.signal.aborted;
  };
  const stop = AbortSignal.any([ended.signal, ...(hooks.signal ? [hooks.signal] : [])]);
  const model = modelOf(estate, options, hooks.plain ? undefined : await demandsOf(estate, options));
  if (model.profile.oneEach) return nativeAnswer(model);

  const { fitting, tooLarge, problem: own } = foldable(estate, options, model);
  const problem = hooks.known?.problem ?? own;
  const native = [
    ...model.native,
    ...tooLarge.flatMap(({ item, why }) => item.guests.map((g) => ({ guest: estate.guests[g].name, why }))),
  ];
  const draw = new Drawing(model, fitting, problem, native, hooks.known?.beside);
  const left = () => Math.max(0, (until - performance.now()) / 1000);
  const budget: FoldBudget =
    options.seconds === undefined
      ? { seed: options.seed, work: options.work }
      : { seed: options.seed, seconds: until === Infinity ? options.seconds : left() };

  let running: Running | null = null;
  let fraction = 0;
  const tell = (fresh: boolean) => {
    const now = running;
    if (now) hooks.onProgress?.({ fresh, fraction, answer: () => draw.answer(now) });
  };
  const beside = async (plan: FoldPlan, on: FoldEngine) => {
    if (hooks.plain) return;
    const hostsBy = async ({ policy, seed, work }: FoldOptions) => {
      const known = draw.beside.sides[policy];
      if (known !== undefined) return known;
      if (late()) stop.throwIfAborted();
      const { plan } = await on.fold(
        problemOf(model, policy, fitting),
        { seed, work },
        { signal: stop, atOnce: true },
      );
      const whole = !plan.hostOf.includes(-1);
      // What a stop cut off is not known, now or when the fold goes on; what the clock cut short, no more.
      if (!whole || late()) stop.throwIfAborted();
      return whole ? plan.hostKind.length : null;
    };
    if (!draw.oneWay) await hooks.sides?.(options, hostsBy, (sides) => draw.add(sides), stop);
    if (draw.beside.sparesOf === plan) return;
    const spareFold = {
      engine: on,
      budget: { seed: options.seed, work: SPARE_WORK },
      known: draw.beside.spares?.memory ?? null,
      late,
      signal: until < Infinity ? ended.signal : undefined,
    };
    draw.spare(plan, await sparesFor(model, fitting, plan, spareFold));
  };

  /** How many hosts the plan's servers take with every overhead at an end of its range; rejects where it is stopped. */
  const hostsAt = async (end: 'low' | 'high') => {
    const at = { ...options, overrides: overheadsAt(options, end) };
    const there = modelOf(estate, at, await demandsOf(estate, at, stop));
    await breath();
    stop.throwIfAborted();
    const { plan } = await engine.fold(
      problemOf(there, options.policy, fitting),
      { seed: options.seed, work: SPARE_WORK },
      { signal: stop, atOnce: true },
    );
    stop.throwIfAborted();
    return plan.hostOf.includes(-1) ? null : plan.hostKind.length;
  };

  /** The range over the overheads; an end that is stopped or that the clock cuts short is not known. */
  const countEnds = async () => {
    if (rangedOverheads(options).length === 0) return;
    for (const end of ['low', 'high'] as const) {
      if (late() || stop.aborted) return;
      if (draw.beside.ends[end] !== undefined) continue;
      const hosts = await hostsAt(end).catch((error: unknown) => {
        if (!stop.aborted) throw error;
      });
      if (hosts !== undefined && !late()) draw.bound(end, hosts);
    }
  };

  if (until < Infinity) {
    AbortSignal.timeout(Math.ceil(Math.min(1000 * left(), 2 ** 31 - 1))).addEventListener('abort', () =>
      ended.abort(),
    );
  }
  const answerOf = (found: FoldResult, even: Evened): FoldAnswer => {
    const result = hooks.plain ? { ...found, row: null } : grounded(problem, found);
    hooks.onResult?.({ problem, result, beside: draw.beside, evened: even });
    const { endedBy } = result;
    const answer = draw.answer({
      ...result,
      endedBy: endedBy === 'exhausted' ? 'work' : endedBy,
      evened: even,
    });
    return even.failed === undefined
      ? answer
      : { ...answer, findings: [...answer.findings, notEvened(even.failed)] };
  };
  if (hooks.settled && hooks.known) {
    const { result, evened: even } = hooks.known;
    const settled = async (shown: Evened) => {
      await beside(shown.plan, engine);
      const { spares } = draw.beside;
      if (spares) hooks.onDrill?.(drill(model, fitting, spares));
      return answerOf(result, shown);
    };
    if (hooks.given) return settled({ ...even, plan: hooks.given, bound: null });
    if (even.plan.hostKind.length === (options.exactly ?? even.fewest)) return answerOf(result, even);
    // Only the number of hosts is another: no search tells more of the fewest.
    return settled(await evened({ model, items: fitting, problem, engine, budget, signal: stop }, result));
  }
  const found = await engine.fold(problem, budget, {
    signal: hooks.signal,
    known: hooks.known?.result,
    certify: !hooks.plain,
    onProgress: (progress) => {
      ({ fraction } = progress);
      const plan = progress.plan ?? running?.plan;
      if (!plan) return;
      const fresh = plan !== running?.plan || progress.lowerBound !== running.lowerBound;
      const { lowerBound, history } = progress;
      running = { ...UNPROVED, plan, lowerBound, history };
      tell(fresh);
    },
    onFirst: async ({ plan }, on) => {
      await beside(plan, on);
      if (!hooks.plain) tell(true);
    },
  });
  const asFound: Evened = { plan: found.plan, bound: null, fewest: found.plan.hostKind.length };
  const ask = { model, items: fitting, problem, engine, budget, signal: stop };
  const even =
    hooks.plain || hooks.even === false || found.endedBy === 'cancelled'
      ? asFound
      : await evened(ask, found, hooks.known?.evened);
  await beside(even.plan, engine);
  // What an earlier fold of the same estate counted stands.
  if (
    !hooks.plain &&
    hooks.even !== false &&
    found.endedBy !== 'cancelled' &&
    !late() &&
    draw.beside.counted === undefined
  ) {
    const counted = await countedLeast(engine, problem, found, options.seed, stop);
    if (!stop.aborted) draw.count(counted);
  }
  if (hooks.sides && !hooks.plain) await countEnds();
  const { spares } = draw.beside;
  if (late() && hooks.sides && !hooks.plain) draw.sayUnknown();
  if (spares) hooks.onDrill?.(drill(model, fitting, spares));
  return answerOf(found, even);
}

/** Of ten thousand servers, or of months, this takes seconds: whoever waits, or asks for something else, is heard meanwhile. */
async function demandsOf(
  estate: Estate,
  options: FoldOptions,
  signal?: AbortSignal,
): Promise<readonly GuestDemand[]> {
  const { guests } = estate;
  const demandOf = demandUnder(estate, options);
  const demands: GuestDemand[] = [];
  await inOrder(
    guests.length,
    async (i) => demandOf(guests[i]),
    (demand) => demands.push(demand),
    { signal },
  );
  return demands;
}

const notEvened = (why: string): Finding => ({
  level: 'warning',
  where: 'plan',
  text: `It is as the search left it, its fullest moment not as low as it could be: it could not be evened (${why})`,
  fix: 'Fold it again; on the page, load the page anew first.',
});
