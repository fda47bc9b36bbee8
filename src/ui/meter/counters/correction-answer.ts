import { html, nothing } from 'lit';
import type { Correction } from '../../../counters/correct';
import { meansOf } from '../../../counters/samples';
import type { TypedFigures } from '../../../scenario/scenario';
import '../../parts/how';
import { shareText } from '../pictures';
import { totalOf } from './explain';
import type { Pair } from './pair';

/** What the answer is of. */
interface Corrected {
  readonly correction: Correction | null;
  /** Figures typed in, %. */
  readonly typed: TypedFigures;
  readonly pair: Pair;
  /** Why the logs cannot be brought together; empty where they can. */
  readonly problem: string;
  /** Whether the host's figures are typed, and cannot be those of a guest. */
  readonly refused: boolean;
}

/** What the correction comes to, in a sentence; what is missing where it comes to nothing. */
export function correctionAnswer(
  { correction, typed, pair, problem, refused }: Corrected,
  download: (correction: Correction) => void,
) {
  if (refused) return nothing;
  if (!correction && pair.guest && !pair.sample) {
    return problem
      ? nothing
      : html`<p class="answer soft">Type % Used, or drop the host’s log, and the total is corrected.</p>`;
  }
  if (!correction && pair.sample) return html`<p class="answer soft">Simulating the sample …</p>`;
  if (!correction && (typed.shown === null || typed.used === null))
    return html`<p class="answer soft">Type what the guest shows and % Used, and the total is corrected.</p>`;
  const both = correction && meansOf(correction.samples);
  if (both?.intervals === 0)
    return html`<p class="answer soft">
      In no interval is there a figure of both logs: look at the clocks.
    </p>`;
  const shown = both?.measured ?? typed.shown! / 100;
  const used = both?.used ?? typed.used! / 100;
  const ready = both?.waited ?? (typed.ready ?? 0) / 100;
  const off = Number((100 * Math.abs(shown - used)).toFixed(1));
  return html`<div class="answer row">
    <p>
      Shown ${shareText(shown)}, corrected
      <hf-how class="big" .explanation=${totalOf(shown, correction?.stands ? shown : used, ready, correction)}
        >${shareText(correction?.stands ? shown : used)}</hf-how
      >:
      ${
        correction?.stands
          ? `the meter stays as it is, since the guest hardly waited; its host’s ${correction.basis === 'time' ? 'time' : '% Used'} of ${shareText(used)} differs by ${correction.basis === 'time' ? '% Overlap and chance' : 'clock speed'}.`
          : correction?.scaled
            ? '% Used is scaled by clock speed and cannot tell how far off the meter is.'
            : off === 0
              ? 'the meter is right.'
              : `the meter is ${off} points too ${shown > used ? 'high' : 'low'}.`
      }
    </p>
    ${
      correction
        ? html`<button class="button" type="button" @click=${() => download(correction)}>
            Corrected series as CSV
          </button>`
        : nothing
    }
  </div>`;
}

/** What is to be known of the correction besides. */
export function correctionFindings({ findings }: Correction) {
  const said = findings.filter(({ level }) => level !== 'info');
  if (said.length === 0) return nothing;
  return html`<ul class="findings small" aria-label="Findings">
    ${said.map(
      ({ level, where, text, fix }) =>
        html`<li class=${level}><b>${where}</b>: ${text} ${fix ?? nothing}</li>`,
    )}
  </ul>`;
}
