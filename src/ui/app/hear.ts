import { ExplainEvent, FindControlEvent } from '../parts/explanation';
import {
  ChooseEvent,
  DeedEvent,
  DropFileEvent,
  FactsEvent,
  FilesEvent,
  ReadAgainEvent,
  VisitEvent,
} from './events';
import type { Session } from './session';

/** What the shell does of what components say; decisions go to the session alone. */
interface Heard {
  files(event: FilesEvent): void;
  deed(event: DeedEvent): void;
  visit(event: VisitEvent): void;
  explain(event: ExplainEvent): void;
  find(event: FindControlEvent): void;
}

/** Listens to what components of a page say. @param signal ends it */
export function hearParts(page: EventTarget, session: Session, heard: Heard, signal: AbortSignal): void {
  const hear = <E extends Event>(
    { type }: { readonly type: string; new (...said: never[]): E },
    does: (event: E) => void,
  ) => page.addEventListener(type, (event) => does(event as E), { signal });
  hear(ChooseEvent, ({ patch, what, live }) => session.choose(patch, what, live));
  hear(FactsEvent, ({ names, patch }) => session.edit(names, patch));
  hear(DropFileEvent, ({ id }) => session.dropFile(id));
  hear(ReadAgainEvent, ({ id, options }) => void session.readAgain(id, options));
  hear(FilesEvent, heard.files);
  hear(DeedEvent, heard.deed);
  hear(VisitEvent, heard.visit);
  hear(ExplainEvent, heard.explain);
  hear(FindControlEvent, heard.find);
}
