import { html, nothing, type TemplateResult } from 'lit';
import { PLATFORMS } from '../../../estate/platforms';
import type { FoldAnswer } from '../../../placement/answer';
import { ChooseEvent } from '../../app/events';
import type { AppState } from '../../app/state';
import type { EstateAsked, RiskTool } from '../../app/view';
import { riskOf } from '../../risk/place';
import { thinNotice } from '../guests/about';
import { ofKinds } from '../hosts/kinds';
import { loadInventory, loadMix, loadRefusal } from '../parts';
import './headline';

/** What the answer is drawn from. */
interface Asked {
  readonly state: AppState;
  /** What tests plans on days kept back; null where nothing can. */
  readonly risk: RiskTool | null;
  readonly estateOf: EstateAsked | null;
}

/** How many machines and why, or why there is no answer and what leads to one; it holds its place from the beginning. */
export function answerColumn(asked: Asked): TemplateResult {
  const { answer, problems } = asked.state;
  const refused = problems.fold ?? problems.slot;
  return html`${problems.link ? html`<p class="notice" role="status">${problems.link}</p>` : nothing}
  ${
    refused
      ? refusal(asked.state)
      : answer
        ? found(asked, answer)
        : html`<div class="placeholder"><h1 class="soft">Folding …</h1></div>`
  }`;
}

function found({ state, risk, estateOf }: Asked, answer: FoldAnswer) {
  const { stale, servers, folding, searched } = state;
  return html`${staleness(state)}
    <div class=${stale ? 'stale' : ''}>
      <div class="top">
        <div class="bought">
          <hf-headline .answer=${answer} .servers=${servers}></hf-headline>
          ${barrier(answer)} ${stale === null ? thinNotice(state, byTimeOfDay) : nothing}
          ${evenness(state, answer, risk)}
          <hf-basis .answer=${answer}></hf-basis>
        </div>
        <div class="counts">
          ${ofKinds(state) ? mix(answer) : nothing}
          <hf-policies .answer=${answer}></hf-policies>
        </div>
      </div>
      ${inventory(state, answer, estateOf)}
      <div class="under">
        <hf-overhead .answer=${answer}></hf-overhead>
        ${
          PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0
            ? nothing
            : html`<hf-course .answer=${answer} .folding=${folding} .searched=${searched}></hf-course>`
        }
      </div>
      ${riskOf(state, risk, folding === null && stale === null)}
    </div>`;
}

/** Of what the answer in sight is, where it is not of the files and choices of now. */
function staleness(state: AppState) {
  const { stale, folding } = state;
  if (stale === null || (stale === 'choices' && folding && !folding.slow)) return nothing;
  void loadRefusal();
  return html`<hf-stale class="notice" .state=${state}
    >Dimmed is the answer of other files or choices.</hf-stale
  >`;
}

/** Why there is no answer, in the place of one, and what leads to one. */
function refusal(state: AppState) {
  void loadRefusal();
  const { exactly } = state.scenario;
  return html`<hf-refusal .state=${state}></hf-refusal>
    ${exactly === undefined ? nothing : html`<hf-even .answer=${null} .exactly=${exactly}></hf-even>`}`;
}

/** How many hosts, and how even: nothing where no server is on one, and nobody asked for a number. */
function evenness({ scenario, risk }: AppState, answer: FoldAnswer, tool: RiskTool | null) {
  const { exactly, tolerance } = scenario;
  if (answer.hosts.length === 0 && exactly === undefined) return nothing;
  const tested = tool !== null && answer.basis.testDays > 1;
  return html`<hf-even
    .answer=${answer}
    .exactly=${exactly}
    .tolerance=${tested ? tolerance : null}
    .risk=${risk ?? null}
  ></hf-even>`;
}

/** The one rule that refuses most servers, and the way around it. */
function barrier({ barrier: rule }: FoldAnswer) {
  if (!rule) return nothing;
  void loadRefusal();
  return html`<hf-barrier .barrier=${rule}></hf-barrier>`;
}

/** What an inventory lacks and what it has: most estates are measured, and list no hosts. */
function inventory(state: AppState, answer: FoldAnswer, estateOf: EstateAsked | null) {
  if (answer.assumedUse.length === 0 && answer.today === null) return nothing;
  void loadInventory();
  return html`<hf-assumed-use
      .answer=${answer}
      .assumeUse=${state.scenario.assumeUse}
      .rows=${state.rows}
    ></hf-assumed-use>
    <hf-todays-hosts .today=${answer.today}></hf-todays-hosts>
    <hf-moves .answer=${answer} .state=${state} .estate=${estateOf}></hf-moves>`;
}

/** How many of each kind: drawn where there are several, which most plans have not. */
function mix(answer: FoldAnswer) {
  void loadMix();
  return html`<hf-mix .answer=${answer}></hf-mix>`;
}

const byTimeOfDay = ({ target }: Event): void => {
  target?.dispatchEvent(new ChooseEvent({ align: 'time-of-day' }, 'alignment'));
};
