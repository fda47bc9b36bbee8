import { crowd } from '../../estate/crowd';
import { kindOfDocument, openDocument, type SourceNote } from '../../scenario/document';
import type { Scenario } from '../../scenario/scenario';
import type { Session } from '../app/session';
import { wordsOf } from '../text/words-of';
import { ownHead } from './own-head';

/** A file larger than this is no scenario, and no plan, bytes. */
const MOST = 400 * 2 ** 20;
const OWN_CSV =
  'is a plan that this program saved: it says which host each server goes to, not how busy servers are. Open the plan’s JSON or the scenario file to have its choices back, and drop the counter files to fold them.';

/** Opens the program's own documents among files; hands back the others, which are to be read. */
export async function openDocuments(files: readonly File[], session: Session): Promise<readonly File[]> {
  const others: File[] = [];
  for (const file of files) if (!(await opened(file, session))) others.push(file);
  return others;
}

async function opened(file: File, session: Session): Promise<boolean> {
  const head = await ownHead(file);
  if (head === 'plan table') {
    refuse(session, file, `${file.name}: ${OWN_CSV}`);
    return true;
  }
  if (head !== 'json' || file.size > MOST) return false;
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return false;
  }
  if (kindOfDocument(value) === null) return false;
  try {
    const { scenario, files, findings } = openDocument(value, file.name);
    const said = findings.map(({ where, text }) => `${where}: ${text}`);
    await openScenario(session, file.name, scenario, files, said);
    // The file holds them.
    session.kept();
  } catch (error) {
    refuse(session, file, wordsOf(error));
  }
  return true;
}

/** Opens a scenario with those of its files that are there: in the document, or read already. */
export async function openScenario(
  session: Session,
  what: string,
  scenario: Scenario,
  notes: readonly (SourceNote & { readonly source?: File })[],
  said: readonly string[] = [],
): Promise<void> {
  const given = notes.flatMap((note) => {
    const source = note.source ?? (note.base64 === undefined ? null : fileOf(note.name, note.base64));
    return source ? [{ source, options: note.read ?? {} }] : [];
  });
  if (given.length > 0) {
    const options = new Map(given.map((each) => [each.source, each.options]));
    await session.addFiles([...options.keys()], (source) => options.get(source) ?? {}, { scenario, what });
    return;
  }
  const read = session.state.files;
  const there = notes.map(({ name }) => read.findLast((each) => each.name === name));
  const missing = notes.filter((_, k) => !there[k]).map(({ name }) => name);
  const lacking =
    scenario.sample || (notes.length > 0 && missing.length === 0) ? [] : [missingOf(what, missing)];
  session.open(
    scenario,
    missing.length ? [] : there.filter((each) => each !== undefined),
    what,
    [...lacking, ...said].join(' ') || null,
  );
}

/** Names that are said; more are counted. */
const NAMED = 5;

export function missingOf(what: string, files: readonly string[]): string {
  return `${what} holds choices and typed facts, not data. They are kept; drop ${crowd(files, NAMED) || 'the same files'} to fold those. Until then the sample is folded with them.`;
}

let refused = -1e6;

function refuse(session: Session, source: File, message: string): void {
  session.refuse({ id: --refused, name: source.name, source, options: {}, counters: [], message });
}

function fileOf(name: string, base64: string): File {
  return new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name);
}

/** A file's bytes as text of a document. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read again'));
    reader.readAsDataURL(file);
  });
}
