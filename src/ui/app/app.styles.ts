import { css } from 'lit';

export const appStyles = css`
  .skip {
    position: absolute;
    top: -60px;
    left: 12px;
    padding: 8px 12px;
    border: 0;
    font: inherit;
    cursor: pointer;
    background: var(--card);
    color: var(--accent);
    border-radius: var(--radius-small);
    z-index: 5;
  }
  .skip:focus {
    top: 8px;
  }
  header {
    display: flex;
    align-items: center;
    gap: 4px 28px;
    min-height: 54px;
    padding: 0 28px;
    background: var(--card);
    border-bottom: 1px solid var(--hairline);
  }
  .brand {
    font-size: 17px;
    line-height: 24px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  nav {
    display: flex;
    align-self: stretch;
    gap: 4px;
  }
  nav a {
    display: flex;
    align-items: center;
    padding: 0 14px;
    border-bottom: 3px solid transparent;
    border-top: 3px solid transparent;
    color: var(--soft);
    text-decoration: none;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current] {
    color: var(--ink);
    /* Bold without being wider: nothing beside it moves. */
    -webkit-text-stroke: 0.5px;
    border-bottom-color: var(--accent);
  }
  @media (forced-colors: active) {
    nav a {
      border-color: Canvas;
    }
    nav a[aria-current] {
      border-bottom-color: CanvasText;
    }
  }
  .tools .quiet {
    white-space: nowrap;
  }
  .tools {
    display: flex;
    gap: 2px;
    margin-left: auto;
  }
  .said {
    align-self: center;
    font-size: 13px;
    color: var(--soft);
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin: 12px 28px;
  }
  hf-welcome {
    display: block;
    min-height: 127px;
  }
  main {
    display: block;
    min-height: calc(100vh - 54px);
  }
  main:focus {
    outline: none;
  }
  .over {
    position: fixed;
    inset: 8px;
    border: 2px dashed var(--accent);
    border-radius: var(--radius);
    pointer-events: none;
    z-index: 4;
  }
  @media print {
    header {
      display: none;
    }
  }
  @media (max-width: 1100px) {
    .wide-only {
      display: none;
    }
    nav a {
      padding: 0 10px;
    }
  }
  @media (max-width: 640px) {
    hf-welcome {
      min-height: 224px;
    }
    header {
      padding: 0 12px 0 16px;
      gap: 4px 12px;
      flex-wrap: wrap;
    }
    /* All views in one line, whichever is chosen. */
    nav {
      order: 1;
      flex: 1 0 100%;
      justify-content: space-between;
      gap: 0;
      font-size: clamp(13px, 3.6vw, 15px);
    }
    nav a {
      padding: 0 2px;
      min-height: 44px;
      letter-spacing: -0.01em;
    }
    .brand {
      padding-top: 6px;
    }
    .tools {
      flex-wrap: wrap;
      justify-content: end;
      gap: 0;
      padding-top: 6px;
    }
    .tools .quiet {
      padding: 2px min(7px, 1.6vw);
    }
    /* A header of three lines has no room: what is said lies over the foot of the page. */
    .said:not(:empty) {
      position: fixed;
      inset: auto 16px 16px;
      z-index: 4;
      padding: 10px 14px;
      border-radius: var(--radius-small);
      background: var(--ink);
      color: var(--ground);
      text-align: center;
    }
  }
`;
