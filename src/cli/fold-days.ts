import type { Estate } from '../estate/estate';
import { InputError } from '../estate/finding';
import type { FoldAnswer } from '../placement/answer';

/** Says that plans could have been tested on days that they have not seen. */
export function untested(answer: FoldAnswer, days: number): FoldAnswer {
  const finding = {
    level: 'info',
    where: 'days',
    text: `${days} days were measured: these are the fewest hosts for all of them, and no plan was tested on days that it has not seen.`,
    fix: '--backtest tests plans on days kept back, and picks the number of hosts by that.',
  } as const;
  return { ...answer, findings: [...answer.findings, finding] };
}

/** Nothing can be kept back: fewer than two days. */
export function tooFewDays({ grid }: Estate, days: number): InputError {
  const why =
    grid.align === 'wall'
      ? days === 0
        ? 'found no day on which half of the servers were measured'
        : 'found one day'
      : `found days laid over each other (--align ${grid.align})`;
  return new InputError(
    '--backtest',
    `${why}; expected two at least, the later to test what the earlier ones plan.`,
    grid.align === 'wall'
      ? 'Log a week, at slots of five minutes or so, and give it whole; or ask the page what one day can tell.'
      : 'Give --align wall.',
  );
}
