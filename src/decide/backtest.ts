import type { FoldEngine } from '../engine/fold-engine';
import { daysOf, onlyDays, type Day } from '../estate/days';
import type { Estate } from '../estate/estate';
import { InputError } from '../estate/finding';
import { mean } from '../estate/statistics';
import { groupedBy } from '../estate/grouped';
import { POLICIES, type FoldOptions, type Policy } from '../placement/options';
import { Rehearsal, type Deal, type Overload } from '../placement/rehearsal';
import { chosenOf, type Risk, type RiskPoint } from './risk';
import { studyOf } from './check-study';
import { runStudy, type LineOf } from './run-study';
import { caseCount, type Study } from './study';

/** Draws of each plan: single plans differ by a factor of 5. */
const SEEDS = 8;
/** Of one day there are only deals that have not seen its slots, and more draws of them. */
const SEEDS_OF_ONE_DAY = 16;
/** So many days are tested at most, spread over all. */
const MOST_TESTED = 6;
/** Numbers of hosts tried beyond the fewest: a part of them, and at least, as below them at most; and how many in all. */
const BEYOND = 0.5;
const LEAST_BEYOND = 5;
const MOST_HOSTS = 12;
/** Steps of the kernel for each plan that is evened, and for all of them together. */
const STEPS_EACH = 32;
const STEPS_IN_ALL = 3000;
const LEAST_STEPS = 8;
/** Steps of a deal of means, which are one row each. */
const MEANS_STEPS = 1;

/** One plan on days that are kept back. */
interface Trial {
  readonly seed: number;
  /** Days it was planned on, the first so many. */
  readonly days: number;
  /** The day that it is tested on, counted from 0: the one after them, or of a single day that day itself. */
  readonly on: number;
  readonly deal: Deal | Policy;
  /** Of a policy none is asked for: it needs as many as it needs. */
  readonly hosts: number;
}

/** What a trial came to; null where no plan was found. */
export type TrialLine = (Overload & Trial) | (Trial & { readonly over: null });

/** Trials of plans of an estate: trial i is a function of i alone, and the first of them already span the curve. */
export class Backtest {
  readonly days: readonly Day[];
  readonly study: Study<Trial>;
  /** Whose curve picks the number. */
  private readonly own: Deal;
  private readonly rehearsals = new Map<number, Rehearsal>();
  private readonly tests = new Map<number, Estate>();
  private readonly steps: number;

  /**
   * @param fewest hosts of a plan for all days
   * @throws InputError where there is no day to test plans on
   */
  constructor(
    private readonly estate: Estate,
    private readonly options: FoldOptions,
    private readonly engine: FoldEngine,
    private readonly fewest: number,
  ) {
    this.days = daysOf(estate);
    if (this.days.length === 0)
      throw new InputError(
        'days',
        'on no day were half of the servers measured, so that none can test a plan.',
        'Lay the days over each other (by time of day), or log all servers in the same week.',
      );
    const one = this.days.length < 2;
    this.own = one ? 'equal-means' : 'evened';
    const tested = one ? [1] : spread(1, this.days.length - 1, MOST_TESTED);
    // The first day alone may have asked for fewer than all of them.
    const hosts = hostsTried(fewest, estate.guests.length, one ? fewest : this.rehearsal(1).least);
    const seeds = Array.from({ length: one ? SEEDS_OF_ONE_DAY : SEEDS }, (_, k) => options.seed + k);
    const evened = one ? 1 : seeds.length * tested.length * hosts.length;
    this.steps = Math.max(LEAST_STEPS, Math.min(STEPS_EACH, Math.round(STEPS_IN_ALL / evened)));
    const deals: readonly Deal[] = one ? [this.own] : [this.own, 'equal-means'];
    // Plans of policies have seen the one day that there is.
    const policies = one ? [] : POLICIES.map(({ id }) => ({ deal: id, hosts: 0 }));
    const dealt = (of: readonly Deal[]) => of.flatMap((deal) => hosts.map((hosts) => ({ deal, hosts })));
    // What whoever has one day alone would take, as a page of one day tells it.
    const first = dealt(['equal-means']).map((of) => ({ ...of, days: 1, on: 0 }));
    const next = one
      ? []
      : tested.flatMap((days) => [...dealt(deals), ...policies].map((of) => ({ ...of, days, on: days })));
    // The draws turn last, so that a curve that is stopped is a whole one of fewer draws.
    this.study = studyOf<Trial>({
      base: { seed: 0, days: 1, on: 1, deal: 'evened', hosts: 1 },
      axes: [{ settings: seeds.map((seed) => ({ seed })) }, { settings: [...first, ...next] }],
    });
  }

  /** Makes the trials, telling now and then what they come to. @returns what those made until the signal came to */
  async run(
    tolerance: number,
    { signal, tell }: { signal?: AbortSignal; tell?: (risk: Risk) => void } = {},
  ): Promise<Risk> {
    const lines: TrialLine[] = [];
    await runStudy(this.study, this.line, {
      signal,
      onLine: (line) => {
        lines.push(line);
        if (lines.length % this.everyTold === 0) tell?.(this.riskOf(lines, tolerance));
      },
    });
    return this.riskOf(lines, tolerance);
  }

  /** What some trials come to. */
  riskOf(lines: readonly TrialLine[], tolerance: number): Risk {
    const { fewest, days, own } = this;
    const [home, forward] = [lines.filter(({ on }) => on === 0), lines.filter(({ on }) => on > 0)];
    const tests = days.length > 1 ? forward : home;
    const curve = curveOf(tests.filter(({ deal }) => deal === own));
    const chosen = chosenOf(curve, tolerance, fewest);
    const byDays = [...groupedBy(forward, (line) => line.days)]
      .sort((a, b) => a[0] - b[0])
      .map(([known, then]) => {
        const before = forward.filter((line) => line.deal === own && line.on < known);
        const proof = then.filter(({ deal }) => deal === 'peak-of-sums');
        return {
          days: known,
          tested: curveOf(before.length > 0 ? before : home),
          next: curveOf(then.filter(({ deal }) => deal === own)),
          proof: proof.length > 0 ? pointOf(proof) : null,
        };
      });
    const equalMeans = curveOf(tests.filter(({ deal }) => deal === 'equal-means'));
    const policies = POLICIES.flatMap(({ id }) => {
      const of = tests.filter(({ deal }) => deal === id);
      const point = of.length > 0 && pointOf(of);
      return point ? [{ policy: id, ...point }] : [];
    });
    return {
      days: days.length,
      tolerance,
      chosen,
      fewest,
      curve,
      equalMeans,
      policies,
      byDays,
      done: lines.length / caseCount(this.study),
    };
  }

  /** Trials of one draw. */
  private get everyTold(): number {
    const [draws] = this.study.axes;
    return caseCount(this.study) / ('settings' in draws ? draws.settings.length : 1);
  }

  private readonly line: LineOf<Trial, TrialLine> = async ({ of }, signal) => {
    const rehearsal = this.rehearsal(of.days);
    const plan = await this.planOf(of, rehearsal, signal);
    signal?.throwIfAborted();
    if (!plan) return { ...of, over: null };
    return { ...of, hosts: of.hosts || plan.hostKind.length, ...rehearsal.addUp(this.test(of.on), plan) };
  };

  private planOf({ deal, hosts, seed }: Trial, rehearsal: Rehearsal, signal?: AbortSignal) {
    if (deal !== 'evened' && deal !== 'equal-means') return rehearsal.fewest(deal, seed, signal);
    return rehearsal.plan(deal, hosts, seed, deal === 'evened' ? this.steps : MEANS_STEPS, signal);
  }

  private rehearsal(days: number): Rehearsal {
    const known = this.rehearsals.get(days);
    if (known) return known;
    const made = new Rehearsal(onlyDays(this.estate, this.days.slice(0, days)), this.options, this.engine);
    this.rehearsals.set(days, made);
    return made;
  }

  /** A day, counted from 0. */
  private test(on: number): Estate {
    const known = this.tests.get(on);
    if (known) return known;
    const made = onlyDays(this.estate, [this.days[on]]);
    this.tests.set(on, made);
    return made;
  }
}

/** Points by number of hosts, of those for which every trial found a plan. */
function curveOf(lines: readonly TrialLine[]): RiskPoint[] {
  return [...groupedBy(lines, ({ hosts }) => hosts)]
    .sort((a, b) => a[0] - b[0])
    .flatMap(([, of]) => pointOf(of) ?? []);
}

/** What some trials come to together; null where one of them found no plan. */
function pointOf(of: readonly TrialLine[]): RiskPoint | null {
  const made = of.filter((line): line is Overload & Trial => line.over !== null);
  if (made.length < of.length) return null;
  const average = (field: keyof Overload | 'hosts') => mean(made.map((line) => line[field]));
  const seeds = [...new Set(made.map(({ seed }) => seed))];
  const perSeed = seeds.map((seed) =>
    mean(made.filter((line) => line.seed === seed).map(({ over }) => over)),
  );
  return {
    machines: Math.round(average('hosts')),
    over: average('over'),
    error: standardError(perSeed),
    overCeiling: average('overCeiling'),
    worst: average('worst'),
    hostsHit: average('hostsHit'),
  };
}

function standardError(values: readonly number[]): number {
  // The mean of equals is rounded, and they differ from it.
  if (values.every((value) => value === values[0])) return 0;
  const m = mean(values);
  const variance = values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}

/**
 * Numbers of hosts to try: one by one from just below the fewest, then wider apart.
 * @param least some may need no more than so many: then a few lower numbers are tried, too
 */
export function hostsTried(fewest: number, most: number, least = fewest): number[] {
  const from = Math.max(1, Math.min(fewest - 1, Math.max(least, fewest - LEAST_BEYOND)));
  const to = Math.min(most, fewest + Math.max(LEAST_BEYOND, Math.ceil(BEYOND * fewest)));
  const range = to - from;
  if (range < MOST_HOSTS) return Array.from({ length: range + 1 }, (_, k) => from + k);
  const power = Math.max(1, Math.log(range) / Math.log(MOST_HOSTS - 1));
  return [
    ...new Set(Array.from({ length: MOST_HOSTS }, (_, k) => from + Math.min(range, Math.round(k ** power)))),
  ];
}

/** At most so many whole numbers from `from` to `to`, both among them, evenly spread. */
function spread(from: number, to: number, most: number): number[] {
  const count = Math.min(most, to - from + 1);
  if (count < 2) return [to];
  return Array.from({ length: count }, (_, k) => from + Math.round((k * (to - from)) / (count - 1)));
}
