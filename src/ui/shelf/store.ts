import { clear, createStore, getMany, setMany, type UseStore } from 'idb-keyval';
import type { IntakeOptions } from '../../intake/options';
import type { Scenario } from '../../scenario/scenario';
import type { NamedScenario } from './named';

/** A file as it is kept, with how it is read. */
export interface KeptFile {
  readonly source: File;
  readonly options: IntakeOptions;
}

/** What is kept of a session in the browser's own storage. */
export interface KeptSession {
  readonly scenario: Scenario;
  readonly files: readonly KeptFile[];
  /** ms of the clock. */
  readonly when: number;
}

/** What is to be kept from now on; what is not said stays as it is kept, for files may be large. */
export interface ToKeep {
  readonly choices?: Pick<KeptSession, 'scenario' | 'when'>;
  readonly files?: readonly KeptFile[];
  readonly named?: readonly NamedScenario[];
}

let store: UseStore | undefined;
const own = (): UseStore => (store ??= createStore('hostfold', 'session'));

/** @throws DOMException where storage is full or forbidden */
export const keepSession = (parts: ToKeep): Promise<void> => setMany(Object.entries(parts), own());

/** @throws DOMException where storage is forbidden */
export async function keptSession(): Promise<{
  session: KeptSession | null;
  named: readonly NamedScenario[];
}> {
  const [choices, files, named, whole] = (await getMany<unknown>(
    ['choices', 'files', 'named', 'session'],
    own(),
  )) as [ToKeep['choices'], ToKeep['files'], ToKeep['named'], KeptSession | null | undefined];
  // Earlier versions kept choices and files as one; the next files that are kept take its place.
  const session = choices && files ? { ...choices, files } : (whole ?? null);
  return { session, named: named ?? [] };
}

/** @throws DOMException where storage is forbidden */
export const forgetSession = (): Promise<void> => clear(own());
