import { OF_PROCESSORS } from './assumed-use';
import type { Aggregate, Alignment, Estate, Grid, Stated } from './estate';
import type { Finding } from './finding';
import { daysRecorded, gridOf, isMoment, periodOffset, recordedSpan } from './grid';
import type { Facts, Guest } from './guest';
import { UNKNOWN_FACTS, valuesBehind } from './guest';
import { guessMemory } from './guesses';
import type { Shifts } from './clocks';
import { crowd } from './crowd';
import { gather } from './gather';
import { Join } from './join';
import type { Told } from './join';
import { joinFacts } from './join-facts';
import { BY_HOST, MEASURES, type MeasureId } from './measure';
import { own } from './own';
import type { Reading, Recording } from './recording';
import { onSlots, overlay } from './slots';
import type { SlotValue } from './slots';
import { ROUGH_BELOW } from './statistics';

/** How recordings become an estate. */
export interface AssembleOptions {
  readonly slotMinutes: number;
  readonly align: Alignment;
  /** Inside a slot, for what is summed over time; memory always takes its worst. */
  readonly aggregate: Aggregate;
  /** Facts that a person typed in, by server name: they win. */
  readonly edits: Readonly<Record<string, Partial<Facts>>>;
  /** Readings of tables that state facts of servers in other files, by their names: they bring no servers of their own. */
  readonly tables?: readonly string[];
  /** What to add to the clocks of files and servers, in minutes. */
  readonly shifts?: Shifts;
}

/** Puts all readings together: one guest for each server name, all series on one grid, facts joined, guesses marked. */
export function assemble(given: readonly Reading[], options: AssembleOptions): Estate {
  const gathered = gather(given, options.shifts);
  const { readings, machines, servers } = gathered;
  const recordings = readings.flatMap((r) => r.recordings);
  const grid = gridOf(recordings, options.slotMinutes, options.align);
  const whole = grid.align === 'wall' ? grid : recordedSpan(recordings, grid.step);
  const findings = [...gathered.findings];
  const join = new Join();
  const guests: Guest[] = [];
  const stated: Stated[] = [];
  const kindOf = factTables(readings, machines.keyOf, options.tables);
  for (const [name, own] of servers) {
    const guest = guestOf(name, own, grid, whole, options, join, findings);
    if (Object.keys(guest.measures).length > 0) guests.push(guest);
    else stated.push({ guest, by: kindOf(own) });
  }
  findings.push(...join.findings(crowd));
  const known = new Set(
    [...guests, ...stated.map(({ guest }) => guest)].map(({ name }) => machines.keyOf(name)),
  );
  const silent = readings
    .flatMap((reading) => reading.leftOut ?? [])
    .filter(({ guest }) => !known.has(machines.keyOf(guest)) && known.add(machines.keyOf(guest)));
  for (const why of new Set(silent.map((left) => left.why))) {
    findings.push({
      level: 'warning',
      where: silent.flatMap((left) => (left.why === why ? [left.guest] : [])).join(', '),
      text: `Left out of the fold: ${why}.`,
    });
  }
  findings.push(...guessFindings(guests));
  findings.push(...coverageFindings(guests, grid, options.aggregate));
  const today = readings.flatMap(({ hosts = [] }) => hosts);
  return {
    grid,
    guests,
    recorded:
      whole.slots > 1
        ? {
            from: whole.start,
            to: whole.start + whole.slots * grid.step,
            days: daysRecorded(recordings, whole.start),
          }
        : null,
    leftOut: silent,
    ...(stated.length ? { stated } : {}),
    ...(today.length ? { today } : {}),
    findings,
    questions: readings.flatMap((reading) => reading.questions ?? []),
    offers: gathered.offers,
  };
}

/**
 * What states the facts of servers that nothing else tells of. A file of facts alone, beside others that tell the load of
 * some of its servers, is a table about those, and a name that no other file has is more likely a slip than a server.
 * @param tables names of readings that were given as such a table
 */
function factTables(
  readings: readonly Reading[],
  keyOf: (name: string) => string,
  tables: readonly string[] = [],
): (own: readonly Recording[]) => Stated['by'] {
  const tells = ({ recordings }: Reading) =>
    recordings.some(({ measures }) => Object.keys(measures).length > 0);
  const serversOf = ({ recordings, leftOut = [] }: Reading) =>
    [...recordings.map(({ server }) => server), ...leftOut.map(({ guest }) => guest)].map(keyOf);
  const measured = new Set(readings.filter(tells).flatMap(serversOf));
  const sourcesOf = (of: (reading: Reading) => boolean) =>
    new Set(readings.filter(of).flatMap(({ recordings }) => recordings.map(({ source }) => source)));
  const given = sourcesOf(({ name }) => tables.includes(name));
  const beside = sourcesOf(
    (reading) => !tells(reading) && serversOf(reading).some((key) => measured.has(key)),
  );
  return (own) => {
    const all = (sources: Set<string>) => own.every(({ source }) => sources.has(source));
    return all(given) ? 'table' : all(new Set([...given, ...beside])) ? 'beside' : 'inventory';
  };
}

function guestOf(
  name: string,
  recordings: readonly Recording[],
  grid: Grid,
  whole: { start: number; slots: number },
  options: AssembleOptions,
  join: Join,
  findings: Finding[],
): Guest {
  const told = new Map<MeasureId, (Told & { readonly moment: boolean })[]>();
  let samples = 0;
  for (const recording of recordings) {
    const over = timeOf(recording);
    for (const [id, values] of Object.entries(recording.measures) as [MeasureId, Float32Array][]) {
      const series = seriesOf(recording, id, values, grid, whole, options.aggregate);
      const one = { source: recording.source, series, over, moment: isMoment(recording) };
      const known = told.get(id);
      if (known) known.push(one);
      else told.set(id, [one]);
    }
    samples = Math.max(samples, mostSamples(recording));
  }
  const stale = dropMoments(told);
  const measures: Partial<Record<MeasureId, Float32Array>> = {};
  for (const [id, of] of told) measures[id] = join.series(name, id, of);
  const facts = joinFacts(
    name,
    stale ? recordings.map(withoutPlace) : recordings,
    editsOf(name, recordings, options.edits),
    findings,
  );
  const on = recordings.find((recording) => recording.on !== undefined)?.on;
  // Threads that a log counted stand for cores where nobody says how many cores there are.
  const { cores = facts.threads ?? UNKNOWN_FACTS.cores } = facts;
  const memory = facts.memory === undefined ? guessMemory(measures.availableMiB) : null;
  return {
    name,
    facts: {
      ...UNKNOWN_FACTS,
      ...(memory === null ? {} : { memory }),
      // Only a host meters in these; a server of its own has said so.
      ...(BY_HOST.some((id) => measures[id]) ? { measured: 'host' } : {}),
      ...facts,
      cores,
    },
    guessed: new Set((Object.keys(UNKNOWN_FACTS) as (keyof Facts)[]).filter((k) => facts[k] === undefined)),
    measures,
    coverage: Math.max(
      0,
      ...Object.values(measures).map((s) => s.reduce((n, v) => n + (v === v ? 1 : 0), 0) / s.length),
    ),
    samples,
    processes: [...new Set(recordings.flatMap((r) => r.processes))],
    ...(on === undefined ? {} : { on }),
  };
}

/** One thing that several measures tell. */
const ONE_THING: readonly (readonly MeasureId[])[] = [OF_PROCESSORS, ['usedMiB', 'availableMiB']];

/**
 * Where one thing was measured over time, what another measure says of it at a single moment tells nothing more.
 * @returns whether a moment's figures of processors gave way
 */
function dropMoments(told: Map<MeasureId, readonly { readonly moment: boolean }[]>): boolean {
  let stale = false;
  for (const ids of ONE_THING) {
    const timed = ids.filter((id) => told.get(id)?.some(({ moment }) => !moment));
    if (timed.length === 0) continue;
    for (const id of ids) {
      if (!timed.includes(id) && told.delete(id)) stale ||= ids === OF_PROCESSORS;
    }
  }
  return stale;
}

/** What a host told at one moment says of that figure alone where it was measured: the machine is virtual all the same. */
function withoutPlace(recording: Recording): Recording {
  if (!isMoment(recording) || recording.facts.measured !== 'host') return recording;
  return { ...recording, facts: { ...recording.facts, measured: 'guest' } };
}

/** What a person typed for a machine under any of its names: which one is shown depends on the files that are there. */
function editsOf(
  name: string,
  recordings: readonly Recording[],
  edits: AssembleOptions['edits'],
): Partial<Facts> {
  const others = recordings.map(({ server }) => server).sort();
  return Object.assign({}, ...[...others, name].map((each) => own(edits, each))) as Partial<Facts>;
}

function seriesOf(
  recording: Recording,
  id: MeasureId,
  values: Float32Array,
  grid: Grid,
  whole: { start: number; slots: number },
  aggregate: Aggregate,
): Float32Array {
  if (isMoment(recording)) return new Float32Array(grid.slots).fill(values.length ? values[0] : NaN);
  const { slot } = MEASURES[id];
  const how: SlotValue = slot === 'free' ? 'min' : slot === 'level' ? 'max' : aggregate;
  const series = onSlots(recording.times, values, whole, grid.step, how);
  if (grid.align === 'wall') return series;
  return overlay(series, grid.slots, periodOffset(grid, whole.start), slot === 'free' ? 'min' : 'max');
}

/** First and last moment of a recording, ms; null for one without times. */
function timeOf(recording: Recording): readonly [number, number] | null {
  if (isMoment(recording)) return null;
  let [first, last] = [Infinity, -Infinity];
  for (const t of recording.times) {
    if (t < first) first = t;
    if (t > last) last = t;
  }
  return [first, last];
}

function mostSamples(recording: Recording): number {
  let most = 0;
  for (const values of Object.values(recording.measures)) {
    let n = 0;
    for (const v of values) if (v === v) n++;
    most = Math.max(most, n);
  }
  return most;
}

function guessFindings(guests: readonly Guest[]): Finding[] {
  const findings: Finding[] = [];
  const open = guests.filter((g) => g.guessed.has('cores') && g.measures.busy);
  const cores = open.filter((g) => g.facts.threads === null).map((g) => g.name);
  const counted = open.filter((g) => g.facts.threads !== null && g.facts.threads > 1);
  // What a VM counts are its virtual processors.
  const physical = counted.filter((g) => g.facts.measured === 'native').map((g) => g.name);
  if (physical.length) {
    findings.push({
      level: 'guess',
      where: crowd(physical),
      text: 'The processors of a counter log are hardware threads; they are taken for cores. Where each core has two, there is less work behind them than is counted: two threads do not do twice the work of one.',
      fix: 'Type the cores into the guest table (select many rows to set them together).',
    });
  }
  if (cores.length) {
    findings.push({
      level: 'guess',
      where: crowd(cores),
      text: 'Number of processors not in the data; 1 is assumed.',
      fix: 'Type it into the guest table (select many rows to set them together).',
    });
  }
  const paired = guests.filter(
    (g) => g.facts.threads !== null && g.facts.threads > g.facts.cores && g.measures.busy,
  );
  if (paired.length) {
    findings.push({
      level: 'info',
      where: crowd(paired.map((g) => g.name)),
      text: 'Two threads a core: below full use they do not add up. 50 % busy is 60 to 100 % of the work possible (B. Long 2025, stress-ng on 12 cores).',
    });
  }
  const memory = guests.filter((g) => g.guessed.has('memory') && g.facts.memory !== null).map((g) => g.name);
  if (memory.length) {
    findings.push({
      level: 'guess',
      where: crowd(memory),
      text: 'Installed memory is not in a counter log; the smallest usual size above the most memory ever free is assumed.',
      fix: 'Type the installed memory into the guest table.',
    });
  }
  return findings;
}

function coverageFindings(guests: readonly Guest[], grid: Grid, aggregate: Aggregate): Finding[] {
  const findings: Finding[] = [];
  const timed = guests.filter((g) => g.samples > 1);
  const few = timed.filter((g) => g.samples < ROUGH_BELOW).map((g) => g.name);
  if (few.length) {
    findings.push({
      level: 'warning',
      where: crowd(few),
      text: `Fewer than ${ROUGH_BELOW} samples: percentiles and peaks are rough.`,
    });
  }
  const long = timed
    .filter((g) => g.samples >= ROUGH_BELOW && valuesBehind(g, grid.slots) < ROUGH_BELOW)
    .map((g) => g.name);
  if (long.length && grid.slots > 1) {
    findings.push({
      level: 'info',
      where: crowd(long),
      text: `Fewer than ${ROUGH_BELOW} slots hold a sample: 95th percentiles over slots are rough.`,
    });
  }
  const within = timed
    .filter((g) => aggregate === 'p95' && g.samples < ROUGH_BELOW * g.coverage * grid.slots)
    .map((g) => g.name);
  if (within.length) {
    findings.push({
      level: 'info',
      where: crowd(within),
      text: `Fewer than ${ROUGH_BELOW} samples in a slot: their 95th percentile is rough, and of fewer than 20 it is the largest.`,
    });
  }
  const thin = timed.filter((g) => g.coverage < 0.9).map((g) => g.name);
  if (thin.length && grid.slots > 1) {
    findings.push({
      level: 'warning',
      where: crowd(thin),
      text: "More than a tenth of the slots hold no sample; the guest's own 95th percentile stands in there.",
      fix:
        grid.align === 'wall'
          ? 'If the servers were measured on different days, fold by time of day or week.'
          : undefined,
    });
  }
  const moment = guests.filter((g) => g.samples === 1).map((g) => g.name);
  if (moment.length) {
    findings.push({
      level: 'warning',
      where: crowd(moment),
      text: 'One moment only: when it peaks, and whether peaks coincide, cannot be known. It is taken to need this all the time.',
    });
  }
  return findings;
}
