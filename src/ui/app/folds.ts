import { WorkerTrouble } from '../../engine/door/door';
import { mayHaveDays } from '../../estate/days';
import { InputError } from '../../estate/finding';
import type { Proof } from '../../placement/answer';
import type { Board } from './board';
import { requestOf, sameFold } from './decisions';
import { messageOf } from './message';
import type { Services } from './services';
import type { CoverageAsked, EstateAsked, LoadsOf, RecheckOf, RiskTool } from './view';
import type { RiskTester } from './risk-tester';

/** Work that takes longer than this is shown, with a way to cancel it, ms. */
const NOTICED = 200;

/** Folds the files and choices of now, and asks the planner what a view wants to know of the answer in sight. */
export class Folds {
  /** Comes with the first test on days kept back. */
  private tester: RiskTester | null = null;
  private folding: AbortController | null = null;
  private queued = false;
  private lastProof: Proof | null = null;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly services: Services,
    private readonly board: Board,
  ) {}

  /** Several changes in one turn fold once; the fold before is stopped, and heard out, before the next begins. */
  refold(): void {
    this.folding?.abort();
    if (this.queued) return;
    this.queued = true;
    this.last = this.last.then(() => {
      this.queued = false;
      return this.foldNow();
    });
  }

  private async foldNow(): Promise<void> {
    const { board } = this;
    const work = new AbortController();
    this.folding = work;
    // The planner forgets it now, and may know one that was never shown.
    this.lastProof = null;
    const { scenario, files } = board.state;
    this.tester?.turnTo({ scenario, files });
    // After another change this fold's answers are not wanted any more; after a cancel its best one is.
    const wanted = (): boolean => sameFold(board.state, { scenario, files });
    const slow = board.state.folding?.slow ?? false;
    const seconds = scenario.seconds ?? null;
    const began = performance.now();
    board.update({ folding: { fraction: 0, slow, began, seconds } });
    const notice = setTimeout(() => {
      if (board.state.folding) board.update({ folding: { ...board.state.folding, slow: true } });
    }, NOTICED);
    let servers: number | null = null;
    try {
      await this.services.planner.plan(
        requestOf({ scenario, files }, this.tester?.picked({ scenario, files })),
        ({ grid, rows, offers, answer, fraction, done, took }) => {
          if (!wanted()) return;
          if (rows) {
            servers = rows.length;
            board.update({ grid, rows, offers });
          }
          const going = done ? null : { fraction, slow: board.state.folding?.slow ?? false, began, seconds };
          if (!answer) board.update({ folding: going });
          else {
            board.answered = { scenario, files };
            this.lastProof = answer.proof;
            board.update({
              answer,
              servers: servers ?? 0,
              folding: going,
              searched: { took: took ?? (performance.now() - began) / 1000 },
            });
            const { problems } = board.state;
            if (problems.fold ?? problems.slot) board.tell({ fold: null, slot: null });
          }
        },
        work.signal,
      );
    } catch (error) {
      // One that was stopped and had to be ended has no plan, and nothing is wrong.
      if (wanted() && error !== work.signal.reason) {
        const slot = error instanceof InputError && error.finding.where === 'slot';
        const text = error instanceof WorkerTrouble ? error.message : messageOf(error, 'fold');
        // What the table shows is never of other files than those that are refused.
        if (servers === null && board.state.stale && board.state.stale !== 'choices')
          board.update({ rows: [], grid: null });
        board.tell(slot ? { fold: null, slot: text } : { fold: text, slot: null });
      }
    } finally {
      clearTimeout(notice);
      if (this.folding === work) this.folding = null;
      if (!this.queued) {
        board.update({ folding: null });
        if (board.state.grid && mayHaveDays(board.state.grid)) void this.testRisk(false);
      }
    }
  }

  /** Stops what is going on; the best plan so far stays. */
  cancel(): void {
    this.folding?.abort();
  }

  /** What each of these guests asks of a resource, under the decisions that the answer in sight belongs to. */
  readonly loads: LoadsOf = async (guests, resource) =>
    this.board.answered ? this.services.planner.loads(requestOf(this.board.answered), resource, guests) : [];

  readonly coverage: CoverageAsked = (columns) =>
    this.services.planner.coverage(requestOf(this.board.state), columns);

  /** The estate of the answer in sight, whole: for what is worked out beside the planner. */
  readonly estate: EstateAsked = (measured = false) => {
    const request = requestOf(this.board.answered ?? this.board.state);
    const as = measured ? { ...request, growth: undefined, rescheduled: undefined } : request;
    return this.services.planner.estate?.(as) ?? Promise.reject(new Error('There is no planner to ask.'));
  };

  /** The planner knows the proof of its last answer; one that is kept from a shorter search it cannot go through. */
  readonly recheck: RecheckOf = async (proof) => {
    if (proof !== this.lastProof) return null;
    const found = await this.services.planner.recheck();
    // Another search may have begun, or ended, before the planner came to it.
    return proof === this.lastProof ? found : null;
  };

  readonly risk: RiskTool = {
    run: () => void this.testRisk(true),
    stop: () => this.tester?.stop(),
  };

  /** @param asked by a person: else plans are tested where several days were measured, and once */
  private async testRisk(asked: boolean): Promise<void> {
    const { risk: test } = this.services;
    if (!test) return;
    const { RiskTester } = await import('./risk-tester');
    this.tester ??= new RiskTester({
      state: () => this.board.state,
      estate: this.estate,
      test,
      tell: (risk) => this.board.update({ risk }),
      refold: () => this.refold(),
    });
    await this.tester.test(asked);
  }
}
