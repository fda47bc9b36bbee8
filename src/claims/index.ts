import { runExperiment } from '../dispatch/run';
import type { RunHost, RunOptions } from '../dispatch/run';
import type { HostFigures } from '../dispatch/answer';
import { parseExperiment } from '../dispatch/parse';
import type { ExperimentInput } from '../dispatch/experiment';
import { Figures } from '../dispatch/figure';
import type { FoldEngine } from '../engine/fold-engine';
import { createLocalEngine } from '../engine/local';
import { fold } from '../placement/fold';
import type { Figure } from '../dispatch/figure';
import { ADDING_UP } from './arithmetic';
import { isAsRecorded, isWithin, judge } from './claim';
import type { Check, Claim, Found, ClaimLab, ClaimVerdict } from './claim';
import { CLOCKS } from './clocks';
import { DISPATCHING } from './dispatching';
import { FURTHER } from './further';
import { OUTLOOK } from './outlook';
import { SHARING } from './sharing';
import { todayOf } from './today';

/** Every checkable claim, by its number. */
export const CLAIMS: readonly Claim[] = [
  ...ADDING_UP,
  ...SHARING,
  ...DISPATCHING,
  ...CLOCKS,
  ...OUTLOOK,
  ...FURTHER,
].sort((a, b) => a.number - b.number);

/** Slips of the paper that belong to no claim. */
export const SLIPS: readonly string[] = [
  'References [8] and [9] are swapped between the text and the list.',
  'There is no section 6.',
];

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

export interface ClaimOptions {
  readonly lanes?: number;
  readonly signal?: AbortSignal;
  /** Called with each row as it comes. */
  readonly progress?: (row: ClaimRow) => void;
}

/** Replications of an experiment that names none. */
const REPLICATIONS = 30;

/** Checks claims one after the other, in the order given. */
export async function runClaims(
  claims: readonly Claim[],
  runHost: RunHost,
  { lanes, signal, progress }: ClaimOptions = {},
): Promise<ClaimRow[]> {
  const lab = labOf(runHost, { lanes, signal });
  const rows: ClaimRow[] = [];
  for (const claim of claims) {
    signal?.throwIfAborted();
    const row = rowOf(claim, await claim.check(lab));
    rows.push(row);
    progress?.(row);
  }
  return rows;
}

function labOf(runHost: RunHost, options: RunOptions): ClaimLab {
  let engine: Promise<FoldEngine> | undefined;
  const complete = (experiment: ExperimentInput) =>
    parseExperiment({ replications: REPLICATIONS, ...experiment });
  return {
    run: (experiment) => runExperiment(complete(experiment), runHost, options),
    async fold(estate, given) {
      engine ??= createLocalEngine();
      return fold(estate, given, await engine, { signal: options.signal });
    },
    async figures(experiment, ...picks) {
      const figures = new Figures<number[]>(picks.map(() => 0));
      const each = (replication: HostFigures<number>) => figures.add(picks.map((pick) => pick(replication)));
      await runExperiment(complete(experiment), runHost, { ...options, each });
      return figures.result<Figure[]>().map(({ mean, se }) => ({ mean, se, unit: '' }));
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
