import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import { alternativesStudy } from './alternatives';
import { drillStudy } from './drill';
import { readyStudy } from './flight/keep-ready';
import { flightStudy, type FlightAsk } from './flight/study';
import type { RunHost } from '../dispatch/run';
import { movesStudy, type MovesAsk } from './moving';
import { uncertaintyStudy } from './uncertain';
import { licencesStudy } from './licences';
import type { PreparedStudy } from './prepared';
import { whatIfStudy } from './what-if';

/** The studies of the page, each made ready from an estate and what is asked of it. */
export const STUDIES = {
  alternatives: alternativesStudy,
  drill: drillStudy,
  flight: (estate, _, ask: FlightAsk, openHost) => flightStudy(estate, ask, openHost),
  moves: (estate, _, ask: MovesAsk) => movesStudy(estate, ask),
  ready: readyStudy,
  uncertainty: uncertaintyStudy,
  whatIf: whatIfStudy,
  licences: licencesStudy,
} as const satisfies Readonly<
  Record<
    string,
    (
      estate: Estate,
      engine: FoldEngine,
      ask: never,
      openHost: () => Promise<RunHost>,
    ) => PreparedStudy<unknown> | Promise<PreparedStudy<unknown>>
  >
>;

export type StudyId = keyof typeof STUDIES;
/** What a study is asked: plain JSON, all that decides its lines besides the estate. */
export type StudyAsk<K extends StudyId> = Parameters<(typeof STUDIES)[K]>[2];
/** What a case of a study comes to. */
export type StudyLine<K extends StudyId> =
  Awaited<ReturnType<(typeof STUDIES)[K]>> extends PreparedStudy<infer L> ? L : never;
