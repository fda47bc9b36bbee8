import { ASSUMED_WORDS } from '../decide/flight/assumed';
import { isFlown, type FlownHost } from '../decide/flight/fly-host';
import type { ReadyKept } from '../decide/flight/keep-ready';
import type { RatioPoint } from '../decide/flight/ratio';
import type { FlownRange } from '../decide/flight/span';
import type { FoldAnswer } from '../placement/answer';
import type { TableRows } from './beside';
import { countWords } from './plan-words';

/** A part of something in %, from and to; one of them where they are alike. */
function spanWords({ low, high }: FlownRange): string {
  const [from, to] = [low, high].map((part) => (100 * part).toFixed(1));
  return from === to ? from : `${from} to ${to}`;
}

/** What was ranged over, and what could not be flown. */
export function flightWords(answer: FoldAnswer, flown: readonly FlownHost[]): string[] {
  return [
    `Each host simulated at its fullest moment and at one drawn from each quarter of the window; ranged over: ${ASSUMED_WORDS}.`,
    ...flown.map((one) => {
      const { name } = answer.hosts[one.host];
      return isFlown(one)
        ? `${name}: ${one.verdict}. ${one.why}`
        : `${name} was not simulated: ${one.notFlown}.`;
    }),
  ];
}

/** Hosts as they were flown, a row each. */
export function flightRows(answer: FoldAnswer, flown: readonly FlownHost[]): TableRows {
  return [
    [
      'host',
      'vCPUs per core',
      'busy %',
      'ready %, all',
      'ready %, worst guest',
      'co-stop %, worst',
      'interrupt delay ms, worst',
      'slow-down, worst',
      'meter less use, points',
    ],
    ...flown.filter(isFlown).map(({ host, vcpusPerCore, busy, ready, guests }) => {
      const worst = (pick: (guest: (typeof guests)[number]) => FlownRange, scale = 1, places = 1) => {
        const known = guests.map(pick).filter(({ high }) => !Number.isNaN(high));
        if (known.length === 0) return '-';
        const { low, high } = known.reduce((a, b) => (b.high > a.high ? b : a));
        const [from, to] = [low, high].map((value) => (scale * value).toFixed(places));
        return from === to ? from : `${from} to ${to}`;
      };
      return [
        answer.hosts[host].name,
        vcpusPerCore.toFixed(1),
        spanWords(busy),
        spanWords(ready),
        worst((guest) => guest.ready, 100),
        worst((guest) => guest.costop, 100),
        worst((guest) => guest.interruptDelayMs.mean),
        worst((guest) => guest.slowdown, 1, 2),
        worst((guest) => guest.measured.error, 100),
      ];
    }),
  ];
}

/** What ready so many virtual processors for each core give, for these servers. */
export function ratioRows(consolidation: readonly RatioPoint[]): TableRows {
  return [
    ['vCPUs per core', 'load asked for, %', 'ready %'],
    ...consolidation.map(({ ratio, load, ready }) => [`${ratio}:1`, spanWords(load), spanWords(ready)]),
  ];
}

/** Whether a limit on ready is kept, by how many hosts, and what that costs. */
export function readyWords({ limit, kept, hosts, fewest, tried }: ReadyKept): string {
  const most = `no guest is ready without a processor for more than ${limit} % of its time`;
  if (kept) {
    const more = hosts - fewest;
    const cost =
      more > 0 ? `: ${more} more than the fewest, which is what the limit costs` : ', the fewest there are';
    return `On ${countWords(hosts, 'host')} ${most}, over all that was ranged over${cost}.`;
  }
  const last = tried.findLast(({ ready }) => ready !== null);
  const found = last?.ready
    ? ` On ${countWords(last.hosts, 'host')}, the most that were tried, ${last.guest} on ${last.on} is, for up to ${(100 * last.ready.high).toFixed(1)} %.`
    : '';
  return `The limit on ready is not kept: of the numbers of hosts that were tried there is none on which ${most}.${found} Raise the limit, give larger hosts, or give the guest fewer virtual processors.`;
}

/** Ready against hosts. */
export function readyRows({ tried, limit }: ReadyKept): TableRows {
  return [
    ['hosts', 'ready %, worst guest', 'guest', 'on', `${limit} % kept`],
    ...tried.map(({ hosts, ready, guest, on }) => [
      String(hosts),
      ready ? spanWords(ready) : 'no plan',
      guest,
      on,
      ready !== null && 100 * ready.high <= limit ? 'yes' : 'no',
    ]),
  ];
}
