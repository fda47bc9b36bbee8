import type { LitElement } from 'lit';
import { lazy } from '../../engine/door/lazy';
import type { Desk } from '../shelf/desk';
import { someOwn } from '../shelf/own-head';
import type { Session } from './session';
import { remembered } from './settings';

const loadShelf = lazy(() => import('../shelf'));

/** Whether the browser keeps the session; a page from disk shares its storage with others, and keeps none. */
export function keepsSession(): 'on' | 'off' | 'not asked' {
  if (location.protocol === 'file:') return 'off';
  const said = remembered('keep session');
  return said === null ? 'not asked' : said === 'on' ? 'on' : 'off';
}

/** What is kept of the work: its part of the page comes when something is to be kept, or a document opened. */
export class Keeping {
  desk: Desk | null = null;

  constructor(
    private readonly host: LitElement,
    private readonly session: () => Session,
  ) {}

  /** Looks for what was kept, or asks whether to keep, once there is something to keep and once only. */
  begin(signal: AbortSignal): void {
    const session = this.session();
    if (keepsSession() === 'on') void this.open().then((desk) => desk.begin());
    const ask = session.listen(() => {
      if (session.state.files.length === 0 || keepsSession() !== 'not asked') return;
      ask();
      void this.open().then((desk) => desk.ask());
    });
    window.addEventListener('beforeunload', this.leaving, { signal });
  }

  async open(): Promise<Desk> {
    const { Desk } = await loadShelf();
    this.desk ??= new Desk(this.session(), () => {
      this.host.requestUpdate();
      for (const part of this.host.renderRoot.querySelectorAll<LitElement>('hf-shelf, hf-kept'))
        part.requestUpdate();
    });
    this.host.requestUpdate();
    return this.desk;
  }

  /** Opens the program's own documents, and reads all other files. */
  async take(files: readonly File[]): Promise<void> {
    const session = this.session();
    const others = (await someOwn(files)) ? await (await loadShelf()).openDocuments(files, session) : files;
    if (others.length) await session.addFiles(others);
  }

  private leaving = (event: BeforeUnloadEvent): void => {
    if (this.session().unsaved) event.preventDefault();
  };
}
