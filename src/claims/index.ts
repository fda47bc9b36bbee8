import { runExperiment, type RunHost } from '../dispatch/run';
import { lazy } from '../engine/door/lazy';
import { createLocalEngine } from '../engine/local';
import { fold } from '../placement/fold';
import { checkClaim, type ClaimRow, type ClaimTools } from './check';
import type { Claim } from './claim';

export { CLAIMS, SLIPS } from './list';
export type { ClaimRow } from './check';

export interface ClaimOptions {
  readonly lanes?: number;
  readonly signal?: AbortSignal;
  /** Called with each row as it comes. */
  readonly progress?: (row: ClaimRow) => void;
}

/** Checks claims on this thread, one after the other, in the order given. */
export async function runClaims(
  claims: readonly Claim[],
  runHost: RunHost,
  { lanes, signal, progress }: ClaimOptions = {},
): Promise<ClaimRow[]> {
  const tools = localTools(runHost);
  const rows: ClaimRow[] = [];
  for (const claim of claims) {
    const row = await checkClaim(claim, tools, { lanes, signal });
    rows.push(row);
    progress?.(row);
  }
  return rows;
}

function localTools(runHost: RunHost): ClaimTools {
  const engine = lazy(createLocalEngine);
  return {
    run: (experiment, options) => runExperiment(experiment, runHost, options),
    fold: async (estate, options, signal) => fold(estate, options, await engine(), { signal }),
  };
}
