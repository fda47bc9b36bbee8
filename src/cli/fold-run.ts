import { Backtest } from '../decide/backtest';
import { compare } from '../decide/compare';
import { fly } from '../decide/flight/fly';
import { ReadyByHosts, keepReady, keepsReady, readyOfPlan } from '../decide/flight/keep-ready';
import { policiesBeside } from '../decide/policies';
import { uncertainty } from '../decide/uncertainty';
import type { WhatIfChange } from '../decide/what-if';
import { openLocalHost } from '../dispatch/local';
import type { FoldEngine } from '../engine/fold-engine';
import { daysOf } from '../estate/days';
import type { Estate } from '../estate/estate';
import { Licensing } from '../licences/bill';
import { parseLicenceRules } from '../licences/parse';
import { PROFILE_IDS } from '../overhead/profiles';
import type { FoldAnswer } from '../placement/answer';
import { fold, type FoldHooks, type KnownFold } from '../placement/fold';
import { foldCertificate } from '../placement/certified';
import type { BesidePlan } from '../report/beside';
import type { Scenario } from '../scenario/scenario';
import type { Anonymiser } from './anonymise';
import { tooFewDays, untested } from './fold-days';
import type { Values } from './fold-options';
import { sayFinding, type Io } from './io';
import { licensed, withLicences } from './licences';
import { asksMoves, movesFor } from './moves';
import type { SharedSeconds } from './shared-seconds';
import { whatIfs } from './what-if';

/** What a run has to do, and with what. */
interface Task {
  readonly values: Values;
  /** Samples of what is not known, where they were asked for. */
  readonly samples: number | null;
  readonly changes: readonly WhatIfChange[];
  /** Whether all of it becomes a report. */
  readonly reports: boolean;
  readonly measured: Estate;
  readonly estate: Estate;
  readonly scenario: Scenario;
  readonly engine: FoldEngine;
  readonly seconds: SharedSeconds;
  readonly cover: Anonymiser | null;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** One run of `hostfold fold`: the plan that stands after each step, and what is known beside it. */
export class FoldRun {
  /** What stands beside the plan, as it becomes known. */
  readonly more: { -readonly [K in keyof BesidePlan]: BesidePlan[K] } = {};
  /** The answer as it is by now; null before there is any. */
  latest: (() => FoldAnswer) | null = null;
  /** What was searched, and what the plan that is shown came from. */
  private folded: KnownFold | null = null;
  private shown: KnownFold | null = null;
  private readonly days: number;
  private readonly licensing: Licensing | null;
  private readonly hooks: Pick<FoldHooks, 'onDrill' | 'onResult'>;

  constructor(private readonly task: Task) {
    const { estate, scenario, values } = task;
    this.days = daysOf(estate).length;
    this.licensing = scenario.licences
      ? new Licensing(parseLicenceRules(scenario.licences), estate.guests)
      : null;
    this.hooks = {
      onDrill: values.drill ? (drill) => (this.more.drill = drill) : undefined,
      onResult: (result) => (this.shown = result),
    };
  }

  /** The plan, by everything that decides it, in the order in which one part decides the next. @throws InputError */
  async plan(): Promise<void> {
    let answer = await this.fewest();
    const show = (next: FoldAnswer) => {
      answer = next;
      this.latest = () => next;
    };
    show(answer);
    show(await this.pickedByRisk(answer));
    show(await this.keepingReady(answer));
    const tried = answer.hosts;
    if (asksMoves(this.task.values)) show(await this.moved(answer));
    else if (this.licensing) show(await this.gathered(answer, this.licensing));
    // Moves and licences have plans of their own.
    if (answer.hosts !== tried) await this.readyAgain(answer);
  }

  /** What proves the number. */
  certificate(): ReturnType<typeof foldCertificate> {
    return foldCertificate(this.task.estate, this.task.scenario, this.folded?.result ?? null);
  }

  /** Whether the plan keeps all that it was to keep. */
  get keeps(): boolean {
    return this.more.ready?.kept ?? true;
  }

  private get stopped(): boolean {
    return this.task.signal.aborted;
  }

  private async fewest(): Promise<FoldAnswer> {
    const { estate, scenario, engine, signal, seconds, values } = this.task;
    const share = seconds.share();
    if (values.backtest !== undefined && this.days < 2) throw tooFewDays(estate, this.days);
    const answer = await fold(estate, { ...scenario, seconds: share }, engine, {
      ...this.hooks,
      signal,
      until: seconds.total === null ? undefined : performance.now() + 1000 * share!,
      sides: policiesBeside,
      onProgress: (news) => (this.latest = () => news.answer()),
      onResult: (result) => (this.folded = this.shown = result),
    });
    const tests = values.backtest !== undefined || this.task.reports;
    return !tests && this.days > 1 && scenario.exactly === undefined ? untested(answer, this.days) : answer;
  }

  /** The same fold, once it is settled, on so many hosts. */
  private onto(hosts: number, known: KnownFold): Promise<FoldAnswer> {
    const { estate, scenario, engine } = this.task;
    return fold(estate, { ...scenario, exactly: hosts }, engine, { ...this.hooks, settled: true, known });
  }

  /** The plan that is printed is the one that risk picks; of one day, a report tells the risk for what it is. */
  private async pickedByRisk(answer: FoldAnswer): Promise<FoldAnswer> {
    const { values, reports, estate, scenario, engine, seconds } = this.task;
    const { folded } = this;
    const told = reports && (this.days > 1 || (this.days === 1 && estate.grid.slots > 1));
    if (this.stopped || answer.hosts.length === 0 || !(values.backtest !== undefined || told)) return answer;
    const test = new Backtest(estate, scenario, engine, answer.evened?.fewest ?? answer.hostCount);
    const risk = await seconds.within('backtest', (signal) =>
      test.run(scenario.tolerance, { signal, tell: (now) => (this.more.risk = now) }),
    );
    this.more.risk = risk;
    const picks = this.days > 1 && risk.chosen !== null && scenario.exactly === undefined;
    return picks && folded && risk.chosen !== answer.hostCount ? this.onto(risk.chosen!, folded) : answer;
  }

  private async keepingReady(answer: FoldAnswer): Promise<FoldAnswer> {
    const { estate, scenario, engine, seconds } = this.task;
    const { ready: limit, exactly } = scenario;
    const { folded } = this;
    if (limit === undefined || this.stopped || answer.hosts.length === 0 || !folded) return answer;
    const by = new ReadyByHosts(estate, scenario, engine, openLocalHost, folded);
    // Where somebody chose how many, it is that plan which is asked whether it keeps the limit.
    const numbers = exactly === undefined ? by.numbers : [answer.hostCount];
    const at = (hosts: number, ended?: AbortSignal) => by.at(hosts, ended);
    const ready = await seconds.within('ready', (ended) =>
      keepReady({ numbers, fewest: folded.evened.fewest, at }, limit, answer.hostCount, ended),
    );
    this.more.ready = ready;
    return ready?.kept && ready.hosts !== answer.hostCount ? this.onto(ready.hosts, folded) : answer;
  }

  private async gathered(answer: FoldAnswer, licensing: Licensing): Promise<FoldAnswer> {
    const { estate, scenario, engine, signal } = this.task;
    const again: FoldHooks = { ...this.hooks, settled: true };
    return this.priced(
      await licensed(licensing, estate, scenario, answer, this.shown, engine, again, signal),
    );
  }

  private priced({ licences, answer }: ReturnType<typeof withLicences>): FoldAnswer {
    this.more.licences = licences;
    return answer;
  }

  /** The plan with fewest moves from today's. */
  private async moved(answer: FoldAnswer): Promise<FoldAnswer> {
    if (this.stopped) return answer;
    const { estate, scenario, engine, values, cover, io } = this.task;
    const { folded: known, licensing } = this;
    const exactly = this.more.ready?.kept ? this.more.ready.hosts : scenario.exactly;
    const moves = await movesFor(estate, { ...scenario, exactly }, known?.evened.plan ?? null, values, cover);
    for (const finding of moves.findings) io.err(sayFinding(finding));
    this.more.moves = moves;
    if (!known || !moves.plan) return answer;
    const { plan } = moves;
    const moved = await fold(estate, scenario, engine, { known, settled: true, given: plan.fold });
    const named = namedHosts(moved, plan.names);
    return licensing ? this.priced(withLicences(named, licensing.bill(named, scenario.hosts))) : named;
  }

  /** Whether a plan that came after the limit on ready still keeps it. */
  private async readyAgain(answer: FoldAnswer): Promise<void> {
    const { ready } = this.more;
    const { estate, scenario, signal } = this.task;
    if (!ready || this.stopped) return;
    const moved = await readyOfPlan(answer, estate, scenario, openLocalHost, signal).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error;
        return null;
      },
    );
    if (moved)
      this.more.ready = {
        ...ready,
        kept: keepsReady(moved, ready.limit),
        hosts: moved.hosts,
        tried: [...ready.tried, moved],
      };
  }

  /** What else was asked for, and changes nothing of the plan. */
  async beside(): Promise<void> {
    const answer = this.latest!();
    const { samples, values, changes, measured, estate, scenario, engine, seconds, signal } = this.task;
    const { more, licensing } = this;
    if (samples !== null && !this.stopped)
      more.uncertainty = await seconds.within('uncertainty', (ended) =>
        uncertainty(estate, scenario, engine, samples, answer.hosts, { signal: ended }),
      );
    if (values.fly && !this.stopped) {
      const flown = await seconds.within('fly', (ended) =>
        fly(answer, estate, scenario, openLocalHost, ended),
      );
      [more.flown, more.consolidation] = [flown.hosts, flown.ratios];
    }
    if (values.compare && !this.stopped) {
      // Each alternative ends by its own part of the seconds: of one without a row, nobody would know.
      const each = { ...scenario, seconds: seconds.share(PROFILE_IDS.length) };
      const billed = licensing ? (row: FoldAnswer) => licensing.bill(row, scenario.hosts).total : undefined;
      more.compare = await compare(estate, each, engine, signal, billed);
    }
    if (changes.length > 0 && !this.stopped)
      more.whatIf = await whatIfs(
        measured,
        scenario,
        changes,
        engine,
        seconds.share(1 + changes.length),
        signal,
      );
  }
}

/** The hosts of a plan under the names that they have today. */
function namedHosts(answer: FoldAnswer, names: readonly string[]): FoldAnswer {
  return { ...answer, hosts: answer.hosts.map((host, h) => ({ ...host, name: names[h] ?? host.name })) };
}
