import { clear, createStore, getMany, setMany, type UseStore } from 'idb-keyval';
import type { IntakeOptions } from '../../intake/options';
import type { Scenario } from '../../scenario/scenario';
import type { NamedScenario } from './named';

/** What is kept of a session in the browser's own storage. */
export interface KeptSession {
  readonly scenario: Scenario;
  readonly files: readonly { readonly source: File; readonly options: IntakeOptions }[];
  /** ms of the clock. */
  readonly when: number;
}

let store: UseStore | undefined;
const own = (): UseStore => (store ??= createStore('hostfold', 'session'));

/** @throws DOMException where storage is full or forbidden */
export async function keepSession(session: KeptSession | null, all: readonly NamedScenario[]): Promise<void> {
  await setMany(
    [
      ['session', session],
      ['named', all],
    ],
    own(),
  );
}

/** @throws DOMException where storage is forbidden */
export async function keptSession(): Promise<{ session: KeptSession | null; all: readonly NamedScenario[] }> {
  const [session, all] = await getMany<unknown>(['session', 'named'], own());
  return {
    session: (session as KeptSession | undefined) ?? null,
    all: (all as readonly NamedScenario[] | undefined) ?? [],
  };
}

/** @throws DOMException where storage is forbidden */
export const forgetSession = (): Promise<void> => clear(own());
