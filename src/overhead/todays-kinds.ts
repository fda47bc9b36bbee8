import { InputError } from '../estate/finding';
import type { TodaysHost } from '../estate/todays-host';
import { DEFAULT_HOST, type HostSpec } from './host';

/**
 * Today's hosts as an inventory to fold onto: those alike are one kind, with their number.
 * @throws InputError where no host is listed with cores and clock
 */
export function kindsOfToday(hosts: readonly TodaysHost[]): HostSpec[] {
  return todaysKinds(hosts).kinds;
}

/** The same, with the kind of each host by its name; hosts whose cores or clock are not known have none. */
export function todaysKinds(hosts: readonly TodaysHost[]): {
  readonly kinds: HostSpec[];
  readonly kindOf: ReadonlyMap<string, number>;
} {
  const kinds = new Map<string, HostSpec>();
  const keys = new Map<string, string>();
  for (const { name, model, cores, threads, rating, memory } of hosts) {
    if (cores === null || rating === null) continue;
    const key = JSON.stringify([model, cores, threads, rating, memory]);
    const known = kinds.get(key);
    const kind = {
      ...DEFAULT_HOST,
      name: model ? `${model}, ${cores} x ${rating} GHz` : name,
      cores,
      rating,
      threads,
      memory,
    };
    keys.set(name, key);
    kinds.set(key, { ...(known ?? kind), count: (known?.count ?? 0) + 1 });
  }
  if (kinds.size > 0) {
    const order = [...kinds.keys()];
    return {
      kinds: named([...kinds.values()]),
      kindOf: new Map([...keys].map(([name, key]) => [name, order.indexOf(key)])),
    };
  }
  throw new InputError(
    'hosts of today',
    'no file lists a host with its cores and clock; expected the sheet vHost of an RVTools export.',
    'Add one to the files, or say what hosts there are.',
    '--host cores=...,rating=...',
  );
}

/** Kinds of one model that differ in memory alone are told apart by it. */
function named(kinds: readonly HostSpec[]): HostSpec[] {
  return kinds.map((kind, k) => {
    const alike = kinds.filter(({ name }) => name === kind.name);
    if (alike.length === 1) return kind;
    return {
      ...kind,
      name: `${kind.name}, ${kind.memory === null ? `kind ${k + 1}` : `${Math.round((kind.memory ?? 0) / 1024)} GiB`}${new Set(alike.map(({ memory }) => memory)).size < alike.length ? ` (${k + 1})` : ''}`,
    };
  });
}
