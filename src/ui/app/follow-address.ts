import { toHash } from '../../scenario/link';
import { VIEWS } from '../../scenario/views';
import { readAddress, type Opened } from './address';
import type { Session } from './session';

const KEPT = 'What was chosen before stays; ask for the link once more.';

/** Least time between two changes of the address, ms: browsers refuse more than some hundred in half a minute. */
const ADDRESS_MS = 150;

/**
 * Keeps address and choices in step, both ways: what is chosen is in the address, without a new entry of the browser's
 * history, and a link that is followed is chosen.
 * @param read the address that the session's choices were read from.
 * @param signal ends it.
 */
export function followAddress(session: Session, read: string, signal: AbortSignal): void {
  /** The address as it was last read or written. */
  let seen = read;
  let waiting = false;

  const write = (): void => {
    const hash = `#${toHash(session.state.scenario)}`;
    // Somebody followed a link a moment ago: that is heard next, and must not be written over.
    if (signal.aborted || location.hash !== seen || hash === location.hash) return;
    history.replaceState(history.state, '', hash);
    seen = location.hash;
  };
  const chosen = (): void => {
    if (waiting) return;
    write();
    waiting = true;
    setTimeout(() => {
      waiting = false;
      write();
    }, ADDRESS_MS);
  };
  const followed = (): void => {
    const hash = location.hash;
    const now = session.state.scenario;
    const adopt = ({ scenario, problem }: Opened): void => {
      // Somebody may have followed another one meanwhile.
      if (signal.aborted || location.hash !== hash) return;
      seen = hash;
      if (scenario) session.adopt(scenario, problem);
      else session.adopt(session.state.scenario, `${problem} ${KEPT}`);
    };
    // The tabs lead to the choices of now, which need no reading.
    const view = VIEWS.find(({ id }) => hash === `#${toHash({ ...now, view: id })}`);
    const opened = view ? { scenario: { ...now, view: view.id }, problem: null } : readAddress(hash);
    if (opened instanceof Promise) void opened.then(adopt);
    else adopt(opened);
  };

  signal.addEventListener('abort', session.listen(chosen), { once: true });
  window.addEventListener('hashchange', followed, { signal });
  if (location.hash !== read) followed();
}
