import { html, svg, type TemplateResult } from 'lit';

/** A part of a whole: its class colours it. */
export interface Share {
  readonly id: string;
  readonly label: string;
  /** In the unit of the whole, not negative. */
  readonly width: number;
  readonly figure: TemplateResult;
}

/** What parts are told apart by where colours are few: the first is plain, the others have lines of their own. */
const TEXTURES = ['', 'M0 6L6 0', 'M0 3H6', 'M3 0V6', 'M0 0L6 6', 'M0 6L6 0M0 0L6 6', 'M0 3H6M3 0V6'];

/** A whole as a bar of its parts, and below it what each is and how much. Its style: sharesStyles. */
export function shares(id: string, title: unknown, whole: number, parts: readonly Share[]): TemplateResult {
  let before = 0;
  const texture = (k: number, from: number, to: number, height: number) =>
    svg`<line class="texture" x1="${from}%" x2="${to}%" y1=${height / 2} y2=${height / 2} stroke="url(#${id}-${k})" stroke-width=${height}></line>`;
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    <svg class="bar" height="22" aria-hidden="true">
      <defs>
        ${parts.map(
          (_, k) =>
            svg`<pattern id="${id}-${k}" width="6" height="6" patternUnits="userSpaceOnUse"><path d=${TEXTURES[k % TEXTURES.length]}></path></pattern>`,
        )}
      </defs>
      ${parts.map((part, k) => {
        const [from, width] = [(100 * before) / whole, (100 * part.width) / whole];
        before += part.width;
        return svg`<rect class=${part.id} x="${from}%" width="${width}%" height="22"></rect>
          ${texture(k, from, from + width, 22)}`;
      })}
    </svg>
    <ul>
      ${parts.map(
        (part, k) =>
          html`<li>
            <svg class="swatch" aria-hidden="true">
              <path class=${part.id} d="M0 0H12V12H0Z"></path>
              ${texture(k, 0, 100, 12)}</svg
            ><span>${part.label} ${part.figure}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
