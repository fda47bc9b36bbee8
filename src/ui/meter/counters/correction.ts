import { LitElement, css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { correct, type Correction } from '../../../counters/correct';
import { DEFAULT_CASE, uncertaintyBy, type CorrectionUncertainty } from '../../../counters/uncertainty';
import type { Dispatcher } from '../../../dispatch/pool';
import { InputError } from '../../../estate/finding';
import type { Recording } from '../../../estate/recording';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, card, controls } from '../../parts/styles';
import { linePath, mean, share } from '../pictures';

const WIDTH = 720;
const HEIGHT = 180;
const LEFT = 34;
/** Runs behind the interval. */
const REPLICATIONS = 100;
/** Processes named in the table. */
const MOST = 12;

/** Mends a guest's processor counters by what its host saw, and says how far off the result can be. */
@customElement('hf-meter-correction')
export class MeterCorrection extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 22px;
        margin: 10px 0;
      }
      .big {
        font-size: 26px;
        line-height: 34px;
        font-weight: 700;
        color: var(--accent);
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        margin: 10px 0;
      }
      text {
        font-size: 11px;
        fill: var(--soft);
      }
      .grid {
        stroke: var(--hairline);
      }
      path {
        fill: none;
        stroke-width: 2;
      }
      .meter {
        stroke: var(--unfit);
      }
      .used {
        stroke: var(--cpu);
      }
      .wanted {
        stroke: var(--soft);
        stroke-dasharray: 5 4;
      }
      .key i {
        display: inline-block;
        width: 18px;
        margin: 0 6px 0 14px;
        border-top: 3px solid var(--unfit);
        vertical-align: 4px;
      }
      .key i.used {
        border-color: var(--cpu);
      }
      .key i.wanted {
        border-top: 2px dashed var(--soft);
      }
      table {
        border-collapse: collapse;
        font-size: 13px;
        line-height: 19px;
      }
      th,
      td {
        padding: 4px 20px 4px 0;
        border-top: 1px solid var(--hairline);
        text-align: left;
        font-weight: 400;
      }
      td {
        text-align: right;
      }
    `,
  ];

  @property({ attribute: false }) dispatcher!: Dispatcher;
  /** Servers of the logs that were read in this view. */
  @property({ attribute: false }) recordings: readonly Recording[] = [];
  @state() private shown = 73.5;
  @state() private used = 8.8;
  @state() private ready = 64.7;
  @state() private correction: Correction | null = null;
  @state() private problem = '';
  @state() private doubt: CorrectionUncertainty | null = null;
  private abort = new AbortController();
  private asked = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recordings')) this.correctLogs();
    const { used, ready } = this.means();
    const key = `${used} ${ready}`;
    if (key === this.asked) return;
    this.asked = key;
    this.abort.abort();
    this.abort = new AbortController();
    void this.simulate(used, ready, this.abort.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.abort.abort();
    this.asked = '';
  }

  private correctLogs(): void {
    const hosts = this.recordings.filter(({ measures }) => measures.usedCores);
    const guests = this.recordings.filter(({ measures }) => !measures.usedCores && measures.busy);
    this.correction = null;
    this.problem = '';
    const guest = guests.at(-1);
    if (!guest || hosts.length === 0) return;
    const short = (text: string) => text.toLowerCase().split('.')[0];
    const host =
      hosts.find(({ server }) => short(server) === short(guest.server)) ??
      (hosts.length === 1 ? hosts[0] : undefined);
    if (!host) {
      const names = hosts.slice(0, 6).map(({ server }) => server);
      this.problem = `The host's log has no guest ${guest.server}; it has ${names.join(', ')}.`;
      return;
    }
    try {
      this.correction = correct(guest, host);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problem = error.message;
    }
  }

  /** Shares of the processor over the time of the logs, or as typed. */
  private means(): { shown: number; used: number; ready: number } {
    const samples = (this.correction?.samples ?? []).filter(
      (s) => s.measured === s.measured && s.used === s.used,
    );
    if (samples.length === 0)
      return { shown: this.shown / 100, used: this.used / 100, ready: this.ready / 100 };
    const waited = samples.map((s) => s.ready).filter((v) => v === v);
    return {
      shown: mean(samples.map((s) => s.measured)),
      used: Math.min(1, mean(samples.map((s) => s.used))),
      ready: waited.length ? Math.min(1, mean(waited)) : 0,
    };
  }

  private async simulate(used: number, ready: number, signal: AbortSignal): Promise<void> {
    try {
      const run: Parameters<typeof uncertaintyBy>[0] = (experiment, options) =>
        this.dispatcher.run(experiment, options);
      const options = { replications: REPLICATIONS, signal };
      this.doubt = await uncertaintyBy(run, { ...DEFAULT_CASE, used, ready }, options);
    } catch (error) {
      if (!signal.aborted) this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  override render() {
    const { shown, used } = this.means();
    return html`<h2>Mend it with the host's figures</h2>
      <p class="small soft">
        The total becomes what the host charged (% Used); each process gets its part by its share of the
        guest's own non-idle ticks. Drop the guest's log and its host's esxtop log on the card of counters, or
        type the figures.
      </p>
      ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
      ${this.correction ? this.lines(this.correction) : this.fields()}
      <p>
        Shown ${share(shown)}, corrected <span class="big">${share(used)}</span>: the meter is
        ${Number((100 * Math.abs(shown - used)).toFixed(1))} points too ${shown >= used ? 'high' : 'low'}.
      </p>
      ${this.doubts()}`;
  }

  private fields() {
    const field = (name: 'shown' | 'used' | 'ready', label: string) =>
      html`<hf-number
        label=${label}
        unit="%"
        slider
        .min=${0}
        .max=${100}
        .step=${0.1}
        .value=${this[name]}
        @number=${(event: NumberEvent) => {
          event.stopPropagation();
          if (event.value !== null) this[name] = event.value;
        }}
      ></hf-number>`;
    return html`<div class="fields">
      ${field('shown', 'The guest shows')}${field('used', '% Used, by the host')}${field('ready', '% Ready')}
    </div>`;
  }

  private doubts() {
    const { doubt } = this;
    if (!doubt) return html`<p class="small soft">Simulating how far off a process can be …</p>`;
    const points = (value: number) => `${value > 0 ? '+' : ''}${(100 * value).toFixed(1)}`;
    const { burstMs, shortMs, sliceMs, tickMs } = doubt.case;
    return html`<p class="small soft">
      The total is exact. A process's part can be off by ${points(doubt.low)} to ${points(doubt.high)} points
      (95 % of ${doubt.replications} simulated minutes, mean ${points(doubt.bias.mean)}). Assumed: two
      processes with bursts of ${burstMs} and ${shortMs} ms, slices of ${sliceMs} ms, ticks of ${tickMs} ms
      that stack up.
      ${
        doubt.alwaysReady
          ? 'The guest always has work: the parts are unbiased.'
          : 'The guest idles between bursts, so each burst starts a turn afresh: the parts are biased.'
      }
    </p>`;
  }

  private lines({ samples, guest }: Correction) {
    const first = samples[0].time;
    const span = Math.max(1, samples[samples.length - 1].time - first);
    const at = (time: number) => LEFT + ((time - first) / span) * (WIDTH - LEFT - 8);
    const y = (value: number) => 8 + (1 - Math.min(1, Math.max(0, value))) * HEIGHT;
    const line = (pick: (sample: Correction['samples'][number]) => number) =>
      linePath(samples.map((sample) => [at(sample.time), y(pick(sample))]));
    const names = samples[0].processes.map(({ name }, i) => {
      const known = (pick: 'measured' | 'corrected') =>
        mean(samples.map((s) => s.processes[i][pick]).filter((v) => v === v));
      return { name, measured: known('measured'), corrected: known('corrected') };
    });
    names.sort((a, b) => b.corrected - a.corrected);
    const clock = (time: number) => new Date(time).toISOString().slice(11, 16);
    return html`<svg
        viewBox="0 0 ${WIDTH} ${HEIGHT + 30}"
        role="img"
        aria-label="${guest}: meter, host's charge, and charge with waiting over time"
      >
        ${[0, 0.5, 1].map(
          (f) =>
            svg`<line class="grid" x1=${LEFT} x2=${WIDTH - 8} y1=${y(f)} y2=${y(f)}></line>
            <text x=${LEFT - 6} y=${y(f) + 4} text-anchor="end">${100 * f}</text>`,
        )}
        <text x=${LEFT} y=${HEIGHT + 26}>${clock(first)}</text>
        <text x=${WIDTH - 8} y=${HEIGHT + 26} text-anchor="end">${clock(first + span)}</text>
        <path class="wanted" d=${line((s) => s.used + s.ready)}></path>
        <path class="used" d=${line((s) => s.used)}></path>
        <path class="meter" d=${line((s) => s.measured)}></path>
      </svg>
      <p class="key small soft">
        <i></i>what ${guest} shows <i class="used"></i>what the host charged <i class="wanted"></i>charged and
        waited
      </p>
      ${
        names.length
          ? html`<table>
              <thead>
                <tr>
                  <th scope="col">Process</th>
                  <th scope="col">shown</th>
                  <th scope="col">corrected</th>
                </tr>
              </thead>
              <tbody>
                ${names.slice(0, MOST).map(
                  ({ name, measured, corrected }) =>
                    html`<tr>
                      <th scope="row">${name}</th>
                      <td>${share(measured)}</td>
                      <td>${share(corrected)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : nothing
      }`;
  }
}
