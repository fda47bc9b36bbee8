import { assemble } from '../../estate/assemble';
import type { Estate } from '../../estate/estate';
import { InputError } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { Reading } from '../../estate/recording';
import { fold } from '../../placement/fold';
import { DEFAULT_SCENARIO, type Scenario } from '../../scenario/scenario';
import type { Services } from './services';
import type { AppState, Decisions } from './state';
import { Timeline } from './timeline';

/** Work that takes longer than this is shown, with a way to cancel it, ms. */
const NOTICED = 200;

/**
 * The one place where decisions become an answer: keeps the state, reads files, folds after every change, undoes.
 * It knows no element; the shell listens and draws.
 */
export class Session {
  private readonly services: Services;
  private readonly timeline = new Timeline();
  private readonly listeners = new Set<() => void>();
  private folding: AbortController | null = null;
  private reading: AbortController | null = null;
  private queued = false;
  private built: { key: readonly unknown[]; estate: Estate } | null = null;
  private sampled: Reading | null = null;

  state: AppState;

  constructor(services: Services, scenario: Scenario = DEFAULT_SCENARIO, linkProblem: string | null = null) {
    this.services = services;
    this.state = {
      scenario,
      readings: [],
      estate: null,
      answer: null,
      answered: null,
      folding: null,
      reading: null,
      problems: { intake: null, fold: null, link: linkProblem },
      undo: null,
      redo: null,
    };
    if (!scenario.sample) this.startWithoutData();
    this.refold();
  }

  /** Calls back after every change of the state; returns the way to stop that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A link carries choices, never data: with none here, its choices are shown on the sample. */
  private startWithoutData(): void {
    this.state = {
      ...this.state,
      scenario: { ...this.state.scenario, sample: true },
      problems: {
        ...this.state.problems,
        link: 'This link carries choices, not data. They are applied to the sample; drop the same files to fold those.',
      },
    };
  }

  choose(patch: Partial<Scenario>, what: string, live = false): void {
    this.decide({ scenario: { ...this.state.scenario, ...patch } }, what, live);
  }

  /** Moves to another view: shown at once, and no step of undo. */
  show(view: Scenario['view']): void {
    this.update({ scenario: { ...this.state.scenario, view } });
  }

  /** Takes over the choices of a link that was followed. */
  adopt(scenario: Scenario, problem: string | null): void {
    const now = this.state.scenario;
    const own = this.state.readings.length > 0;
    const edits = scenario.sample ? scenario.edits : now.edits;
    const next = { ...scenario, sample: scenario.sample || !own, edits };
    this.update({ problems: { ...this.state.problems, link: problem } });
    if (JSON.stringify({ ...next, view: now.view }) === JSON.stringify(now)) this.show(next.view);
    else this.decide({ scenario: next }, 'link');
  }

  edit(names: readonly string[], patch: Partial<Facts>): void {
    const edits = { ...this.state.scenario.edits };
    for (const name of names) edits[name] = { ...edits[name], ...patch };
    const fields = Object.keys(patch).join(', ');
    this.choose({ edits }, `${fields} of ${names.length === 1 ? names[0] : `${names.length} servers`}`);
  }

  useSample(): void {
    this.decide({ readings: [], scenario: { ...this.state.scenario, sample: true } }, 'sample estate');
  }

  dropFile(index: number): void {
    const readings = this.state.readings.filter((_, k) => k !== index);
    const sample = readings.length === 0;
    this.decide({ readings, scenario: { ...this.state.scenario, sample } }, 'file left out');
  }

  /** Reads files one after the other; what cannot be read is said, and what was there stays. */
  async addFiles(files: readonly File[]): Promise<void> {
    this.reading?.abort();
    const work = new AbortController();
    this.reading = work;
    const read: Reading[] = [];
    const wrong: string[] = [];
    this.update({ problems: { ...this.state.problems, intake: null } });
    for (const file of files) {
      this.update({ reading: { name: file.name, done: 0 } });
      try {
        const reading = await this.services.read(file, {
          signal: work.signal,
          onProgress: (done) => {
            if (this.reading === work) this.update({ reading: { name: file.name, done } });
          },
        });
        if (reading.recordings.length) read.push(reading);
        else wrong.push(reading.findings[0]?.text ?? `${file.name}: no server was found in it.`);
      } catch (error) {
        if (work.signal.aborted) break;
        wrong.push(messageOf(error, file.name));
      }
    }
    if (this.reading !== work) return;
    this.reading = null;
    this.update({ reading: null, problems: { ...this.state.problems, intake: wrong.join(' ') || null } });
    if (read.length === 0 || work.signal.aborted) return;
    const what = read.length === 1 ? read[0].name : `${read.length} files`;
    this.update({ problems: { ...this.state.problems, link: null } });
    this.decide(
      { readings: [...this.state.readings, ...read], scenario: { ...this.state.scenario, sample: false } },
      what,
    );
  }

  undo(): void {
    this.goTo(this.timeline.back(this.state));
  }

  redo(): void {
    this.goTo(this.timeline.forth(this.state));
  }

  /** Stops what is going on. @returns whether anything was. */
  cancel(): boolean {
    const busy = this.reading !== null || this.state.folding?.slow === true;
    this.reading?.abort();
    this.reading = null;
    this.folding?.abort();
    if (this.state.reading) this.update({ reading: null });
    return busy;
  }

  private goTo(decisions: Decisions | null): void {
    if (!decisions) return;
    const { view } = this.state.scenario;
    this.update({ readings: decisions.readings, scenario: { ...decisions.scenario, view }, ...this.ways() });
    this.refold();
  }

  private decide(change: Partial<Decisions>, what: string, live = false): void {
    const { scenario, readings } = this.state;
    this.timeline.note(what, live, { scenario, readings });
    this.update({ ...change, ...this.ways() });
    this.refold();
  }

  private ways(): Pick<AppState, 'undo' | 'redo'> {
    return { undo: this.timeline.undo, redo: this.timeline.redo };
  }

  private update(change: Partial<AppState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Several changes in one turn fold once. */
  private refold(): void {
    if (this.queued) return;
    this.queued = true;
    queueMicrotask(() => {
      this.queued = false;
      void this.foldNow();
    });
  }

  private async foldNow(): Promise<void> {
    this.folding?.abort();
    const work = new AbortController();
    this.folding = work;
    const current = (): boolean => this.folding === work;
    const notice = setTimeout(() => {
      if (current()) this.update({ folding: { fraction: this.state.folding?.fraction ?? 0, slow: true } });
    }, NOTICED);
    try {
      this.update({ folding: { fraction: 0, slow: this.state.folding?.slow ?? false } });
      const { scenario } = this.state;
      const estate = this.estate();
      if (estate !== this.state.estate) this.update({ estate });
      const answered = { scenario, estate };
      const answer = await fold(estate, scenario, this.services.engine, {
        signal: work.signal,
        onProgress: (better, fraction) => {
          if (!current()) return;
          const slow = this.state.folding?.slow ?? false;
          this.update({ answer: better, answered, folding: { fraction, slow } });
        },
      });
      if (current()) {
        this.update({ answer, answered, problems: { ...this.state.problems, fold: null } });
      }
    } catch (error) {
      if (current() && !work.signal.aborted) {
        this.update({ problems: { ...this.state.problems, fold: messageOf(error, 'fold') } });
      }
    } finally {
      clearTimeout(notice);
      if (current()) {
        this.folding = null;
        this.update({ folding: null });
      }
    }
  }

  /** The estate of the present decisions; built again only when something that it rests on has changed. */
  private estate(): Estate {
    const { scenario, readings } = this.state;
    const { slotMinutes, align, aggregate, edits, sample } = scenario;
    const key = [readings, slotMinutes, align, aggregate, edits, sample];
    if (!this.built || key.some((part, k) => part !== this.built!.key[k])) {
      this.sampled ??= sample ? this.services.sample() : null;
      const used = sample && this.sampled ? [this.sampled] : readings;
      this.built = { key, estate: assemble(used, { slotMinutes, align, aggregate, edits }) };
    }
    return this.built.estate;
  }
}

function messageOf(error: unknown, where: string): string {
  if (error instanceof InputError) return error.message;
  return `${where}: ${error instanceof Error ? error.message : String(error)}`;
}
