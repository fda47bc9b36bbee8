import type { ClaimRow } from '../../claims/check';
import type { Claim } from '../../claims/claim';
import { fourDigits, type Derivation } from '../../claims/how';
import type { Explanation } from '../parts/explanation';
import { count } from '../text/format';
import { unbroken } from '../text/unbroken';
import { rangeText } from './words';

type Shown = ClaimRow['checks'][number];

/** What a figure was found from, the closed form that it is held against with the numbers in it, and what is expected. */
export function howFound(
  check: Shown,
  { expected, section }: Pick<Claim, 'expected' | 'section'>,
): Explanation {
  const { label, mean, se, unit, holds, how, runs } = check;
  const of = (value: number, of = unit): string => `${fourDigits(value)}${of ? ` ${of}` : ''}`;
  const simulated = se > 0 || runs !== undefined;
  return {
    title: label,
    text: unbroken(
      [
        simulated
          ? 'Simulated: the mean over independent runs, with two standard errors either way.'
          : 'Computed, not drawn: it has no error.',
        typeof how === 'string' ? how : '',
        `If the paper is right: ${expected}.`,
      ]
        .filter((each) => each !== '')
        .join(' '),
    ),
    ...formulaOf(how, of),
    values: [
      ...(typeof how === 'object' ? how.symbols : []),
      ['found', of(mean)],
      ...(simulated
        ? ([
            ['standard error', se > 0 ? of(se) : 'none'],
            ...(runs ? [['runs, each with a seed of its own', count(runs)]] : []),
          ] as [string, string][])
        : []),
      ['expected', `${rangeText(check)}${holds ? ', it holds' : ', it does not hold'}`],
    ],
    basis: { kind: 'source', text: `Friedman (2006), section ${section}` },
  };
}

/** `(N − 1)² × Q ÷ (2 × N)`, then `= (2 − 1)² × 50 ÷ (2 × 2)` and `= 12.5 ms`, each on a line of its own. */
function formulaOf(
  how: Derivation | undefined,
  of: (value: number, unit: string) => string,
): Pick<Explanation, 'formula'> {
  if (typeof how !== 'object') return {};
  const { form, numbers, value, unit } = how;
  const said = numbers === form ? [form] : [form, numbers];
  const result = of(value, unit);
  return { formula: [...said, ...(said.at(-1) === result ? [] : [result])].join('\n= ') };
}
