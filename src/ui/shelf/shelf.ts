import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { FilesEvent } from '../app/events';
import type { AppState } from '../app/state';
import { base, controls, dialogBox } from '../parts/styles';
import { many } from '../text/format';
import type { Entry } from '../text/glossary';
import { sideBySide } from './compare';
import { mayKeep, type Desk } from './desk';
import { named, type NamedScenario } from './named';

/** How the plan in sight is called among those that have names. */
const IN_SIGHT = 'what is in sight';

/**
 * What a person keeps: the scenario as a file, the session in this browser, scenarios under names, two side by side.
 * @fires files - documents to open
 * @fires tour
 */
@customElement('hf-shelf')
export class Shelf extends LitElement {
  static override styles = [
    base,
    controls,
    dialogBox,
    css`
      dialog {
        width: min(760px, calc(100% - 32px));
      }
      h2 {
        font-size: 17px;
        line-height: 24px;
        margin: 18px 0 6px;
      }
      h2:first-of-type {
        margin-top: 0;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }
      label.tick {
        display: flex;
        align-items: center;
        gap: 8px;
        font-size: 15px;
        line-height: 22px;
        color: var(--ink);
      }
      ul {
        margin: 8px 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 10px;
        padding: 4px 0;
        border-top: 1px solid var(--hairline);
      }
      li > span {
        flex: 1 1 260px;
        overflow-wrap: anywhere;
      }
      .compare {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        margin: 8px 0;
        font-size: 14px;
        line-height: 20px;
      }
      th,
      td {
        padding: 4px 12px 4px 0;
        border-top: 1px solid var(--hairline);
        text-align: left;
        vertical-align: top;
      }
      td {
        overflow-wrap: anywhere;
        min-width: 110px;
      }
      .long {
        font-size: 13px;
      }
      /* On a phone what is compared stands above the two. */
      @media (max-width: 560px) {
        table,
        thead,
        tbody {
          display: block;
        }
        tr {
          display: grid;
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        th[scope='row'] {
          grid-column: 1 / -1;
          padding-bottom: 0;
        }
        td {
          min-width: 0;
          border: 0;
        }
        thead td {
          display: none;
        }
      }
      dt {
        margin-top: 8px;
        font-weight: 650;
      }
      dd {
        margin: 0;
        max-width: 76ch;
      }
      .foot {
        margin-top: 18px;
        text-align: right;
      }
    `,
  ];

  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) state!: AppState;
  /** The glossary, while it is open. */
  @state() private words: Readonly<Record<string, Entry>> | null = null;
  @state() private withData = false;
  @state() private said = '';
  @state() private pair: readonly [string, string] | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('#name') private nameBox!: HTMLInputElement;
  @query('#open') private openBox!: HTMLInputElement;

  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render() {
    const { desk } = this;
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Scenario file</h2>
      <p class="soft">
        Choices, typed facts, how files are read and their names, as one file: opened here again, dropped on
        the page, or given to the command line. It names your servers where you typed facts of them.
      </p>
      <div class="row">
        <label class="tick"
          ><input
            type="checkbox"
            .checked=${this.withData}
            ?disabled=${this.state.files.length === 0}
            @change=${(e: Event) => (this.withData = (e.target as HTMLInputElement).checked)}
          />With the data of the files</label
        >
        <button class="button main" type="button" @click=${() => void desk.saveFile(this.withData)}>
          Save scenario
        </button>
        <button class="button" type="button" @click=${() => this.openBox.click()}>
          Open a scenario or plan
        </button>
        <input
          id="open"
          type="file"
          accept=".json"
          hidden
          aria-label="Scenario or plan to open"
          @change=${this.opened}
        />
      </div>
      <h2>This browser</h2>
      ${
        mayKeep()
          ? html`<label class="tick"
              ><input
                type="checkbox"
                .checked=${desk.keeping}
                @change=${(e: Event) => void desk.keep((e.target as HTMLInputElement).checked)}
              />Keep my session here: files, choices and typed facts, offered again after a reload. Off clears
              it.</label
            >`
          : html`<p class="soft">
              A page from disk keeps nothing: other pages from disk could read it. Save a scenario file.
            </p>`
      }
      <h2>Named scenarios</h2>
      <form class="row" @submit=${this.named}>
        <label for="name">Name</label><input id="name" type="text" autocomplete="off" />
        <button class="button" type="submit">Keep what is in sight</button>
        <span role="status" class="soft">${this.said}</span>
      </form>
      ${
        desk.all.length
          ? html`<ul>
              ${desk.all.map((one) => this.item(one))}
            </ul>`
          : nothing
      }
      ${this.compare()}
      <h2>This page</h2>
      <div class="row">
        <button class="button" type="button" @click=${this.showAround}>Show me around</button>
        <button class="button" type="button" aria-expanded=${this.words !== null} @click=${this.showWords}>
          All words
        </button>
      </div>
      ${
        this.words
          ? html`<dl>
              ${Object.entries<Entry>(this.words).map(
                ([word, { text, formula }]) =>
                  html`<dt>${word}</dt>
                    <dd>${text} ${formula ? html`<span class="soft">${formula}</span>` : nothing}</dd>`,
              )}
            </dl>`
          : nothing
      }
      <form method="dialog" class="foot"><button class="button main">Close</button></form>
    </dialog>`;
  }

  /** The tour is of the page, which this dialog covers. */
  private showAround = (): void => {
    this.dialog.close();
    this.dispatchEvent(new Event('tour', { bubbles: true, composed: true }));
  };

  private showWords = async (): Promise<void> => {
    const { GLOSSARY } = await import('../text/glossary');
    this.words = this.words ? null : GLOSSARY;
  };

  private item(one: NamedScenario) {
    const { total } = one.plan.machines;
    return html`<li>
      <span
        ><b>${one.name}</b>
        <span class="soft">${many(total, 'machine')} for ${many(one.plan.servers, 'server')}</span></span
      >
      <button class="button" type="button" @click=${() => this.go(one)}>Open</button>
      <button class="button" type="button" title="To the name above" @click=${() => this.rename(one)}>
        Rename
      </button>
      <button class="button" type="button" @click=${() => this.drop(one)}>Remove</button>
    </li>`;
  }

  /** Everything that can stand in a comparison. */
  private get choices(): readonly NamedScenario[] {
    const now = named(IN_SIGHT, this.state);
    return [...(now ? [now] : []), ...this.desk.all];
  }

  private compare() {
    const { choices } = this;
    if (choices.length < 2) return nothing;
    const pair = this.pair ?? [choices[0].name, choices[choices.length - 1].name];
    const [a, b] = pair.map((name) => choices.find((each) => each.name === name));
    const select = (k: 0 | 1, label: string) =>
      html`<label for=${`side${k}`}>${label}</label>
        <select
          id=${`side${k}`}
          @change=${(e: Event) => {
            const chosen = (e.target as HTMLSelectElement).value;
            this.pair = k === 0 ? [chosen, pair[1]] : [pair[0], chosen];
          }}
        >
          ${choices.map(({ name }) => html`<option ?selected=${name === pair[k]}>${name}</option>`)}
        </select>`;
    return html`<h2>Side by side</h2>
      <div class="row">${select(0, 'Compare')} ${select(1, 'with')}</div>
      <div class="compare">${a && b ? sideBySide(a, b) : nothing}</div>`;
  }

  private named = (event: Event): void => {
    event.preventDefault();
    const name = this.nameBox.value;
    this.say(
      this.desk.name(name) ? `Kept as ${name.trim()}.` : 'Give it a name; there must be an answer in sight.',
    );
  };

  private rename(one: NamedScenario): void {
    const name = this.nameBox.value;
    this.say(
      this.desk.rename(one.name, name) ? `Now ${name.trim()}.` : 'Type a name above that is not taken yet.',
    );
  }

  private drop(one: NamedScenario): void {
    this.desk.remove(one.name);
    this.pair = null;
    this.say(`${one.name} is removed.`);
  }

  private go(one: NamedScenario): void {
    this.desk.openNamed(one);
    this.dialog.close();
  }

  private say(what: string): void {
    this.said = what;
    this.requestUpdate();
  }

  private opened = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length === 0) return;
    this.dialog.close();
    this.dispatchEvent(new FilesEvent(files));
  };
}
