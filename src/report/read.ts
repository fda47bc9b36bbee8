import { isoMoment } from '../estate/moment';
import { assemble, type AssembleOptions } from '../estate/assemble';
import { withAssumedUse } from '../estate/assume';
import { crowd } from '../estate/crowd';
import { gather } from '../estate/gather';
import { FACT_IDS, UNKNOWN_FACTS, type Facts } from '../estate/fact-fields';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import { MEASURES, type MeasureId } from '../estate/measure';
import type { Question } from '../estate/question';
import type { Reading, Recording } from '../estate/recording';
import { summaryOf, type MeasureSummary, type ServerSummary } from '../estate/summary';

/** What was understood of one server. */
export interface ServerRead {
  readonly name: string;
  /** What files say of it, and what is guessed of processors and memory. */
  readonly facts: Partial<Facts>;
  readonly guessed: readonly (keyof Facts)[];
  readonly samples: number;
  /** `2024-03-04T09:00:00` of its wall clock; null for figures without times. */
  readonly from: string | null;
  readonly to: string | null;
  readonly measures: Partial<Record<MeasureId, MeasureSummary & { readonly unit: string }>>;
}

/** What was understood of some files, without folding. */
export interface ReadDocument {
  readonly servers: readonly ServerRead[];
  readonly leftOut: readonly { readonly guest: string; readonly why: string }[];
  readonly questions: readonly (Omit<Question, 'guess'> & {
    readonly map: Readonly<Record<string, string>>;
  })[];
  readonly findings: readonly Finding[];
}

/** The slot does not matter to what was read; a day's keeps the grid of any span small. */
const SLOT = 24 * 60;

/** Sums up what files say, as the fold would take it. @throws InputError where a shift names nothing that was read */
export function readDocument(
  readings: readonly Reading[],
  options: Pick<AssembleOptions, 'edits' | 'shifts'>,
): ReadDocument {
  const { servers } = gather(readings, options.shifts);
  const estate = assemble(readings, {
    ...options,
    slotMinutes: SLOT,
    align: 'time-of-day',
    aggregate: 'mean',
  });
  const told = withAssumedUse(estate, {});
  const left = new Set(told.leftOut.map(({ guest }) => guest));
  const guests = [...estate.guests, ...(estate.stated ?? []).map(({ guest }) => guest)];
  const unmeasured = told.unmeasured ?? [];
  return {
    servers: guests
      // What was measured is shown, though too little of it to be folded.
      .filter(({ name, measures }) => !left.has(name) || Object.keys(measures).length > 0)
      .map((guest) => serverRead(guest, summaryOf(servers.get(guest.name) ?? []))),
    leftOut: told.leftOut,
    questions: [
      ...(estate.questions ?? []).map(({ guess, ...question }) => ({
        ...question,
        map: guess === null ? {} : { [question.column]: guess },
      })),
      ...(unmeasured.length === 0
        ? []
        : [
            {
              file: filesOf(unmeasured.flatMap((name) => servers.get(name) ?? [])),
              column: '',
              why: `Nothing tells how busy the processors of ${crowd(unmeasured)} are: fold them with --assume-use 25, or with logs.`,
              map: {},
            },
          ]),
    ],
    findings: told.findings,
  };
}

const filesOf = (recordings: readonly Recording[]): string =>
  [...new Set(recordings.map(({ source }) => source))].sort().join(', ');

/** Facts that are folded with where nobody states them. */
const GUESSED = ['cores', 'memory'] as const satisfies readonly (keyof Facts)[];

function serverRead(guest: Guest, { from, to, samples, measures }: ServerSummary): ServerRead {
  const guessed = GUESSED.filter((id) => guest.guessed.has(id) && guest.facts[id] !== null);
  const told = FACT_IDS.filter((id) =>
    guest.guessed.has(id)
      ? (guessed as readonly string[]).includes(id)
      : guest.facts[id] !== UNKNOWN_FACTS[id] || id === 'cores' || id === 'measured',
  );
  // Only a host meters in what it gives: that is known without being said.
  if (guest.facts.measured !== UNKNOWN_FACTS.measured && !told.includes('measured')) told.push('measured');
  return {
    name: guest.name,
    facts: Object.fromEntries(told.map((id) => [id, guest.facts[id]])),
    guessed,
    samples,
    from: from === null ? null : isoMoment(from),
    to: to === null ? null : isoMoment(to),
    measures: Object.fromEntries(
      Object.values(MEASURES).flatMap(({ id, unit }) => {
        const own = measures[id];
        return own
          ? [[id, { unit, mean: shortened(own.mean), max: shortened(own.max), samples: own.samples }]]
          : [];
      }),
    ),
  };
}

/** Series are kept in single precision: more digits than these are noise. */
const shortened = (value: number) => Number(value.toPrecision(7));
