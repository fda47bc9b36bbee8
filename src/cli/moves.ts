import { InputError } from '../estate/finding';
import type { Estate } from '../estate/estate';
import type { FoldPlan } from '../engine/packing/problem';
import { planMoves, type MovesPlan } from '../moves/plan';
import { readPlacement } from '../moves/table';
import { movesToCsv, movesToJson, stepsOf } from '../report/moves';
import { countWords } from '../report/plan-words';
import type { Scenario } from '../scenario/scenario';
import type { Anonymiser } from './anonymise';
import type { Values } from './fold-options';
import { readInput, writeOutput } from './inputs';
import { table } from './io';
import { wholeOption } from './option-values';

/** `--from today`: who runs where, as an inventory among the files lists it. */
export const LISTED = 'today';
/** Moves at once where nobody says. */
const AT_ONCE = 4;

/** Whether anything of today's placement is asked for; options that speak of moves alone are refused without it. */
export function asksMoves(values: Values): boolean {
  if (values.from !== undefined || values.convert) return true;
  const alone = (['at-once', 'give-up', 'within', 'steps'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (alone === undefined) return false;
  throw new InputError(
    `--${alone}`,
    'found without --from; expected who runs where today.',
    'Give --from TABLE (guest, host), or --from today where an inventory among the files says so.',
  );
}

/** The moves that options ask for; their steps are written where `--steps` says. @throws InputError */
export async function movesFor(
  estate: Estate,
  scenario: Scenario,
  folded: FoldPlan | null,
  values: Values,
  cover: Anonymiser | null,
): Promise<MovesPlan> {
  const { from = LISTED } = values;
  let rows = null;
  if (from !== LISTED) {
    const { name, text } = await readInput(from);
    rows = readPlacement(text, name);
    if (cover) rows = rows.map((row) => cover.placed(row));
  }
  const today = new Set([
    ...(estate.today ?? []).map(({ name }) => name.toLowerCase()),
    ...(rows ?? []).map(({ host }) => host.toLowerCase()),
    ...(rows ? [] : estate.guests.flatMap(({ on }) => (on ? [on.toLowerCase()] : []))),
  ]);
  const given = values['give-up'] === undefined ? null : wholeOption('give-up', values['give-up'], 0);
  if (given !== null && given >= today.size)
    throw new InputError(
      '--give-up',
      `found ${given}; expected fewer than the ${today.size} hosts of today.`,
    );
  const plan = planMoves(estate, scenario, folded, {
    from: rows,
    hosts: given === null ? (scenario.exactly ?? null) : today.size - given,
    atOnce: values['at-once'] === undefined ? AT_ONCE : wholeOption('at-once', values['at-once'], 1),
    within: values.within === undefined ? null : wholeOption('within', values.within, 0),
    convert: values.convert ?? false,
  });
  if (values.steps !== undefined)
    await writeOutput(
      '--steps',
      values.steps,
      /\.json$/i.test(values.steps) ? movesToJson(plan) : movesToCsv(plan),
    );
  return plan;
}

/** Moves in words and a table. */
export function movesWords(plan: MovesPlan): string[] {
  const { count, lowerBound, waves, gone, swing, spare, evened } = plan;
  const bound =
    count === lowerBound
      ? 'no plan on so few hosts has fewer'
      : `at least ${lowerBound} ${lowerBound === 1 ? 'is' : 'are'} needed`;
  const chosen = evened.findLast(({ moves }) => moves <= count);
  return [
    `From today: ${countWords(count, 'move')} (${bound}) in ${countWords(waves.length, 'wave')}; ${countWords(gone.length, 'host')} ${gone.length === 1 ? 'is' : 'are'} empty then${gone.length ? `: ${gone.join(', ')}` : ''}.`,
    ...(spare > 0 ? [`${countWords(spare, 'host')} of the new kind must be there at the start.`] : []),
    ...swing.map(({ host, why }) => `${host}, an empty host for a while: ${why}.`),
    ...(chosen && chosen !== evened.at(-1)
      ? [
          `Fullest moment ${(100 * chosen.fullest).toFixed(1)} % of what may be filled; with more moves (--within): ${evened
            .filter(({ moves }) => moves > count)
            .slice(0, 6)
            .map(({ moves, fullest }) => `${moves} for ${(100 * fullest).toFixed(1)} %`)
            .join(', ')}.`,
        ]
      : []),
    ...table([
      ['wave', 'guest', 'from', 'to'],
      ...stepsOf(plan).map(({ wave, guest, from, to, reinstall, why }) => [
        String(wave),
        guest ?? `(${reinstall} is installed anew)`,
        from ?? (guest ? 'new' : ''),
        `${to ?? ''}${why ? ` (${why})` : ''}`,
      ]),
    ]).split('\n'),
  ];
}
