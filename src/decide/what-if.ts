import type { FoldEngine } from '../engine/fold-engine';
import { ahead, type Ahead } from '../estate/ahead';
import type { Estate } from '../estate/estate';
import type { FoldOptions } from '../placement/options';
import { FIRST_LOOK, alternative, type Alternative } from './alternatives';
import type { PreparedStudy } from './prepared';

/** What a plan is asked with: how it is folded, and what servers are wanted to ask. */
export interface WhatIfChoices {
  readonly options: FoldOptions;
  /** Beside what was measured. */
  readonly ahead: Ahead;
}

/** Other choices than those of the plan, all of them. */
export interface WhatIfChange extends WhatIfChoices {
  /** What is changed, in words. */
  readonly change: string;
}

/** What the servers take then. */
export interface WhatIfRow extends Alternative {
  readonly change: string;
}

/** A row beside the plan as it stands. */
export interface WhatIfSaved extends WhatIfRow {
  /** Machines fewer than as it stands, in all; more where it is below zero. */
  readonly saved: number;
}

/** The name of the row that changes nothing. */
export const AS_IT_STANDS = 'as it stands';

/**
 * Folds the servers with other choices, as few hosts as can be.
 * @param measured the estate as it was measured
 * @throws InputError where growth cannot be meant
 */
export async function whatIf(
  measured: Estate,
  { change, options, ahead: wanted }: WhatIfChange,
  engine: FoldEngine,
  signal?: AbortSignal,
): Promise<WhatIfRow> {
  const row = await alternative(ahead(measured, wanted), { ...options, exactly: undefined }, engine, {
    signal,
  });
  return { change, ...row };
}

/** Rows beside the first, which stands for the plan. */
export function savedBy([stands, ...rows]: readonly WhatIfRow[]): WhatIfSaved[] {
  return rows.map((row) => ({ ...row, saved: stands.machines.total - row.machines.total }));
}

/**
 * The plan as it stands and each change of it: first with few steps, so that hosts saved are soon in sight, then with
 * those of the plan.
 */
export function whatIfStudy(
  measured: Estate,
  engine: FoldEngine,
  ask: WhatIfChoices & {
    readonly changes: readonly WhatIfChange[];
    /** Few steps will do: somebody still drags. */
    readonly quick: boolean;
  },
): PreparedStudy<WhatIfRow> {
  const { changes, quick, options, ahead: wanted } = ask;
  const cases = [{ change: AS_IT_STANDS, options, ahead: wanted }, ...changes];
  const few = Math.min(FIRST_LOOK, options.work);
  const works = quick ? [few] : [...new Set([few, options.work])];
  return {
    count: works.length * cases.length,
    line: (index, signal) => {
      const one = cases[index % cases.length];
      const work = works[Math.floor(index / cases.length)];
      return whatIf(
        measured,
        { ...one, options: { ...one.options, work, seconds: undefined } },
        engine,
        signal,
      );
    },
  };
}
