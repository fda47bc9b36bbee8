import { css } from 'lit';

/** One of several pages as a pill, `.step`; those of a view in a row above it, `.steps`, which a phone scrolls sideways. */
export const stepsStyles = css`
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 20px;
    padding: 12px 28px;
    border-bottom: 1px solid var(--hairline);
  }
  .steps ol {
    flex: 1 1 600px;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    min-height: 32px;
    padding: 3px 10px;
    border: 1px solid var(--edge);
    border-radius: 17px;
    background: var(--card);
    font-size: 14px;
    cursor: pointer;
    white-space: nowrap;
  }
  .step:hover {
    border-color: var(--ink);
  }
  .step:is([aria-current], [aria-pressed='true']) {
    background: var(--accent-wash);
    border-color: var(--accent);
    color: var(--accent);
    /* Bold without being wider: the row must not break anew. */
    -webkit-text-stroke: 0.5px;
  }
  @media (max-width: 640px) {
    .steps {
      padding: 10px 16px;
    }
    .steps ol {
      flex-wrap: nowrap;
      overflow-x: auto;
      margin: 0 -16px;
      padding: 3px 16px;
    }
  }
`;

/** Brings the page in sight to the middle of its row, by the row's own scrolling: the page stays where it is. */
export function showStep(root: ParentNode): void {
  const step = root.querySelector<HTMLElement>('.step[aria-current]');
  const row = step?.closest('ol');
  if (step && row)
    row.scrollLeft = step.offsetLeft - row.offsetLeft - (row.clientWidth - step.offsetWidth) / 2;
}
