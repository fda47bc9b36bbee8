import { css } from 'lit';
import type { ClaimRow } from '../../claims/check';
import type { ClaimVerdict } from '../../claims/claim';
import { fourDigits } from '../../claims/how';

interface VerdictWords {
  readonly mark: string;
  readonly words: string;
  /** The class of its mark. */
  readonly tone: string;
}

/** A verdict as a mark and in words. */
export const VERDICTS: Readonly<Record<ClaimVerdict, VerdictWords>> = {
  reproduced: { mark: '✓', words: 'reproduced', tone: 'found' },
  'under conditions': { mark: '◐', words: 'under conditions', tone: 'if' },
  'by construction': { mark: '=', words: 'by construction', tone: '' },
  'not reproduced': { mark: '✗', words: 'not reproduced', tone: 'missed' },
  'cannot be checked': { mark: '–', words: 'cannot be checked here', tone: '' },
};

/** The mark of a verdict, the same wherever it stands. */
export const verdictMarks = css`
  .mark {
    display: inline-block;
    flex: none;
    width: 24px;
    border-radius: 4px;
    background: var(--sunk);
    color: var(--soft);
    font-size: 14px;
    line-height: 24px;
    text-align: center;
  }
  .mark.found {
    background: var(--accent-wash);
    color: var(--accent);
  }
  .mark.if {
    background: var(--guess-wash);
    color: var(--guess);
  }
  .mark.missed {
    background: var(--bad-wash);
    color: var(--bad);
  }
`;

/** What a verdict means. */
export const MEANINGS: Readonly<Record<ClaimVerdict, string>> = {
  reproduced: 'found as the paper says.',
  'under conditions': 'found, under the conditions that are named.',
  'by construction': 'follows from the definitions: no run could have come out otherwise.',
  'not reproduced': 'not found; the figure is named.',
  'cannot be checked': 'nothing that runs here can tell.',
};

type Shown = ClaimRow['checks'][number];

/** `0.7857 ± 0.0004 ms`: two standard errors. */
export const foundText = ({ mean, se, unit }: Shown): string =>
  `${fourDigits(mean)}${se > 0 ? ` ± ${Number((2 * se).toPrecision(2))}` : ''}${unit ? ` ${unit}` : ''}`;

/** `0.5 to 1`, or the one figure that will do. */
export const rangeText = ({ low, high }: Shown): string =>
  high - low <= 1e-8 * Math.abs(high) ? fourDigits(high) : `${fourDigits(low)} to ${fourDigits(high)}`;
