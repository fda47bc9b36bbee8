import { isMeasured } from '../../dispatch/measured';
import { lazy } from '../../engine/door/lazy';
import { own } from '../../estate/own';
import type { Facts } from '../../estate/guest';
import type { IntakeOptions } from '../../intake/options';
import { DEFAULT_SCENARIO, type Scenario } from '../../scenario/scenario';
import type { LabView, ViewId } from '../../scenario/views';
import { Board } from './board';
import { isOfSearch, sameFold, sampleOf, withoutVisits } from './decisions';
import type { ChosenFor, FileIntake, SavedWith } from './file-intake';
import { Folds } from './folds';
import { messageOf } from './message';
import type { Services } from './services';
import type { AppState, Decisions, LoadedFile, UnreadFile } from './state';
import { UndoSteps } from './undo';
import type { ViewTools } from './view';

const WITHOUT_DATA =
  'This link carries choices, not data. They are applied to the sample; drop the same files to fold those.';

/**
 * The one place where decisions become an answer: has files read, folds after every change, undoes.
 * It knows no element; the shell listens and draws.
 */
export class Session implements ViewTools {
  private readonly board: Board;
  private readonly folds: Folds;
  private intake: FileIntake | null = null;
  private readonly loadIntake: () => Promise<FileIntake>;
  /** Cancels so far: whoever waits for the intake meanwhile gives up. */
  private cancels = 0;
  private readonly chosenFor: ChosenFor = { awaited: false };
  private readonly steps = new UndoSteps();
  /** The choices that are kept elsewhere. */
  private safe: Scenario | null = null;
  readonly loads: ViewTools['loads'];
  readonly coverage: ViewTools['coverage'];
  readonly estate: NonNullable<ViewTools['estate']>;
  readonly recheck: NonNullable<ViewTools['recheck']>;
  readonly risk: NonNullable<ViewTools['risk']>;

  constructor(services: Services, scenario: Scenario = DEFAULT_SCENARIO, linkProblem: string | null = null) {
    this.board = new Board(scenario, scenario.sample ? linkProblem : WITHOUT_DATA);
    this.folds = new Folds(services, this.board);
    this.loadIntake = lazy(async () => {
      const { FileIntake } = await import('./file-intake');
      return (this.intake = new FileIntake(services, this.board, this.chosenFor, (change, what) =>
        this.decide(change, what),
      ));
    });
    ({
      loads: this.loads,
      coverage: this.coverage,
      estate: this.estate,
      recheck: this.recheck,
      risk: this.risk,
    } = this.folds);
    this.folds.refold();
  }

  get state(): AppState {
    return this.board.state;
  }

  /** Calls back after every change of the state; returns the way to stop that. */
  listen(listener: () => void): () => void {
    return this.board.listen(listener);
  }

  choose(patch: Partial<Scenario>, what: string, live = false): void {
    const { answer, folding, scenario } = this.state;
    const next = { ...scenario, ...patch };
    // The plan that was found stays found. The same steps once more, after a stop, are searched to their end.
    if (isOfSearch(patch)) {
      if (next.work === scenario.work && next.seconds === scenario.seconds)
        if (answer?.endedBy !== 'cancelled' || folding) return;
      this.board.update({ scenario: next });
      this.folds.refold();
    } else this.decide({ scenario: next }, what, live);
  }

  /** Moves to another view: shown at once, and no step of undo. */
  show(view: ViewId): void {
    this.board.update({ scenario: { ...this.state.scenario, view } });
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
    this.board.tell({ link: scenario.sample || own ? problem : WITHOUT_DATA });
  }

  /**
   * Takes over the choices and the typed facts of a document, as one step that undo takes back. Where its files are not
   * there the sample is folded, and the next files of a person's own are folded with what it says.
   * @param note what to say of it
   */
  open(scenario: Scenario, files: readonly LoadedFile[], what: string, note: string | null): void {
    const own = !scenario.sample && files.length > 0;
    this.chosenFor.awaited = !scenario.sample && !own;
    const { view } = this.state.scenario;
    this.decide({ scenario: { ...scenario, view, sample: !own }, files: own ? files : [] }, what);
    this.board.tell({ link: note });
  }

  /** Says of a file that nothing of it is folded, and why. */
  refuse(file: UnreadFile): void {
    this.board.update({ unread: [...this.state.unread.filter(({ name }) => name !== file.name), file] });
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
    this.chosenFor.awaited = false;
    this.board.update({ unread: [], stopped: null });
    this.decide({ files: [], scenario: sampleOf(this.state.scenario) }, 'sample estate');
  }

  /** Leaves a file out; one that gave nothing to fold takes its message with it, and is no step of undo. */
  dropFile(id: number): void {
    void this.withIntake((intake) => intake.drop(id));
  }

  /** Reads files one after the other; what cannot be read is said, what was there and what was read before a cancel stays. */
  addFiles(
    files: readonly File[],
    optionsOf?: (file: File) => IntakeOptions,
    instead?: SavedWith,
  ): Promise<void> {
    return this.withIntake((intake) => intake.add(files, optionsOf, instead), files[0]);
  }

  /** Reads what a cancel left, or leaves it. */
  readOn(really: boolean): void {
    void this.withIntake((intake) => intake.readOn(really));
  }

  /** Reads a file again as the person says. */
  readAgain(id: number, options: IntakeOptions): Promise<void> {
    return this.withIntake((intake) => intake.readAgain(id, options));
  }

  undo(): void {
    this.goTo(this.steps.back(this.state));
  }

  redo(): void {
    this.goTo(this.steps.forth(this.state));
  }

  /** Stops what is going on; the best plan so far stays. @returns whether anything was. */
  cancel(): boolean {
    this.cancels++;
    this.intake?.cancel();
    const busy = this.state.reading !== null || this.state.folding !== null;
    this.folds.cancel();
    if (this.state.reading) this.board.update({ reading: null });
    return busy;
  }

  /**
   * Files are seen to by what comes with the first of them; what keeps it from coming is told. Meanwhile a file is being
   * read, as far as anyone can see, and a cancel is heard.
   */
  private withIntake<T extends void | Promise<void>>(
    see: (intake: FileIntake) => T,
    first?: File,
  ): T | Promise<void> {
    if (this.intake) return see(this.intake);
    const { cancels } = this;
    if (first) this.board.update({ reading: { name: first.name, done: 0, id: null, files: null } });
    return this.loadIntake().then(
      (intake) => (cancels === this.cancels ? see(intake) : undefined),
      (error: unknown) => {
        if (first) this.board.update({ reading: null });
        this.board.tell({ intake: messageOf(error, 'Reading files') });
      },
    );
  }

  private goTo(decisions: Decisions | null): void {
    if (!decisions) return;
    const { scenario, files } = this.state;
    this.board.update({
      files: decisions.files,
      scenario: { ...decisions.scenario, view: scenario.view },
      ...this.ways(),
    });
    if (!sameFold({ scenario, files }, this.state)) this.folds.refold();
  }

  private decide(change: Partial<Decisions>, what: string, live = false): void {
    const { scenario, files } = this.state;
    const next = change.scenario ?? scenario;
    this.steps.note(what, live, { scenario, files });
    // A host of a person's own that is visited must not pass for one of the sample, whose links hold it.
    const left = !scenario.sample && next.sample ? { scenario: withoutVisits(next) } : {};
    this.board.update({ ...change, ...left, ...this.ways() });
    if (!sameFold({ scenario, files }, this.state)) this.folds.refold();
  }

  private ways(): Pick<AppState, 'undo' | 'redo'> {
    return { undo: this.steps.undo, redo: this.steps.redo };
  }
}
