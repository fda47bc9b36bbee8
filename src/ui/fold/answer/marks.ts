import { css, html, svg, type TemplateResult } from 'lit';

/** Most marks that can still be counted in one row. */
const MOST = 50;
/** More marks than this are drawn small. */
const MANY_MARKS = 24;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const HEIGHT = 13;
const WIDE = { width: 8, step: 10, group: 4 };
const SMALL = { width: 4, step: 5, group: 3 };

/** How many hosts one mark stands for, so that the longest row stays countable. */
export function hostsPerMark(largest: number): number {
  return STEPS.find((step) => largest / step <= MOST) ?? Math.ceil(largest / MOST);
}

/** Hosts as marks that can be counted, rows to one scale. */
export interface Marks {
  /** How many hosts one mark stands for. */
  readonly per: number;
  /** The marks of a row, then hollow ones for machines besides; none where the number is not known. */
  row(hosts: number | null, besides?: number): TemplateResult;
}

/** @param largest number of hosts in any row */
export function marksFor(largest: number): Marks {
  const per = hostsPerMark(largest);
  const longest = Math.ceil(largest / per);
  const { width, step, group } = longest > MANY_MARKS ? SMALL : WIDE;
  // Fives stand together so that they can be counted at a glance.
  const x = (k: number): number => k * step + Math.floor(k / 5) * group;
  const mark = (solid: number) => (_: unknown, k: number) =>
    k < solid
      ? svg`<rect x=${x(k)} width=${width} height=${HEIGHT} rx="2"></rect>`
      : svg`<rect class="besides" x=${x(k) + 0.5} y="0.5" width=${width - 1} height=${HEIGHT - 1} rx="2"></rect>`;
  return {
    per,
    row: (hosts, besides = 0) =>
      html`<svg
        width=${x(longest)}
        height=${HEIGHT}
        viewBox="0 0 ${x(longest)} ${HEIGHT}"
        preserveAspectRatio="xMinYMid"
        aria-hidden="true"
      >
        ${Array.from(
          { length: hosts === null ? 0 : Math.ceil((hosts + besides) / per) },
          mark(Math.ceil((hosts ?? 0) / per)),
        )}
      </svg>`,
  };
}

/** A table of rows of marks. */
export const marksStyles = css`
  table {
    border-collapse: collapse;
  }
  caption {
    padding-bottom: 4px;
    text-align: left;
    font-size: 13px;
    line-height: 18px;
    color: var(--soft);
    white-space: nowrap;
  }
  th {
    padding: 2px 14px 2px 0;
    font-size: 13px;
    font-weight: 400;
    text-align: left;
    white-space: nowrap;
    color: var(--soft);
  }
  td {
    padding: 2px 0;
  }
  td.number {
    padding-left: 12px;
    font-weight: 650;
  }
  /* The words wrap, so that marks shrink and the numbers beside them stay in sight. */
  @media (max-width: 640px) {
    caption {
      white-space: normal;
    }
  }
  rect.besides {
    fill: none;
    stroke: var(--soft);
  }
  svg {
    display: block;
    max-width: 100%;
  }
`;
