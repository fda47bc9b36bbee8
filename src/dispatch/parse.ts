import * as v from 'valibot';
import type { DispatchPolicy } from '../engine/dispatch/policies';
import { refusalOf } from '../estate/expected';
import { InputError } from '../estate/finding';
import { refuseContradictions } from './check';
import type { SchemaExperiment, CheckedThread, Experiment, Thread, Time, Wait } from './experiment';
import { ExperimentSchema } from './schema';

/** What a thread does when nobody says: 25 % of a processor, in short bursts. */
export const DEFAULT_BURST: Time = { kind: 'exponential', meanMs: 5 };
export const DEFAULT_WAIT: Wait = { kind: 'exponential', meanMs: 15 };

/**
 * Reads an experiment: fills in what was left out, and refuses what makes no sense.
 * @throws InputError whose `where` is the field's path (`guests[1].threads[0].burst.meanMs`), saying what was found
 *   and what was expected.
 */
export function parseExperiment(json: unknown): Experiment {
  const experiment = completeExperiment(json);
  refuseContradictions(experiment);
  return experiment;
}

/**
 * Reads an experiment field by field: each may be right, and all together still make no sense.
 * @throws InputError as `parseExperiment`
 */
export function completeExperiment(json: unknown): Experiment {
  const result = v.safeParse(ExperimentSchema, withWordsOfToday(json), { abortEarly: true });
  if (!result.success) throw problemOf(result.issues[0]);
  const checked: SchemaExperiment = result.output;
  return {
    ...checked,
    guests: checked.guests.map(({ name, ...guest }, g) => ({
      name: name ?? `guest ${g + 1}`,
      ...guest,
      threads: guest.threads.map((thread, t) => completeThread(thread, `guests[${g}].threads[${t}]`)),
    })),
  };
}

/** Words that experiments were written with before, by today's. */
const POLICY_TODAY = new Map<unknown, DispatchPolicy>([['relaxed-each', 'relaxed-esx4']]);

function withWordsOfToday(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('policy' in json)) return json;
  const policy = POLICY_TODAY.get(json.policy);
  return policy ? { ...json, policy } : json;
}

/** A thread is closed (burst and wait) or open (arrivals and service), never a mix of both. */
function completeThread(thread: CheckedThread, path: string): Thread {
  const { burst, wait, arrivals, service, ...rest } = thread;
  if (arrivals === undefined && service === undefined)
    return { ...rest, burst: burst ?? DEFAULT_BURST, wait: wait ?? DEFAULT_WAIT };
  if (burst !== undefined || wait !== undefined)
    throw new InputError(
      `${path}.${burst !== undefined ? 'burst' : 'wait'}`,
      'found beside arrivals or service, expected either burst and wait, or arrivals and service.',
    );
  if (arrivals === undefined)
    throw new InputError(`${path}.arrivals`, 'found nothing, expected arrivals beside service.');
  if (service === undefined)
    throw new InputError(`${path}.service`, 'found nothing, expected a service time beside arrivals.');
  return { ...rest, arrivals, service };
}

function problemOf(issue: v.BaseIssue<unknown>): InputError {
  const { path, found, expected } = refusalOf(issue, ExperimentSchema);
  return new InputError(path || 'experiment', `found ${found}, expected ${expected}.`);
}
