import { css } from 'lit';

/** Layers of a picture, the largest server first, and the names that stand in them. */
export const bands = css`
  .b1 {
    fill: var(--band-1);
  }
  .b2 {
    fill: var(--band-2);
  }
  .b3 {
    fill: var(--band-3);
  }
  .b4 {
    fill: var(--band-4);
  }
  .brest {
    fill: var(--band-rest);
  }
  .n1 {
    fill: var(--on-band-1);
  }
  .n2 {
    fill: var(--on-band-2);
  }
  .n3 {
    fill: var(--on-band-3);
  }
  .n4 {
    fill: var(--on-band-4);
  }
  .nrest {
    fill: var(--on-band-rest);
  }
`;
