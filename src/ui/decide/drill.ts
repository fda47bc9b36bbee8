import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { DrillLine } from '../../decide/drill';
import type { StudyAsk } from '../../decide/study-table';
import { PLATFORMS } from '../../estate/platforms';
import { groupedBy } from '../../estate/grouped';
import type { PickEvent } from '../parts/choice';
import '../parts/choice';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import { rowsAsCards } from '../parts/styles';
import { crowd, list } from '../../estate/crowd';
import { count, many, percent } from '../text/format';
import { slotMoment } from '../text/time';
import { MOST_ON_PAGE, StudyCard } from './card';
import { foldOptionsIn, hostsOf } from './standing';
import { drillPicture, drillStyles, outcomeOf, OUTCOMES } from './drill-picture';
import { StudyRun } from './study-run';

/** Rows of the table before somebody asks for all; on paper all are there. */
const ROWS = 12;

/** Every host of the plan fails: who restarts where, and who would not. */
@customElement('hf-drill')
export class DrillCard extends StudyCard<'drill'> {
  static override styles = [
    ...StudyCard.styles,
    drillStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .where {
        overflow-wrap: anywhere;
      }
      .label {
        display: none;
      }
      .more {
        margin-top: 8px;
      }
      @container (max-width: 760px) {
        ${rowsAsCards}
        .label {
          display: inline;
        }
      }
    `,
  ];

  readonly name = 'drill';
  protected readonly heading = 'Failure drill';
  protected readonly question = 'When a host fails, who restarts where, and who would not?';
  protected readonly run = new StudyRun<'drill'>(this, 'drill');
  private get together(): number {
    return this.number('together', 1, { unit: '', min: 1, max: 2, whole: true });
  }
  /** Hosts that may fail, for which others stand by. */
  private get prepared(): number {
    return this.number('standby', this.standing.scenario.failures, {
      unit: '',
      min: 0,
      max: 100,
      whole: true,
    });
  }
  @state() private all = false;

  protected ask(): StudyAsk<'drill'> | string {
    const { answer, scenario } = this.standing;
    if (PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0)
      return 'Every server has a machine of its own here: when one fails, its server waits for another machine.';
    const failures = this.prepared;
    const n = answer.hosts.length + failures;
    const pairs = (n * (n - 1)) / 2;
    if (this.together === 2 && pairs > MOST_ON_PAGE)
      return `Of ${count(n)} hosts there are ${count(pairs)} pairs, more than a page should try (${count(MOST_ON_PAGE)}): drill them in turn.`;
    return {
      options: { ...foldOptionsIn(scenario), failures },
      hosts: hostsOf(this.standing),
      together: this.together,
    };
  }

  protected basis(): string {
    return `seed ${this.standing.scenario.seed}; the largest guest restarts first, where most room is left`;
  }

  protected override fields() {
    const numbers = (most: number, from: number) =>
      Array.from({ length: most - from + 1 }, (_, k) => ({
        value: String(from + k),
        label: String(from + k),
      }));
    const { prepared } = this;
    return html`<hf-choice
        label="Hosts that fail together"
        .options=${numbers(2, 1)}
        .value=${String(this.together)}
        @pick=${({ value }: PickEvent) => this.setFields({ together: value === '1' ? null : Number(value) })}
      ></hf-choice>
      <hf-choice
        label="Others stand by for so many"
        .options=${numbers(Math.max(2, prepared), 0)}
        .value=${String(prepared)}
        ?changed=${prepared !== this.standing.scenario.failures}
        @pick=${({ value }: PickEvent) => this.setFields({ standby: Number(value) })}
      ></hf-choice>`;
  }

  private nameOf = (host: number): string => {
    const { hosts } = this.answer;
    return hosts[host]?.name ?? `to spare ${host - hosts.length + 1}`;
  };

  private failedOf({ failed }: DrillLine): string {
    return list(failed.map(this.nameOf));
  }

  protected finding(lines: readonly DrillLine[]) {
    const { standby } = lines[0];
    const k = this.answer.hosts.length;
    const machines = `${many(k, 'host')}${standby ? ` and ${count(standby)} to spare` : ', none to spare'}`;
    const so = this.run.state.working ? ' so far' : '';
    const what = this.together === 1 ? 'host' : 'pair of hosts';
    const whats = this.together === 1 ? 'hosts' : 'pairs of hosts';
    const bad = lines.filter((line) => line.window.left.length > 0);
    const lost = bad.filter((line) => !line.moving);
    if (bad.length === 0)
      return html`<b>${this.claim(lines, `holds${so}`)}:</b> with ${machines}, whichever ${what} fails, every
        guest restarts at once and stays, through the busiest moment too, and nobody else moves.`;
    const worst = bad.reduce((a, b) => (b.window.left.length > a.window.left.length ? b : a));
    const how =
      lost.length === 0
        ? 'All are carried once others move, too.'
        : `For ${count(lost.length)} of them no plan for all was found, though others might move.`;
    return html`<b class=${lost.length ? 'bad' : ''}
        >${this.claim(lines, `${lost.length ? 'does not hold' : 'holds only with moves'}${so}`)}:</b
      >
      with ${machines}, ${count(bad.length)} of ${count(lines.length)} ${whats} leave guests that would not
      restart where room is; at worst ${this.failedOf(worst)}: ${many(worst.window.left.length, 'guest')}.
      ${how}`;
  }

  /** `N+1 holds`: the term, and the verdict with what it was found from. */
  private claim(lines: readonly DrillLine[], verdict: string) {
    return html`<hf-term term="N+1">N+${this.together}</hf-term>
      <hf-how .explanation=${this.how(lines, verdict)}>${verdict}</hf-how>`;
  }

  private how(lines: readonly DrillLine[], verdict: string): Explanation {
    const stuck = lines.filter(({ window }) => window.left.length > 0);
    return {
      title: `N+${this.together} ${verdict}`,
      text: 'Hosts fail in turn. The guests of each restart, the largest first, where most room is left, and stay there through every slot; nobody else moves.',
      formula: 'it holds where no failure leaves a guest without a place',
      values: [
        ['hosts of the plan', count(this.answer.hosts.length)],
        ['hosts that stand by', count(lines[0].standby)],
        ['failures tried', count(lines.length)],
        ['failures after which all restart', count(lines.length - stuck.length)],
        ['only once others move', count(stuck.filter(({ moving }) => moving).length)],
        ['without a plan for all', count(stuck.filter(({ moving }) => !moving).length)],
        ['fullest host after any', percent(Math.max(...lines.map(({ window }) => window.fullest)))],
      ],
    };
  }

  protected picture(lines: readonly DrillLine[]) {
    const { answer } = this;
    const { overhead, grid } = answer;
    const moment = grid.slots > 1 ? ` (${slotMoment(grid, overhead.slot)})` : '';
    const rows = this.all ? lines : byWorst(lines).slice(0, ROWS);
    return html`${drillPicture(lines, answer.hosts.length, this.nameOf)}
      <table>
        <caption>
          At the busiest moment${moment} that moment alone counts; through the window, every slot: they stay
          where they restarted.
        </caption>
        <thead>
          <tr>
            <th scope="col">${this.together === 1 ? 'Fails' : 'Fail together'}</th>
            <th scope="col">At the busiest moment</th>
            <th scope="col">Through the window</th>
            <th scope="col">Who restarts where</th>
            <th scope="col" class="number">Fullest host then</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((line) => this.row(line))}
        </tbody>
      </table>
      ${
        lines.length > ROWS
          ? html`<button class="button more" type="button" @click=${() => (this.all = !this.all)}>
              ${this.all ? `Only the ${ROWS} worst` : `All ${count(lines.length)}`}
            </button>`
          : nothing
      }`;
  }

  private row(line: DrillLine) {
    const { peak, window } = line;
    const outcome = OUTCOMES[outcomeOf(line)];
    return html`<tr>
      <th scope="row">${this.failedOf(line)}</th>
      <td><span class="label">At the busiest moment: </span>${leftWords(peak.left)}</td>
      <td>
        <span class="label">Through the window: </span><span class=${outcomeOf(line)}>${outcome.mark}</span>
        ${leftWords(window.left)}${window.left.length ? html`<br />${line.moving ? 'carried once others move' : 'no plan found for all'}` : nothing}
      </td>
      <td class="where">${this.where(line)}</td>
      <td class="number">
        <span class="label">Fullest host then: </span
        ><hf-how .explanation=${this.howFull(line)}>${percent(window.fullest)}</hf-how>
      </td>
    </tr>`;
  }

  private howFull(line: DrillLine): Explanation {
    const { window, peak, standby } = line;
    return {
      title: `${this.failedOf(line)}: the fullest host then ${percent(window.fullest)}`,
      text: 'The guests of what failed are added, slot by slot, to the hosts on which they restart; the host, resource and slot that is fullest counts.',
      formula: 'load with the guests that restarted there ÷ what may be filled',
      values: [
        ['guests that restart', count(window.placed.length)],
        ['without a place, through the window', count(window.left.length)],
        ['without a place, at the busiest moment', count(peak.left.length)],
        ['hosts that stand by', count(standby)],
        ['fullest at the busiest moment', percent(peak.fullest)],
        ['fullest through the window', percent(window.fullest)],
      ],
    };
  }

  private where({ window }: DrillLine) {
    if (window.placed.length === 0) return 'nobody was there';
    return [...groupedBy(window.placed, ({ to }) => to)]
      .sort((a, b) => a[0] - b[0])
      .map(([to, placed]) => {
        const guests = placed.map(({ guest }) => guest);
        return html`<div title=${guests.join(', ')}>${this.nameOf(to)}: ${crowd(guests)}</div>`;
      });
  }
}

const leftWords = (left: readonly string[]) =>
  left.length === 0
    ? 'all restart'
    : html`<span class="bad" title=${left.join(', ')}
        >${crowd(left)} ${left.length === 1 ? 'does' : 'do'} not</span
      >`;

/** Those that leave most without a place first; else in their order. */
const byWorst = (lines: readonly DrillLine[]) =>
  [...lines].sort(
    (a, b) =>
      b.window.left.length - a.window.left.length ||
      b.peak.left.length - a.peak.left.length ||
      a.failed[0] - b.failed[0],
  );
