import { isMeasured } from '../../dispatch/measured';
import { WorkerTrouble } from '../../engine/door/door';
import { lazy } from '../../engine/door/lazy';
import { mayHaveDays } from '../../estate/days';
import { InputError } from '../../estate/finding';
import { own } from '../../estate/own';
import type { Facts } from '../../estate/guest';
import type { IntakeOptions } from '../../intake/options';
import type { Proof } from '../../placement/answer';
import { DEFAULT_SCENARIO, withSample, type Scenario } from '../../scenario/scenario';
import type { LabView, ViewId } from '../../scenario/views';
import { wordsOf } from '../text/words-of';
import { isOfSearch, requestOf, sameFold, sampleOf, staleness, withoutVisits } from './decisions';
import type { Opening } from './file-opener';
import type { Services } from './services';
import type { AppState, Decisions, LoadedFile, SourceFile, UnreadFile } from './state';
import { DecisionTrail } from './timeline';
import type { CoverageAsked, EstateAsked, LoadsOf, RecheckOf, RiskTool } from './view';
import type { Weigher } from './weigher';

/** Work that takes longer than this is shown, with a way to cancel it, ms. */
const NOTICED = 200;
/** How often the page is told how far reading is, ms. */
const PROGRESS_EVERY = 100;

const WITHOUT_DATA =
  'This link carries choices, not data. They are applied to the sample; drop the same files to fold those.';

/**
 * The one place where decisions become an answer: keeps the state, reads files, folds after every change, undoes.
 * It knows no element; the shell listens and draws.
 */
export class Session {
  private readonly services: Services;
  /** Comes with the first file: the sample needs none of it. */
  private readonly opener = lazy(async () => new (await import('./file-opener')).FileOpener(this.services));
  private readonly timeline = new DecisionTrail();
  /** Comes with the first test on days kept back. */
  private weigher: Weigher | null = null;
  private readonly listeners = new Set<() => void>();
  private folding: AbortController | null = null;
  private reading: AbortController | null = null;
  private progressTold = -Infinity;
  private queued = false;
  private lastProof: Proof | null = null;
  private last: Promise<void> = Promise.resolve();

  private answered: Decisions | null = null;
  /** Choices for files of a person's own that are still to come. */
  private awaited = false;
  /** The choices that are kept elsewhere. */
  private safe: Scenario | null = null;

  state: AppState;

  constructor(services: Services, scenario: Scenario = DEFAULT_SCENARIO, linkProblem: string | null = null) {
    this.services = services;
    this.state = {
      scenario: { ...scenario, sample: true },
      files: [],
      grid: null,
      rows: [],
      answer: null,
      stale: null,
      servers: 0,
      unread: [],
      folding: null,
      searched: null,
      reading: null,
      problems: {
        intake: null,
        fold: null,
        slot: null,
        link: scenario.sample ? linkProblem : WITHOUT_DATA,
        readAgain: null,
      },
      undo: null,
      redo: null,
    };
    this.refold();
  }

  /** Calls back after every change of the state; returns the way to stop that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  choose(patch: Partial<Scenario>, what: string, live = false): void {
    const { answer, folding, scenario } = this.state;
    const next = { ...scenario, ...patch };
    // The plan that was found stays found. The same steps once more, after a stop, are searched to their end.
    if (isOfSearch(patch)) {
      if (next.work === scenario.work && next.seconds === scenario.seconds)
        if (answer?.endedBy !== 'cancelled' || folding) return;
      this.update({ scenario: next });
      this.refold();
    } else this.decide({ scenario: next }, what, live);
  }

  /** Moves to another view: shown at once, and no step of undo. */
  show(view: ViewId): void {
    this.update({ scenario: { ...this.state.scenario, view } });
  }

  /** Takes over the choices of a link that was followed. Facts about a person's own servers are never in one. */
  adopt(scenario: Scenario, problem: string | null): void {
    const now = this.state.scenario;
    const own = this.state.files.length > 0;
    // A link leaves out a host that is visited where it is a person's own data, or where its view does not show it.
    const visited = (field: LabView): string =>
      scenario[field] ||
      (isMeasured(now[field]) && (field !== scenario.view || (!scenario.sample && own)) ? now[field] : '');
    const next = {
      ...scenario,
      sample: scenario.sample || !own,
      edits: scenario.sample ? scenario.edits : now.edits,
      typed: now.typed,
      dispatch: visited('dispatch'),
      meter: visited('meter'),
    };
    if (JSON.stringify({ ...next, view: now.view }) === JSON.stringify(now)) this.show(next.view);
    else this.decide({ scenario: next }, 'link');
    // Last: whoever hears it writes the address of the view that is then in sight.
    this.tell({ link: scenario.sample || own ? problem : WITHOUT_DATA });
  }

  /**
   * Takes over the choices and the typed facts of a document, as one step that undo takes back. Where its files are not
   * there the sample is folded, and the next files of a person's own are folded with what it says.
   * @param note what to say of it
   */
  open(scenario: Scenario, files: readonly LoadedFile[], what: string, note: string | null): void {
    const own = !scenario.sample && files.length > 0;
    this.awaited = !scenario.sample && !own;
    const { view } = this.state.scenario;
    this.decide({ scenario: { ...scenario, view, sample: !own }, files: own ? files : [] }, what);
    this.tell({ link: note });
  }

  /** Says of a file that nothing of it is folded, and why. */
  refuse(file: UnreadFile): void {
    this.update({ unread: [...this.state.unread.filter(({ name }) => name !== file.name), file] });
  }

  /** What holds typed facts is safe: a file was saved, or the browser keeps it. */
  kept(scenario: Scenario = this.state.scenario): void {
    this.safe = scenario;
  }

  /** Whether somebody typed facts of servers of their own that no file holds yet. */
  get unsaved(): boolean {
    const { edits, sample } = this.state.scenario;
    return !sample && Object.keys(edits).length > 0 && edits !== this.safe?.edits;
  }

  edit(names: readonly string[], patch: Partial<Facts>): void {
    const { edits: before } = this.state.scenario;
    const after = names.map((name) => [name, { ...own(before, name), ...patch }]);
    const edits = { ...before, ...(Object.fromEntries(after) as Scenario['edits']) };
    const fields = Object.keys(patch).join(', ');
    this.choose({ edits }, `${fields} of ${names.length === 1 ? names[0] : `${names.length} servers`}`);
  }

  useSample(): void {
    this.awaited = false;
    this.update({ unread: [], stopped: null });
    this.decide({ files: [], scenario: sampleOf(this.state.scenario) }, 'sample estate');
  }

  /** Leaves a file out; one that gave nothing to fold takes its message with it, and is no step of undo. */
  dropFile(id: number): void {
    if (this.state.unread.some((file) => file.id === id)) {
      this.update({ unread: this.state.unread.filter((file) => file.id !== id) });
      return;
    }
    const files = this.state.files.filter((file) => file.id !== id);
    const { scenario: now } = this.state;
    const leave = (rest: Partial<Decisions>) =>
      this.decide(
        { ...rest, scenario: files.length === 0 ? sampleOf(now) : withSample(now, false) },
        'file left out',
      );
    // What it told of the others' decimal signs goes with it.
    if (files.some(({ decimal }) => decimal?.open))
      void this.settled((now) => now.filter((file) => file.id !== id)).then(({ files: rest }) =>
        leave({ files: rest }),
      );
    else leave({ files });
  }

  /**
   * Files with their decimal signs settled over all of them, and those that gave nothing to fold.
   * @param of those, from the files that there are: asked again where these have changed meanwhile
   */
  private async settled(
    of: (files: readonly LoadedFile[]) => readonly (LoadedFile | UnreadFile)[],
    mapped = this.state.scenario.mapped,
  ): Promise<{ files: readonly LoadedFile[]; unread: readonly UnreadFile[] }> {
    const opener = await this.opener();
    for (;;) {
      const { files } = this.state;
      const settled = await opener.settled(of(files), mapped);
      if (files === this.state.files) return settled;
    }
  }

  /**
   * Reads files one after the other; what cannot be read is said, and what was there stays. What was read before a cancel
   * is kept, and the rest can be read on.
   * @param optionsOf what was said of how a file is read
   * @param instead choices that they were saved with, which take the place of those of now, as they do of the files
   */
  async addFiles(
    files: readonly File[],
    optionsOf: (file: File) => IntakeOptions = () => ({}),
    instead?: { readonly scenario: Scenario; readonly what: string },
  ): Promise<void> {
    const work = this.beginReading();
    const read: LoadedFile[] = [];
    const unread: UnreadFile[] = [];
    const wrong: string[] = [];
    let apart: readonly File[] | null = null;
    let rest: readonly File[] = [];
    for (const [k, file] of files.entries()) {
      const opening = this.openingOf(file, null, work, { before: k, all: files.length });
      try {
        const opener = await this.opener();
        work.signal.throwIfAborted();
        apart ??= opener.apart(
          files,
          (instead ? [] : this.state.files).map(({ name }) => name),
        );
        const opened = await opener.open(
          apart[k],
          optionsOf(file),
          opening,
          (instead ?? this.state).scenario.mapped,
        );
        if ('message' in opened) unread.push(opened);
        else read.push(opened);
      } catch (error) {
        if (work.signal.aborted) {
          rest = files.slice(k);
          break;
        }
        wrong.push(messageOf(error, file.name));
      }
    }
    // Choices of a document go with all of its files, or with none.
    if (work.signal.aborted && (instead || files.length === 1)) return;
    const { mapped } = (instead ?? this.state).scenario;
    const settled = await this.settled((now) => [...(instead ? [] : now), ...read, ...unread], mapped);
    const before = instead ? [] : this.state.files;
    const fresh = settled.files.filter((file) => !before.includes(file));
    const newest = this.reading === work;
    if (newest) this.reading = null;
    // The same file again, mended or not, speaks for itself.
    const names = new Set((apart ?? files).map((file) => file.name));
    const others = this.state.unread.filter((file) => !names.has(file.name));
    this.update({
      ...(newest && { reading: null }),
      ...(rest.length && { stopped: stoppedWith(this.state.stopped, files.length - rest.length, rest) }),
      unread: [...others, ...settled.unread],
    });
    this.tell({ intake: wrong.join('\n') || null });
    if (fresh.length === 0) return;
    this.tell({ link: null });
    if (instead) {
      const { view } = this.state.scenario;
      this.awaited = false;
      const scenario = { ...instead.scenario, view, sample: false };
      this.decide({ files: settled.files, scenario }, instead.what);
      return;
    }
    this.decide(
      { files: settled.files, scenario: this.ownScenario() },
      fresh.length === 1 ? fresh[0].name : `${fresh.length} files`,
    );
  }

  /** Reads what a cancel left, or leaves it. */
  readOn(really: boolean): void {
    const { stopped } = this.state;
    this.update({ stopped: null });
    if (really && stopped) void this.addFiles(stopped.rest);
  }

  /**
   * Reads a file again as the person says. Its new reading takes the place of the one before, which undo brings back;
   * when that fails, the one before stays and the trouble is told.
   */
  async readAgain(id: number, options: IntakeOptions): Promise<void> {
    const file: SourceFile | undefined = [...this.state.files, ...this.state.unread].find((f) => f.id === id);
    if (!file) return;
    const work = this.beginReading();
    const opening = this.openingOf(file, id, work);
    let { mapped } = this.state.scenario;
    let opened: LoadedFile | UnreadFile | null = null;
    let text = '';
    try {
      const opener = await this.opener();
      work.signal.throwIfAborted();
      mapped = opener.withMapped(mapped, file.read?.shape, options);
      opened = await opener.open(file.source, options, opening, mapped);
      if ('message' in opened) text = opened.message;
    } catch (error) {
      if (!work.signal.aborted) text = messageOf(error, file.name);
    }
    if (this.reading !== work) return;
    this.reading = null;
    this.update({ reading: null });
    if (!opened || 'message' in opened) {
      this.tell({ readAgain: { id, text, counters: opened?.counters ?? [] } });
      return;
    }
    const { files, unread, scenario } = this.state;
    const read = opened;
    const known = files.some((f) => f.id === id);
    // It may have been left out, or taken back, while it was read.
    if (!known && !unread.some((f) => f.id === id)) return;
    const settled = await this.settled(
      (now) => (known ? now.map((f) => (f.id === id ? read : f)) : [...now, read]),
      mapped,
    );
    this.tell({ link: null });
    this.decide(
      {
        files: settled.files,
        scenario: { ...withSample(scenario, false), mapped },
      },
      `how ${file.name} is read`,
    );
  }

  /** The choices for files of a person's own: what a document said for them is not taken for the sample's. */
  private ownScenario(): Scenario {
    const { scenario } = this.state;
    const awaited = this.awaited;
    this.awaited = false;
    return awaited ? { ...scenario, sample: false } : withSample(scenario, false);
  }

  private beginReading(): AbortController {
    this.reading?.abort();
    this.reading = new AbortController();
    this.progressTold = -Infinity;
    this.tell({ intake: null, readAgain: null });
    return this.reading;
  }

  /** Tells how far a file is read, as long as nothing newer is. @param id the number that it has, null for a new one */
  private openingOf(
    file: SourceFile | File,
    id: number | null,
    work: AbortController,
    { before, all } = { before: 0, all: 1 },
  ): Opening {
    const onProgress = (done: number): void => {
      const now = performance.now();
      // The page is not drawn anew for each of ten thousand files.
      if (this.reading !== work || (this.state.reading && now - this.progressTold < PROGRESS_EVERY)) return;
      this.progressTold = now;
      const files = all > 1 ? { at: before + 1, all } : null;
      this.update({ reading: { name: file.name, done: (before + done) / all, id, files } });
    };
    onProgress(0);
    return { signal: work.signal, onProgress };
  }

  /** What each of these guests asks of a resource, under the decisions that the answer in sight belongs to. */
  readonly loads: LoadsOf = async (guests, resource) =>
    this.answered ? this.services.planner.loads(requestOf(this.answered), resource, guests) : [];

  readonly coverage: CoverageAsked = (columns) =>
    this.services.planner.coverage(requestOf(this.state), columns);

  /** The estate of the answer in sight, whole: for what is worked out beside the planner. */
  readonly estate: EstateAsked = (measured = false) => {
    const request = requestOf(this.answered ?? this.state);
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
    run: () => void this.weigh(true),
    stop: () => this.weigher?.stop(),
  };

  /** @param asked by a person: else plans are tested where several days were measured, and once */
  private async weigh(asked: boolean): Promise<void> {
    const { risk: test } = this.services;
    if (!test) return;
    const { Weigher } = await import('./weigher');
    this.weigher ??= new Weigher({
      state: () => this.state,
      estate: this.estate,
      test,
      tell: (risk) => this.update({ risk }),
      refold: () => this.refold(),
    });
    await this.weigher.weigh(asked);
  }

  undo(): void {
    this.goTo(this.timeline.back(this.state));
  }

  redo(): void {
    this.goTo(this.timeline.forth(this.state));
  }

  /** Stops what is going on; the best plan so far stays. @returns whether anything was. */
  cancel(): boolean {
    const busy = this.reading !== null || this.state.folding !== null;
    this.reading?.abort();
    this.reading = null;
    this.folding?.abort();
    if (this.state.reading) this.update({ reading: null });
    return busy;
  }

  private goTo(decisions: Decisions | null): void {
    if (!decisions) return;
    const { scenario, files } = this.state;
    this.update({
      files: decisions.files,
      scenario: { ...decisions.scenario, view: scenario.view },
      ...this.ways(),
    });
    if (!sameFold({ scenario, files }, this.state)) this.refold();
  }

  private decide(change: Partial<Decisions>, what: string, live = false): void {
    const { scenario, files } = this.state;
    const next = change.scenario ?? scenario;
    this.timeline.note(what, live, { scenario, files });
    // A host of a person's own that is visited must not pass for one of the sample, whose links hold it.
    const left = !scenario.sample && next.sample ? { scenario: withoutVisits(next) } : {};
    this.update({ ...change, ...left, ...this.ways() });
    if (!sameFold({ scenario, files }, this.state)) this.refold();
  }

  private ways(): Pick<AppState, 'undo' | 'redo'> {
    return { undo: this.timeline.undo, redo: this.timeline.redo };
  }

  private tell(problems: Partial<AppState['problems']>): void {
    this.update({ problems: { ...this.state.problems, ...problems } });
  }

  private update(change: Partial<AppState>): void {
    const next = { ...this.state, ...change };
    this.state = { ...next, stale: next.answer && this.answered && staleness(this.answered, next) };
    for (const listener of this.listeners) listener();
  }

  /** Several changes in one turn fold once; the fold before is stopped, and heard out, before the next begins. */
  private refold(): void {
    this.folding?.abort();
    if (this.queued) return;
    this.queued = true;
    this.last = this.last.then(() => {
      this.queued = false;
      return this.foldNow();
    });
  }

  private async foldNow(): Promise<void> {
    const work = new AbortController();
    this.folding = work;
    // The planner forgets it now, and may know one that was never shown.
    this.lastProof = null;
    const { scenario, files } = this.state;
    this.weigher?.turnTo({ scenario, files });
    // After another change this fold's answers are not wanted any more; after a cancel its best one is.
    const wanted = (): boolean => sameFold(this.state, { scenario, files });
    const slow = this.state.folding?.slow ?? false;
    const seconds = scenario.seconds ?? null;
    const began = performance.now();
    this.update({ folding: { fraction: 0, slow, began, seconds } });
    const notice = setTimeout(() => {
      if (this.state.folding) this.update({ folding: { ...this.state.folding, slow: true } });
    }, NOTICED);
    let servers: number | null = null;
    try {
      await this.services.planner.plan(
        requestOf({ scenario, files }, this.weigher?.picked({ scenario, files })),
        ({ grid, rows, offers, answer, fraction, done, took }) => {
          if (!wanted()) return;
          if (rows) {
            servers = rows.length;
            this.update({ grid, rows, offers });
          }
          const going = done ? null : { fraction, slow: this.state.folding?.slow ?? false, began, seconds };
          if (!answer) this.update({ folding: going });
          else {
            this.answered = { scenario, files };
            this.lastProof = answer.proof;
            this.update({
              answer,
              servers: servers ?? 0,
              folding: going,
              searched: { took: took ?? (performance.now() - began) / 1000 },
            });
            const { problems } = this.state;
            if (problems.fold ?? problems.slot) this.tell({ fold: null, slot: null });
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
        if (servers === null && this.state.stale && this.state.stale !== 'choices')
          this.update({ rows: [], grid: null });
        this.tell(slot ? { fold: null, slot: text } : { fold: text, slot: null });
      }
    } finally {
      clearTimeout(notice);
      if (this.folding === work) this.folding = null;
      if (!this.queued) {
        this.update({ folding: null });
        if (this.state.grid && mayHaveDays(this.state.grid)) void this.weigh(false);
      }
    }
  }
}

/** Where something is wrong, where no file or server is to blame: words of the program, which tell a person nothing. */
const NOWHERE = new Set(['estate', 'slot']);

function messageOf(error: unknown, where: string): string {
  if (error instanceof InputError) {
    const { where: place, text, fix } = error.finding;
    if (!NOWHERE.has(place)) return error.message;
    return [text[0].toUpperCase() + text.slice(1), ...(fix ? [fix] : [])].join(' ');
  }
  return `${where}: ${wordsOf(error)}`;
}

/** What a cancel left unread, with what one before it did. */
function stoppedWith(
  known: AppState['stopped'],
  read: number,
  rest: readonly File[],
): NonNullable<AppState['stopped']> {
  return { read: (known?.read ?? 0) + read, rest: [...(known?.rest ?? []), ...rest] };
}
