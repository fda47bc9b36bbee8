import { replicationSeed } from '../../dispatch/run';
import type { PlannedHost } from '../../placement/answer';
import { ASSUMED } from './assumed';
import { cockpitOf, vcpusOf, whyNotFlown, type FlightPlan } from './cockpit';
import { FlownTogether, NOTHING_ASKED, figuresOfGuest, type FlownFigures } from './figures';
import { hostModelOf } from './host-model';
import { momentsOf, type FlightMoment } from './moments';
import { Spanning, type FlownRange } from './span';

/** A moment that was flown. */
export interface FlownMoment extends FlightMoment {
  /** Processor load then, as a part of all that the host has. */
  readonly load: number;
  /** Of the guest that waits most: ready, from the lowest to the highest over what was ranged over. */
  readonly ready: FlownRange & { readonly guest: string };
}

/** A planned host simulated at some of its moments. */
export interface HostFlight {
  /** Place among the plan's hosts. */
  readonly host: number;
  /** Virtual processors for each core. */
  readonly vcpusPerCore: number;
  /** Part of its processors' time in which they work. */
  readonly busy: FlownRange;
  /** Ready over all virtual processors of the host, at its fullest moment. */
  readonly ready: FlownRange;
  readonly moments: readonly FlownMoment[];
  readonly guests: readonly ({ readonly guest: string } & FlownFigures<FlownRange>)[];
  readonly verdict: 'good' | 'poor';
  readonly why: string;
}

/** A host that cannot be simulated. */
export interface Grounded {
  readonly host: number;
  readonly notFlown: string;
}

export type FlownHost = HostFlight | Grounded;
export const isFlown = (host: FlownHost): host is HostFlight => !('notFlown' in host);

/** A guest that waits for more than this share of the time in which it wants a processor is poorly served (assumption). */
const MUCH_WAITING = 0.25;
/** Runs of the likeliest assumptions at the fullest moment, for their error. */
const REPLICATIONS = 3;

/** Simulates one host of a plan. @throws the signal's reason */
export async function flyHost(
  host: PlannedHost,
  place: number,
  plan: FlightPlan,
  signal?: AbortSignal,
): Promise<FlownHost> {
  const notFlown = whyNotFlown(host, plan);
  if (notFlown) return { host: place, notFlown };
  const { seed, runHost } = plan;
  const load = host.load.cpu!;
  const all = new FlownTogether(host.guests.length);
  const waiting = host.guests.map(() => new Spanning());
  const [busy, ready] = [new Spanning(), new Spanning()];
  const moments: FlownMoment[] = [];
  for (const moment of momentsOf(load, seed, place)) {
    const fullest = moment.which === 'fullest';
    const cockpit = cockpitOf(host, moment.slot, plan);
    const vcpus = cockpit.guests.reduce((sum, guest) => sum + guest.vcpus, 0);
    const each = host.guests.map(() => new Spanning());
    for (const [w, work] of ASSUMED.entries()) {
      const model = hostModelOf(cockpit, work);
      const likely = w === 0;
      for (let r = 0; r < (likely && fullest ? REPLICATIONS : 1); r++) {
        const index = ((place * 8 + moments.length) * ASSUMED.length + w) * REPLICATIONS + r;
        const run = model && (await runHost(model, replicationSeed(BigInt(seed), index), signal));
        signal?.throwIfAborted();
        let sum = 0;
        host.guests.forEach((_, g) => {
          const figures = run ? figuresOfGuest(run.guests[g], run.elapsed) : NOTHING_ASKED;
          all.add(g, figures, likely && fullest);
          each[g].add(figures.ready, likely);
          sum += figures.ready * cockpit.guests[g].vcpus;
          const wanted = figures.used + figures.ready;
          if (fullest) waiting[g].add(wanted > 0 ? figures.ready / wanted : 0, likely);
        });
        const used = run ? run.processors.reduce((time, { used, burnt }) => time + used - burnt, 0) : 0;
        busy.add(run ? used / (run.elapsed * model!.processors) : 0, likely && fullest);
        if (fullest) ready.add(sum / Math.max(1, vcpus), likely);
      }
    }
    const spans = each.map(({ span }) => span);
    const worst = most(spans.map(({ high }) => high));
    moments.push({
      ...moment,
      load: load[moment.slot] / host.capacity.cpu!,
      ready: { guest: host.guests[worst], ...spans[worst] },
    });
  }
  return {
    host: place,
    vcpusPerCore: vcpusOf(host, plan) / host.kind.cores,
    busy: busy.span,
    ready: ready.span,
    moments,
    guests: all.spans.map((figures, g) => ({ guest: host.guests[g], ...figures })),
    ...verdictOn(
      host,
      waiting.map(({ span }) => span),
    ),
  };
}

function verdictOn(
  { guests }: PlannedHost,
  waiting: readonly FlownRange[],
): Pick<HostFlight, 'verdict' | 'why'> {
  const worst = most(waiting.map(({ mean }) => mean));
  const { mean, low, high } = waiting[worst];
  const poor = mean > MUCH_WAITING;
  const percent = (part: number) => (100 * part).toFixed(0);
  const said = `${guests[worst]} waits longest: for ${percent(mean)} % of the time in which it wants a processor, at the host's fullest moment`;
  const range = `(${ASSUMED[0].words} are assumed; ${percent(low)} to ${percent(high)} % over all that was ranged over)`;
  return {
    verdict: poor ? 'poor' : 'good',
    why: `${said}${poor ? `; more than ${100 * MUCH_WAITING} % is poor` : ''} ${range}.`,
  };
}

/** The place of the largest; the first of equal ones. */
const most = (values: readonly number[]): number =>
  values.reduce((best, value, k) => (value > values[best] ? k : best), 0);
