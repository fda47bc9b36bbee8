import type { FoldEngine } from '../engine/fold-engine';
import { daysOf, onlyDays, type Day } from '../estate/days';
import type { Estate } from '../estate/estate';
import type { Growth } from '../estate/growth';
import type { ParameterId } from '../overhead/parameters';
import { PROFILES } from '../overhead/profiles';
import { rangedOverheads } from '../overhead/ranged';
import { fold } from '../placement/fold';
import { foldable } from '../placement/foldable';
import type { FoldOptions } from '../placement/options';
import { studyOf } from './check-study';
import { unit } from './draw';
import { growthAxes, likelyGrowth, type GrowthRanges } from './growth';
import type { PreparedStudy } from './prepared';
import { SampledModels, type DrawnFigures } from './sampled-models';
import { caseAt, type Axis } from './study';
import { busiestHours, hostsNeeded, Suffices } from './suffices';

/** What is not known, and of which plan the hosts' hours are asked. */
export interface UncertaintyAsk {
  readonly options: FoldOptions;
  /** 1 or more. */
  readonly samples: number;
  readonly growth: GrowthRanges;
  /** Months to the horizon; none of it matters where nothing grows. */
  readonly horizon: number;
  /** Draw days, where several were measured: each sample has as many, any of them again and again. */
  readonly days: boolean;
  /** The hosts of the plan that stands. */
  readonly hosts: readonly { readonly guests: readonly string[] }[];
}

/** What one figure alone can change: it stands at an end of its range, all others at what is likely. */
export interface EndLine {
  readonly kind: 'end';
  /** An overhead's name, `growth.` and a class, or `days`. */
  readonly figure: string;
  readonly end: 'low' | 'high';
  readonly hosts: number;
  /** Hosts that the fullest moment of all servers together fills, parts counted: no fewer carry them. */
  readonly need: number;
}

/** A draw of everything that is not known. */
export interface SampleLine {
  readonly kind: 'sample';
  /** Fewest hosts for which a plan was found. */
  readonly hosts: number;
  readonly need: number;
  /** Servers that fit no host, or are refused. */
  readonly own: number;
  /** Of each host of the plan that stands, the busiest hour, as a part of what may be filled. */
  readonly full: readonly number[];
}

export type UncertaintyLine = EndLine | SampleLine;

/** Figures from here on draw days. */
const DAYS = 1000;
/** Steps of a fold where hosts are of several kinds. */
const WORK = 1;
const HOUR_MS = 3_600_000;

/** Draws overheads, growth and days; the ends of each range first, so that what matters most is soon in sight. */
export function uncertaintyStudy(
  estate: Estate,
  engine: FoldEngine,
  ask: UncertaintyAsk,
): PreparedStudy<UncertaintyLine> {
  const { options, samples, growth, horizon, hosts } = ask;
  const { seed } = options;
  const rates = growthAxes(growth, horizon);
  const overheads: Axis[] = rangedOverheads(options).map(([id, drawn]) => ({
    path: `overrides.${id}`,
    drawn,
  }));
  const study = studyOf({
    base: { overrides: options.overrides, growth: likelyGrowth(growth), months: horizon },
    axes: [...overheads, ...rates],
    samples,
    seed,
  });
  const days = daysOf(estate);
  const drawsDays = ask.days && days.length > 1;
  const ends = [...overheads, ...rates].flatMap((axis) => ('drawn' in axis ? [axis] : []));
  const place = new Map(hosts.flatMap(({ guests }, h) => guests.map((guest) => [guest, h] as const)));
  const standing = Int32Array.from(estate.guests, ({ name }) => place.get(name) ?? -1);

  const grows = Object.values(growth).some(({ low, high }) => low !== 0 || high !== 0);
  const first = caseAt(study, 0).of;
  const atEnd = (end: 'low' | 'high'): DrawnFigures => ({
    ...first,
    growth: Object.fromEntries(Object.entries(growth).map(([of, range]) => [of, range[end]])),
  });
  const tries = grows ? [first, atEnd('low'), atEnd('high')] : [first];
  const models = new Map<string, SampledModels>();
  /** The models of some days, those that are asked for again and again kept. */
  const modelsOf = (of: readonly Day[] | null): SampledModels => {
    const key = of?.map(({ from }) => from).join() ?? '';
    const known = models.get(key);
    if (known) return known;
    const made = new SampledModels(of ? onlyDays(estate, of) : estate, options, of ? [] : tries, grows);
    if (models.size < MOST_KEPT) models.set(key, made);
    return made;
  };
  const base = study.base;
  const likely = foldableOf(modelsOf(null), base);
  const one =
    !PROFILES[options.profile].oneEach &&
    options.hosts.length === 1 &&
    likely.model.options.hosts[0].count === null;
  const suffices = new Suffices(engine, { problem: likely.problem, items: likely.fitting }, standing, seed);

  function foldableOf(of: SampledModels, drawn: DrawnFigures) {
    const model = of.at(drawn);
    return foldable(model.estate, model.options, model);
  }

  /** Under one draw: how many hosts, and how full those of the plan that stands. */
  async function under(drawn: DrawnFigures, of: readonly Day[] | null, signal?: AbortSignal) {
    const { model, fitting, tooLarge, problem } = foldableOf(modelsOf(of), drawn);
    const need = problem.items > 0 ? hostsNeeded(problem) : 0;
    const own = model.native.length + tooLarge.reduce((sum, { item }) => sum + item.guests.length, 0);
    const count = one
      ? await suffices.count(problem, fitting, need)
      : (
          await fold(model.estate, { ...model.options, work: WORK, seconds: undefined }, engine, {
            signal,
            plain: true,
          })
        ).hostCount;
    signal?.throwIfAborted();
    const slots = Math.max(1, Math.round(HOUR_MS / estate.grid.step));
    const full = () =>
      busiestHours(
        problem,
        Int32Array.from(fitting, ({ guests: [g] }) => standing[g]),
        hosts.length,
        slots,
      ).map((part) => +part.toFixed(4));
    return { hosts: count, need: +need.toFixed(4), own, full };
  }

  const endCount = 2 * (ends.length + (drawsDays ? 1 : 0));
  return {
    count: endCount + samples,
    async line(index, signal) {
      signal?.throwIfAborted();
      if (index >= endCount) {
        const k = index - endCount;
        const { of } = caseAt(study, k);
        const drawn = drawsDays ? daysDrawn(days, seed, k) : null;
        const { full, ...line } = await under(of, drawn, signal);
        return { kind: 'sample', ...line, full: full() };
      }
      const end = index % 2 === 0 ? 'low' : 'high';
      const axis = ends[index >> 1];
      if (!axis) {
        // The day that asks for fewest hosts, and the one that asks for most.
        const each = days.map((day) => ({
          day,
          need: hostsNeeded(foldableOf(modelsOf([day]), base).problem),
        }));
        const { day } = each.reduce((a, b) => ((end === 'low') === b.need < a.need ? b : a));
        const { hosts: count, need } = await under(base, [day], signal);
        return { kind: 'end', figure: 'days', end, hosts: count, need };
      }
      const [group, figure] = axis.path.split('.') as ['overrides' | 'growth', ParameterId & keyof Growth];
      const drawn: DrawnFigures = { ...base, [group]: { ...base[group], [figure]: axis.drawn[end] } };
      const { hosts: count, need } = await under(drawn, null, signal);
      return { kind: 'end', figure: group === 'growth' ? axis.path : figure, end, hosts: count, need };
    },
  };
}

/** Sets of days whose models are kept: each holds what the estate asks under every figure. */
const MOST_KEPT = 12;

/** As many days as there are, each drawn from all of them: which of them there are (a block bootstrap of whole days). */
export function daysDrawn(days: readonly Day[], seed: number, sample: number): Day[] {
  const drawn = new Set(days.map((_, d) => Math.floor(unit(seed, sample, DAYS + d) * days.length)));
  return [...drawn].sort((a, b) => a - b).map((d) => days[d]);
}
