import { crowd } from '../../estate/crowd';
import { InputError } from '../../estate/finding';
import type { LeftOut } from '../../estate/estate';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import { PLATFORMS, type PlatformId } from '../../estate/platforms';
import type { Reading, Recording } from '../../estate/recording';
import { fromText, NOT_A_NUMBER } from '../bytes/numbers';
import type { Input } from '../format';
import { place } from '../format';
import { aboutFile } from '../report';
import { scaleFrom } from '../units';
import { encodingWords } from '../writing';
import { listRows } from '../lists';
import { MeasureSeries, seriesFindings, turnIdle } from '../series';
import { plural, quoted } from '../words';
import { isNearest } from './facts';
import type { ListColumn } from './guest-columns';
import {
  cellUnder,
  columnsSeen,
  guestColumns,
  isMeasureVm,
  isMemoryShare,
  isOpenCell,
  whoOf,
} from './guest-columns';
import { rescale } from './rescale';
import type { TableShape } from './shape';
import { entryColumn, isHostEntry, isTemplateFlag, restingUnder } from './resting';
import { whyTotal } from './totals';
import { LAST_RANK, saysUnit } from './vocabulary';

const RANK = { peak: 0, p95: 1, single: 2, average: 3 } as const;

/** Reads a table with a row for each guest and no times: facts, and load as one figure each. */
export async function readGuests(input: Input, shape: TableShape): Promise<Reading> {
  const { rows, findings: ragged } = await listRows(input, shape.header);
  const decimal = input.head.dialect.decimal === 44 ? ',' : '.';
  const { server: who, placed } = whoOf(shape);
  const state = restingUnder(shape.header.cells);
  const entry = entryColumn(shape.header.cells, rows);
  const columns = guestColumns(input, shape, rows, { who, placed, entry });
  // Of two columns that state one fact, the one that bears its name goes first, and a product last.
  const turnOf = ({ fact, sockets }: ListColumn) => (fact?.named ? 0 : sockets === undefined ? 1 : 2);
  const inTurn = [...columns].sort((a, b) => turnOf(a) - turnOf(b));
  const byHyperV = isMeasureVm(shape.header.cells);
  const metered = byHyperV ? ({ present: 'hyperv', measured: 'host' } as const) : {};
  const trouble: Trouble = {
    count: 0,
    first: '',
    texts: [],
    expected: '',
    nearest: new Map(),
    inGiB: [],
    contradicting: [],
    contradicted: '',
  };
  const seen = new Map<string, number>();
  const recordings: Recording[] = [];
  const leftOut: LeftOut[] = [];
  const kept = new Map<MeasureSeries, Float32Array>();
  let nameless = 0;
  for (const { line, cells } of rows) {
    const server = cells[who]?.trim() ?? '';
    if (server === '') {
      if (cells.some((cell) => cell !== '')) nameless++;
      continue;
    }
    const resting = state.of(cells);
    const why =
      whyTotal(server, input.name) ??
      (resting && `${resting} in ${input.name}: it does not run`) ??
      (isHostEntry(cells[entry])
        ? `a host in ${input.name}: its virtual machines are folded in its place`
        : null);
    if (why) {
      leftOut.push({ guest: server, why });
      continue;
    }
    const before = seen.get(server);
    if (before !== undefined) {
      throw new InputError(
        place(input.name, line, who + 1),
        `${quoted(server)} stands in line ${before} already; expected a name for each guest.`,
        'Rename one of them, or delete the line.',
      );
    }
    seen.set(server, line);
    const one = guestOf(input, inTurn, server, cells, line, decimal, trouble, kept);
    const on = placed < 0 ? '' : (cells[placed]?.trim() ?? '');
    recordings.push({ ...one, facts: { ...metered, ...one.facts }, ...(on && { on }) });
  }
  if (recordings.length === 0) {
    throw new InputError(place(input.name, shape.header.line), 'a header and not one guest.');
  }
  const rescaled = rescale(kept, input.name);
  for (const [series, values] of kept) if (series.how.idle) turnIdle(values);
  const measured = recordings.some((r) => Object.keys(r.measures).length > 0);
  return {
    name: input.name,
    format: measured ? 'Table of guests' : 'Facts about guests',
    bytes: input.bytes(),
    rows: recordings.length,
    columns: shape.header.cells.length,
    recordings,
    leftOut,
    counters: columnsSeen(columns),
    ...aboutFile(input, [...kept.keys()]),
    findings: [
      ...findingsOf(input, shape, columns, [entry, ...state.columns], recordings, trouble, nameless),
      ...rescaled,
      ...seriesFindings([...kept.keys()], input.name),
      ...ragged,
    ],
  };
}

interface Trouble {
  count: number;
  first: string;
  texts: string[];
  expected: string;
  /** Platforms that were read as the nearest one that is known, by what was written. */
  readonly nearest: Map<string, PlatformId>;
  /** Memories without a unit that were taken for GiB. */
  readonly inGiB: string[];
  /** Cells that say another thing of a server than the column that was read, and the first of them. */
  readonly contradicting: string[];
  contradicted: string;
}

function contradict(trouble: Trouble, where: string, what: string): void {
  if (trouble.contradicting.push(what) === 1) trouble.contradicted = where;
}

/** The unit behind a figure: it goes before what the head says. */
const UNIT_BEHIND = / ?[a-z]+\/?s?$/i;

function guestOf(
  input: Input,
  columns: readonly ListColumn[],
  server: string,
  cells: readonly string[],
  line: number,
  decimal: '.' | ',',
  trouble: Trouble,
  kept: Map<MeasureSeries, Float32Array>,
): Recording {
  const facts: { -readonly [K in keyof Facts]?: Facts[K] } = {};
  const figures = new Map<MeasureId, { rank: number; value: number; idle: boolean }>();
  /** Measures whose unit neither header nor cell says. */
  const bare = new Set<MeasureId>();
  const named = new Map<MeasureId, string>();
  let memoryShare = NaN;
  let shareRank = Infinity;
  const note = (column: number, cell: string, expected: string) => {
    if (trouble.count++ === 0) {
      trouble.first = place(input.name, line, column + 1);
      trouble.expected = expected;
    }
    if (trouble.texts.length < 3) trouble.texts.push(quoted(cell));
  };
  for (const each of columns) {
    const { column, header, fact, measure, meaning } = each;
    const cell = cellUnder(each, cells);
    if (isOpenCell(cell)) continue;
    if (isTemplateFlag(header, cell)) continue;
    if (fact) {
      const stated: typeof facts = {};
      const before = facts[fact.field];
      if (!fact.put(stated, cell, decimal)) note(column, cell, fact.expected);
      else if (before !== undefined && before !== stated[fact.field])
        contradict(trouble, place(input.name, line, column + 1), `${quoted(cell)}, not ${before}`);
      else {
        Object.assign(facts, stated);
        if (fact.inGiB?.(cell, decimal)) trouble.inGiB.push(cell);
        else if (fact.field === 'present' && facts.present && isNearest(cell, facts.present))
          trouble.nearest.set(cell, facts.present);
      }
      continue;
    }
    const memoryPercent = isMemoryShare({ header, meaning, measure });
    if (measure === null && !memoryPercent) continue;
    const share = memoryPercent || (measure === 'busy' && meaning?.percent === true);
    const [unit = ''] = UNIT_BEHIND.exec(cell) ?? [];
    const value = fromText(
      cell.slice(0, cell.length - unit.length),
      decimal,
      share && input.head.decimalSure,
    );
    if (value !== value || value === NOT_A_NUMBER || value < 0) {
      note(column, cell, 'a number from 0');
      continue;
    }
    if (measure === 'busy' && /hz$/i.test(unit)) {
      note(column, cell, 'a share in %');
      continue;
    }
    const inCell = measure && scaleFrom(unit, measure);
    const idle = meaning?.idle ?? false;
    // What is used goes before what is left of it.
    const rank = RANK[meaning?.statistic ?? 'single'] + (idle || meaning?.whole ? LAST_RANK : 0);
    if (memoryPercent) {
      if (rank < shareRank) memoryShare = value / 100;
      shareRank = Math.min(rank, shareRank);
      continue;
    }
    if (meaning && !saysUnit(measure!, meaning) && inCell === null && !cell.endsWith('%')) bare.add(measure!);
    named.set(measure!, header);
    const own = figures.get(measure!);
    const scaled = value * (inCell ?? meaning?.scale ?? 1);
    // Figures of the same rank are parts (reads and writes, disk 1 and disk 2); a better rank replaces a lesser one.
    if (!own || rank < own.rank) figures.set(measure!, { rank, value: scaled, idle });
    else if (rank === own.rank && MEASURES[measure!].total === 'sum') own.value += scaled;
  }
  if (memoryShare >= 0 && facts.memory && !figures.has('usedMiB')) {
    figures.set('usedMiB', { rank: 0, value: memoryShare * facts.memory, idle: false });
  }
  const measures: Partial<Record<MeasureId, Float32Array>> = {};
  for (const [measure, { value, idle }] of figures) {
    const unit = bare.has(measure) ? null : MEASURES[measure].unit;
    const series = new MeasureSeries(server, measure, 1, {
      unit,
      known: 'name',
      from: named.get(measure),
      ...(idle ? { idle } : {}),
    });
    series.push(value);
    measures[measure] = series.take();
    kept.set(series, measures[measure]);
  }
  return {
    server,
    source: input.name,
    times: figures.size ? Float64Array.of(0) : new Float64Array(0),
    measures,
    facts,
    processes: [],
  };
}

/** @param telling columns that say what a row is, or whether it runs */
function findingsOf(
  input: Input,
  shape: TableShape,
  columns: readonly ListColumn[],
  telling: readonly number[],
  recordings: readonly Recording[],
  trouble: Trouble,
  nameless: number,
): Finding[] {
  const { name } = input;
  const findings: Finding[] = [];
  const facts = columns.flatMap(({ fact }) => (fact ? [fact.field] : []));
  const figures = columns.filter((column) => column.measure !== null || isMemoryShare(column));
  const said = [
    facts.length ? `facts: ${[...new Set(facts)].join(', ')}` : '',
    figures.length ? `figures: ${figures.map(({ header }) => header).join(', ')}` : '',
  ].filter((text) => text !== '');
  findings.push({
    level: 'info',
    where: name,
    text: `Read ${plural(recordings.length, 'guest')}; ${said.join('; ')}.`,
  });
  if (figures.length) {
    findings.push({
      level: 'warning',
      where: name,
      text: 'One figure for each guest and no times: when each peaks, and whether peaks coincide, cannot be known from it.',
      fix: 'Use logs over a week or more where the number of hosts matters.',
    });
    const busy = figures.filter(({ measure }) => measure === 'busy' || measure === 'usedGHz');
    if (busy.length && busy.every(({ meaning }) => meaning?.statistic === 'average')) {
      findings.push({
        level: 'warning',
        where: place(name, shape.header.line, busy[0].column + 1),
        text: `${quoted(busy[0].header)} is an average, and no peak is given: hosts that fit averages are too few.`,
        fix: 'Add a column with the peak or the 95th percentile.',
      });
    }
  }
  const read = [...telling, ...columns.flatMap(({ sockets = -1 }) => sockets)];
  const unused = columns.filter(
    (each) => !each.fact && !figures.includes(each) && !read.includes(each.column),
  );
  if (unused.length) {
    findings.push({
      level: 'info',
      where: place(name, shape.header.line, unused[0].column + 1),
      text: `${plural(unused.length, 'column')} not used: ${crowd(unused.map(({ header }) => quoted(header)))}.`,
    });
  }
  if (trouble.count) {
    findings.push({
      level: 'warning',
      where: trouble.first,
      text: `${plural(trouble.count, 'cell')} could not be read and ${trouble.count === 1 ? 'is' : 'are'} left open: found ${crowd(trouble.texts)}, expected ${trouble.expected}.`,
    });
  }
  if (trouble.contradicting.length) {
    const { contradicting } = trouble;
    findings.push({
      level: 'warning',
      where: trouble.contradicted,
      text: `${plural(contradicting.length, 'cell')} ${contradicting.length === 1 ? 'contradicts' : 'contradict'} another column of the same fact and ${contradicting.length === 1 ? 'is' : 'are'} not used: found ${crowd(contradicting)}.`,
    });
  }
  if (trouble.inGiB.length) {
    findings.push({
      level: 'guess',
      where: name,
      text: `No unit with the memory of ${plural(trouble.inGiB.length, 'server')}: so little as ${crowd(trouble.inGiB.map(quoted))} MiB no server has; taken as GiB.`,
      fix: 'Write the unit into the header (memory MB, memory GB).',
      doubt: { of: 'unit', servers: trouble.inGiB.length },
    });
  }
  if (trouble.nearest.size) {
    const taken = [...trouble.nearest].map(([cell, id]) => `${quoted(cell)} for ${PLATFORMS[id].label}`);
    findings.push({
      level: 'guess',
      where: name,
      text: `Of the platforms known here the nearest is taken: ${crowd(taken)}.`,
      fix: 'Choose another under "Runs on" in the guest table.',
    });
  }
  if (nameless) {
    findings.push({
      level: 'warning',
      where: name,
      text: `${plural(nameless, 'row')} without a guest's name left out.`,
    });
  }
  findings.push({ level: 'info', where: name, text: `${encodingWords(input)}.` });
  return findings;
}
