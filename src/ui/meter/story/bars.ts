import { html, nothing, svg, type TemplateResult } from 'lit';

/** What a stretch of a bar is: shown by a meter, used, waited, left over, or guessed. */
export type BarKind = 'shown' | 'used' | 'waited' | 'left' | 'guess';

/** A bar of shares of a processor, one after the other, %. */
export interface ShareBar {
  readonly label: string;
  readonly parts: readonly (readonly [kind: BarKind, share: number])[];
}

const NAMES: Readonly<Record<BarKind, string>> = {
  shown: 'shown by Task Manager',
  used: 'used, by the host',
  waited: 'ready, and waited',
  left: 'left over',
  guess: 'your guess',
};

/** Bars against the whole of a processor, with a legend of what is in them. */
export function shareBars(bars: readonly ShareBar[]): TemplateResult {
  const kinds = new Set(bars.flatMap(({ parts }) => parts.map(([kind]) => kind)));
  return html`<div class="bars">
      ${bars.map(
        ({ label, parts }) =>
          html`<div class="bar-row">
            <span>${label}</span
            ><svg
              width="100%"
              height="18"
              role="img"
              aria-label="${label}: ${parts.map(([kind, share]) => `${NAMES[kind]} ${share.toFixed(1)} %`).join(', ')}"
            >
              ${parts.map(([kind, share], i) =>
                stretch(
                  kind,
                  parts.slice(0, i).reduce((sum, [, each]) => sum + each, 0),
                  share,
                ),
              )}
            </svg>
          </div>`,
      )}
    </div>
    <p class="key small soft">
      ${[...kinds].map((kind) => html`<span><i class="swatch ${kind}"></i>${NAMES[kind]}</span>`)}
    </p>`;
}

/** The bar of a guess, where there is one, %. */
export function guessBar(share: number | null): readonly ShareBar[] {
  return share === null ? [] : [{ label: 'your guess', parts: [['guess', share]] }];
}

/** One stretch, by a class and attributes: the page's policy takes no inline style. */
function stretch(kind: BarKind, from: number, share: number) {
  const width = Math.max(0, Math.min(100 - from, share));
  if (!Number.isFinite(width)) return nothing;
  return svg`<rect class="part ${kind}" x="${Math.min(100, from)}%" y="2" width="${width}%" height="14"></rect>`;
}
