import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AppState } from '../../app/state';
import { ChooseEvent, DeedEvent } from '../../app/events';
import { PLATFORMS } from '../../../estate/platforms';
import type { Barrier } from '../../../placement/refusal';
import { base, controls } from '../../parts/styles';
import { many } from '../../text/format';

/** Why there is no answer, in the place of one, and what leads to one. */
@customElement('hf-refusal')
export class RefusalBox extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      h1 {
        font-size: 32px;
        line-height: 40px;
        color: var(--soft);
      }
      p {
        max-width: 62ch;
        margin: 8px 0 14px;
        font-size: 17px;
        line-height: 24px;
        color: var(--bad);
        text-wrap: pretty;
      }
    `,
  ];

  @property({ attribute: false }) state!: AppState;

  override render() {
    const { stale, problems, scenario } = this.state;
    return html`<div role="alert">
      <h1>${stale === 'choices' ? 'Not folded with these choices' : 'Nothing is folded yet'}</h1>
      <p>${problems.fold ?? problems.slot}</p>
      ${
        problems.slot !== null && scenario.align === 'wall'
          ? html`<button class="button" type="button" @click=${this.byTimeOfDay}>Fold by time of day</button>`
          : nothing
      }
    </div>`;
  }

  private byTimeOfDay = (): void => {
    this.dispatchEvent(new ChooseEvent({ align: 'time-of-day' }, 'alignment'));
  };
}

/** One rule that keeps most servers on machines of their own, and the way around it. */
@customElement('hf-barrier')
export class BarrierNotice extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      p {
        margin: 8px 0 2px;
        font-size: 17px;
        line-height: 24px;
      }
    `,
  ];

  @property({ attribute: false }) barrier!: Barrier;

  override render() {
    const { what, those, servers, use } = this.barrier;
    return html`<p role="status">
      <b>${what}; ${many(servers, 'server')} ${those}.</b>
      <button
        class="button main"
        type="button"
        @click=${() => this.dispatchEvent(new ChooseEvent({ profile: use }, 'profile'))}
      >
        Use ${PLATFORMS[use].label}
      </button>
    </p>`;
  }
}

/** Of what the answer in sight is, where it is not of the files and choices of now. */
@customElement('hf-stale')
export class StaleNotice extends LitElement {
  static override styles = [base, controls];

  @property({ attribute: false }) state!: AppState;

  override render() {
    const { stale, folding, scenario } = this.state;
    if (stale === null) return nothing;
    const whose = {
      choices: 'the choices before',
      sample: 'the sample estate, not of your files',
      files: 'the files before',
    }[stale];
    const unread = stale === 'sample' && scenario.sample;
    const why = unread
      ? 'Your files could not be read: Fold says beside each what to do. '
      : folding
        ? 'Folding … '
        : '';
    return html`<span role="status">${why}Dimmed is the answer of ${whose}.</span> ${
        unread
          ? html`<button
              class="button"
              type="button"
              @click=${() => this.dispatchEvent(new DeedEvent('sample'))}
            >
              Back to the sample
            </button>`
          : nothing
      }`;
  }
}
