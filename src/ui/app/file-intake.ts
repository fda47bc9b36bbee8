import type { IntakeOptions } from '../../intake/options';
import { withSample, type Scenario } from '../../scenario/scenario';
import type { Board } from './board';
import { FileOpener, type Opening } from './file-opener';
import { messageOf } from './message';
import type { Services } from './services';
import { sampleOf } from './decisions';
import type { AppState, Decisions, LoadedFile, SourceFile, UnreadFile } from './state';

/** How often the page is told how far reading is, ms. */
const PROGRESS_EVERY = 100;

/** Choices that files were saved with, which take the place of those of now, as the files do. */
export interface SavedWith {
  readonly scenario: Scenario;
  /** What undo is to call it. */
  readonly what: string;
}

/** For whose files the choices of now are. */
export interface ChosenFor {
  /** For files of a person's own that are still to come. */
  awaited: boolean;
}

/**
 * Reads files that a person gives, or says how to read again; what could be read is decided on. It comes with the first
 * file: the sample needs none of it.
 */
export class FileIntake {
  private readonly opener: FileOpener;
  private reading: AbortController | null = null;
  private progressTold = -Infinity;

  constructor(
    services: Services,
    private readonly board: Board,
    private readonly chosenFor: ChosenFor,
    private readonly decide: (change: Partial<Decisions>, what: string) => void,
  ) {
    this.opener = new FileOpener(services);
  }

  /**
   * Reads files one after the other; what cannot be read is said, and what was there stays. What was read before a cancel
   * is kept, and the rest can be read on.
   * @param optionsOf what was said of how a file is read
   */
  async add(
    files: readonly File[],
    optionsOf: (file: File) => IntakeOptions = () => ({}),
    instead?: SavedWith,
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
        apart ??= this.opener.apart(
          files,
          (instead ? [] : this.board.state.files).map(({ name }) => name),
        );
        const opened = await this.opener.open(
          apart[k],
          optionsOf(file),
          opening,
          (instead ?? this.board.state).scenario.mapped,
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
    // Choices of a document go with all of its files, or with none; one file that was given up is not offered again.
    const overtaken = this.reading !== null && this.reading !== work;
    if (work.signal.aborted && (instead || (files.length === 1 && !overtaken))) return;
    const { mapped } = (instead ?? this.board.state).scenario;
    // The same file again, mended or not, speaks for itself.
    const names = new Set((apart ?? files).map((file) => file.name));
    await this.settled(
      (now) => [...(instead ? [] : now), ...read, ...unread],
      mapped,
      (settled) => {
        const { board } = this;
        const before = instead ? [] : board.state.files;
        const fresh = settled.files.filter((file) => !before.includes(file));
        const newest = this.reading === work;
        if (newest) this.reading = null;
        const others = board.state.unread.filter((file) => !names.has(file.name));
        board.update({
          ...(newest && { reading: null }),
          ...(rest.length && { stopped: stoppedWith(board.state.stopped, files.length - rest.length, rest) }),
          unread: [...others, ...settled.unread],
        });
        board.tell({ intake: wrong.join('\n') || null });
        if (fresh.length > 0) this.takeUp(settled.files, fresh, instead);
      },
    );
  }

  /** Decides on files that were read. @param fresh those of them that were not there before */
  private takeUp(files: readonly LoadedFile[], fresh: readonly LoadedFile[], instead?: SavedWith): void {
    this.board.tell({ link: null });
    if (instead) {
      const { view } = this.board.state.scenario;
      this.chosenFor.awaited = false;
      this.decide({ files, scenario: { ...instead.scenario, view, sample: false } }, instead.what);
      return;
    }
    const what = fresh.length === 1 ? fresh[0].name : `${fresh.length} files`;
    this.decide({ files, scenario: this.ownScenario() }, what);
  }

  /** Reads what a cancel left, or leaves it. */
  readOn(really: boolean): void {
    const { stopped } = this.board.state;
    this.board.update({ stopped: null });
    if (really && stopped) void this.add(stopped.rest);
  }

  /** Leaves a file out; one that gave nothing to fold takes its message with it, and is no step of undo. */
  drop(id: number): void {
    const { unread, files: all } = this.board.state;
    if (unread.some((file) => file.id === id)) {
      this.board.update({ unread: unread.filter((file) => file.id !== id) });
      return;
    }
    const files = all.filter((file) => file.id !== id);
    const leave = (rest: readonly LoadedFile[]) => {
      const { scenario } = this.board.state;
      this.decide(
        { files: rest, scenario: files.length === 0 ? sampleOf(scenario) : withSample(scenario, false) },
        'file left out',
      );
    };
    // What it told of the others' decimal signs goes with it.
    if (files.some(({ decimal }) => decimal?.open))
      void this.settled(
        (then) => then.filter((file) => file.id !== id),
        this.board.state.scenario.mapped,
        (rest) => leave(rest.files),
      );
    else leave(files);
  }

  /**
   * Reads a file again as the person says. Its new reading takes the place of the one before, which undo brings back;
   * when that fails, the one before stays and the trouble is told.
   */
  async readAgain(id: number, options: IntakeOptions): Promise<void> {
    const file: SourceFile | undefined = [...this.board.state.files, ...this.board.state.unread].find(
      (f) => f.id === id,
    );
    if (!file) return;
    const work = this.beginReading();
    const opening = this.openingOf(file, id, work);
    let { mapped } = this.board.state.scenario;
    let opened: LoadedFile | UnreadFile | null = null;
    let text = '';
    try {
      mapped = this.opener.withMapped(mapped, file.read?.shape, options);
      opened = await this.opener.open(file.source, options, opening, mapped);
      if ('message' in opened) text = opened.message;
    } catch (error) {
      if (!work.signal.aborted) text = messageOf(error, file.name);
    }
    if (this.reading !== work) return;
    this.reading = null;
    this.board.update({ reading: null });
    if (!opened || 'message' in opened) {
      this.board.tell({ readAgain: { id, text, counters: opened?.counters ?? [] } });
      return;
    }
    const { files, unread } = this.board.state;
    const read = opened;
    const known = files.some((f) => f.id === id);
    // It may have been left out, or taken back, while it was read.
    if (!known && !unread.some((f) => f.id === id)) return;
    await this.settled(
      (now) => (known ? now.map((f) => (f.id === id ? read : f)) : [...now, read]),
      mapped,
      (settled) => {
        this.board.tell({ link: null });
        this.decide(
          {
            files: settled.files,
            scenario: { ...withSample(this.board.state.scenario, false), mapped },
          },
          `how ${file.name} is read`,
        );
      },
    );
  }

  /** Gives up what is being read. */
  cancel(): void {
    this.reading?.abort();
    this.reading = null;
  }

  /**
   * Settles the decimal signs of files over all of them.
   * @param of those, from the files that there are: asked again where these have changed meanwhile
   * @param take is told them, and those that gave nothing to fold, before anything else can change the files
   */
  private async settled(
    of: (files: readonly LoadedFile[]) => readonly (LoadedFile | UnreadFile)[],
    mapped: Scenario['mapped'],
    take: (settled: Awaited<ReturnType<FileOpener['settled']>>) => void,
  ): Promise<void> {
    for (;;) {
      const { files } = this.board.state;
      const settled = await this.opener.settled(of(files), mapped);
      if (files === this.board.state.files) return take(settled);
    }
  }

  /** The choices for files of a person's own: what a document said for them is not taken for the sample's. */
  private ownScenario(): Scenario {
    const { scenario } = this.board.state;
    const { awaited } = this.chosenFor;
    this.chosenFor.awaited = false;
    return awaited ? { ...scenario, sample: false } : withSample(scenario, false);
  }

  private beginReading(): AbortController {
    this.reading?.abort();
    this.reading = new AbortController();
    this.progressTold = -Infinity;
    this.board.tell({ intake: null, readAgain: null });
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
      if (this.reading !== work || (this.board.state.reading && now - this.progressTold < PROGRESS_EVERY))
        return;
      this.progressTold = now;
      const files = all > 1 ? { at: before + 1, all } : null;
      this.board.update({ reading: { name: file.name, done: (before + done) / all, id, files } });
    };
    onProgress(0);
    return { signal: work.signal, onProgress };
  }
}

/** What a cancel left unread, with what one before it did. */
function stoppedWith(
  known: AppState['stopped'],
  read: number,
  rest: readonly File[],
): NonNullable<AppState['stopped']> {
  return { read: (known?.read ?? 0) + read, rest: [...(known?.rest ?? []), ...rest] };
}
