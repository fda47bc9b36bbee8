import type { Answer, HostFigures } from '../dispatch/answer';
import type { Experiment, ExperimentInput } from '../dispatch/experiment';
import { Figures, type Figure } from '../dispatch/figure';
import { parseExperiment } from '../dispatch/parse';
import type { RunOptions } from '../dispatch/run';
import type { Estate } from '../estate/estate';
import type { FoldAnswer } from '../placement/answer';
import type { FoldOptions } from '../placement/options';
import {
  isAsRecorded,
  isWithin,
  judge,
  knobsAt,
  type Check,
  type Claim,
  type ClaimLab,
  type ClaimVerdict,
  type Found,
} from './claim';
import { todayOf } from './today';

/** A claim after it was checked. */
export interface ClaimRow {
  readonly number: number;
  readonly section: string;
  readonly title: string;
  readonly claim: string;
  readonly expected: string;
  readonly found: Found;
  readonly verdict: ClaimVerdict;
  /** The verdict recorded for it; the check fails when they differ. */
  readonly recorded: ClaimVerdict;
  /** Whether it came out as recorded, the figure that refutes it included. */
  readonly asRecorded: boolean;
  readonly conditions: string;
  /** What holds of it today, with the source. */
  readonly today: string;
  /** All figures behind the verdict, the headline first. */
  readonly checks: readonly (Check & { readonly holds: boolean })[];
  readonly slip?: string;
}

/** What claims are checked with: the simulator and the fold, on this thread or on workers. */
export interface ClaimTools {
  run(experiment: Experiment, options: RunOptions): Promise<Answer>;
  fold(estate: Estate, options: FoldOptions, signal: AbortSignal | undefined): Promise<FoldAnswer>;
}

export interface CheckOptions extends Pick<RunOptions, 'lanes' | 'signal'> {
  /** Where its knobs stand; those that are not named, as usual. */
  readonly set?: Readonly<Record<string, number>>;
  /** Called as each replication of each experiment ends, with how many have. */
  readonly progress?: (replications: number) => void;
}

/** Replications of an experiment that names none. */
const REPLICATIONS = 30;

/** Checks one claim. @throws the signal's reason once it is aborted */
export async function checkClaim(
  claim: Claim,
  tools: ClaimTools,
  { set, progress, ...options }: CheckOptions = {},
): Promise<ClaimRow> {
  options.signal?.throwIfAborted();
  return rowOf(claim, await claim.check(labOf(tools, options, progress), knobsAt(claim, set)));
}

function labOf(
  tools: ClaimTools,
  options: Pick<RunOptions, 'lanes' | 'signal'>,
  progress: CheckOptions['progress'],
): ClaimLab {
  let ended = 0;
  const complete = (experiment: ExperimentInput) =>
    parseExperiment({ replications: REPLICATIONS, ...experiment });
  const run = (experiment: ExperimentInput, each?: (replication: HostFigures<number>) => void) =>
    tools.run(complete(experiment), {
      ...options,
      each: (replication) => {
        each?.(replication);
        progress?.(++ended);
      },
    });
  return {
    run: (experiment) => run(experiment),
    fold: (estate, given) => tools.fold(estate, given, options.signal),
    async figures(experiment, ...picks) {
      const figures = new Figures<number[]>(picks.map(() => 0));
      const { replications: runs } = await run(experiment, (replication) =>
        figures.add(picks.map((pick) => pick(replication))),
      );
      return figures.result<Figure[]>().map(({ mean, se }) => ({ mean, se, unit: '', runs }));
    },
  };
}

function rowOf(claim: Claim, checks: readonly Check[]): ClaimRow {
  const [{ mean, se, unit }] = checks;
  const verdict = judge(claim, checks);
  return {
    number: claim.number,
    section: claim.section,
    title: claim.title,
    claim: claim.claim,
    expected: claim.expected,
    found: { mean, se, unit },
    verdict,
    recorded: claim.recorded,
    asRecorded: isAsRecorded(claim, checks, verdict),
    conditions: claim.conditions,
    today: todayOf(claim.number),
    checks: checks.map((check) => ({ ...check, holds: isWithin(check) })),
    ...(claim.slip ? { slip: claim.slip } : {}),
  };
}
