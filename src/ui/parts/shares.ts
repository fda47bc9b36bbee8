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
  const piece = (part: Share, k: number, x: number, width: number) =>
    svg`<rect class=${part.id} x="${x}%" width="${width}%" height="100%"></rect>
      <rect class="texture" x="${x}%" width="${width}%" height="100%" fill="url(#${id}-${k})"></rect>`;
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
        const x = (100 * before) / whole;
        before += part.width;
        return piece(part, k, x, (100 * part.width) / whole);
      })}
    </svg>
    <ul>
      ${parts.map(
        (part, k) =>
          html`<li>
            <svg class="swatch" aria-hidden="true">${piece(part, k, 0, 100)}</svg
            ><span>${part.label} ${part.figure}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
