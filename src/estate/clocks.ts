import { crowd } from './crowd';
import type { ShiftOffer } from './estate';
import { InputError, type Finding } from './finding';
import { isMoment } from './grid';
import { likeness } from './likeness';
import type { MeasureId } from './measure';
import type { Reading, Recording } from './recording';
import type { Machines } from './same-machine';
import { sameFigures } from './twins';

const MINUTE = 60_000;

/** What to add to the clocks of files and servers, in minutes, by their names. */
export type Shifts = Readonly<Record<string, number>>;

/**
 * Moves the times of what a person named: a file, all that is in it; a server, all that is said of it.
 * @throws InputError where nothing of that name was read
 */
export function shifted(
  readings: readonly Reading[],
  shifts: Shifts,
  machines: Machines,
): readonly Reading[] {
  const asked = Object.entries(shifts).filter(([, minutes]) => minutes !== 0);
  if (asked.length === 0) return readings;
  const files = new Map(asked);
  const servers = new Map(asked.map(([name, minutes]) => [machines.keyOf(name), minutes]));
  const known = new Set(
    readings.flatMap(({ name, recordings }) => [
      name,
      ...recordings.map(({ server }) => machines.keyOf(server)),
    ]),
  );
  for (const [name] of asked) {
    if (known.has(name) || known.has(machines.keyOf(name))) continue;
    throw new InputError(
      'shift',
      `found ${JSON.stringify(name)}; expected the name of a file or of a server in it.`,
      `Files: ${readings
        .map((reading) => reading.name)
        .slice(0, 8)
        .join(', ')}.`,
    );
  }
  const moved = new Map<Float64Array, Map<number, Float64Array>>();
  const move = (times: Float64Array, minutes: number): Float64Array => {
    const own = moved.get(times) ?? new Map<number, Float64Array>();
    moved.set(times, own);
    const before = own.get(minutes);
    if (before) return before;
    const after = times.map((time) => time + minutes * MINUTE);
    own.set(minutes, after);
    return after;
  };
  const recordingOf = (recording: Recording): Recording => {
    const minutes = (files.get(recording.source) ?? 0) + (servers.get(machines.keyOf(recording.server)) ?? 0);
    if (minutes === 0 || isMoment(recording)) return recording;
    const { zone } = recording;
    const biasMinutes = zone?.biasMinutes;
    const { impossible } = recording;
    return {
      ...recording,
      times: move(recording.times, minutes),
      ...(impossible ? { impossible: impossible.map((time) => time + minutes * MINUTE) } : {}),
      ...(zone && typeof biasMinutes === 'number'
        ? { zone: { name: `${zone.name}, shifted`, biasMinutes: biasMinutes - minutes } }
        : {}),
    };
  };
  return readings.map((reading) => ({ ...reading, recordings: reading.recordings.map(recordingOf) }));
}

/** Measures of the processor by which two logs of one server are known to be of the same hours. */
const LOADS: readonly MeasureId[] = ['busy', 'usedCores', 'usedGHz', 'runCores', 'hostBusy'];

/**
 * Servers that two files saw by two clocks, and the shift of one of the files that brings them together: by their zones
 * where both are known, else by the loads.
 */
export function clockOffers(servers: Iterable<readonly [name: string, recordings: readonly Recording[]]>): {
  offers: ShiftOffer[];
  findings: Finding[];
} {
  const byFile = new Map<string, { offer: ShiftOffer; servers: string[] }>();
  const compared = new Map<string, number>();
  for (const [name, recordings] of servers) {
    const timed = recordings.filter((each) => !isMoment(each));
    for (let i = 0; i < timed.length; i++) {
      for (let k = i + 1; k < timed.length; k++) {
        const pair = `${timed[i].source}\u0001${timed[k].source}`;
        const times = compared.get(pair) ?? 0;
        compared.set(pair, times + 1);
        const offer = offerOf(timed[i], timed[k], times < COMPARED);
        if (!offer) continue;
        const key = `${offer.name}\u0001${offer.minutes}`;
        const known = byFile.get(key);
        if (known) known.servers.push(name);
        else byFile.set(key, { offer, servers: [name] });
      }
    }
  }
  const all = [...byFile.values()];
  return {
    offers: all.map(({ offer }) => offer),
    findings: all.map(({ offer, servers: seen }) => ({
      level: 'warning',
      where: crowd(seen),
      text: `Seen by two clocks: ${offer.why}. As they are, its load is laid ${hours(Math.abs(offer.minutes))} apart from itself.`,
      fix: `Shift the clock of ${offer.name} by ${shiftWords(offer.minutes)}.`,
      option: `--shift ${offer.name}=${shiftText(offer.minutes)}`,
    })),
  };
}

/** Servers of two files whose loads are compared: they share the files' clocks. */
const COMPARED = 8;

/** @param byLoads whether loads may be compared, which takes time */
function offerOf(a: Recording, b: Recording, byLoads: boolean): ShiftOffer | null {
  if (a.source === b.source) return null;
  // What a host wrote goes to the server's own clock.
  const [stays, moves] = a.facts.measured === 'host' && b.facts.measured !== 'host' ? [b, a] : [a, b];
  const [of, to] = [moves.zone?.biasMinutes ?? null, stays.zone?.biasMinutes ?? null];
  if (of !== null && to !== null) {
    if (of === to) return null;
    return {
      name: moves.source,
      minutes: of - to,
      why: `${stays.source} is in the zone UTC${sign(-to)} and ${moves.source} in UTC${sign(-of)}`,
    };
  }
  const load = (recording: Recording) => LOADS.flatMap((id) => recording.measures[id] ?? [])[0];
  const [own, other] = [load(stays), load(moves)];
  if (!byLoads || !own || !other || sameFigures(a, b)) return null;
  const best = likeness({ times: stays.times, values: own }, { times: moves.times, values: other });
  if (best === null || best.minutes === 0) return null;
  return {
    name: moves.source,
    minutes: best.minutes,
    why: `the loads of ${moves.source} are like those of ${stays.source} ${hours(Math.abs(best.minutes))} ${best.minutes > 0 ? 'later' : 'earlier'} (correlation ${best.correlation.toFixed(2)})`,
  };
}

const sign = (minutes: number) =>
  minutes === 0
    ? ''
    : `${minutes > 0 ? '+' : '-'}${Math.floor(Math.abs(minutes) / 60)}${minutes % 60 ? `:${String(Math.abs(minutes) % 60).padStart(2, '0')}` : ''}`;

/** `5 h`, `30 min`. */
const hours = (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);

/** `−5 h`, `+90 min`, for people. */
export const shiftWords = (minutes: number): string =>
  `${minutes < 0 ? '−' : '+'}${hours(Math.abs(minutes))}`;

/** As `--shift` takes it: `-5h`, `+90m`. */
const shiftText = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${minutes % 60 === 0 ? `${Math.abs(minutes) / 60}h` : `${Math.abs(minutes)}m`}`;
