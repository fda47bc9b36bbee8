import type { RunHost } from '../../dispatch/run';
import type { Estate } from '../../estate/estate';
import type { HostSpec } from '../../overhead/host';
import type { FoldAnswer } from '../../placement/answer';
import type { FoldOptions } from '../../placement/options';
import type { FlownHost } from './fly-host';
import type { RatioPoint } from './ratio';
import { flightStudy, type FlightAsk } from './study';

/** What a plan is when it is flown. */
export interface Flown {
  readonly hosts: readonly FlownHost[];
  /** Ready against virtual processors for each core. */
  readonly ratios: readonly RatioPoint[];
}

/** The hosts of an answer, by the place of their kinds. */
export function hostsFlown(
  { hosts }: Pick<FoldAnswer, 'hosts'>,
  kinds: readonly HostSpec[],
): FlightAsk['hosts'] {
  const texts = kinds.map((kind) => JSON.stringify(kind));
  return hosts.map(({ kind, guests }) => ({
    kind: Math.max(0, texts.indexOf(JSON.stringify(kind))),
    guests,
  }));
}

/** Flies all of a plan in this thread. @returns what was flown before the signal stopped it */
export async function fly(
  answer: Pick<FoldAnswer, 'hosts'>,
  estate: Estate,
  options: FoldOptions,
  openHost: () => Promise<RunHost>,
  signal?: AbortSignal,
): Promise<Flown> {
  const hosts: FlownHost[] = [];
  const ratios: RatioPoint[] = [];
  if (answer.hosts.length === 0) return { hosts, ratios };
  const study = await flightStudy(estate, { options, hosts: hostsFlown(answer, options.hosts) }, openHost);
  try {
    for (let k = 0; k < study.count; k++) {
      const { kind, ...line } = await study.line(k, signal);
      if (kind === 'host') hosts.push(line as FlownHost);
      else ratios.push(line as RatioPoint);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return { hosts, ratios };
}
