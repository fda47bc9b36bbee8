import type { FoldProblem } from '../engine/packing/problem';
import { crowd } from '../estate/crowd';
import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import { slotSaid } from '../estate/grid';
import type { HostSpec } from '../overhead/host';
import { todaysKinds } from '../overhead/todays-kinds';
import { foldable } from '../placement/foldable';
import type { FoldModel, Item } from '../placement/model';
import type { FoldOptions } from '../placement/options';
import { problemOf } from '../placement/problem';
import { statesOf } from './host-state';

/** Which guest runs on which host today, a row for each; `where` names the row in messages. */
export interface PlacementRow {
  readonly guest: string;
  readonly host: string;
  readonly where: string;
}

/** An estate as it is placed today. */
export interface EstateToday {
  readonly model: FoldModel;
  /** What is placed as one, and the problem of these. */
  readonly items: readonly Item[];
  readonly problem: FoldProblem;
  /** The same guest by guest, in the same order. */
  readonly single: FoldProblem;
  /** Names of the guests of `single`, and for each the item that it is part of. */
  readonly guests: readonly string[];
  readonly itemOf: readonly number[];
  readonly hosts: readonly { readonly name: string; readonly kind: number }[];
  /** Host of each guest of `single`; -1 for one that has none. */
  readonly at: Int32Array;
  readonly findings: readonly Finding[];
}

/** Names that a message lists. */
const NAMED = 5;

/** What an estate's own files say of who runs where. */
export function ownPlacement(estate: Estate): PlacementRow[] {
  return estate.guests.flatMap(({ name, on }) => (on ? [{ guest: name, host: on, where: name }] : []));
}

/**
 * Today's placement under the rules of a fold.
 * @param options kinds of host: those of `--host today`, or one that all hosts of today are taken to be of
 * @param rows who runs where
 * @throws InputError where rows name guests or hosts that are not known, or one guest twice, or the kind of a host
 *   cannot be told
 */
export function estateToday(
  estate: Estate,
  options: FoldOptions,
  rows: readonly PlacementRow[],
  checked: boolean,
): EstateToday {
  const { model, fitting, problem } = foldable(estate, options);
  const findings: Finding[] = [];
  const known = new Map(estate.guests.map(({ name }, g) => [name.toLowerCase(), g]));
  for (const { guest } of estate.leftOut)
    if (!known.has(guest.toLowerCase())) known.set(guest.toLowerCase(), -1);
  const strangers = rows.filter(({ guest }) => !known.has(guest.toLowerCase()));
  if (strangers.length > 0)
    throw new InputError(
      strangers[0].where,
      `found ${crowd(
        strangers.map(({ guest }) => guest),
        NAMED,
      )}, no server of the files; expected names of servers that were read.`,
      'Mend the names, or leave these rows out.',
    );
  const hosts = hostsToday(estate, options, rows, checked, findings);
  const number = new Map(hosts.map(({ name }, h) => [name.toLowerCase(), h]));
  const on = new Map<number, number>();
  for (const { guest, host, where } of rows) {
    const g = known.get(guest.toLowerCase())!;
    const h = number.get(host.toLowerCase())!;
    const before = on.get(g);
    if (g >= 0 && before !== undefined && before !== h)
      throw new InputError(
        where,
        `found ${guest} on ${host} and on ${hosts[before].name}; expected one host for each guest.`,
        'Leave out one of the rows.',
      );
    on.set(g, h);
  }
  const singles = fitting.flatMap((item) => item.guests.map((g): Item => ({ guests: [g] })));
  const single = problemOf(model, options.policy, singles);
  const guests = singles.map(({ guests: [g] }) => estate.guests[g].name);
  const at = Int32Array.from(singles, ({ guests: [g] }) => on.get(g) ?? -1);
  const nowhere = guests.filter((_, i) => at[i] < 0);
  if (nowhere.length > 0)
    findings.push({
      level: 'info',
      where: crowd(nowhere, NAMED),
      text: `Nothing says where ${nowhere.length === 1 ? 'it runs' : 'they run'} today: placed as new, and no move.`,
    });
  const today: EstateToday = {
    model,
    items: fitting,
    problem,
    single,
    guests,
    itemOf: fitting.flatMap((item, i) => item.guests.map(() => i)),
    hosts,
    at,
    findings,
  };
  findings.push(...overToday(today));
  return today;
}

/** Today's hosts with their kinds. */
function hostsToday(
  { today = [] }: Estate,
  { hosts: kinds }: FoldOptions,
  rows: readonly PlacementRow[],
  checked: boolean,
  findings: Finding[],
): EstateToday['hosts'] {
  const spelled = new Map<string, string>();
  for (const { name } of today) spelled.set(name.toLowerCase(), name);
  const unlisted: PlacementRow[] = [];
  for (const row of rows) {
    const key = row.host.toLowerCase();
    if (spelled.has(key)) continue;
    if (today.length > 0) unlisted.push(row);
    spelled.set(key, row.host);
  }
  if (checked && unlisted.length > 0)
    throw new InputError(
      unlisted[0].where,
      `found ${crowd([...new Set(unlisted.map(({ host }) => host))], NAMED)}, no host of the inventory; expected a host that it lists: ${crowd(
        today.map(({ name }) => name),
        NAMED,
      )}.`,
      'Mend the names, or leave these rows out.',
    );
  const listed = today.some(({ cores, rating }) => cores !== null && rating !== null)
    ? todaysKinds(today)
    : null;
  const asListed =
    listed !== null &&
    listed.kinds.every((kind) =>
      kinds.some(
        ({ name, cores, memory }) => name === kind.name && cores === kind.cores && memory === kind.memory,
      ),
    );
  if (!asListed && kinds.length > 1)
    throw new InputError(
      'hosts of today',
      `found ${kinds.length} kinds of host and nothing that says of which kind each is; expected one.`,
      'Choose one kind of host, or the hosts of today with an inventory of them.',
      'one --host, or --host today with an inventory of hosts',
    );
  const many = new Map<number, number>();
  for (const kind of listed?.kindOf.values() ?? []) many.set(kind, (many.get(kind) ?? 0) + 1);
  const usual = [...many].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  const kindOf = (name: string): number => {
    if (!asListed) return 0;
    const kind = listed.kindOf.get(name);
    return kind === undefined ? usual : kinds.findIndex((each) => each.name === listed.kinds[kind].name);
  };
  const guessed = asListed ? [...spelled.values()].filter((name) => !listed.kindOf.has(name)) : [];
  if (guessed.length > 0)
    findings.push({
      level: 'guess',
      where: crowd(guessed),
      text: `Servers run there and no sheet lists ${guessed.length === 1 ? 'it' : 'them'} with cores and memory: taken to be of the kind that most hosts are, ${listed!.kinds[usual].name}.`,
      fix: 'Export the sheet of hosts again, or name hosts alike in both sheets.',
    });
  return [...spelled.values()].map((name) => ({ name, kind: kindOf(name) }));
}

/** Hosts that are over their room today, with what and when. */
function overToday({ model, single, hosts, at }: EstateToday): Finding[] {
  const { resources, rowStart, capacity } = single;
  return statesOf(
    single,
    hosts.map(({ kind }) => kind),
    at,
  ).flatMap((state, h): Finding[] => {
    if (state.holds) return [];
    let worst = { part: 0, d: 0, slot: 0 };
    for (let d = 0; d < resources; d++) {
      const room = capacity[state.kind * resources + d];
      for (let r = rowStart[d]; r < rowStart[d + 1]; r++)
        if (state.load[r] > worst.part * Math.max(1, room))
          worst = { part: state.load[r] / Math.max(1, room), d, slot: r - rowStart[d] };
    }
    const timed = rowStart[worst.d + 1] - rowStart[worst.d] > 1;
    return [
      {
        level: 'warning',
        where: hosts[h].name,
        text: `Over its room today: ${(100 * worst.part).toFixed(0)} % of the ${model.resources[worst.d].label} that its guests may fill${timed ? `, at ${slotSaid(model.estate.grid, worst.slot)}` : ''}. Guests leave it first; none arrives before it has room.`,
      },
    ];
  });
}

/** Kinds of today's hosts as an inventory lists them, for a conversion; null where none does. */
export function kindsListed({ today = [] }: Estate): HostSpec[] | null {
  return today.some(({ cores, rating }) => cores !== null && rating !== null)
    ? todaysKinds(today).kinds
    : null;
}
