import type { Ahead } from '../../estate/ahead';
import { growthWords } from '../../estate/growth';
import { own } from '../../estate/own';
import { RESOURCES, type ResourceId } from '../../estate/resource';
import { byWords, clockOf, type Rescheduling } from '../../estate/rescheduled';
import type { HostSpec } from '../../overhead/host';
import type { WhatIfChange } from '../../decide/what-if';
import type { Scenario } from '../../scenario/scenario';
import { list } from '../../estate/crowd';
import { memory } from '../text/format';
import { foldOptionsIn } from './standing';

/** Choices that a what-if may make in place of those of the plan. */
type Wished = Pick<Scenario, 'hosts' | 'ceilings' | 'failures' | 'growth' | 'horizon' | 'rescheduled'>;

/** One thing that somebody would have otherwise. */
export interface Wish {
  readonly change: string;
  readonly apply: (scenario: Scenario) => Partial<Wished>;
}

/** What was set in the card, where it differs from the plan. */
export interface WishedFor {
  /** % a year. */
  readonly growth: number;
  readonly horizon: number;
  /** Figures of another host model. */
  readonly host: Partial<Pick<HostSpec, 'cores' | 'rating' | 'threads' | 'memory' | 'price'>>;
  readonly ceilings: Partial<Record<ResourceId, number>>;
  readonly vcpuPerCore: number | null;
  readonly failures: number;
  readonly stretch: { readonly server: string; readonly change: Rescheduling } | null;
}

/** Each wish alone, in the order of the card. */
export function wishesOf(scenario: Scenario, wanted: WishedFor): Wish[] {
  const { growth, horizon, host, ceilings, vcpuPerCore, failures, stretch } = wanted;
  const wishes: Wish[] = [];
  const before = scenario.growth?.other ?? 0;
  if (growth !== before || (growth !== 0 && horizon !== (scenario.horizon ?? horizon))) {
    const grows = { ...scenario.growth, other: growth };
    const none = Object.values(grows).every((rate) => rate === 0);
    wishes.push({
      change: none ? 'no growth' : `growth of ${growthWords(grows)}, for ${horizon} months`,
      apply: () => ({ growth: none ? undefined : grows, horizon: none ? undefined : horizon }),
    });
  }
  const model = otherModel(scenario.hosts[0], host);
  if (model)
    wishes.push({
      change: `hosts of ${model.cores} cores of ${model.rating} GHz${model.memory === null ? '' : ` with ${memory(model.memory)}`}`,
      apply: () => ({ hosts: [model] }),
    });
  const filled = (Object.entries(ceilings) as [ResourceId, number][]).filter(
    ([id, percent]) => percent !== (scenario.ceilings[id] ?? 100),
  );
  if (filled.length > 0)
    wishes.push({
      change: list(
        filled.map(([id, part]) => `${RESOURCES[id].label.toLowerCase()} filled to ${part}\u00a0%`),
      ),
      apply: (of) => ({ ceilings: { ...of.ceilings, ...Object.fromEntries(filled) } }),
    });
  if (vcpuPerCore !== scenario.hosts[0].vcpuPerCore)
    wishes.push({
      change:
        vcpuPerCore === null
          ? 'no limit of vCPUs for each core'
          : `${vcpuPerCore} vCPUs for each core at most`,
      apply: (of) => ({ hosts: of.hosts.map((each) => ({ ...each, vcpuPerCore })) }),
    });
  if (failures !== scenario.failures)
    wishes.push({
      change:
        failures === 0 ? 'no host may fail' : `${failures} ${failures === 1 ? 'host' : 'hosts'} may fail`,
      apply: () => ({ failures }),
    });
  if (stretch) {
    const { server, change } = stretch;
    const now = own(scenario.rescheduled ?? {}, server);
    const same = now ? JSON.stringify(now) === JSON.stringify(change) : change.by === 0;
    const { from, minutes, by } = change;
    const what = `${server}, ${clockOf(from)} to ${clockOf(from + minutes)}`;
    if (!same)
      wishes.push({
        change: by === 0 ? `${what}, as measured` : `${what}, ${byWords(change)}`,
        apply: (of) => {
          const { [server]: _, ...others } = of.rescheduled ?? {};
          const all = by === 0 ? others : { ...others, [server]: change };
          return { rescheduled: Object.keys(all).length > 0 ? all : undefined };
        },
      });
  }
  if (wishes.length < 2) return wishes;
  const all: Wish = {
    change: 'all of it together',
    apply: (scenario) =>
      wishes.reduce<Partial<Wished>>(
        (patch, { apply }) => ({ ...patch, ...apply({ ...scenario, ...patch }) }),
        {},
      ),
  };
  return [...wishes, all];
}

/** Another host model; null where none is wanted. Threads go with cores, where nobody says otherwise. */
function otherModel(first: HostSpec, wanted: WishedFor['host']): HostSpec | null {
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== own<unknown>({ ...first }, field),
  );
  if (changed.length === 0) return null;
  const { cores = first.cores, threads } = wanted;
  const each = first.threads === null ? null : Math.round((first.threads * cores) / first.cores);
  return { ...first, ...wanted, threads: threads ?? each, name: 'other model', count: null };
}

/** What servers are wanted to ask beside what was measured. */
export const aheadIn = ({ growth, horizon, rescheduled }: Scenario): Ahead => ({
  growth,
  horizon,
  rescheduled,
});

/** A wish as a study is asked it. */
export function changeOf(scenario: Scenario, { change, apply }: Wish): WhatIfChange {
  const other = { ...scenario, ...apply(scenario) };
  return { change, options: foldOptionsIn(other), ahead: aheadIn(other) };
}
