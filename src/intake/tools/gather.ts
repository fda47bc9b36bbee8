import { crowd } from '../../estate/crowd';
import type { LeftOut } from '../../estate/estate';
import type { Finding } from '../../estate/finding';
import type { Facts } from '../../estate/guest';
import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import type { Question } from '../../estate/question';
import type { Reading, Recording } from '../../estate/recording';
import type { DecimalSign } from '../../estate/settle-decimals';
import { ClockReader } from '../bytes/dates';
import { GrowableFloats, GrowableTimes } from '../bytes/growable';
import { fromText, NOT_A_NUMBER } from '../bytes/numbers';
import type { Input } from '../format';
import { place } from '../format';
import type { FormatId } from '../formats';
import { FORMAT_LABELS } from '../formats';
import { report, type ServerColumns } from '../report';
import { MeasureSeries, type HowKnown } from '../series';
import { align } from '../table/align';
import { noNumberFinding } from '../trouble';
import { plural, quoted } from '../words';
import { customaryOrder } from '../writing';

/** One of the series that a measure is made of: a disk, an adapter, or the whole. */
interface Part {
  readonly times: GrowableTimes;
  readonly values: GrowableFloats;
  /** The best of what there is counts: 0 a total, 1 parts of it or a stand-in. */
  readonly rank: number;
}

interface Machine {
  readonly measures: Map<MeasureId, Map<string, Part>>;
  facts: Partial<Facts>;
}

/** The last moment that a date can tell (ECMA-262, Time Values), ms. */
const LAST_MOMENT = 8.64e15;
const encoder = new TextEncoder();

/**
 * What a tool's text says, sample by sample and in the measures' own units. Totals, parts and shared times are made of it
 * by `finish`; what every format tells alike is added by `report`.
 */
export class Gatherer {
  readonly clock: ClockReader;
  rows = 0;
  columns = 0;
  zone: Recording['zone'];
  /** Called with the times of each series once days and months are settled, to mend what only the tool knows. */
  mend: ((times: Float64Array) => void) | null = null;
  private readonly machines = new Map<string, Machine>();
  private readonly leftOut: LeftOut[] = [];
  private readonly questions: Omit<Question, 'file'>[] = [];
  private readonly how = new Map<MeasureId, HowKnown>();
  private readonly said = new Map<string, Finding>();
  private readonly met = new Map<string, MeasureId | null>();
  private readonly bad: Bad = { count: 0, line: 0, texts: [] };
  private readonly badNumbers: Bad = { count: 0, line: 0, texts: [] };
  private readonly decimal: DecimalSign;
  private lastText: string | null = null;
  private lastTime = NaN;

  constructor(readonly input: Input) {
    this.clock = new ClockReader('calendar', input.options.dateOrder);
    this.decimal = input.head.dialect.decimal === 44 ? ',' : '.';
  }

  /** A calendar time as a number for `add`, NaN where the text is none. */
  time(text: string): number {
    if (text === this.lastText) return this.lastTime;
    const bytes = encoder.encode(text);
    this.lastText = text;
    this.lastTime = this.clock.parse(bytes, 0, bytes.length);
    return this.lastTime;
  }

  /**
   * The number of a cell with the decimal sign of its file; NaN where it holds none, which is told where it has digits.
   * @param share it has no thousands where the file's sign is sure
   */
  number(cell: string, line: number, share = false): number {
    const value = fromText(cell, this.decimal, share && this.input.head.decimalSure);
    if (value !== NOT_A_NUMBER) return value;
    if (/\d/.test(cell)) this.refuse(line, cell);
    return NaN;
  }

  /** A cell that holds no number that is understood: a sample that is missing. */
  refuse(line: number, cell: string): void {
    note(this.badNumbers, line, cell);
  }

  /**
   * Takes one sample.
   * @param value in the measure's unit; NaN is a sample that is missing
   * @param part what it is a part of the measure of; '' for the whole
   * @param rank of several ways to the same measure the lowest counts
   */
  add(server: string, time: number, measure: MeasureId, value: number, part = '', rank = 0): void {
    if (!(Math.abs(time) <= LAST_MOMENT)) {
      this.reject(
        Math.max(1, this.rows),
        Number.isFinite(time) ? `a time of ${time}` : 'a time that is none',
      );
      return;
    }
    const { measures } = this.machine(server);
    let parts = measures.get(measure);
    if (!parts) measures.set(measure, (parts = new Map()));
    const key = `${rank} ${part}`;
    let series = parts.get(key);
    if (!series)
      parts.set(key, (series = { times: new GrowableTimes(64), values: new GrowableFloats(64), rank }));
    series.times.push(time);
    series.values.push(value);
  }

  /** A machine that the file names, whether or not it has figures. */
  name(server: string): void {
    this.machine(server);
  }

  get servers(): readonly string[] {
    return [...this.machines.keys()];
  }

  /** Gives machines the names that can only be told once all are known. */
  rename(shown: (server: string) => string): void {
    const named = [...this.machines].map(([server, machine]) => [shown(server), machine] as const);
    this.machines.clear();
    for (const [server, machine] of named) this.machines.set(server, machine);
  }

  /** States facts of a machine; of numbers the larger stays. */
  state(server: string, facts: Partial<Facts>): void {
    const machine = this.machine(server);
    const { cores, threads, memory, rating } = machine.facts;
    const most = (a?: number | null, b?: number | null) => (a && b ? Math.max(a, b) : (a ?? b ?? undefined));
    const merged: Partial<Facts> = {
      ...machine.facts,
      ...facts,
      cores: most(cores, facts.cores),
      threads: most(threads, facts.threads),
      memory: most(memory, facts.memory),
      rating: most(rating, facts.rating),
    };
    machine.facts = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  }

  leave(guest: string, why: string): void {
    if (!this.leftOut.some((each) => each.guest === guest)) this.leftOut.push({ guest, why });
  }

  /** A column as it was met, and what it was taken for. */
  meet(column: string, measure: MeasureId | null): void {
    if (!this.met.get(column)) this.met.set(column, measure);
  }

  /** Asks what a column is. */
  ask(question: Omit<Question, 'file'>): void {
    if (!this.questions.some(({ column }) => column === question.column)) this.questions.push(question);
  }

  /** Says something once, however often it is met. */
  say(level: Finding['level'], text: string, fix?: string): void {
    if (!this.said.has(text))
      this.said.set(text, { level, where: this.input.name, text, ...(fix ? { fix } : {}) });
  }

  /** A line that could not be read. */
  reject(line: number, text: string): void {
    note(this.bad, line, text);
  }

  /** How the columns of a measure are known, where their names do not say it all. */
  know(measure: MeasureId, how: HowKnown): void {
    this.how.set(measure, how);
  }

  /** @param needed what to collect, where nothing can be folded */
  finish(format: FormatId, needed: string): Reading {
    const { input } = this;
    const all = [...this.machines.values()].flatMap(({ measures }) =>
      [...measures.values()].flatMap((parts) => [...parts.values()]),
    );
    const taken = new Map(
      all.map((part) => [part, { times: part.times.take(), values: part.values.take() }]),
    );
    const times = [...taken.values()].map((part) => part.times);
    const settled = this.lastText === null ? null : this.clock.settle(times, customaryOrder(input));
    if (this.mend) {
      times.forEach(this.mend);
      for (const [part, own] of taken) taken.set(part, timed(own));
    }
    const servers = [...this.machines].flatMap(([server, machine]) => this.columnsOf(server, machine, taken));
    const found = crowd([...this.met.keys()].map(quoted), 6);
    return report(input, {
      format: FORMAT_LABELS[format],
      rows: this.rows,
      columns: this.columns,
      servers,
      scanner: null,
      settled,
      clock: { kind: 'calendar', zoned: this.zone ? 0 : this.clock.zoned },
      counters: (servers.length ? servers.map(({ server }) => server) : [...this.machines.keys()]).flatMap(
        (server) =>
          [...this.met].map(([counter, measure]) => ({ server, object: '', counter, instances: 1, measure })),
      ),
      unused: {
        noun: 'column',
        names: [...this.met].filter(([, measure]) => measure === null).map(([column]) => column),
      },
      question: {
        text: `Not enough to fold: it holds no figure of load that is understood${found ? `; found ${found}` : ''}.`,
        fix: needed,
      },
      questions: this.questions,
      leftOut: this.leftOut,
      named: this.machines.keys(),
      findings: [...this.said.values(), ...this.trouble()],
    });
  }

  /** Brings the best parts of each measure onto shared times and adds them up. */
  private columnsOf(
    server: string,
    { measures, facts }: Machine,
    taken: ReadonlyMap<Part, { times: Float64Array; values: Float32Array }>,
  ): ServerColumns[] {
    const chosen = [...measures].flatMap(([measure, parts]) => {
      const best = Math.min(...[...parts.values()].map(({ rank }) => rank));
      return [...parts.values()]
        .filter(({ rank }) => rank === best)
        .map((part) => ({ measure, ...taken.get(part)! }));
    });
    if (chosen.length === 0) return [];
    const { times, columns } = align(chosen);
    const series = [...measures.keys()].map((measure) => {
      const parts = columns.filter((_, k) => chosen[k].measure === measure);
      const from = [...this.met].find(([, known]) => known === measure)?.[0];
      const how = this.how.get(measure) ?? { unit: MEASURES[measure].unit, known: 'name', from };
      const made = new MeasureSeries(server, measure, Math.max(1, times.length), how);
      const mean = MEASURES[measure].total === 'mean';
      for (let k = 0; k < times.length; k++) {
        let sum = 0;
        let present = 0;
        for (const values of parts) {
          if (values[k] !== values[k]) continue;
          sum += values[k];
          present++;
        }
        made.push(present === 0 ? NaN : mean ? sum / present : sum);
      }
      return made;
    });
    const asWritten = chosen.reduce((most, each) =>
      each.times.length > most.times.length ? each : most,
    ).times;
    return [{ server, times, asWritten, series, facts, ...(this.zone ? { more: { zone: this.zone } } : {}) }];
  }

  private machine(server: string): Machine {
    let machine = this.machines.get(server);
    if (!machine) this.machines.set(server, (machine = { measures: new Map(), facts: {} }));
    return machine;
  }

  private trouble(): Finding[] {
    const { name } = this.input;
    const { count, line, texts } = this.bad;
    const findings: Finding[] = [];
    if (this.badNumbers.count > 0)
      findings.push(noNumberFinding(place(name, this.badNumbers.line), this.badNumbers));
    if (count > 0)
      findings.push({
        level: 'warning',
        where: place(name, line),
        text: `${plural(count, 'line')} could not be read and ${count === 1 ? 'was' : 'were'} left out: ${crowd(texts.map(quoted))}.`,
        fix: 'Copy the log again if more was expected.',
      });
    return findings;
  }
}

/** What could not be used: how often, the first line of it, and the first three texts. */
interface Bad {
  count: number;
  line: number;
  readonly texts: string[];
}

function note(bad: Bad, line: number, text: string): void {
  if (bad.count++ === 0) bad.line = line;
  if (bad.texts.length < 3) bad.texts.push(text);
}

/** Without samples whose time could not be told. */
function timed(series: { times: Float64Array<ArrayBuffer>; values: Float32Array<ArrayBuffer> }) {
  const known = (_: number, k: number) => series.times[k] === series.times[k];
  if (series.times.every(known)) return series;
  return { times: series.times.filter(known), values: series.values.filter(known) };
}
