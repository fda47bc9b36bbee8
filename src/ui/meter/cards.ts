import { html, nothing } from 'lit';
import type { Experiment } from '../../dispatch/experiment';
import { parseExperiment } from '../../dispatch/parse';
import { tickAt } from '../../sampling/dodger';
import { stepOf } from '../../sampling/phase-lock';
import type { TurnEvent } from './change';
import { ticksOf } from './explain';
import { knobsOf } from './knobs';
import type { MeterPictures } from './lab';
import './many/lengths';
import './many/scatter';
import './own/dodger';
import type { DodgeEvent } from './own/dodger';
import './own/lock';
import { ownViewOf } from './own/sweeps';
import { variance } from './pictures';

/** What the cards of a demonstration are drawn from, and whether its answer is still to be guessed. */
export interface Cards {
  readonly pictures: MeterPictures;
  readonly covered: boolean;
}

/** The class of a picture that is of the experiment before. */
export function staleClass({ specimen }: MeterPictures, of: Experiment | null): string {
  return of === specimen.experiment ? '' : 'stale';
}

/** Errors against the length of observation. */
export function looksCard({ pictures, covered }: Cards) {
  const { lengths, specimen } = pictures;
  return html`<section class="card looks" aria-label="Length of observation">
    <h2>Does a longer look help?</h2>
    <p class="small soft">
      Error of the meter, in points of processor: the mean and the middle 95 % of 40 measurements of each
      length. What averaging mends narrows to the right, as the dashed lines of fair looks do; what it does
      not mend stays.
    </p>
    ${
      lengths && !covered
        ? html`<hf-meter-lengths
            class=${staleClass(pictures, lengths.experiment)}
            .lengths=${lengths.rows}
            .meter=${specimen.meter}
            .tickMs=${lengths.experiment.guests[0].clock.tickMs}
          ></hf-meter-lengths>`
        : html`<p class="hold small-hold soft">${covered ? 'Shown after your guess.' : 'Simulating …'}</p>`
    }
  </section>`;
}

/** Guests of many hosts: what their meters show against what they used. */
export function hostsCard({ pictures: { scatter } }: Cards) {
  return html`<section class="card" aria-label="Many hosts">
    <h2>Guests against their hosts</h2>
    ${
      scatter.length
        ? html`<hf-meter-scatter .points=${scatter}></hf-meter-scatter>`
        : html`<p class="hold soft">Simulating …</p>`
    }
  </section>`;
}

const afterGuess = html`<p class="hold soft">Shown after your guess.</p>`;

/** The picture of its own that phase lock and the dodger have. */
export function ownCard(cards: Cards, turn: (event: TurnEvent) => void, dodge: (event: DodgeEvent) => void) {
  const view = ownViewOf(cards.pictures.specimen.preset);
  if (view === null) return nothing;
  return view === 'lock' ? lockCard(cards, turn) : dodgerCard(cards, dodge);
}

function lockCard({ pictures, covered }: Cards, turn: (event: TurnEvent) => void) {
  const { many, lock, swept, specimen } = pictures;
  const { experiment } = specimen;
  const readings = many?.experiment === experiment ? many.readings : [];
  return html`<section class="card own" aria-label="Every ratio of tick to cycle">
    <h2>In step, or nearly: every ratio of tick to cycle</h2>
    ${
      covered
        ? afterGuess
        : html`<hf-meter-lock
            class=${swept ? staleClass(pictures, swept) : ''}
            .sweep=${lock}
            .step=${stepOf(experiment)}
            .ticks=${ticksOf(experiment)}
            .spread=${Math.sqrt(variance(readings.map(({ processor, used }) => processor - used)))}
            .alike=${knobsOf(experiment).timing === 'alike'}
            @turn=${turn}
          ></hf-meter-lock>`
    }
  </section>`;
}

function dodgerCard({ pictures, covered }: Cards, dodge: (event: DodgeEvent) => void) {
  const { dodgers, swept, specimen } = pictures;
  const { experiment, preset } = specimen;
  const step = stepOf(experiment);
  return html`<section class="card own" aria-label="Measured against used">
    <h2>How much can it take unseen?</h2>
    ${
      covered
        ? afterGuess
        : html`<hf-meter-dodger
            class=${swept ? staleClass(pictures, swept) : ''}
            .curves=${dodgers}
            .works=${step && Math.abs(step.ratio - 1) < 1e-4 ? step.part : NaN}
            .preset=${stepOf(parseExperiment(preset.experiment))?.part ?? 0.8}
            .tickAt=${tickAt(experiment)}
            @dodge=${dodge}
          ></hf-meter-dodger>`
    }
  </section>`;
}
