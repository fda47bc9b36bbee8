import { RESOURCES } from '../../../estate/resource';
import type { FoldAnswer, Proof } from '../../../placement/answer';
import { count, figure, list, many } from '../../text/format';
import { moment } from '../../text/time';
import { money, worth } from './objective';
import { mostRoom } from './room';

/** Something with a size in the argument's own unit: a server, a host. */
export interface Block {
  readonly name: string;
  readonly size: number;
}

/** Why nothing better exists, told as servers that do not go into fewer hosts. */
export interface Argument {
  readonly title: string;
  /** One sentence each, in order. */
  readonly steps: readonly string[];
  /** What the servers bring, the largest first; empty where the argument has no sizes. */
  readonly servers: readonly Block[];
  readonly total: number;
  /** What too few hosts can hold. */
  readonly hosts: readonly Block[];
  /** How a size is said: `12 points`, `19.2 GHz`. */
  readonly say: (size: number) => string;
  /** What stands above the list of servers. */
  readonly heading: string;
  /** Where kinds of host differ: what each costs and holds. */
  readonly kinds: Proof['kinds'];
  readonly leftOut: readonly string[];
}

/** Hosts' room that is this close to a whole number is that number. */
const SLACK = 1e-6;
const points = (value: number): string => many(value, 'point');

/** The argument behind an answer's bound; null where it rests on none that can be told. */
export function argumentOf(answer: FoldAnswer): Argument | null {
  const { proof, lowerBound, boundBy } = answer;
  if (lowerBound <= 0) return null;
  if (proof) return byPoints(answer, proof);
  if (boundBy === null) return null;
  const plain = { servers: [], total: 0, hosts: [], say: figure, heading: '', kinds: [], leftOut: [] };
  const title = titleOf(answer);
  if (boundBy === 'pairs')
    return {
      ...plain,
      title,
      steps: [
        `There are ${many(lowerBound, 'server')} of which no two fit on one host together.`,
        'Each of them needs a host of its own.',
        `So ${atLeast(answer)}.`,
      ],
    };
  return byResource(answer, boundBy) ?? { ...plain, title, steps: resourceWords(answer, boundBy) };
}

function titleOf(answer: FoldAnswer): string {
  return answer.objective === 'hosts'
    ? `Why no plan has fewer than ${many(answer.lowerBound, 'host')}`
    : `Why no mix costs less than ${money(answer.lowerBound)}`;
}

function atLeast(answer: FoldAnswer): string {
  if (answer.objective === 'cost') return `every mix costs at least ${money(answer.lowerBound)}`;
  return `at least ${many(answer.lowerBound, 'host')} ${answer.lowerBound === 1 ? 'is' : 'are'} needed`;
}

function byPoints(answer: FoldAnswer, proof: Proof): Argument {
  const { total, kinds } = proof;
  const servers = proof.points.map(({ guests, points: size }) => ({ name: list(guests), size }));
  const guests = proof.points.reduce((sum, p) => sum + p.guests.length, 0);
  const most =
    kinds.length === 1
      ? `No host can hold servers of more than ${points(kinds[0].most)} together.`
      : `No host can hold more than its kind allows: ${list(kinds.map((k) => `${k.kind} ${points(k.most)}`))}.`;
  const room = mostRoom(kinds, proof.bound);
  const held = room?.reduce((sum, { most: m, hosts }) => sum + m * hosts, 0) ?? 0;
  return {
    title: titleOf(answer),
    steps: [
      `Each server gets points, more where it is harder to place. ${guests === 1 ? 'It has' : `These ${count(guests)} have`} ${points(total)} together.`,
      `${most} Every combination that fits was looked at.`,
      ...(room && held < total
        ? [enough(answer, room, held, total)]
        : [`Hosts that hold ${points(total)} together come to at least ${worth(answer, proof.bound)}.`]),
      `So ${atLeast(answer)}.`,
    ],
    servers,
    total,
    hosts: room && held < total ? room.flatMap((r) => oneByOne(r, kinds.length === 1)) : [],
    say: points,
    heading: 'Points of the servers',
    kinds: kinds.length > 1 || answer.objective === 'cost' ? kinds : [],
    leftOut: proof.leftOut,
  };
}

type Room = NonNullable<ReturnType<typeof mostRoom>>;

function oneByOne({ kind, most, hosts }: Room[number], alone: boolean): Block[] {
  return Array.from({ length: hosts }, (_, k) => ({ name: alone ? String(k + 1) : kind, size: most }));
}

/** What too few hosts hold at most, and how much is left over. */
function enough(answer: FoldAnswer, room: Room, held: number, total: number): string {
  const short = `${points(total - held)} too few`;
  const sum = room.map(({ most, hosts }) => `${count(hosts)} × ${count(most)}`).join(' + ');
  if (answer.objective === 'cost') {
    if (held === 0) return `For less than ${money(answer.lowerBound)} there is no host at all.`;
    const mix = list(room.map(({ kind, hosts }) => `${count(hosts)}\u00a0×\u00a0${kind}`));
    return `For less than ${money(answer.lowerBound)}, hosts hold at most ${sum} = ${points(held)} (${mix}): ${short}.`;
  }
  const hosts = room.reduce((n, r) => n + r.hosts, 0);
  if (hosts === 0) return 'With no host at all they have no place.';
  return `${many(hosts, 'host')} ${hosts === 1 ? 'holds' : 'hold'} at most ${sum} = ${points(held)}: ${short}.`;
}

type OfResource = Exclude<NonNullable<FoldAnswer['boundBy']>, 'pairs'>;

function resourceWords(answer: FoldAnswer, { resource, slot }: OfResource): string[] {
  const label = labelOf(answer, resource);
  const at = slot === null ? '' : ` at ${moment(answer.grid, slot)}`;
  const fewer =
    answer.objective === 'cost'
      ? `than hosts for less than ${money(answer.lowerBound)} have`
      : `than ${many(answer.lowerBound - 1, 'host')} ${answer.lowerBound === 2 ? 'has' : 'have'}`;
  return [`All servers together need more ${label}${at} ${fewer}.`, `So ${atLeast(answer)}.`];
}

/** One resource at one moment on hosts of one kind, with its figures; null where they do not tell the bound. */
function byResource(answer: FoldAnswer, by: OfResource): Argument | null {
  const { hosts, lowerBound, grid } = answer;
  const resource = answer.resources.find((r) => r.id === by.resource);
  const kind = hosts[0]?.kind;
  if (!resource || !kind || answer.objective !== 'hosts' || answer.unplaced.length) return null;
  if (hosts.some((host) => host.kind.name !== kind.name)) return null;
  const at = by.slot ?? 0;
  if (by.slot === null && (hosts[0].load[by.resource]?.length ?? 0) > 1) return null;
  const ceiling = hosts[0].ceiling[by.resource] ?? 0;
  const own = ownOf(answer, by.resource) / hosts.length;
  const room = ceiling - own;
  const need = hosts.reduce((sum, host) => sum + (host.load[by.resource]?.[at] ?? 0), 0) - own * hosts.length;
  if (!(room > 0) || !Number.isFinite(room) || Math.ceil(need / room - SLACK) !== lowerBound) return null;
  const fewer = lowerBound - 1;
  const say = speaker(resource.unit, need - fewer * room);
  const when = by.slot === null ? '' : ` at ${moment(grid, at)}`;
  const servers =
    by.resource === 'cpu'
      ? hosts.flatMap((host) =>
          host.guests.map((name, g) => ({ name, size: host.processorByGuest[g]?.[at] ?? 0 })),
        )
      : [];
  const listed = servers.reduce((sum, s) => sum + s.size, 0);
  if (need - listed > SLACK * need)
    servers.push({
      name: servers.length ? 'for each guest, and shared' : 'all servers',
      size: need - listed,
    });
  return {
    title: titleOf(answer),
    steps: [
      `All servers together need ${say(need)} of ${resource.label}${when}.`,
      `One host has ${say(room)} for them: what may be filled${own > 0 ? ', less what the host itself takes' : ''}.`,
      `That makes the room of ${figure(need / room)} hosts${fewer ? `; ${many(fewer, 'host')} ${fewer === 1 ? 'has' : 'have'} ${say(fewer * room)}, ${say(need - fewer * room)} too little` : ''}.`,
      `So ${atLeast(answer)}.`,
    ],
    servers: servers.sort((a, b) => b.size - a.size),
    total: need,
    hosts: Array.from({ length: fewer }, (_, k) => ({ name: `${k + 1}`, size: room })),
    say,
    heading: `${resource.label.charAt(0).toUpperCase()}${resource.label.slice(1)}${when}`,
    kinds: [],
    leftOut: [],
  };
}

/** Says amounts of a resource with as many decimals as what is too little needs to be seen. */
function speaker(unit: string, least: number): (value: number) => string {
  const [scale, name] = unit === 'MiB' && least >= 10 ? [1024, 'GiB'] : [1, unit];
  const digits = Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(least) / scale || 1))));
  const numbers = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (value) => `${numbers.format(value / scale)} ${name}`;
}

/** What the hosts themselves take of a resource, all together. */
function ownOf(answer: FoldAnswer, id: string): number {
  if (id === 'cpu') return answer.overhead.parts.find((p) => p.id === 'vmm')?.value ?? 0;
  if (id === 'memory') return answer.memory.find((p) => p.id === 'vmm')?.value ?? 0;
  return 0;
}

function labelOf(answer: FoldAnswer, id: string): string {
  return [...answer.resources, ...RESOURCES].find((r) => r.id === id)?.label ?? id;
}
