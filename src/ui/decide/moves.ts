import { css, html, nothing, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { MovesLine } from '../../decide/moving';
import type { StudyAsk } from '../../decide/study-table';
import { own } from '../../estate/own';
import type { MovesPlan } from '../../moves/plan';
import { hostsInUse, kindsForMoves } from '../moves/today';
import type { GrantEvent } from '../moves/plan';
import '../moves/plan';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import { count, many, percent } from '../text/format';
import { StudyCard } from './card';
import { foldOptionsIn } from './standing';
import { StudyRun } from './study-run';

const AT_ONCE = 4;
const MOST_AT_ONCE = 1000;
/** Hosts and moves beyond this many are a slip. */
const MOST_MOVES = 1_000_000;
const YES = 'yes';

/** From where servers run today to fewer hosts, or to hosts of a new kind: who moves when, drawn wave by wave. */
@customElement('hf-moves-card')
export class MovesCard extends StudyCard<'moves'> {
  static override styles = [
    ...StudyCard.styles,
    css`
      .bar {
        display: block;
        width: 100%;
        height: 14px;
        min-width: 40px;
      }
      .wide {
        width: 50%;
        vertical-align: middle;
      }
      .track {
        fill: var(--sunk);
      }
      .part {
        fill: var(--cpu);
      }
      .least {
        stroke: var(--ink);
        stroke-width: 2;
      }
      .chosen th,
      .chosen td {
        font-weight: 650;
      }
      .others {
        max-width: 620px;
        margin-top: 16px;
      }
      .others .number {
        white-space: normal;
      }
      .others :is(th, td):last-child {
        padding-right: 0;
      }
      .fields > label {
        display: flex;
        align-items: start;
        gap: 4px;
      }
      hf-number {
        --field-width: 76px;
      }
      @media (forced-colors: active) {
        .bar {
          forced-color-adjust: none;
        }
      }
    `,
  ];

  readonly name = 'moves';
  protected readonly heading = 'Moves and waves';
  protected readonly question = 'From where servers run today: who moves, in which order, and how many?';
  protected readonly run = new StudyRun<'moves'>(this, 'moves');

  private get giveUp(): number {
    return this.number('give-up', 1, { unit: '', min: 0, max: MOST_MOVES, whole: true });
  }

  private get atOnce(): number {
    return this.number('at-once', AT_ONCE, { unit: '', min: 1, max: MOST_AT_ONCE, whole: true });
  }

  private get convert(): boolean {
    return own(this.settings, 'convert') === YES;
  }

  /** Moves that were granted; null: as few as can be. */
  private get within(): number | null {
    const moves = this.number('within', -1, { unit: '', min: 0, max: MOST_MOVES, whole: true });
    return moves < 0 ? null : moves;
  }

  protected ask(): StudyAsk<'moves'> | string {
    const { answer, scenario } = this.standing;
    if (!answer.today?.placement.length)
      return 'No file says which server runs on which host today. Drop an inventory beside the others, such as an RVTools export with the sheets vInfo and vHost. The command line takes a table of guest and host as well.';
    const total = hostsInUse(answer);
    if (!this.convert && this.giveUp >= total)
      return `${many(total, 'host')} ${total === 1 ? 'is' : 'are'} in use today: expected fewer than that to give up.`;
    const hosts = kindsForMoves(answer, scenario, this.convert);
    return {
      options: { ...foldOptionsIn(scenario), hosts, exactly: undefined },
      giveUp: this.giveUp,
      atOnce: this.atOnce,
      within: this.within,
      convert: this.convert,
    };
  }

  protected basis(): string {
    const { seed } = this.standing.scenario;
    return `seed ${seed}; the order was replayed by other code that found no fault in it`;
  }

  protected override fields() {
    const total = hostsInUse(this.standing.answer);
    if (total === 0) return nothing;
    return html`${
        this.convert
          ? nothing
          : html`<hf-number
              label="Hosts to give up"
              .min=${0}
              .max=${Math.max(0, total - 1)}
              whole
              .value=${this.giveUp}
              .preset=${1}
              @number=${({ value }: NumberEvent) => this.ofPlan({ 'give-up': value === 1 ? null : value })}
            ></hf-number>`
      }
      <hf-number
        label="Moves at once"
        .min=${1}
        .max=${MOST_AT_ONCE}
        whole
        .value=${this.atOnce}
        .preset=${AT_ONCE}
        @number=${({ value }: NumberEvent) => this.setFields({ 'at-once': value === AT_ONCE ? null : value })}
      ></hf-number>
      <label
        ><input
          type="checkbox"
          .checked=${this.convert}
          @change=${(e: Event) =>
            this.ofPlan({ convert: (e.target as HTMLInputElement).checked ? YES : null })}
        />
        make all into the chosen kind of host, one after another</label
      >`;
  }

  /** Moves were granted for the plan as it was. */
  private ofPlan(patch: Parameters<typeof this.setFields>[0]): void {
    this.setFields({ ...patch, within: null });
  }

  private planIn = (lines: readonly MovesLine[]): MovesPlan | null =>
    lines.flatMap((line) => (line.kind === 'plan' ? [line.plan] : []))[0] ?? null;

  protected finding(lines: readonly MovesLine[]) {
    const plan = this.planIn(lines);
    if (!plan) return '';
    const { count: n, lowerBound, waves, gone, evened } = plan;
    const least = n === lowerBound ? 'fewer there cannot be' : `at least ${count(lowerBound)} are needed`;
    const chosen = evened.findLast(({ moves }) => moves <= n);
    return html`<b
        ><hf-how .explanation=${this.how(plan)}
          >${many(n, 'move')} in ${many(waves.length, 'wave')}</hf-how
        ></b
      >
      (${least})
      ${
        gone.length > 0
          ? `and ${many(gone.length, 'host')} ${gone.length === 1 ? 'is' : 'are'} empty`
          : 'and all hosts stay in use'
      }${chosen ? `; the fullest moment of a host is then ${percent(chosen.fullest)} of what may be filled` : ''}.`;
  }

  private how({ count: n, lowerBound, waves, gone }: MovesPlan): Explanation {
    return {
      title: `${many(n, 'move')} in ${many(waves.length, 'wave')}`,
      text: 'A guest moves once, live, from where it runs today to where it will stay; in a wave each host gives or takes no more than it can at once, and every host has room for all that is on it at every step.',
      formula:
        'no plan has fewer than: guests of the hosts that are given up + those that a host that stays has no room or right for',
      values: [
        ['moves', count(n)],
        ['no plan has fewer than', count(lowerBound)],
        ['hosts that are empty then', count(gone.length)],
        ['moves at once', count(this.atOnce)],
        ['waves', count(waves.length)],
      ],
    };
  }

  protected picture(lines: readonly MovesLine[]) {
    const plan = this.planIn(lines);
    if (!plan) return nothing;
    return html`<hf-moves-plan
        .plan=${plan}
        .within=${this.within}
        @grant=${({ moves }: GrantEvent) => this.setFields({ within: moves })}
      ></hf-moves-plan>
      ${this.others(lines, plan)}`;
  }

  /** How many moves it takes to give up more hosts, or fewer. */
  private others(lines: readonly MovesLine[], { count: moves, lowerBound, evened }: MovesPlan) {
    const rows = lines.flatMap((line) => (line.kind === 'other' ? [line] : []));
    if (rows.length === 0) return nothing;
    const fullest = evened.findLast((step) => step.moves <= moves)?.fullest ?? null;
    const own = { giveUp: this.giveUp, moves, lowerBound, fullest };
    const all = [...rows, own].sort((a, b) => a.giveUp - b.giveUp);
    const most = Math.max(1, ...all.map((row) => row.moves ?? 0));
    return html`<table class="others">
      <caption>
        Moves by hosts that are given up; line: no plan has fewer.
      </caption>
      <thead>
        <tr>
          <th scope="col">Give up</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          <th scope="col" class="number">Moves</th>
          <th scope="col" class="number">Fullest moment</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (row) =>
            html`<tr class=${row.giveUp === this.giveUp ? 'chosen' : ''}>
              <th scope="row">${count(row.giveUp)}</th>
              <td class="wide">
                <svg class="bar" aria-hidden="true">
                  ${svg`<rect class="track" width="100%" height="14"></rect>
                  <rect class="part" width="${(100 * (row.moves ?? 0)) / most}%" height="14"></rect>
                  ${
                    row.moves === null
                      ? nothing
                      : svg`<line class="least" x1="${(100 * row.lowerBound) / most}%" x2="${(100 * row.lowerBound) / most}%" y2="14"></line>`
                  }`}
                </svg>
              </td>
              <td class="number">${row.moves === null ? 'no plan found' : count(row.moves)}</td>
              <td class="number">${row.fullest === null ? '–' : percent(row.fullest)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** The plan of moves, as a report tells it. */
  get moves(): MovesPlan | null {
    return this.known && this.planIn(this.known);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-moves-card': MovesCard;
  }
}
