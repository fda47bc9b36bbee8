import type { RunHost } from '../../dispatch/run';
import type { FoldEngine } from '../../engine/fold-engine';
import { InputError } from '../../estate/finding';
import type { Estate } from '../../estate/estate';
import { fold, type KnownFold } from '../../placement/fold';
import type { FoldAnswer } from '../../placement/answer';
import type { FoldOptions } from '../../placement/options';
import type { PreparedStudy } from '../prepared';
import { hostsFlown } from './fly';
import { isFlown } from './fly-host';
import type { FlownRange } from './span';
import { flightStudy } from './study';

/** An evened plan of so many hosts, flown: ready of the guest that waits most, in any moment, over all ranged over. */
export interface ReadyPoint {
  readonly hosts: number;
  /** null: no plan of so many hosts was found. */
  readonly ready: FlownRange | null;
  readonly guest: string;
  /** The name of its host. */
  readonly on: string;
}

/** Numbers of hosts that are tried, at most. */
const MOST_TRIED = 8;
/** Beyond the fewest, steps grow with what was added: by this part of it. */
const GROWING = 1 / 2;

/** Numbers of hosts from the fewest on, one by one and then in larger steps. @param items no plan has more hosts */
export function numbersTried(fewest: number, items: number): number[] {
  const numbers: number[] = [];
  for (let hosts = fewest; numbers.length < MOST_TRIED && hosts <= Math.max(fewest, items);) {
    numbers.push(hosts);
    hosts += Math.max(1, Math.round((hosts - fewest) * GROWING));
  }
  return numbers;
}

/** Whether a plan keeps a limit, %, whatever is ranged over. */
export const keepsReady = ({ ready }: Pick<ReadyPoint, 'ready'>, limit: number): boolean =>
  ready !== null && 100 * ready.high <= limit;

/** What ready a plan comes to. @throws the signal's reason */
export async function readyOfPlan(
  answer: Pick<FoldAnswer, 'hosts'>,
  estate: Estate,
  options: FoldOptions,
  openHost: () => Promise<RunHost>,
  signal?: AbortSignal,
): Promise<ReadyPoint> {
  const hosts = hostsFlown(answer, options.hosts);
  const study = await flightStudy(estate, { options, hosts }, openHost);
  let worst: ReadyPoint | null = null;
  for (let h = 0; h < hosts.length; h++) {
    const line = await study.line(h, signal);
    if (line.kind !== 'host' || !isFlown(line)) continue;
    for (const { guest, ready } of line.guests)
      if (!worst?.ready || ready.high > worst.ready.high)
        worst = { hosts: hosts.length, ready, guest, on: answer.hosts[h].name };
  }
  return worst ?? { hosts: hosts.length, ready: null, guest: '', on: '' };
}

/** Plans of some numbers of hosts, evened as the fold shows them, and flown. */
export class ReadyByHosts {
  constructor(
    private readonly estate: Estate,
    private readonly options: FoldOptions,
    private readonly engine: FoldEngine,
    private readonly openHost: () => Promise<RunHost>,
    /** What a fold onto as few as can be came to. */
    private readonly known: KnownFold,
  ) {}

  get fewest(): number {
    return this.known.evened.fewest;
  }

  get numbers(): number[] {
    return numbersTried(this.fewest, this.known.problem.items);
  }

  async at(hosts: number, signal?: AbortSignal): Promise<ReadyPoint> {
    const { estate, options, engine, openHost, known } = this;
    try {
      const asked = { ...options, exactly: hosts };
      const answer = await fold(estate, asked, engine, { known, settled: true, plain: true, signal });
      signal?.throwIfAborted();
      return await readyOfPlan(answer, estate, options, openHost, signal);
    } catch (error) {
      // Of so many there is no plan, or an inventory has fewer.
      if (!(error instanceof InputError)) throw error;
      return { hosts, ready: null, guest: '', on: '' };
    }
  }
}

/** Which limit was asked for, and how many hosts keep it. */
export interface ReadyKept {
  /** % */
  readonly limit: number;
  readonly kept: boolean;
  /** Hosts of the plan that keeps it; as many as were printed where none does. */
  readonly hosts: number;
  readonly fewest: number;
  readonly tried: readonly ReadyPoint[];
}

/**
 * The first number of hosts, of those tried and no fewer than `least`, whose plan keeps a limit.
 * @returns null where the signal stopped it
 */
export async function keepReady(
  { numbers, fewest, at }: Pick<ReadyByHosts, 'numbers' | 'fewest' | 'at'>,
  limit: number,
  least: number,
  signal?: AbortSignal,
): Promise<ReadyKept | null> {
  const tried: ReadyPoint[] = [];
  try {
    for (const hosts of [...new Set([least, ...numbers.filter((n) => n > least)])]) {
      const point = await at(hosts, signal);
      tried.push(point);
      if (keepsReady(point, limit)) return { limit, kept: true, hosts, fewest, tried };
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    return null;
  }
  return { limit, kept: false, hosts: least, fewest, tried };
}

/** Evened plans by number of hosts, from the fewest on, flown. */
export async function readyStudy(
  estate: Estate,
  engine: FoldEngine,
  { options }: { readonly options: FoldOptions },
  openHost: () => Promise<RunHost>,
): Promise<PreparedStudy<ReadyPoint>> {
  let known = null as KnownFold | null;
  const fewest = { ...options, exactly: undefined };
  await fold(estate, fewest, engine, { onResult: (result) => (known = result) });
  const by = known && new ReadyByHosts(estate, fewest, engine, openHost, known);
  const numbers = by?.numbers ?? [];
  return { count: numbers.length, line: (index, signal) => by!.at(numbers[index], signal) };
}
