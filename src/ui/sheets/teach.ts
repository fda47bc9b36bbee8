import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Scenario } from '../../scenario/scenario';
import { posed, SHEETS } from '../../sheets';
import { solution } from '../../sheets/mark';
import { nameOf } from '../../sheets/state';
import { base, card, controls } from '../parts/styles';

/** A lecture of 45 minutes: what to show, and the questions to ask there; the rest is for home. */
const LECTURE: readonly {
  readonly minutes: string;
  readonly what: string;
  readonly how: string;
  readonly question: number;
}[] = [
  {
    minutes: '0 to 5',
    what: 'The clock that looks',
    how: 'Show one machine alone. Ask first what a meter of 64 looks a second can know of bursts of half a millisecond; then let everybody do question 2 and read it off the histogram.',
    question: 2,
  },
  {
    minutes: '5 to 12',
    what: 'In step',
    how: 'Vote before the run: always 30 %, 0 or 100 %, something between? Then question 5. The lesson: a mean that is right says nothing about any one meter.',
    question: 5,
  },
  {
    minutes: '12 to 22',
    what: 'Somebody moves in',
    how: 'Write down, each for themselves, what the meter shows beside a neighbour (question 11), then run it. Name the three figures apart: wanted 25, used 23.5, shown 29.4.',
    question: 11,
  },
  {
    minutes: '22 to 30',
    what: 'The interrupt that waits',
    how: 'Fixed slots, then yielding: the kinder guest fares worse (16 and 18). Open the sweep of the slice and let a student choose the point.',
    question: 18,
  },
  {
    minutes: '30 to 38',
    what: 'Four to one',
    how: 'Ask for one figure for “four vCPUs a core is fine”. Sweep the size of the pool (question 22): there is none.',
    question: 22,
  },
  {
    minutes: '38 to 45',
    what: 'What to do about it',
    how: 'Mend the meter with the host’s figures (question 25), and say when there is nothing to mend (28). Hand out the sheets.',
    question: 25,
  },
];

/** What each sheet is for. */
const AIMS: Readonly<Record<number, string>> = {
  1: 'Noise is not bias: how many looks are needed, and when more of them tell nothing.',
  2: 'A bias that no length of observation mends.',
  3: 'Used, ready and shown are three figures; what becomes of late ticks decides which one a meter has.',
  4: 'A slice is a delay for whoever waits for an interrupt; weights do not help who sleeps.',
  5: 'What co-scheduling costs, and why a ratio of vCPUs to cores is no plan.',
  6: 'What the host knows mends totals; what it does not know stays wrong.',
};

/** For whoever teaches with the sheets: a lecture, how to hand them out, and the key of a seed. */
@customElement('hf-teach')
export class TeachPage extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      h1 {
        font-size: 40px;
        line-height: 46px;
        letter-spacing: -0.015em;
      }
      h2 {
        margin: 22px 0 6px;
      }
      p,
      li {
        text-wrap: pretty;
      }
      ol.steps,
      ul {
        margin: 0;
        padding-left: 20px;
      }
      li {
        margin: 4px 0;
      }
      a {
        color: var(--accent);
        text-underline-offset: 3px;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
        line-height: 20px;
      }
      th,
      td {
        padding: 5px 12px 5px 0;
        text-align: left;
        vertical-align: top;
        font-weight: 400;
      }
      thead th {
        color: var(--soft);
        font-size: 13px;
      }
      tbody tr {
        border-top: 1px solid var(--hairline);
        break-inside: avoid;
      }
      tbody th {
        font-weight: 650;
        white-space: nowrap;
      }
      @media (max-width: 640px) {
        h1 {
          font-size: 32px;
          line-height: 38px;
        }
      }
    `,
  ];

  @property({ type: Number }) seed = 0;
  /** The address of the page with some choices changed. */
  @property({ attribute: false }) hrefOf!: (patch: Partial<Scenario>) => string;

  override render() {
    return html`<h1>For teachers</h1>
      <p class="soft">
        Six sheets, thirty questions in all, on one lecture. Every answer is a formula that the simulator of
        this page meets; each question links to the state of the page that shows it.
      </p>
      <h2>A lecture of 45 minutes</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="The lecture">
        <table>
          <thead>
            <tr>
              <th scope="col">Minutes</th>
              <th scope="col">What</th>
              <th scope="col">How</th>
              <th scope="col">Show</th>
            </tr>
          </thead>
          <tbody>
            ${LECTURE.map(({ minutes, what, how, question }) => this.step(minutes, what, how, question))}
          </tbody>
        </table>
      </div>
      <h2>The sheets</h2>
      <ul>
        ${SHEETS.map(
          ({ number, title, questions }) =>
            html`<li>
              <a href=${this.hrefOf({ view: 'sheets', sheets: nameOf(number) })}>Sheet ${number}, ${title}</a>
              (${questions.length} questions): ${AIMS[number]}
            </li>`,
        )}
      </ul>
      <h2>How to hand them out</h2>
      <ol class="steps">
        <li>
          Give each student a number as seed, from a list for one. It draws the numbers of the questions:
          neighbours cannot copy, and the formula still gives each answer.
        </li>
        <li>
          Send the link with the seed in it, such as
          <a href=${this.hrefOf({ view: 'sheets', sheets: `${nameOf(3)};seed=17` })}>sheet 3 for seed 17</a>,
          or print the sheet: without answers for the class, with answers for whoever marks.
        </li>
        <li>
          The page marks an answer that lies within its tolerance, and says of some wrong ones which mistake
          leads there. What is typed stands in the link: a student hands in by sending it.
        </li>
        <li>
          Predict first: let them write a number before they open “See it”. The seed of an experiment is part
          of its link, so that a whole class sees the same run.
        </li>
        <li>
          Nothing leaves the browser: no names, no answers, no log-in. Marks are a help to learn, and no
          examination.
        </li>
      </ol>
      <h2>The key${this.seed ? ` of seed ${this.seed}` : ' of the plain sheets'}</h2>
      <p class="soft small">Type a student’s seed above for theirs. In brackets what counts as right.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Key">
        <table>
          <tbody>
            ${SHEETS.flatMap(({ questions }) => questions).map((question) => {
              const { answers } = posed(question, this.seed);
              return html`<tr>
                <th scope="row">${question.number}</th>
                <td>
                  ${answers.map((field, i) => html`${i ? '; ' : ''}${field.label}: <b>${solution(field)}</b>`)}
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      <h2>To read</h2>
      <ul>
        <li>
          Friedman (2006), The Reality of Virtualization for Windows Servers, CMG: the paper that this page
          follows.
        </li>
        <li>
          Tsafrir, Etsion and Feitelson (2007), Secretly Monopolizing the CPU Without Superuser Privileges.
        </li>
        <li>Kleinrock (1975), Queueing Systems I, section 3.9, for the machine repairman.</li>
        <li>Waldspurger and Weihl (1995), Stride Scheduling.</li>
        <li>Barham and others (2003), Xen and the Art of Virtualization.</li>
      </ul>`;
  }

  private step(minutes: string, what: string, how: string, number: number) {
    const question = SHEETS.flatMap(({ questions }) => questions).find((each) => each.number === number)!;
    const { shown } = posed(question, 0);
    return html`<tr>
      <th scope="row">${minutes}</th>
      <td>${what}</td>
      <td>${how}</td>
      <td><a href=${this.hrefOf({ view: shown.view, [shown.view]: shown.text })}>question ${number}</a></td>
    </tr>`;
  }
}
