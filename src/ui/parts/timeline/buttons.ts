import { html, type TemplateResult } from 'lit';

/** How many times as fast as usual it may play. */
const SPEEDS = [0.25, 0.5, 1, 2, 4];
/** Factor of one step of zoom. */
export const ZOOM_STEP = 1.5;

/** How the buttons of a timeline stand, and what they do. */
interface Deeds {
  readonly playing: boolean;
  readonly speed: number;
  /** All of it is in sight. */
  readonly all: boolean;
  readonly step: (direction: 1 | -1) => void;
  readonly play: () => void;
  readonly speedUp: (speed: number) => void;
  readonly zoom: (factor: number) => void;
  readonly showAll: () => void;
}

/** Step, play, speed and zoom; the keys of the picture do the same. */
export function timelineButtons({
  playing,
  speed,
  all,
  step,
  play,
  speedUp,
  zoom,
  showAll,
}: Deeds): TemplateResult {
  return html`<button
      class="button"
      type="button"
      aria-label="Step back"
      title="Step back (←)"
      @click=${() => step(-1)}
    >
      ⇤
    </button>
    <button class="button" type="button" @click=${play}>${playing ? 'Pause' : 'Play'}</button>
    <button class="button" type="button" aria-label="Step on" title="Step on (→)" @click=${() => step(1)}>
      ⇥
    </button>
    <select
      aria-label="Speed"
      title="How fast it plays"
      @change=${(event: Event) => speedUp(Number((event.target as HTMLSelectElement).value))}
    >
      ${SPEEDS.map((each) => html`<option value=${each} ?selected=${each === speed}>${each}×</option>`)}
    </select>
    <button
      class="button"
      type="button"
      aria-label="Zoom out"
      title="Zoom out (-)"
      ?disabled=${all}
      @click=${() => zoom(ZOOM_STEP)}
    >
      −
    </button>
    <button
      class="button"
      type="button"
      aria-label="Zoom in"
      title="Zoom in (+)"
      @click=${() => zoom(1 / ZOOM_STEP)}
    >
      +
    </button>
    <button class="button" type="button" ?disabled=${all} @click=${showAll}>All</button>`;
}
