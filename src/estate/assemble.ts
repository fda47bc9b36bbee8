import type { Aggregate, Alignment, Estate, Grid, LeftOut } from './estate';
import type { Finding } from './finding';
import { gridOf, isMoment, periodOffset, recordedSpan } from './grid';
import type { Facts, Guest } from './guest';
import { UNKNOWN_FACTS } from './guest';
import { guessMemory } from './guesses';
import { Join } from './join';
import type { Told } from './join';
import { joinFacts } from './join-facts';
import { BY_HOST, MEASURES, type MeasureId } from './measure';
import { own } from './own';
import type { Reading, Recording } from './recording';
import { machinesOf, shownName } from './same-machine';
import { overlay, toSlots } from './slots';
import type { SlotValue } from './slots';
import { twinFindings } from './twins';

/** How recordings become an estate. */
export interface AssembleOptions {
  readonly slotMinutes: number;
  readonly align: Alignment;
  /** Inside a slot, for what is summed over time; memory always takes its worst. */
  readonly aggregate: Aggregate;
  /** Facts that a person typed in, by server name: they win. */
  readonly edits: Readonly<Record<string, Partial<Facts>>>;
}

/** Puts all readings together: one guest for each server name, all series on one grid, facts joined, guesses marked. */
export function assemble(readings: readonly Reading[], options: AssembleOptions): Estate {
  const recordings = readings.flatMap((r) => r.recordings);
  const grid = gridOf(recordings, options.slotMinutes, options.align);
  const whole = grid.align === 'wall' ? grid : recordedSpan(recordings, grid.step);
  const findings = [
    ...readings.flatMap((r) => r.findings),
    ...zoneFindings(recordings),
    ...twinFindings(readings),
  ];
  const join = new Join();
  const machines = machinesOf(recordings.map(({ server }) => server));
  findings.push(...machines.findings);

  const servers = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const key = machines.keyOf(recording.server);
    const of = servers.get(key);
    if (of) of.push(recording);
    else servers.set(key, [recording]);
  }
  const guests: Guest[] = [];
  const stated: LeftOut[] = [];
  for (const own of servers.values()) {
    const name = shownName(own.map(({ server }) => server));
    const guest = guestOf(name, own, grid, whole, options, join, findings);
    if (Object.keys(guest.measures).length > 0) guests.push(guest);
    else stated.push({ guest: guest.name, why: 'facts alone: no file holds a figure of its load' });
  }
  findings.push(...join.findings(crowd));
  const known = new Set(
    [...guests.map((g) => g.name), ...stated.map((l) => l.guest)].map((n) => machines.keyOf(n)),
  );
  const silent = readings
    .flatMap((reading) => reading.leftOut ?? [])
    .filter(({ guest }) => !known.has(machines.keyOf(guest)) && known.add(machines.keyOf(guest)));
  if (stated.length) {
    findings.push({
      level: 'warning',
      where: stated.map(({ guest }) => guest).join(', '),
      text: 'Facts were given, but no file holds any figures of load: left out of the fold.',
      fix: 'Check that the names are those of the logs.',
    });
  }
  for (const why of new Set(silent.map((left) => left.why))) {
    findings.push({
      level: 'warning',
      where: silent.flatMap((left) => (left.why === why ? [left.guest] : [])).join(', '),
      text: `Left out of the fold: ${why}.`,
    });
  }
  findings.push(...guessFindings(guests));
  findings.push(...coverageFindings(guests, grid));
  return { grid, guests, leftOut: [...stated, ...silent], findings };
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
  const told = new Map<MeasureId, Told[]>();
  let samples = 0;
  for (const recording of recordings) {
    const over = recordings.length > 1 ? timeOf(recording) : null;
    for (const [id, values] of Object.entries(recording.measures) as [MeasureId, Float32Array][]) {
      const series = seriesOf(recording, id, values, grid, whole, options.aggregate);
      const one = { source: recording.source, series, over };
      const known = told.get(id);
      if (known) known.push(one);
      else told.set(id, [one]);
    }
    samples = Math.max(samples, mostSamples(recording));
  }
  const measures: Partial<Record<MeasureId, Float32Array>> = {};
  for (const [id, of] of told) measures[id] = join.series(name, id, of);
  const facts = joinFacts(name, recordings, editsOf(name, recordings, options.edits), findings);
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
  };
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
  const series = toSlots(recording.times, values, whole.start, grid.step, whole.slots, how);
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
      fix: 'Where they ran at the same moment, shift the times of one before folding.',
    },
  ];
}

/** "DB01, DB02 and 8 more": names a crowd without listing it. */
export function crowd(names: readonly string[]): string {
  const shown = names.length > 4 ? 3 : names.length;
  const rest = names.length - shown;
  return names.slice(0, shown).join(', ') + (rest ? ` and ${rest} more` : '');
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

function coverageFindings(guests: readonly Guest[], grid: Grid): Finding[] {
  const findings: Finding[] = [];
  const timed = guests.filter((g) => g.samples > 1);
  const few = timed.filter((g) => g.samples < 100).map((g) => g.name);
  if (few.length) {
    findings.push({
      level: 'warning',
      where: crowd(few),
      text: 'Fewer than 100 samples: percentiles and peaks are rough.',
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
