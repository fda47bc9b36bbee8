import { parseArgs } from 'node:util';
import { AS_IT_STANDS, savedBy, whatIf, type WhatIfChange, type WhatIfSaved } from '../decide/what-if';
import type { FoldEngine } from '../engine/fold-engine';
import type { Ahead } from '../estate/ahead';
import type { Estate } from '../estate/estate';
import { InputError } from '../estate/finding';
import type { Scenario } from '../scenario/scenario';
import type { Anonymiser } from './anonymise';
import { OPTIONS, chosenOn, type Values } from './fold-options';
import { refuseStrangers } from './fold-estate';

/** Options of the fold that may be otherwise. */
const CHANGING = [
  ...(['profile', 'host', 'ceiling', 'policy', 'failures'] as const),
  ...(['growth', 'horizon', 'reschedule'] as const),
];

/** Words as a shell tells them apart. */
const wordsIn = (text: string): string[] =>
  (text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/["']/g, ''));

/**
 * Each `--what-if "--growth 10 --ceiling cpu=90"`, on top of the choices of the plan.
 * @throws InputError naming the option, and within it the one that cannot be meant
 */
export async function changesOf(
  given: readonly string[],
  scenario: Scenario,
  measured: Estate,
  cover: Anonymiser | null,
): Promise<WhatIfChange[]> {
  const changes: WhatIfChange[] = [];
  for (const text of given) {
    const change = cover ? cover.words(text) : text;
    try {
      const values = parsed(text);
      const { scenario: other } = await chosenOn(scenario, values);
      const renamed =
        cover && other.rescheduled ? { ...other, rescheduled: cover.byServer(other.rescheduled) } : other;
      refuseStrangers(measured, renamed);
      changes.push({ change, options: renamed, ahead: aheadIn(renamed) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { where, text: said, fix } = error.finding;
      throw new InputError(`--what-if "${change}": ${where}`, said, fix);
    }
  }
  return changes;
}

function parsed(text: string): Values {
  const options = Object.fromEntries(CHANGING.map((name) => [name, OPTIONS[name]]));
  try {
    const { values } = parseArgs({ args: wordsIn(text), options });
    if (Object.keys(values).length > 0) return values as Values;
  } catch {
    // What parseArgs says speaks of programs.
  }
  throw new InputError(
    'options',
    `expected options of the fold that may be otherwise: ${CHANGING.map((name) => `--${name}`).join(', ')}.`,
  );
}

const aheadIn = ({ growth, horizon, rescheduled }: Scenario): Ahead => ({ growth, horizon, rescheduled });

/** The rows of all changes, until the signal aborts. @param secondsEach where the clock ends each fold */
export async function whatIfs(
  measured: Estate,
  scenario: Scenario,
  changes: readonly WhatIfChange[],
  engine: FoldEngine,
  secondsEach: number | undefined,
  signal: AbortSignal,
): Promise<WhatIfSaved[]> {
  const stands = { change: AS_IT_STANDS, options: scenario, ahead: aheadIn(scenario) };
  const rows = [];
  try {
    for (const one of [stands, ...changes])
      rows.push(
        await whatIf(measured, { ...one, options: { ...one.options, seconds: secondsEach } }, engine, signal),
      );
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return rows.length > 0 ? savedBy(rows) : [];
}
