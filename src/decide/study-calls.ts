import type { Calls, Job } from '../engine/door/calls';
import { lazy } from '../engine/door/lazy';
import type { RunHost } from '../dispatch/run';
import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { PreparedStudy } from './prepared';
import { STUDIES, type StudyAsk, type StudyId } from './study-table';

/** Studies that stay prepared: those that are open beside each other on a page. */
const KEPT = 4;

/**
 * A worker that runs cases of studies, whichever it is asked for. Each call is given the estate.
 * @param openHost opens what simulates hosts, for studies that do
 */
export function studyCalls(openEngine: () => Promise<FoldEngine>, openHost: () => Promise<RunHost>) {
  const engine = lazy(openEngine);
  const host = lazy(openHost);
  const kept = new Map<string, { estate: Estate; study: Promise<PreparedStudy<unknown>> }>();
  const prepared = async <K extends StudyId>(job: Job, id: K, ask: StudyAsk<K>) => {
    const [estate] = job.given as [Estate];
    const key = JSON.stringify([id, ask]);
    const known = kept.get(key);
    if (known?.estate === estate) return known.study;
    const on = await engine();
    const prepare = STUDIES[id] as (
      estate: Estate,
      engine: FoldEngine,
      ask: StudyAsk<K>,
      openHost: () => Promise<RunHost>,
    ) => PreparedStudy<unknown>;
    const study = Promise.resolve().then(() => prepare(estate, on, ask, host));
    kept.delete(key);
    kept.set(key, { estate, study });
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return study;
  };
  return {
    async count(job: Job, id: StudyId, ask: StudyAsk<StudyId>): Promise<number> {
      return (await prepared(job, id, ask)).count;
    },
    async line(job: Job, id: StudyId, ask: StudyAsk<StudyId>, index: number): Promise<unknown> {
      return (await prepared(job, id, ask)).line(index, job.signal);
    },
  } satisfies Calls;
}

export type StudyCalls = ReturnType<typeof studyCalls>;
