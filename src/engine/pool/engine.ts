import type { FoldBudget, FoldEngine, FoldHooks, FoldProgress, FoldResult } from '../fold-engine';
import type { FoldProblem } from '../packing/problem';
import { columnsPay, type Crew } from './crew';
import type { Member } from './member';
import { Race } from './race';
import { inRounds } from './rounds';
import { Standing } from './standing';
import { turns } from './turns';

/** How long a proof under way is waited for when the budget has ended. */
const CERTIFY_GRACE_MS = 1000;
/** The default limit of a check: a second or two. */
const CHECK_LIMIT = 3e8;

/**
 * Folds with a crew, in phases within one budget: constructions and instant bounds; then search and column generation
 * side by side, each from the best plan of all; until the plan is proved, the budget ends or the signal aborts. Folds
 * and checks wait for the one before.
 */
export function createEngine(crew: Crew): FoldEngine {
  const inTurn = turns();
  let checking: Member | null = null;
  return {
    fold(problem, budget, hooks = {}) {
      // A check cannot be interrupted, and whoever wants a new plan does not wait for it.
      if (checking) crew.dismiss(checking);
      return inTurn(() => foldWith(crew, problem, budget, hooks).finally(() => crew.rest()));
    },
    verify: (problem, certificate, workLimit = CHECK_LIMIT) =>
      inTurn(async () => {
        const member = await thinker(crew, problem);
        checking = member;
        try {
          return await member.verify(problem, certificate, workLimit);
        } catch (error) {
          crew.dismiss(member);
          throw error;
        } finally {
          checking = null;
          crew.rest();
        }
      }),
  };
}

async function foldWith(
  crew: Crew,
  problem: FoldProblem,
  budget: FoldBudget,
  hooks: FoldHooks,
): Promise<FoldResult> {
  const { seed, seconds, work } = budget;
  const signal = hooks.signal ?? new AbortController().signal;
  const begun = performance.now();
  const clock = () => (performance.now() - begun) / 1000;
  const standing = new Standing(problem, clock);
  let told = standing.plan;
  const tell = (phase: FoldProgress['phase'], fraction: number) => {
    const { plan, cost, lowerBound, history } = standing;
    const fresh = plan === told ? null : plan;
    told = plan;
    hooks.onProgress?.({
      phase,
      plan: fresh,
      hosts: plan.hostKind.length,
      cost,
      lowerBound,
      history: [...history],
      fraction: Math.min(1, fraction),
    });
  };
  const passed = () => (seconds === undefined ? 0 : clock() / seconds);

  if (hooks.known) standing.know(hooks.known);
  else {
    const first = await crew.first.construct(
      problem,
      {
        seed,
        seconds: work === undefined ? seconds : undefined,
        // Whoever stops a fold keeps its best plan: the first one is made all the same.
        shouldStop: () => signal.aborted && standing.planned,
      },
      (progress) => {
        const higher = standing.bound(progress.bound);
        const better = progress.plan !== null && standing.offer(progress.plan);
        if (higher || better) tell('construct', passed());
      },
    );
    if (first.endedBy === 'cancelled') return standing.result('cancelled');
  }
  if (hooks.onFirst) {
    const within: FoldEngine = { fold: (other, little, more = {}) => foldWith(crew, other, little, more) };
    await hooks.onFirst(standing.result('work'), within);
  }
  if (hooks.known) tell('search', passed());
  // Work must lead to the same certificate everywhere; people need not wait for it.
  const certified = hooks.certify && !signal.aborted ? new Certifying(crew, problem, standing) : null;
  if (work !== undefined) await certified?.done(signal);
  const others: Crew = {
    ...crew,
    dismiss: (member) => member !== certified?.member && crew.dismiss(member),
  };
  const search = !standing.proved && !signal.aborted;
  let endedBy: FoldResult['endedBy'] = signal.aborted ? 'cancelled' : 'work';
  if (search && work !== undefined)
    endedBy = await inRounds(others, problem, { seed, work }, standing, signal, (f) => tell('search', f));
  else if (search && seconds !== undefined)
    endedBy = await new Race(
      others,
      problem,
      seed,
      seconds,
      standing,
      signal,
      hooks.known !== undefined,
      () => tell('search', passed()),
    ).run();
  const left = seconds === undefined ? undefined : Math.max(0, seconds - clock()) * 1000 + CERTIFY_GRACE_MS;
  await certified?.done(signal, left);
  tell('done', 1);
  return standing.result(endedBy);
}

/** Makes the certificate of the best simple bound; where there is no member for it, the bound stands without. */
class Certifying {
  /** Who makes it, while it is made. */
  member: Member | null = null;
  private readonly made: Promise<void>;

  constructor(
    private readonly crew: Crew,
    problem: FoldProblem,
    standing: Standing,
  ) {
    this.made = this.make(problem, standing).finally(() => (this.member = null));
  }

  /** Waits for it until the signal aborts or so many milliseconds have passed; a worker that goes on is ended then. */
  async done(signal: AbortSignal, ms?: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const enough = new Promise<void>((resolve) => {
      stop = resolve;
      if (ms !== undefined) timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', stop, { once: true });
    });
    await Promise.race([this.made, enough]);
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (this.member) this.crew.dismiss(this.member);
  }

  private async make(problem: FoldProblem, standing: Standing): Promise<void> {
    const { simple } = standing;
    if (!simple || simple.cost <= 0 || standing.certificate || !columnsPay(problem)) return;
    try {
      this.member = await thinker(this.crew, problem);
      const certificate = await this.member.certify(problem, simple);
      if (certificate) standing.prove(certificate.bound, certificate, []);
    } catch {
      // A worker that could not be started, or was ended: the bound stands without a certificate.
      if (this.member) this.crew.dismiss(this.member);
    }
  }
}

/** A member that has what proofs take. */
async function thinker(crew: Crew, problem: FoldProblem): Promise<Member> {
  if (crew.home.generates) return crew.home;
  const [worker] = crew.hire(problem, 1);
  return worker ?? crew.home;
}
