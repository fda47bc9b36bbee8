import { RESOURCES } from '../../../estate/resource';
import type { FoldAnswer, Proof } from '../../../placement/answer';
import { allRoom, isPairs } from '../../../placement/proves';
import { list } from '../../../estate/crowd';
import { count, many } from '../../text/format';
import { slotMoment } from '../../text/time';
import { measureOf, type ProofMeasure } from './measure';
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
  readonly say: ProofMeasure['say'];
  /** Servers are named, and have no sizes to tell. */
  readonly plain: boolean;
  /** What stands above the list of servers. */
  readonly heading: string;
  /** Where kinds of host differ: what each costs and holds. */
  readonly kinds: Proof['kinds'];
  readonly leftOut: readonly string[];
}

/** The argument behind an answer's bound; null where it rests on none that can be told. */
export function argumentOf(answer: FoldAnswer): Argument | null {
  const { proof, lowerBound, boundBy } = answer;
  if (lowerBound <= 0) return null;
  if (proof) return isPairs(proof) ? byPairs(answer, proof) : byPoints(answer, proof);
  if (boundBy === null) return null;
  return { ...BARE, title: titleOf(answer), steps: [...inWords(answer, boundBy), `So ${atLeast(answer)}.`] };
}

const BARE = {
  servers: [],
  total: 0,
  hosts: [],
  say: String,
  plain: true,
  heading: '',
  kinds: [],
  leftOut: [],
};

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
  const measure = measureOf(answer, proof);
  const { of, say } = measure;
  const all = allRoom(proof);
  const room = all < total ? everyHost(kinds) : mostRoom(kinds, proof.bound);
  const held = room?.reduce((sum, { most: m, hosts }) => sum + m * hosts, 0) ?? 0;
  const short = room && held < total && !proof.cases ? room : null;
  return {
    title: all < total ? 'Why not all servers fit' : titleOf(answer),
    steps: [
      of ? needed(answer, proof, measure) : given(proof),
      of ? roomOfOne(answer, proof, measure) : mostOfOne(proof, measure),
      short
        ? enough(answer, short, measure, all < total, total)
        : `Hosts that hold ${say(total)} together come to at least ${worth(answer, proof.cases?.without ?? proof.bound)}.`,
      ...(proof.cases ? [byCases(answer, proof.cases.count)] : []),
      all < total ? 'So some find no room, wherever the others go.' : `So ${atLeast(answer)}.`,
    ],
    servers: blocksOf(proof),
    total,
    hosts: short?.flatMap((r) => oneByOne(r, kinds.length === 1)) ?? [],
    say,
    plain: false,
    heading: of ? `${of.charAt(0).toUpperCase()}${of.slice(1)}` : 'Points of the servers',
    kinds: kinds.length > 1 || answer.objective === 'cost' ? kinds : [],
    leftOut: proof.leftOut,
  };
}

function blocksOf({ points }: Proof): Block[] {
  return points.map(({ guests, points: size }) => ({ name: list(guests), size }));
}

function given({ points, total }: Proof): string {
  const guests = points.reduce((sum, p) => sum + p.guests.length, 0);
  return `Each server gets points, more where it is harder to place. ${guests === 1 ? 'It has' : `These ${count(guests)} have`} ${many(total, 'point')} together.`;
}

/** What one host of a kind holds: where that is all there is, its own limit says nothing, and it may have none. */
export function holds(
  { most }: Proof['kinds'][number],
  { total, say }: Pick<Argument, 'total' | 'say'>,
): string {
  return most < total ? say(most) : 'everything';
}

function mostOfOne({ kinds, total }: Proof, { say }: ProofMeasure): string {
  const most =
    kinds.length === 1
      ? `No host can hold servers of more than ${say(kinds[0].most)} together.`
      : `No host can hold more than its kind allows: ${list(kinds.map((k) => `${k.kind} ${holds(k, { total, say })}`))}.`;
  return `${most} Every combination that fits was looked at.`;
}

function byCases(answer: FoldAnswer, cases: number): string {
  return `In each of ${count(cases)} cases, of which one holds of every plan (two servers share a host or do not; there are at most so many hosts of a kind, or more), other points show that less than ${worth(answer, answer.lowerBound)} do not hold them.`;
}

/** Whether servers share pages, so that what they need together is less than the sum of what each needs. */
function sharing(answer: FoldAnswer, { measure }: Proof): boolean {
  return measure?.resource === 'memory' && answer.memory.some((p) => p.id === 'shared');
}

function needed(answer: FoldAnswer, proof: Proof, { of, say }: ProofMeasure): string {
  const once = sharing(answer, proof) ? '; pages that they can share count once' : '';
  const all = answer.native.length ? 'All servers that are folded' : 'All servers together';
  return `${all} need ${say(proof.total)} of ${of}, with what virtualizing each of them adds${once}.`;
}

function roomOfOne(answer: FoldAnswer, proof: Proof, { say }: ProofMeasure): string {
  const less = sharing(answer, proof) ? 'less what is on every host once' : 'less what the host itself takes';
  const { kinds } = proof;
  const [{ most }] = kinds;
  if (kinds.every((k) => k.most === most))
    return `One host ${kinds.length > 1 ? 'of any kind ' : ''}has ${say(most)} for them: what may be filled, ${less}.`;
  return `One host has for them what may be filled, ${less}: ${list(kinds.map((k) => `${k.kind} ${holds(k, { total: proof.total, say })}`))}.`;
}

type Room = NonNullable<ReturnType<typeof mostRoom>>;

function everyHost(kinds: Proof['kinds']): Room {
  return kinds.flatMap(({ kind, most, count: hosts }) => (hosts && most > 0 ? [{ kind, most, hosts }] : []));
}

function oneByOne({ kind, most, hosts }: Room[number], alone: boolean): Block[] {
  return Array.from({ length: hosts }, (_, k) => ({ name: alone ? String(k + 1) : kind, size: most }));
}

/** What too few hosts hold at most, and how much is left over. */
function enough(
  answer: FoldAnswer,
  room: Room,
  { of, say }: ProofMeasure,
  all: boolean,
  total: number,
): string {
  const held = room.reduce((sum, { most, hosts }) => sum + most * hosts, 0);
  const hosts = room.reduce((n, r) => n + r.hosts, 0);
  const short = `${say(total - held)} too ${of ? 'little' : 'few'}`;
  const sum = room.map((r) => `${count(r.hosts)} × ${say(r.most).replace(/ points?$/, '')}`).join(' + ');
  const can = (n: number): string => (of ? (n === 1 ? 'has' : 'have') : n === 1 ? 'holds' : 'hold');
  const whole = sum === `1 × ${say(held)}` ? say(held) : `${sum} = ${say(held)}`;
  if (all) return `The machines that there are ${can(2)} at most ${whole}: ${short}.`;
  if (answer.objective === 'cost') {
    if (held === 0) return `For less than ${money(answer.lowerBound)} there is no host at all.`;
    const mix = list(room.map(({ kind, hosts: n }) => `${count(n)}\u00a0×\u00a0${kind}`));
    return `For less than ${money(answer.lowerBound)}, hosts ${can(2)} at most ${whole} (${mix}): ${short}.`;
  }
  if (hosts === 0) return 'With no host at all they have no place.';
  return `${many(hosts, 'host')} ${can(hosts)} at most ${whole}: ${short}.`;
}

function byPairs(answer: FoldAnswer, proof: Proof): Argument {
  const { total, kinds } = proof;
  const all = allRoom(proof) < total;
  const machines = kinds.reduce((sum, k) => sum + (k.count ?? 0), 0);
  const each = 'Each of them needs a host of its own';
  const who = proof.points.some(({ guests }) => guests.length > 1) ? 'server or group' : 'server';
  return {
    ...BARE,
    title: all ? 'Why not all servers fit' : titleOf(answer),
    steps: [
      `There are ${total === 1 ? `1 ${who}` : `${count(total)} ${who.replaceAll(/server|group/g, '$&s')}`} of which no two fit on one host together.`,
      all
        ? `${each}, and there ${machines === 1 ? 'is' : 'are'} ${many(machines, 'machine')}.`
        : answer.objective === 'cost'
          ? `${each}, and ${many(total, 'host')} cost at least ${money(proof.bound)}.`
          : `${each}.`,
      all ? 'So some find no room, wherever the others go.' : `So ${atLeast(answer)}.`,
    ],
    servers: blocksOf(proof),
    total,
    heading: 'Servers that cannot meet',
    leftOut: proof.leftOut,
  };
}

/** What a bound rests on where its figures are not known. */
function inWords(answer: FoldAnswer, by: NonNullable<FoldAnswer['boundBy']>): string[] {
  const { lowerBound, grid } = answer;
  const cost = answer.objective === 'cost';
  const fewer = cost ? `hosts for less than ${money(lowerBound)}` : many(lowerBound - 1, 'host');
  if (by === 'pairs')
    return [
      `There are ${cost ? 'servers' : many(lowerBound, 'server')} of which no two fit on one host together.`,
      `Each of them needs a host of its own${cost ? `, and ${fewer} are too few` : ''}.`,
    ];
  const { label } = RESOURCES[by.resource];
  const at = by.slot === null ? '' : ` at ${slotMoment(grid, by.slot)}`;
  return [`By their ${label}${at} alone, the servers do not go into ${fewer}, however they are combined.`];
}
