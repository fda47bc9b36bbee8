/** Plans of some days added up on days that they have not seen: docs/survive.md says what is compared, and why. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FoldPlan } from '../src/engine/packing/problem';
import { dataPath, lacksData } from '../test/data';
import { buildNodeWorker } from './node-worker';
import type { Parts } from './survival/plans';
import { TRIALS } from './survival/trials';
import type { Table } from './table';
import type { About, Ask, Told } from './workers/survive';

/** Of single plans one comes to three times another's overload: with eight, ratios of their means differ by a third. */
const SEEDS = Number(process.env.SURVIVE_SEEDS ?? 24);
/** Hosts beyond the fewest that are compared. */
const BEYOND = 3;
/** Baselines below this part of host-slots are no yardstick: single slots decide. */
const TOLD = 0.001;

const average = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
function errorOf(values: readonly number[]): number {
  const m = average(values);
  return Math.sqrt(values.reduce((s, v) => s + (v - m) ** 2, 0) / (values.length - 1) / values.length);
}

const digits = (value: number) => String(Number(value.toPrecision(2)));
/** A part of host-slots in %, with the digits that stand. */
const percent = (part: number) => (part < 1e-12 ? '0' : digits(100 * part));
const said = (parts: readonly number[] | null) =>
  parts ? `${percent(average(parts))} ±${percent(errorOf(parts))}` : 'no plan';

/** Overload by way of planning, for each number of hosts: a part of host-slots for each seed. */
type Found = Map<string, (readonly number[] | null)[]>;

/** What one trial came to. */
interface Outcome extends About {
  readonly fewest: number;
  readonly numbers: readonly number[];
  readonly found: Found;
}

/** Workers that answer one question each at a time; the answers stand in the order of the questions. */
class Crew {
  private constructor(
    private readonly workers: readonly Worker[],
    private readonly remove: () => void,
  ) {}

  static async hire(): Promise<Crew> {
    const { url, remove } = await buildNodeWorker('./workers/survive.ts');
    const count = Math.min(SEEDS, availableParallelism());
    return new Crew(
      Array.from(
        { length: count },
        () => new Worker(url, { workerData: TRIALS.map(({ path }) => dataPath(path)) }),
      ),
      remove,
    );
  }

  async all(asks: readonly Ask[], tell: (done: number) => void): Promise<Told[]> {
    const answers = new Array<Told>(asks.length);
    let [next, done] = [0, 0];
    const work = async (worker: Worker) => {
      while (next < asks.length) {
        const k = next++;
        const answer = once(worker, 'message');
        worker.postMessage(asks[k]);
        [answers[k]] = (await answer) as [Told];
        tell(++done);
      }
    };
    await Promise.all(this.workers.map(work));
    return answers;
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
    this.remove();
  }
}

/** Every fourth seed that is done, and the last, is told at once: the tables take minutes. */
function telling(what: string) {
  const began = performance.now();
  return (done: number) => {
    if (done % 4 === 0 || done === SEEDS)
      console.error(
        `${what}: ${done} of ${SEEDS} seeds, ${Math.round((performance.now() - began) / 1000)} s`,
      );
  };
}

async function tried(trial: number, crew: Crew): Promise<Outcome> {
  const seeds = Array.from({ length: SEEDS }, (_, k) => k + 1);
  const [name] = TRIALS[trial].name.split(':');
  const folded = await crew.all(
    seeds.map((seed) => ({ trial, seed })),
    telling(`${name}, the fewest`),
  );
  const plans = folded.map((told) => (told as { readonly plan: FoldPlan }).plan);
  const fewest = Math.min(...plans.map(({ hostKind }) => hostKind.length));
  const numbers = Array.from({ length: BEYOND + 1 }, (_, k) => fewest + k);
  const told = await crew.all(
    seeds.map((seed, k) => ({ trial, seed, numbers, fewest: plans[k] })),
    telling(`${name}, all ways`),
  );
  const parts = told.map((one) => one.parts as Parts);
  const found: Found = new Map(
    Object.keys(parts[0]).map((way) => [
      way,
      numbers.map((_, k) => {
        const some = parts.flatMap((of) => of[way][k] ?? []);
        return some.length === SEEDS ? some : null;
      }),
    ]),
  );
  return { ...folded[0].about, fewest, numbers, found };
}

interface Ratio {
  readonly hosts: number;
  readonly beyond: number;
  /** Evened plans' overload over the baseline's, and the standard error of its logarithm. */
  readonly ratio: number;
  readonly error: number;
}

/** Evened plans against a baseline, where that is over the tolerance. */
function against(name: string, { numbers, found, slots }: Outcome): Ratio[] {
  return numbers.flatMap((hosts, beyond) => {
    const [own, other] = [found.get('evened')![beyond], found.get(name)![beyond]];
    if (!own || !other || average(other) <= TOLD) return [];
    // Where no slot of all draws was over, half a one counts.
    const least = 0.5 / (SEEDS * hosts * slots);
    const mean = Math.max(average(own), least);
    const error = Math.hypot(errorOf(own) / mean, errorOf(other) / average(other));
    return [{ hosts, beyond, ratio: mean / average(other), error }];
  });
}

/** Whether a figure is at most so much; within two standard errors of it these seeds do not tell. */
const verdictOf = (log: number, error: number, goal: number) =>
  Math.abs(log - Math.log(goal)) < 2 * error ? 'within noise' : log < Math.log(goal) ? 'yes' : 'no';

/** A goal against all ratios that could be told, each of them and their geometric mean. */
function judged({ baseline, each, mean, from }: Goal, ratios: readonly Ratio[]) {
  const few = ratios.filter(({ beyond }) => beyond >= from);
  const logs = few.map(({ ratio }) => Math.log(ratio));
  const error = Math.hypot(...few.map((one) => one.error)) / few.length;
  const worst = ratios.reduce<Ratio | null>(
    (most, one) => (most && most.ratio > one.ratio ? most : one),
    null,
  );
  return {
    baseline,
    'largest ratio': worst ? `${digits(worst.ratio)} ±${digits(worst.ratio * worst.error)}` : 'none',
    'at most': each,
    kept: worst ? verdictOf(Math.log(worst.ratio), worst.error, each) : 'not to be told',
    'geometric mean':
      logs.length > 0
        ? `${digits(Math.exp(average(logs)))} ±${digits(Math.exp(average(logs)) * error)} of ${logs.length}`
        : 'none',
    'mean at most': mean === null ? '' : mean.toFixed(2),
    met: mean === null ? '' : logs.length > 0 ? verdictOf(average(logs), error, mean) : 'not to be told',
  };
}

interface Goal {
  readonly baseline: string;
  /** Of every ratio, and of their geometric mean. */
  readonly each: number;
  readonly mean: number | null;
  /** Hosts beyond the fewest from which on the mean counts. */
  readonly from: number;
}

const GOALS: readonly Goal[] = [
  { baseline: 'N-sigma, z tuned', each: 0.9, mean: 1 / 3, from: 1 },
  { baseline: 'first fit, ceiling tuned', each: 1, mean: 2 / 3, from: 0 },
  { baseline: 'equal means', each: 1.3, mean: null, from: 0 },
];

/** Each trial's table as soon as it is there, then the goals. */
export default async function* survive(): AsyncGenerator<Table> {
  if (lacksData(...TRIALS.map(({ path }) => path)))
    throw new Error(
      `The logs are not here: expected ${TRIALS.map(({ path }) => dataPath(path)).join(' and ')}. docs/survive.md says how they are made; HOSTFOLD_DATA says where they lie.`,
    );
  const all = new Map<string, Ratio[]>();
  const told: Record<string, string>[] = [];
  const crew = await Crew.hire();
  try {
    for (const [k, { name }] of TRIALS.entries()) {
      const outcome = await tried(k, crew);
      yield tableOf(name, outcome);
      for (const { baseline } of GOALS) {
        const ratios = against(baseline, outcome);
        all.set(baseline, [...(all.get(baseline) ?? []), ...ratios]);
        told.push({
          log: name.split(':')[0],
          baseline,
          ratios:
            ratios
              .map(({ hosts, ratio, error }) => `${hosts}: ${digits(ratio)} ±${digits(ratio * error)}`)
              .join('  ') || 'none',
        });
      }
    }
  } finally {
    await crew.dismiss();
  }
  const above = `where that is over ${percent(TOLD)} %`;
  yield { title: `Evened plans over each baseline by number of hosts, ${above}`, rows: told };
  yield {
    title: `The goals, over all logs`,
    rows: GOALS.map((goal) => judged(goal, all.get(goal.baseline) ?? [])),
    notes: ['Within noise: nearer to the goal than two standard errors.'],
  };
}

function tableOf(name: string, { numbers, found, alone, fewest }: Outcome): Table {
  return {
    title: `${name}: % of host-slots over capacity on the days kept back`,
    rows: [...found].map(([plan, parts]) => ({
      plan,
      ...Object.fromEntries(numbers.map((hosts, k) => [`${hosts} hosts`, said(parts[k])])),
    })),
    notes: [
      `Means of ${SEEDS} seeds and their standard errors. The fewest found for the days planned: ${fewest}.`,
      `By themselves sums of 95th percentiles buy ${alone[0]} hosts, sums of peaks ${alone[1]}.`,
    ],
  };
}
