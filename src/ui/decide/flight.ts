import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ASSUMED_WORDS } from '../../decide/flight/assumed';
import { hostsFlown, type Flown } from '../../decide/flight/fly';
import { isFlown, type FlownHost, type HostFlight } from '../../decide/flight/fly-host';
import type { RatioPoint } from '../../decide/flight/ratio';
import type { FlightLine } from '../../decide/flight/study';
import type { StudyAsk } from '../../decide/study-table';
import { PLATFORMS } from '../../estate/platforms';
import { labelledRowsAsCards } from '../parts/styles';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import { count, many } from '../text/format';
import { slotMoment } from '../text/time';
import { StudyCard } from './card';
import { flightStyles, rangeBar, rangeWords, ratioPicture, worstOf } from './flight-pictures';
import { foldOptionsIn } from './standing';
import { StudyRun } from './study-run';

/** Rows of a table before somebody asks for all. */
const ROWS = 12;
const MOST_HOSTS = 1_000_000;

/** Each host of the plan simulated before it is bought: what its guests wait, and what their meters will show. */
@customElement('hf-flight')
export class FlightCard extends StudyCard<'flight'> {
  static override styles = [
    ...StudyCard.styles,
    flightStyles,
    css`
      @container (max-width: 900px) {
        ${labelledRowsAsCards}
      }
    `,
  ];

  readonly name = 'flight';
  protected readonly heading = 'Flown before bought';
  protected readonly question = 'How long will guests wait for a processor, and what will their meters show?';
  protected readonly run = new StudyRun<'flight'>(this, 'flight');
  @state() private all = false;

  /** Whose guests are shown; -1: those of the host whose guests wait most. */
  private get shown(): number {
    return this.number('host', -1, { unit: '', min: 0, max: MOST_HOSTS, whole: true });
  }

  protected ask(): StudyAsk<'flight'> | string {
    const { answer, scenario } = this.standing;
    if (PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0)
      return 'Every server has a machine of its own here: nobody waits for another.';
    return { options: foldOptionsIn(scenario), hosts: hostsFlown(answer, scenario.hosts) };
  }

  protected basis(): string {
    return `seed ${this.standing.scenario.seed}; ranged over: ${ASSUMED_WORDS}, which no averaged counter tells`;
  }

  private parts(lines: readonly FlightLine[]) {
    const hosts = lines.flatMap((line) => (line.kind === 'host' ? [line as FlownHost] : []));
    const ratios = lines.flatMap((line) => (line.kind === 'ratio' ? [line as RatioPoint] : []));
    return { flown: hosts.filter(isFlown), grounded: hosts.filter((host) => !isFlown(host)), ratios };
  }

  private nameOf = (host: number): string => this.answer.hosts[host]?.name ?? '';

  protected finding(lines: readonly FlightLine[]) {
    const { flown, grounded } = this.parts(lines);
    const so = this.run.state.working ? ' so far' : '';
    const not = grounded.length > 0 ? ` ${many(grounded.length, 'host')} could not be simulated.` : '';
    const worst = worstHost(flown);
    if (!worst) return `Nothing was simulated${so}.${not}`;
    const poor = flown.filter(({ verdict }) => verdict === 'poor').length;
    const { guest, range } = worstOf(worst, ({ ready }) => ready)!;
    return html`<b class=${poor > 0 ? 'bad' : ''}
        >${
          poor > 0
            ? `${count(poor)} of ${many(flown.length, 'host')} serve${poor === 1 ? 's' : ''} guests poorly${so}`
            : `All ${many(flown.length, 'host')} serve their guests well${so}`
        }:</b
      >
      who waits most is ${guest} on ${this.nameOf(worst.host)}, ready without a processor for
      ${rangeWords(range, 100)}&nbsp;% of its time.${not}`;
  }

  protected picture(lines: readonly FlightLine[]) {
    const { flown, grounded, ratios } = this.parts(lines);
    const worst = worstHost(flown);
    const sorted = [...flown].sort((a, b) => readyOf(b) - readyOf(a) || a.host - b.host);
    const rows = this.all ? sorted : sorted.slice(0, ROWS);
    const top = Math.max(0.01, ...flown.map(readyOf));
    const open = flown.find(({ host }) => host === this.shown) ?? worst;
    return html`${
      flown.length > 0
        ? html`<table>
              <caption>
                Each host at its fullest moment and at one drawn from each quarter of the window; of its
                guests the one that fares worst. A tick: bursts of 5 ms at the fullest moment.
              </caption>
              <thead>
                <tr>
                  <th scope="col">Host</th>
                  <th scope="col"><span class="unseen">Picture of ready</span></th>
                  <th scope="col" class="number">Ready, %</th>
                  <th scope="col" class="number">Co-stop, %</th>
                  <th scope="col" class="number">Interrupt delay, ms</th>
                  <th scope="col" class="number">Slow-down</th>
                  <th scope="col" class="number">Meter less use, points</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map((flight) => this.hostRow(flight, top, flight === open))}
              </tbody>
            </table>
            ${
              flown.length > ROWS
                ? html`<button class="button" type="button" @click=${() => (this.all = !this.all)}>
                    ${this.all ? `Only the ${ROWS} that wait most` : `All ${count(flown.length)}`}
                  </button>`
                : nothing
            }`
        : nothing
    }
    ${grounded.map(
      (host) =>
        html`<p class="soft">
          ${this.nameOf(host.host)} was not simulated: ${'notFlown' in host ? host.notFlown : ''}.
        </p>`,
    )}
    ${open ? this.guests(open) : nothing}
    ${ratioPicture(ratios, flown, this.standing.scenario.hosts[0].cores)}`;
  }

  private hostRow(flight: HostFlight, top: number, open: boolean) {
    const { host, vcpusPerCore, busy, verdict } = flight;
    const ready = worstOf(flight, (guest) => guest.ready);
    const words = (pick: Parameters<typeof worstOf>[1], scale = 1, places = 1) => {
      const worst = worstOf(flight, pick);
      return worst ? html`<span title=${worst.guest}>${rangeWords(worst.range, scale, places)}</span>` : '–';
    };
    return html`<tr>
      <th scope="row" class="host">
        <button class="link" type="button" aria-pressed=${open} @click=${() => this.setFields({ host })}>
          ${this.nameOf(host)}
        </button>
        <small
          >${vcpusPerCore.toFixed(1)} vCPUs a core, ${rangeWords(busy, 100, 0)}&nbsp;%
          busy${verdict === 'poor' ? html`, <span class="bad">poor</span>` : nothing}</small
        >
      </th>
      <td class="wide">${ready ? rangeBar(ready.range, top) : nothing}</td>
      <td class="number">
        <span class="label">Ready, %: </span
        ><hf-how .explanation=${this.how(flight)}>${words((guest) => guest.ready, 100)}</hf-how>
        <small>${ready?.guest ?? ''}</small>
      </td>
      <td class="number"><span class="label">Co-stop, %: </span>${words((guest) => guest.costop, 100)}</td>
      <td class="number">
        <span class="label">Interrupt delay, ms: </span>${words((guest) => guest.interruptDelayMs.mean)}
      </td>
      <td class="number"><span class="label">Slow-down: </span>${words((guest) => guest.slowdown, 1, 2)}</td>
      <td class="number">
        <span class="label">Meter less use, points: </span>${words((guest) => guest.measured.error, 100)}
      </td>
    </tr>`;
  }

  private how(flight: HostFlight): Explanation {
    const { host, guests, moments, busy, vcpusPerCore, why } = flight;
    const worst = worstOf(flight, (guest) => guest.ready);
    return {
      title: `Ready on ${this.nameOf(host)}`,
      text: `${why} The host was simulated with the load that the plan gives its guests at each of these moments, once for each set of what no counter tells; the range spans all of them.`,
      formula: 'ready = time in which a guest wants a processor and waits ÷ time, for each virtual processor',
      values: [
        ['moments', count(moments.length)],
        ['guests', count(guests.length)],
        ['virtual processors for each core', vcpusPerCore.toFixed(1)],
        ['processors busy, %', rangeWords(busy, 100, 0)],
        ...(worst ? ([[`ready of ${worst.guest}, %`, rangeWords(worst.range, 100)]] as const) : []),
      ],
      basis: {
        kind: 'assumption',
        text: 'bursts, order of dispatch and phase, which no counter tells, are ranged over',
      },
    };
  }

  private guests({ host, guests, moments }: HostFlight) {
    const { grid } = this.answer;
    const when = moments
      .map(({ slot, which, load }) => {
        const at = grid.slots > 1 ? slotMoment(grid, slot) : 'all the time';
        return `${which === 'fullest' ? 'fullest ' : ''}${at} (${Math.round(100 * load)}\u00a0% of the processors)`;
      })
      .join(', ');
    const sorted = [...guests].sort((a, b) => b.ready.high - a.ready.high);
    const rows = this.all ? sorted : sorted.slice(0, ROWS);
    return html`<section aria-label="Guests of ${this.nameOf(host)}">
      <h3>Guests of ${this.nameOf(host)}</h3>
      <table>
        <caption>
          Flown at: ${when}.
          ${guests.length > rows.length ? `The ${rows.length} that wait most of ${count(guests.length)}.` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Guest</th>
            <th scope="col" class="number">Ready, %</th>
            <th scope="col" class="number">Co-stop, %</th>
            <th scope="col" class="number">Interrupt delay, ms (95 in 100)</th>
            <th scope="col" class="number">Slow-down</th>
            <th scope="col" class="number">Its meter will show, %</th>
            <th scope="col" class="number">That less its use, points</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ guest, ready, costop, interruptDelayMs, slowdown, measured }) =>
              html`<tr>
                <th scope="row" class="guest">${guest}</th>
                <td class="number"><span class="label">Ready, %: </span>${rangeWords(ready, 100)}</td>
                <td class="number"><span class="label">Co-stop, %: </span>${rangeWords(costop, 100)}</td>
                <td class="number">
                  <span class="label">Interrupt delay, ms: </span>${rangeWords(interruptDelayMs.mean)}
                  (${rangeWords(interruptDelayMs.p95)})
                </td>
                <td class="number"><span class="label">Slow-down: </span>${rangeWords(slowdown, 1, 2)}</td>
                <td class="number">
                  <span class="label">Its meter will show, %: </span>${rangeWords(measured.processor, 100)}
                </td>
                <td class="number">
                  <span class="label">That less its use, points: </span>${rangeWords(measured.error, 100)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  /** What was flown, as a report tells it; null where it was not flown to its end. */
  get flown(): Flown | null {
    const { known } = this;
    if (!known) return null;
    const { flown, grounded, ratios } = this.parts(known);
    return { hosts: [...flown, ...grounded].sort((a, b) => a.host - b.host), ratios };
  }
}

const readyOf = ({ guests }: HostFlight): number => Math.max(0, ...guests.map(({ ready }) => ready.high));

function worstHost(flown: readonly HostFlight[]): HostFlight | null {
  return flown.length === 0 ? null : flown.reduce((a, b) => (readyOf(b) > readyOf(a) ? b : a));
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-flight': FlightCard;
  }
}
