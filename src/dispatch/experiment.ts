import type * as v from 'valibot';
import type { ExperimentSchema } from './schema';

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** An experiment as it may be written: fields with a default left out. */
export type ExperimentInput = Frozen<v.InferInput<typeof ExperimentSchema>>;
/** An experiment as the schema gives it: complete but for threads, which may still be of either form. */
export type SchemaExperiment = Frozen<v.InferOutput<typeof ExperimentSchema>>;

/** A random time: a burst, a service, a wait. Uniform ones lie between 0 and twice the mean; a trace repeats. */
export type Time = NonNullable<SchemaExperiment['guests'][number]['threads'][number]['burst']>;
/** A wait; `never`: the thread always has work. */
export type Wait = NonNullable<SchemaExperiment['guests'][number]['threads'][number]['wait']>;
export type Idle = SchemaExperiment['idle'];
export type Device = SchemaExperiment['devices'][number];
export type Clock = SchemaExperiment['guests'][number]['clock'];
export type CheckedThread = SchemaExperiment['guests'][number]['threads'][number];

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
export type ExperimentGuest = Omit<SchemaExperiment['guests'][number], 'threads' | 'name'> & {
  readonly name: string;
  readonly threads: readonly Thread[];
};

/**
 * One experiment on one host, complete: every default filled in, checked. Plain JSON: it survives
 * `JSON.stringify`, `structuredClone` and `parseExperiment` unchanged.
 */
export type Experiment = Omit<SchemaExperiment, 'guests'> & { readonly guests: readonly ExperimentGuest[] };
