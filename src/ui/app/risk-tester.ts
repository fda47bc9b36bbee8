import { chosenOf } from '../../decide/risk';
import { PLATFORMS } from '../../estate/platforms';
import { wordsOf } from '../text/words-of';
import { requestOf } from './decisions';
import type { Services } from './services';
import type { AppState, Decisions, RiskState } from './state';
import type { EstateAsked } from './view';

interface Hooks {
  state(): AppState;
  readonly estate: EstateAsked;
  readonly test: NonNullable<Services['risk']>;
  tell(risk: RiskState | null): void;
  refold(): void;
}

/** Risk is of files and rules, whatever number of hosts is shown and however long was looked for the fewest. */
const questionOf = (decisions: Decisions): string =>
  JSON.stringify({ ...requestOf(decisions), exactly: undefined, work: undefined, seconds: undefined });

/** Tests plans on days kept back, and has as many hosts shown as that asks for. */
export class RiskTester {
  private running: AbortController | null = null;
  /** Of what the curve is, and for how many hosts at least. */
  private question = '';
  private fewest = 0;

  constructor(private readonly hooks: Hooks) {}

  /** As many hosts as days kept back ask for; none while that is not known, or where somebody chose. */
  picked(decisions: Decisions): number | undefined {
    const { exactly, tolerance } = decisions.scenario;
    const found = this.hooks.state().risk?.found;
    if (exactly !== undefined || tolerance >= 1 || this.running || !found || found.days < 2) return undefined;
    if (questionOf(decisions) !== this.question) return undefined;
    return chosenOf(found.curve, tolerance, found.fewest) ?? undefined;
  }

  /** Other files or rules than those of the curve have none. */
  turnTo(decisions: Decisions): void {
    if (questionOf(decisions) !== this.question) this.forget();
  }

  /** @param asked by a person; else nothing is tested twice, and nothing whose fewest are what is wanted */
  async test(asked: boolean): Promise<void> {
    const { hooks } = this;
    const { answer, folding, stale, scenario, files } = hooks.state();
    if (!answer || folding || stale || answer.hosts.length === 0 || PLATFORMS[answer.profile].oneEach) return;
    const question = questionOf({ scenario, files });
    const fewest = answer.evened?.fewest ?? answer.hostCount;
    const known = question === this.question && fewest === this.fewest;
    const wanted = scenario.tolerance < 1 && answer.unplaced.length === 0 && answer.endedBy !== 'cancelled';
    if (!asked && (known || !wanted || answer.basis.testDays < 2)) return;
    this.running?.abort();
    const running = (this.running = new AbortController());
    [this.question, this.fewest] = [question, fewest];
    const tell = (found: RiskState['found'], trouble: string | null = null): void => {
      if (this.running === running) hooks.tell({ found, running: this.running !== null, trouble });
    };
    tell(null);
    let [found, trouble]: [RiskState['found'], string | null] = [null, null];
    try {
      const estate = await hooks.estate();
      found = await hooks.test(
        estate,
        requestOf({ scenario, files }),
        fewest,
        scenario.tolerance,
        tell,
        running.signal,
      );
      if (found.curve.length === 0) {
        found = null;
        if (!running.signal.aborted)
          trouble = 'No number of hosts that was tried carries all servers. Ease a rule or leave some out.';
      }
    } catch (error) {
      if (!running.signal.aborted) trouble = wordsOf(error);
    }
    if (this.running !== running) return;
    this.running = null;
    hooks.tell({ found, running: false, trouble });
    const now = hooks.state();
    const picked = this.picked(now);
    if (picked !== undefined && picked !== now.answer?.hostCount) hooks.refold();
  }

  /** What is known by then stays. */
  stop(): void {
    this.running?.abort();
  }

  private forget(): void {
    this.running?.abort();
    this.running = null;
    this.question = '';
    if (this.hooks.state().risk) this.hooks.tell(null);
  }
}
