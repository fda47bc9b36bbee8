import type { TodaysHost } from '../../estate/todays-host';
import { firstRow, type Machine } from './machines';
import { machineRows, type RvSheet } from './rows';

/** Today's hosts, by the sheet of hosts, and which of them the sheets of machines mean. */
export interface TodaysHosts {
  readonly list: readonly TodaysHost[];
  /** The host of that name; undefined where the sheet of hosts does not list it. */
  of(name: string): TodaysHost | undefined;
  /** Names that only resemble that of the host that they are taken for. */
  readonly alike: ReadonlyMap<string, string>;
}

const short = (name: string): string => {
  const lower = name.toLowerCase();
  return /^[\d.]+$/.test(lower) ? lower : lower.split('.')[0];
};

/**
 * Two inventories may write one host with its domain or without, or with a prefix: a name is joined where it fits one
 * host alone.
 */
export function todaysHosts(sheets: readonly RvSheet[], machines: readonly Machine[]): TodaysHosts {
  const specs = new Map<string, Omit<TodaysHost, 'servers'>>();
  for (const sheet of sheets) {
    if (sheet.kind !== 'host') continue;
    for (const row of machineRows(sheet)) {
      const name = row.text('host');
      if (name === '' || specs.has(name.toLowerCase())) continue;
      const positive = (value: number) => (value > 0 ? value : null);
      const cores = positive(row.number('hostCores'));
      const twice = /^(true|1|yes)$/i.test(row.text('threads'));
      specs.set(name.toLowerCase(), {
        name,
        cluster: row.text('cluster'),
        model: [row.text('vendor'), row.text('model')].filter((text) => text !== '').join(' '),
        cores,
        threads: cores && (twice ? 2 * cores : cores),
        rating: positive(row.number('speed') / 1000),
        memory: positive(row.number('hostMemory')),
      });
    }
  }
  const running = machines
    .filter(({ resting }) => resting === null)
    .map((machine) => firstRow(machine).text('host'));
  const joined = joinNames([...specs.keys()], [...new Set(running.map((name) => name.toLowerCase()))]);
  const servers = new Map<string, number>();
  for (const name of running) {
    const key = joined.get(name.toLowerCase());
    if (key !== undefined) servers.set(key, (servers.get(key) ?? 0) + 1);
  }
  const hosts = new Map([...specs].map(([key, spec]) => [key, { ...spec, servers: servers.get(key) ?? 0 }]));
  return {
    list: [...hosts.values()],
    of: (name) => hosts.get(joined.get(name.toLowerCase()) ?? ''),
    alike: new Map([...joined].filter(([name, key]) => short(name) !== short(key))),
  };
}

/** Which listed name each of the others means: the same, the same without a domain, or the one that ends alike. */
function joinNames(listed: readonly string[], named: readonly string[]): Map<string, string> {
  const joined = new Map<string, string>();
  const free = new Set(listed);
  const rules: ((a: string, b: string) => boolean)[] = [
    (a, b) => a === b,
    (a, b) => short(a) === short(b),
    (a, b) =>
      short(a).length > 3 &&
      short(b).length > 3 &&
      (short(a).endsWith(short(b)) || short(b).endsWith(short(a))),
  ];
  for (const rule of rules) {
    const open = named.filter((name) => !joined.has(name));
    for (const name of open) {
      const found = [...free].filter((key) => rule(name, key));
      if (found.length === 1 && open.filter((other) => rule(other, found[0])).length === 1)
        joined.set(name, found[0]);
    }
    for (const key of joined.values()) free.delete(key);
  }
  return joined;
}
