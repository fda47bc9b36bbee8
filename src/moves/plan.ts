import type { FoldPlan } from '../engine/packing/problem';
import { PROFILES, type ProfileId } from '../overhead/profiles';
import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { FoldOptions } from '../placement/options';
import { leastHosts } from '../placement/least-hosts';
import { problemOf } from '../placement/problem';
import { whyNoFewer } from '../placement/why-no-plan';
import { leastMoves, mustLeave } from './bound';
import { rollingConversion } from './convert';
import { evenedWithin } from './evened';
import { fewestMoves } from './fewest';
import { replayFaults, type ReplayHost, type ReplayWave } from './replay';
import { scheduleMoves, type Move } from './schedule';
import type { PlacedToday } from './settle';
import { estateToday, kindsListed, ownPlacement, type EstateToday, type PlacementRow } from './today';

/** What is asked of a plan of moves. */
export interface MovesRequest {
  /** Who runs where; null: as the estate's own files say. */
  readonly from: readonly PlacementRow[] | null;
  /** Hosts to keep at most; null: as few as the fold needs. */
  readonly hosts: number | null;
  /** Moves at once. */
  readonly atOnce: number;
  /** Moves granted for an even plan; null: no more than it takes. */
  readonly within: number | null;
  /** Hosts are made into those of the new kind, one after another. */
  readonly convert: boolean;
}

export interface NamedMove {
  readonly guest: string;
  /** null: it is new. */
  readonly from: string | null;
  readonly to: string;
  readonly why?: string;
}

/** From today's placement to the plan, in waves. */
export interface MovesPlan {
  /** Those of today, then spare and swing hosts. */
  readonly hosts: readonly { readonly name: string; readonly part: 'today' | 'spare' | 'swing' }[];
  /** Hosts that are empty at the end. */
  readonly gone: readonly string[];
  /** Guests that are elsewhere at the end; for a conversion, moves in all. */
  readonly count: number;
  readonly lowerBound: number;
  readonly waves: readonly { readonly moves: readonly NamedMove[]; readonly reinstall: readonly string[] }[];
  readonly swing: readonly { readonly host: string; readonly why: string }[];
  /** Hosts of the new kind that must be there when a conversion starts. */
  readonly spare: number;
  /** Each guest with its host today (null: none) and at the end. */
  readonly placement: readonly {
    readonly guest: string;
    readonly from: string | null;
    readonly to: string;
  }[];
  /** Moves against the fullest moment; the entry that was chosen is the last within what was granted. */
  readonly evened: readonly { readonly moves: number; readonly fullest: number }[];
  /** The plan as a fold writes it, and the name of each of its hosts; null for a conversion. */
  readonly plan: { readonly fold: FoldPlan; readonly names: readonly string[] } | null;
  readonly findings: readonly Finding[];
}

/** Spare hosts beyond what the new kind needs more than there are, tried for a conversion. */
const MORE_SPARES = 12;

/**
 * The moves from today's placement.
 * @param folded the fold of just these: how few hosts do, and one plan that has so few
 * @throws InputError where a name is not known or no plan on so few hosts was found
 */
export function planMoves(
  estate: Estate,
  options: FoldOptions,
  folded: FoldPlan | null,
  request: MovesRequest,
): MovesPlan {
  const rows = request.from ?? ownPlacement(estate);
  if (rows.length === 0)
    throw new InputError(
      'today',
      'no file says which server runs on which host; expected an inventory (RVTools) or a table of guest and host.',
      'Add one to the files.',
      '--from TABLE',
    );
  if (request.convert) return converted(estate, options, folded, request, rows);
  const today = estateToday(estate, options, rows, request.from !== null);
  const kinds = today.hosts.map(({ kind }) => kind);
  const at = homesOf(today);
  const placed: PlacedToday = { problem: today.problem, kinds, at };
  const inUse = new Set(today.at.filter((h) => h >= 0)).size;
  const count = request.hosts ?? (folded ? folded.hostKind.length : inUse);
  const found = fewestMoves(placed, Math.min(count, kinds.length), folded, options.seed);
  if (!found) {
    const least = leastHosts(today.problem);
    const where = `${count} ${count === 1 ? 'host' : 'hosts'}`;
    if (count < least.hosts)
      throw new InputError(where, whyNoFewer(today.model, today.problem, least, count), 'Keep more hosts.');
    throw new InputError(
      where,
      `no placement of all servers on ${count} of the ${kinds.length} hosts of today was found that keeps every rule.`,
      folded && count < folded.hostKind.length
        ? `The fold needs ${folded.hostKind.length}.`
        : 'Keep more hosts, or look longer for a plan with fewer.',
    );
  }
  const path = evenedWithin(
    placed,
    found.to,
    Math.max(found.moves, request.within ?? defaultWithin(found.moves)),
  );
  const granted = request.within ?? found.moves;
  const chosen = [...path].reverse().find(({ moves }) => moves <= Math.max(granted, found.moves)) ?? path[0];
  const to = Int32Array.from(today.itemOf, (item) => chosen.to[item]);
  const { waves, swing } = scheduleMoves(today.single, kinds, today.at, to, request.atOnce);
  const hosts = [
    ...today.hosts.map(({ name }) => ({ name, part: 'today' as const })),
    ...swing.map((_, n) => ({ name: `swing-${n + 1}`, part: 'swing' as const })),
  ];
  const used = [...new Set(to)].sort((a, b) => a - b);
  const place = new Map(used.map((h, n) => [h, n]));
  const plan: MovesPlan = {
    hosts,
    gone: today.hosts.flatMap(({ name }, h) => (place.has(h) ? [] : [name])),
    count: Array.from(to).filter((h, i) => today.at[i] >= 0 && today.at[i] !== h).length,
    lowerBound: leastMoves(mustLeave({ problem: today.single, kinds, at: today.at }), count),
    waves: waves.map((moves) => ({ moves: named(today.guests, hosts, moves), reinstall: [] })),
    swing: swing.map(({ why }, n) => ({ host: `swing-${n + 1}`, why })),
    spare: 0,
    placement: placementOf(today, hosts, to),
    evened: path.map(({ moves, fullest }) => ({ moves, fullest })),
    plan: {
      fold: {
        hostKind: Int32Array.from(used, (h) => kinds[h]),
        hostOf: chosen.to.map((h) => place.get(h)!),
      },
      names: used.map((h) => today.hosts[h].name),
    },
    findings: today.findings,
  };
  verified(
    replayFaults(
      [today.single, today.single],
      hosts.map(({ name }, h): ReplayHost => ({
        name,
        kind: kinds[h] ?? swing[h - kinds.length].kind,
        platform: 0,
      })),
      today.at,
      to,
      waves.map((moves): ReplayWave => ({ moves })),
    ),
  );
  return plan;
}

/** Moves for which a curve is drawn where nobody granted any: some more than it takes. */
const defaultWithin = (moves: number): number => Math.ceil(1.5 * moves) + 20;

/** No schedule is shown that a replay by other code does not find free of faults. */
function verified(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`moves: ${faults[0]}`);
}

/** The host of most guests of each item. */
function homesOf({ items, itemOf, at }: EstateToday): Int32Array {
  const votes = items.map(() => new Map<number, number>());
  itemOf.forEach((item, i) => at[i] >= 0 && votes[item].set(at[i], (votes[item].get(at[i]) ?? 0) + 1));
  return Int32Array.from(votes, (of) => [...of].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1);
}

function named(
  guests: readonly string[],
  hosts: readonly { readonly name: string }[],
  moves: readonly Move[],
): NamedMove[] {
  return moves.map(({ item, from, to, why }) => ({
    guest: guests[item],
    from: from < 0 ? null : hosts[from].name,
    to: hosts[to].name,
    ...(why ? { why } : {}),
  }));
}

function placementOf(
  { guests, at }: Pick<EstateToday, 'guests' | 'at'>,
  hosts: readonly { readonly name: string }[],
  to: ArrayLike<number>,
): MovesPlan['placement'] {
  return guests.map((guest, i) => ({
    guest,
    from: at[i] < 0 ? null : hosts[at[i]].name,
    to: hosts[to[i]].name,
  }));
}

function converted(
  estate: Estate,
  options: FoldOptions,
  folded: FoldPlan | null,
  request: MovesRequest,
  rows: readonly PlacementRow[],
): MovesPlan {
  const listed = kindsListed(estate);
  const profile = presentOf(estate, options);
  const old = { ...options, profile, hosts: listed ?? options.hosts.slice(0, 1) };
  const today = estateToday(estate, old, rows, request.from !== null);
  const names = new Set(today.guests);
  const fresh = estateToday(estate, { ...options, hosts: options.hosts.slice(0, 1) }, [], false);
  const both = fresh.guests.filter((name) => names.has(name));
  const only = (of: EstateToday) => {
    const places = new Map(of.guests.map((name, i) => [name, i]));
    const items = of.items.flatMap((item) => item.guests.map((g) => ({ guests: [g] })));
    return problemOf(
      of.model,
      options.policy,
      both.map((name) => items[places.get(name)!]),
    );
  };
  const [before, after] = [only(today), only(fresh)];
  const places = new Map(today.guests.map((name, i) => [name, i]));
  const at = Int32Array.from(both, (name) => today.at[places.get(name)!]);
  const kinds = today.hosts.map(({ kind }) => kind);
  const needed = folded?.hostKind.length ?? 0;
  const most = Math.max(0, needed - kinds.length) + MORE_SPARES;
  const running = at.some((h) => h >= 0);
  const done = running
    ? rollingConversion(before, kinds, at, after, 0, request.atOnce, most, options.seed)
    : null;
  if (!done)
    throw new InputError(
      'conversion',
      `with ${most} spare hosts at the start no order was found in which every host can be emptied.`,
      'Take larger hosts of the new kind, or raise the ceilings while it lasts.',
    );
  const hosts = [
    ...today.hosts.map(({ name }) => ({ name, part: 'today' as const })),
    ...Array.from({ length: done.spare }, (_, n) => ({ name: `spare-${n + 1}`, part: 'spare' as const })),
  ];
  verified(
    replayFaults(
      [before, after],
      hosts.map(({ name }, h): ReplayHost => ({
        name,
        kind: kinds[h] ?? 0,
        platform: h < kinds.length ? 0 : 1,
      })),
      at,
      done.to,
      done.waves.map(({ moves, reinstall }) => ({
        moves,
        reinstall: reinstall.map((host) => ({ host, kind: 0 })),
      })),
    ),
  );
  const used = new Set(done.to);
  const moved = done.waves.flatMap(({ moves }) => moves);
  return {
    hosts,
    gone: hosts.flatMap(({ name }, h) => (used.has(h) ? [] : [name])),
    count: moved.length,
    // Every guest moves once at least: no host keeps what it had.
    lowerBound: at.filter((h) => h >= 0).length,
    waves: done.waves.map(({ moves, reinstall }) => ({
      moves: named(both, hosts, moves),
      reinstall: reinstall.map((h) => hosts[h].name),
    })),
    swing: [],
    spare: done.spare,
    placement: placementOf({ guests: both, at }, hosts, done.to),
    evened: [],
    plan: null,
    findings: [
      ...today.findings,
      ...(listed
        ? []
        : [
            {
              level: 'guess' as const,
              where: 'hosts of today',
              text: 'No inventory lists them: taken to be as large as the new ones.',
              fix: 'Give an RVTools export with the sheet vHost.',
            },
          ]),
    ],
  };
}

/** The platform on which most guests run today. */
function presentOf({ guests }: Estate, { present, profile }: FoldOptions): ProfileId {
  const votes = new Map<ProfileId, number>();
  for (const { facts } of guests) {
    const name = facts.present || present;
    if (name && !PROFILES[name].oneEach) votes.set(name, (votes.get(name) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? profile;
}
