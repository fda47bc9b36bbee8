import { lazy } from '../../engine/door/lazy';
import { scenarioToJson } from '../../scenario/document';
import type { Decisions, LoadedFile } from '../app/state';
import { save } from '../app/save';
import type { Session } from '../app/session';
import { remember, remembered } from '../app/settings';
import { wordsOf } from '../text/words-of';
import { base64Of, missingOf, openScenario } from './documents';
import { filesOf, named, withNamed, type NamedScenario } from './named';
import type { KeptSession } from './store';

/** Under this name the browser remembers whether a session is kept. */
const KEEPING = 'keep session';
/** A page that was opened from disk shares its storage with every other such page. */
export const mayKeep = (): boolean => location.protocol !== 'file:';

/** After a change so long is waited for the next one before the session is written, ms. */
const QUIET_MS = 400;
/** Data above this is not put into a scenario file: text of that length no browser makes, bytes. */
const MOST_DATA = 300 * 2 ** 20;

const storage = lazy(() => import('./store'));

/** What is kept of a person's work: files of scenarios, the session in the browser's own storage, named scenarios. */
export class Desk {
  all: readonly NamedScenario[] = [];
  /** A session of an earlier visit, until it is opened or let go. */
  offered: KeptSession | null = null;
  /** Why storage cannot be used; said once. */
  trouble: string | null = null;
  /** Whether the person is to be asked once if the session may be kept. */
  asking = false;
  private read: readonly LoadedFile[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What the browser's storage holds. */
  private written: Partial<Decisions> & { readonly all?: readonly NamedScenario[] } = { all: this.all };
  /** What is done to the storage, one after the other. */
  private last: Promise<void> = Promise.resolve();
  private failed = false;

  constructor(
    private readonly session: Session,
    private readonly changed: () => void,
  ) {
    session.listen(() => this.heard());
  }

  get keeping(): boolean {
    return mayKeep() && remembered(KEEPING) === 'on';
  }

  /** Looks for what an earlier visit left, where a person had agreed to that. */
  async begin(): Promise<void> {
    if (!this.keeping) return;
    await this.inTurn(async ({ keptSession }) => {
      const { session, named } = await keptSession();
      this.offered = this.session.state.scenario.sample ? session : null;
      this.written = { all: named };
      this.all = this.all.length ? [...named, ...this.all] : named;
      this.changed();
    });
    this.heard();
  }

  ask(): void {
    this.asking = mayKeep() && remembered(KEEPING) === null;
    this.changed();
  }

  /** Turns keeping on, or off and clears what was kept. */
  async keep(on: boolean): Promise<void> {
    remember(KEEPING, on ? 'on' : 'off');
    this.asking = false;
    this.failed = false;
    this.trouble = null;
    this.written = {};
    if (on) this.heard();
    else {
      clearTimeout(this.timer);
      this.offered = null;
      await this.inTurn(({ forgetSession }) => forgetSession());
    }
    this.changed();
  }

  async openOffered(): Promise<void> {
    const kept = this.offered;
    this.offered = null;
    this.changed();
    if (!kept) return;
    const notes = kept.files.map(({ source, options }) => ({ name: source.name, read: options, source }));
    await openScenario(this.session, 'the session that was kept', kept.scenario, notes);
    this.session.kept();
  }

  letGo(): void {
    this.offered = null;
    this.changed();
  }

  /** Saves choices, typed facts and names of files as one file, with the data where that is wanted. */
  async saveFile(withData: boolean): Promise<void> {
    const { scenario, files } = this.session.state;
    const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
    if (withData && size > MOST_DATA) {
      this.trouble = `The data is too large for a scenario file (${Math.round(size / 2 ** 20)}\u00a0MiB; at most ${MOST_DATA / 2 ** 20}). Save the scenario without it and keep the files beside it.`;
      this.changed();
      return;
    }
    try {
      const notes = await Promise.all(
        files.map(async ({ name, bytes, options, source }) => ({
          name,
          bytes,
          ...(Object.keys(options).length ? { read: options } : {}),
          ...(withData ? { base64: await base64Of(source) } : {}),
        })),
      );
      save('scenario.hostfold.json', 'application/json', scenarioToJson(scenario, notes));
      this.session.kept(scenario);
    } catch (error) {
      this.trouble = `The scenario could not be saved with its data: ${wordsOf(error)}. The files may have moved; save it without them.`;
    }
    this.changed();
  }

  /** Keeps what is in sight under a name. @returns whether there was an answer to keep */
  name(name: string): boolean {
    const one = named(name.trim(), this.session.state);
    if (!one || !one.name) return false;
    this.put(withNamed(this.all, one));
    return true;
  }

  rename(from: string, to: string): boolean {
    const name = to.trim();
    if (!name || this.all.some((each) => each.name === name)) return false;
    this.put(this.all.map((each) => (each.name === from ? { ...each, name } : each)));
    return true;
  }

  remove(name: string): void {
    this.put(this.all.filter((each) => each.name !== name));
  }

  openNamed(one: NamedScenario): void {
    const { files, missing } = filesOf(one, this.read);
    const note = missing.length ? missingOf(one.name, missing) : null;
    this.session.open(one.scenario, missing.length ? [] : files, one.name, note);
  }

  private put(all: readonly NamedScenario[]): void {
    this.all = all;
    this.heard();
    this.changed();
  }

  private heard(): void {
    const { files } = this.session.state;
    if (files.length > 0)
      this.read = [...this.read.filter((each) => !files.some((file) => file.name === each.name)), ...files];
    if (!this.keeping || this.failed || Object.keys(this.unwritten()).length === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.inTurn((store) => this.write(store)), QUIET_MS);
  }

  /** What storage does not hold yet. The sample is never kept: what was kept of files of a person's own outlasts it. */
  private unwritten(): typeof this.written {
    const { scenario, files } = this.session.state;
    const { all, written } = this;
    return {
      ...(!scenario.sample && scenario !== written.scenario ? { scenario } : {}),
      ...(!scenario.sample && files !== written.files ? { files } : {}),
      ...(all !== written.all ? { all } : {}),
    };
  }

  private async write({ keepSession }: Awaited<ReturnType<typeof storage>>): Promise<void> {
    const news = this.unwritten();
    const { scenario, files, all } = news;
    await keepSession({
      ...(scenario ? { choices: { scenario, when: Date.now() } } : {}),
      ...(files ? { files: files.map(({ source, options }) => ({ source, options })) } : {}),
      ...(all ? { named: all } : {}),
    });
    this.written = { ...this.written, ...news };
    if (scenario) this.session.kept(scenario);
  }

  private inTurn(deed: (store: Awaited<ReturnType<typeof storage>>) => Promise<void>): Promise<void> {
    this.last = this.last
      .then(storage)
      .then(deed)
      .catch((error: unknown) => this.fail(error));
    return this.last;
  }

  /** Storage that is full or forbidden is said once; all else goes on. */
  private fail(error: unknown): void {
    if (this.failed) return;
    this.failed = true;
    this.trouble = `This browser cannot keep the session (${whyNot(error)}). All else works; save a scenario file so that nothing is lost.`;
    this.changed();
  }
}

/** Why storage cannot be used. */
const whyNot = (error: unknown): string => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return 'its storage is full';
  if (name === 'SecurityError' || name === 'InvalidStateError') return 'its storage is forbidden';
  return wordsOf(error);
};
