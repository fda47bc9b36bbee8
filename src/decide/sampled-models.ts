import type { Estate } from '../estate/estate';
import { growthFactor, growthOf, times, type Growth } from '../estate/growth';
import type { ResourceId } from '../estate/resource';
import type { GuestDemand } from '../overhead/demand';
import { emulationFactor, type OverheadParameters, type ParameterId } from '../overhead/parameters';
import { PROFILES, parametersOf } from '../overhead/profiles';
import { roomOf } from '../overhead/reserve';
import { modelOf, type FoldModel } from '../placement/model';
import type { FoldOptions } from '../placement/options';

/** What a sample draws: overhead figures, and growth by class to a horizon. */
export interface DrawnFigures {
  readonly overrides: FoldOptions['overrides'];
  readonly growth: Growth;
  readonly months: number;
}

/** What demand is a sum of: overhead figures, of which f and k count as f (k - 1) alone. */
type Factor = Exclude<ParameterId, 'privileged' | 'emulation'> | 'emulated';

const valueOf = (factor: Factor, p: OverheadParameters): number =>
  factor === 'emulated' ? emulationFactor(p) : p[factor];

/** So much for each unit of a factor, of a guest at its load or without any. */
interface Term {
  /** Place of its factor; -1: always there. */
  readonly factor: number;
  readonly loaded: boolean;
  readonly scale: number;
}

/** What a guest asks of a resource in proportion to some terms: a series, of which each term adds its scale. */
interface Shape {
  readonly values: Float64Array;
  readonly terms: Term[];
}

/** What one guest asks, taken apart. */
interface Parts {
  readonly series: readonly (readonly [ResourceId, Shape[]])[];
  readonly shareable: Term[];
}

/** Figures of what hosts keep back and add to each guest: no guest's own demand has them. */
const OF_HOSTS = new Set<ParameterId>(['scheduling', 'vmm', 'guestMemory', 'vmmMemory']);

/** Two figures are the same but for rounding. */
const ROUNDING = 1e-7;
/** A series is a multiple of another but for rounding. */
const PARALLEL = 1e-12;

/**
 * Models of one estate under many draws. Demand is a sum of parts, each in proportion to one overhead figure (f (k - 1)
 * counts as one) and to the load's growth: the parts are worked out once, and each draw adds them up. Whether that holds
 * for an estate and a profile is tried on draws; where it does not, each draw is worked out whole.
 */
export class SampledModels {
  private readonly base: FoldModel;
  private readonly likely: OverheadParameters;
  private readonly factors: Factor[] = [];
  private readonly parts: readonly Parts[];
  /** Whether draws are added up. */
  readonly quick: boolean;

  /**
   * @param tries draws on which the sum is compared with the whole
   * @param grows whether any draw has growth
   */
  constructor(
    private readonly estate: Estate,
    private readonly options: FoldOptions,
    tries: readonly DrawnFigures[],
    private readonly grows = true,
  ) {
    this.base = modelOf(estate, options);
    this.likely = this.base.parameters;
    this.parts = this.base.demands.map((demand) => ({
      series: seriesOf(demand).map(([id]) => [id, []]),
      shareable: [],
    }));
    this.takeApart();
    this.quick = tries.every((drawn) => this.agrees(drawn));
  }

  at(drawn: DrawnFigures): FoldModel {
    return this.quick ? this.summed(drawn) : this.whole(drawn);
  }

  private whole({ overrides, growth, months }: DrawnFigures): FoldModel {
    return modelOf(ahead(this.estate, growth, months), { ...this.options, overrides });
  }

  private summed({ overrides, growth, months }: DrawnFigures): FoldModel {
    const { base, options, estate } = this;
    const changed = { ...options, overrides };
    const parameters = parametersOf(PROFILES[options.profile], overrides);
    const changes = this.factors.map((factor) => valueOf(factor, parameters) - valueOf(factor, this.likely));
    const byRate = new Map<number, number>();
    const demands = base.demands.map((own, g): GuestDemand => {
      const rate = growthOf(growth, estate.guests[g].facts);
      const load = byRate.get(rate) ?? growthFactor(rate, months);
      byRate.set(rate, load);
      const series: Partial<Record<ResourceId, Float64Array>> = {};
      for (const [id, shapes] of this.parts[g].series) {
        const sum = new Float64Array(own.series[id]!.length);
        for (const { values, terms } of shapes) addTimes(sum, values, weightOf(terms, changes, load));
        series[id] = sum;
      }
      return { ...own, series, shareable: weightOf(this.parts[g].shareable, changes, load) };
    });
    const rooms = options.hosts.map((host) =>
      base.resources.map(({ id }) => roomOf(host, id, parameters, options.ceilings)),
    );
    return { ...base, options: changed, parameters, demands, rooms };
  }

  /** Works out what each factor adds, with all of the load and with none. */
  private takeApart(): void {
    const { estate, options, base, likely } = this;
    const ranges = PROFILES[options.profile].parameters;
    const spread = (id: ParameterId) =>
      options.overrides[id] === undefined && ranges[id].high > ranges[id].low;
    const other = (id: ParameterId) =>
      ranges[id].high > ranges[id].likely ? ranges[id].high : ranges[id].low;
    const changes = new Map<Factor, FoldOptions['overrides']>();
    for (const id of Object.keys(ranges) as ParameterId[]) {
      if (!spread(id) || OF_HOSTS.has(id)) continue;
      if (id !== 'privileged' && id !== 'emulation') changes.set(id, { [id]: other(id) });
      else
        changes.set('emulated', {
          ...(spread('privileged') ? { privileged: other('privileged') } : {}),
          ...(spread('emulation') ? { emulation: other('emulation') } : {}),
        });
    }
    for (const loaded of this.grows ? [true, false] : [true]) {
      const guests = loaded ? estate.guests : estate.guests.map((guest) => times(guest, 0));
      const of = { ...estate, guests };
      const start = loaded ? base : modelOf(of, options);
      start.demands.forEach((demand, g) => this.keep(g, -1, loaded, demand, null, 1));
      for (const [factor, change] of changes) {
        const model = modelOf(of, { ...options, overrides: { ...options.overrides, ...change } });
        const step = valueOf(factor, model.parameters) - valueOf(factor, likely);
        if (step === 0) continue;
        let place = this.factors.indexOf(factor);
        if (place < 0) place = this.factors.push(factor) - 1;
        model.demands.forEach((demand, g) => this.keep(g, place, loaded, demand, start.demands[g], 1 / step));
      }
    }
  }

  /** Keeps what a guest's demand is more than another, where it is anything. */
  private keep(
    g: number,
    factor: number,
    loaded: boolean,
    demand: GuestDemand,
    less: GuestDemand | null,
    scale: number,
  ): void {
    const term = { factor, loaded, scale };
    for (const [id, shapes] of this.parts[g].series) {
      const values = demand.series[id]!;
      const before = less?.series[id];
      const more = before ? values.map((value, t) => value - before[t]) : values;
      if (more.some((value) => value !== 0)) keepShape(shapes, more, term);
    }
    const shareable = demand.shareable - (less?.shareable ?? 0);
    if (shareable !== 0) this.parts[g].shareable.push({ ...term, scale: scale * shareable });
  }

  private agrees(drawn: DrawnFigures): boolean {
    const [summed, whole] = [this.summed(drawn), this.whole(drawn)];
    if (JSON.stringify(summed.native) !== JSON.stringify(whole.native)) return false;
    return whole.demands.every(({ series, shareable }, g) => {
      const own = summed.demands[g];
      return (
        near(own.shareable, shareable, 1) &&
        seriesOf({ series }).every(([id, b]) => {
          const a = own.series[id]!;
          return a.length === b.length && b.every((value, t) => near(a[t], value, id === 'memory' ? 1 : 0));
        })
      );
    });
  }
}

/** Adds a term to the shape that its series is a multiple of, or makes it a shape of its own. */
function keepShape(shapes: Shape[], values: Float64Array, term: Term): void {
  for (const shape of shapes) {
    const times = timesOf(values, shape.values);
    if (times === null) continue;
    shape.terms.push({ ...term, scale: term.scale * times });
    return;
  }
  shapes.push({ values, terms: [term] });
}

/** How many times another series it is; null where it is no multiple. */
function timesOf(values: Float64Array, of: Float64Array): number | null {
  let top = 0;
  for (let t = 1; t < of.length; t++) if (Math.abs(of[t]) > Math.abs(of[top])) top = t;
  const times = values[top] / of[top];
  const most = PARALLEL * Math.abs(of[top]);
  for (let t = 0; t < of.length; t++) if (!(Math.abs(values[t] - times * of[t]) <= most)) return null;
  return times;
}

/** What terms come to. @param changes of each factor from what is likely @param load times that of today */
function weightOf(terms: readonly Term[], changes: readonly number[], load: number): number {
  let sum = 0;
  for (const { factor, loaded, scale } of terms)
    sum += scale * (factor < 0 ? 1 : changes[factor]) * (loaded ? load : 1 - load);
  return sum;
}

function addTimes(sum: Float64Array, values: Float64Array, times: number): void {
  if (times !== 0) for (let t = 0; t < sum.length; t++) sum[t] += times * values[t];
}

/** What a guest asks, resource by resource. */
function seriesOf({ series }: Pick<GuestDemand, 'series'>): [ResourceId, Float64Array][] {
  return (Object.entries(series) as [ResourceId, Float64Array | undefined][]).flatMap(([id, values]) =>
    values ? [[id, values]] : [],
  );
}

/** @param step what the larger of the two may have been rounded by: installed memory counts in whole MiB */
const near = (a: number, b: number, step: number) =>
  Math.abs(a - b) <= step + ROUNDING * Math.max(1, Math.abs(b));

/** The estate grown, without what there is to say of that. */
function ahead(estate: Estate, growth: Growth, months: number): Estate {
  const guests = estate.guests.map((guest) =>
    times(guest, growthFactor(growthOf(growth, guest.facts), months)),
  );
  return { ...estate, guests };
}
