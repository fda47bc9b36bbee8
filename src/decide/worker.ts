import * as Comlink from 'comlink';
import type { WorkerStarter } from '../engine/pool/page';
import { createPageEngine } from '../engine/pool/page';
import { InputError } from '../estate/finding';
import type { Finding } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { ResourceId } from '../estate/resource';
import type { PlanRequest, PlanUpdate } from './planner';
import { Planner } from './planner';
import type { Recheck } from '../placement/recheck';

let planner: Promise<Planner> | null = null;
const running = new Map<number, AbortController>();

let pool: { readonly cores: number; readonly host: WorkerStarter } | null = null;

const ready = () =>
  (planner ??= createPageEngine(pool?.cores ?? 1, pool?.host ?? null).then((engine) => new Planner(engine)));

/** The planner's worker side. Errors with a finding come back as values: a thrown one would lose it on the way. */
const api = {
  /** Lends the planner a pool; before anything else is asked of it. */
  share(cores: number, host: WorkerStarter): void {
    pool = { cores, host };
  },
  async load(reading: Reading): Promise<number> {
    return (await ready()).load(reading);
  },
  async plan(id: number, request: PlanRequest, tell: (update: PlanUpdate) => void): Promise<Finding | null> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      await (await ready()).plan(request, tell, abort.signal);
      return null;
    } catch (error) {
      if (error instanceof InputError) return error.finding;
      throw error;
    } finally {
      running.delete(id);
    }
  },
  async loads(
    request: PlanRequest,
    resource: ResourceId,
    guests: readonly string[],
  ): Promise<Float32Array[]> {
    return (await ready()).loads(request, resource, guests);
  },
  async recheck(): Promise<Recheck | null> {
    return (await ready()).recheck();
  },
  /** Ends a plan early: its best answer so far is told as its last. */
  cancel(id: number): void {
    running.get(id)?.abort();
  },
};

export type PlannerApi = typeof api;

Comlink.expose(api);
