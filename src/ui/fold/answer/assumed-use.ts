import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { FACTS } from '../../../estate/fact-fields';
import { USUAL_USE, type AssumedUse } from '../../../estate/assumed-use';
import type { FoldAnswer } from '../../../placement/answer';
import type { GuestRow } from '../../../placement/guest-row';
import { ChooseEvent } from '../../app/events';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';
import { crowd } from '../../../estate/crowd';
import { many } from '../../text/format';

type Class = keyof AssumedUse;

/** Servers that are named; more are counted. */
const NAMED = 3;

/**
 * What the number of hosts rests on where files do not tell how busy processors are: what is taken instead, to be changed
 * where it stands.
 */
@customElement('hf-assumed-use')
export class AssumedUseBox extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      section {
        max-width: 62ch;
        margin: 14px 0;
        padding: 10px 14px 12px;
        border: 1px dashed var(--guess);
        border-radius: 8px;
      }
      p {
        margin: 0 0 8px;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 22px;
        align-items: end;
      }
      .small {
        margin: 8px 0 0;
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  @property({ attribute: false }) assumeUse: AssumedUse | undefined;
  @property({ attribute: false }) rows: readonly GuestRow[] = [];

  override render() {
    const { assumedUse } = this.answer;
    if (assumedUse.length === 0) return nothing;
    const names = assumedUse.map(({ guest }) => guest);
    return html`<section aria-label="What is assumed of processors">
      <p>
        Nothing tells how busy the processors of <b>${many(names.length, 'server')}</b> are
        (${crowd(names, NAMED)}). The number rests on what is taken instead:
        <span class="chip guess">assumption</span>
      </p>
      <div class="fields">${this.classes().map((of) => this.field(of))}</div>
      <p class="small soft">
        % of the processors that they are configured with, all the time.
        ${this.assumeUse ? nothing : html`Nobody has said so: ${USUAL_USE.other} is filled in.`} A week of
        measurements in place of it is worth more than any figure here.
      </p>
    </section>`;
  }

  /** Classes of these servers, and what is left. */
  private classes(): Class[] {
    const assumed = new Set(this.answer.assumedUse.map(({ guest }) => guest));
    const there = new Set<string>(
      this.rows.flatMap(({ name, facts }) => (assumed.has(name) ? [facts.class || 'other'] : [])),
    );
    const known = FACTS.class.options.flatMap(([id]) => (id !== '' && there.has(id) ? [id] : []));
    return there.has('other') || known.length === 0 ? [...known, 'other'] : known;
  }

  private field(of: Class) {
    const { other = USUAL_USE.other! } = this.assumeUse ?? {};
    const alone = this.classes().length === 1;
    return html`<hf-number
      .label=${alone ? 'Processors in use' : of === 'other' ? 'All others' : `Class ${of}`}
      unit="%"
      .min=${0}
      .max=${100}
      .step=${5}
      .value=${this.assumeUse?.[of] ?? other}
      .preset=${USUAL_USE.other}
      slider
      @number=${(event: NumberEvent) => this.set(of, event)}
    ></hf-number>`;
  }

  private set(of: Class, { value, live }: NumberEvent): void {
    if (value === null) return;
    const assumeUse = { ...USUAL_USE, ...this.assumeUse, [of]: value };
    this.dispatchEvent(new ChooseEvent({ assumeUse }, 'assumed use', live));
  }
}
