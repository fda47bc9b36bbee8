import * as v from 'valibot';
import { refusalOf } from '../estate/expected';
import { InputError } from '../estate/finding';
import { refuseContradictions } from './check';
import { ExperimentSchema } from './schema';

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** An experiment as it may be written: fields with a default left out. */
export type ExperimentInput = Frozen<v.InferInput<typeof ExperimentSchema>>;
type Checked = Frozen<v.InferOutput<typeof ExperimentSchema>>;

/** A random time: a burst, a service, a wait. Uniform ones lie between 0 and twice the mean; a trace repeats. */
export type Time = NonNullable<Checked['guests'][number]['threads'][number]['burst']>;
/** A wait; `never`: the thread always has work. */
export type Wait = NonNullable<Checked['guests'][number]['threads'][number]['wait']>;
export type Idle = Checked['idle'];
export type Device = Checked['devices'][number];
export type Clock = Checked['guests'][number]['clock'];
type CheckedThread = Checked['guests'][number]['threads'][number];

/** A thread that alternates bursts and waits. */
export interface ClosedLoad {
  readonly burst: Time;
  readonly wait: Wait;
  readonly arrivals?: undefined;
  readonly service?: undefined;
}
/** A thread that serves Poisson arrivals, one after the other, as long as there are any. */
export interface OpenLoad {
  readonly arrivals: NonNullable<CheckedThread['arrivals']>;
  readonly service: Time;
  readonly burst?: undefined;
  readonly wait?: undefined;
}
export type Thread = Omit<CheckedThread, 'burst' | 'wait' | 'arrivals' | 'service'> & (ClosedLoad | OpenLoad);
export type Guest = Omit<Checked['guests'][number], 'threads' | 'name'> & {
  readonly name: string;
  readonly threads: readonly Thread[];
};

/**
 * One experiment on one host, complete: every default filled in, checked. Plain JSON: it survives
 * `JSON.stringify`, `structuredClone` and `parseExperiment` unchanged.
 */
export type Experiment = Omit<Checked, 'guests'> & { readonly guests: readonly Guest[] };

/** What a thread does when nobody says: 25 % of a processor, in short bursts. */
export const DEFAULT_BURST: Time = { kind: 'exponential', meanMs: 5 };
export const DEFAULT_WAIT: Wait = { kind: 'exponential', meanMs: 15 };

/**
 * Reads an experiment: fills in what was left out, and refuses what makes no sense.
 * @throws InputError whose `where` is the field's path (`guests[1].threads[0].burst.meanMs`), saying what was found
 *   and what was expected.
 */
export function parseExperiment(json: unknown): Experiment {
  const result = v.safeParse(ExperimentSchema, json, { abortEarly: true });
  if (!result.success) throw problemOf(result.issues[0]);
  const checked: Checked = result.output;
  const experiment: Experiment = {
    ...checked,
    guests: checked.guests.map(({ name, ...guest }, g) => ({
      name: name ?? `guest ${g + 1}`,
      ...guest,
      threads: guest.threads.map((thread, t) => completeThread(thread, `guests[${g}].threads[${t}]`)),
    })),
  };
  refuseContradictions(experiment);
  return experiment;
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
