import { alikeOverFiles } from './alike';
import { clockOffers, shifted, type Shifts } from './clocks';
import type { ShiftOffer } from './estate';
import type { Finding } from './finding';
import type { Reading, Recording } from './recording';
import { machinesOf, type Machines } from './same-machine';
import { serversOf } from './servers';
import { decimalFindings } from './settle-decimals';
import { settleDates } from './settle-dates';
import { twinFindings } from './twins';

/** Readings as they are folded: dates settled over all of them, clocks shifted, recordings by server. */
export interface Gathered {
  readonly readings: readonly Reading[];
  readonly machines: Machines;
  readonly servers: ReadonlyMap<string, readonly Recording[]>;
  readonly offers: readonly ShiftOffer[];
  readonly findings: readonly Finding[];
}

/** Brings what several files say of the same servers together. */
export function gather(given: readonly Reading[], shifts: Shifts = {}): Gathered {
  const dates = settleDates(given);
  const machines = machinesOf(given.flatMap((r) => r.recordings.map(({ server }) => server)));
  const readings = shifted(dates.readings, shifts, machines);
  const recordings = readings.flatMap((r) => r.recordings);
  const { servers, findings: apart } = serversOf(recordings, machines);
  const clocks = clockOffers(servers);
  return {
    readings,
    machines,
    servers,
    offers: clocks.offers,
    findings: [
      ...alikeOverFiles(readings),
      ...dates.findings,
      ...decimalFindings(readings),
      ...(clocks.offers.length > 0 ? [] : zoneFindings(recordings)),
      ...twinFindings(readings),
      ...machines.findings,
      ...apart,
      ...clocks.findings,
    ],
  };
}

function zoneFindings(recordings: readonly Recording[]): Finding[] {
  const biases = new Map<number, string>();
  for (const { zone } of recordings)
    if (zone && zone.biasMinutes !== null) biases.set(zone.biasMinutes, zone.name);
  if (biases.size < 2) return [];
  const zones = [...biases].map(
    ([bias, name]) => `${name} (UTC${bias > 0 ? '-' : '+'}${Math.abs(bias) / 60} h)`,
  );
  return [
    {
      level: 'warning',
      where: 'time zones',
      text: `The files come from ${zones.join(', ')}; they are laid over each other by wall clock, so that office hours meet office hours.`,
      fix: 'Where they ran at the same moment, shift the times of one.',
      option: '--shift NAME=-5h',
    },
  ];
}
