import { css } from 'lit';

/** Layers of a picture, the largest server first, and the names that stand in them: a hue for each. */
export const bands = css`
  .b1 {
    fill: var(--guest-1);
  }
  .b2 {
    fill: var(--guest-2);
  }
  .b3 {
    fill: var(--guest-3);
  }
  .b4 {
    fill: var(--guest-4);
  }
  .b5 {
    fill: var(--guest-5);
  }
  .brest {
    fill: var(--band-rest);
  }
  .n1 {
    fill: var(--on-guest-1);
  }
  .n2 {
    fill: var(--on-guest-2);
  }
  .n3 {
    fill: var(--on-guest-3);
  }
  .n4 {
    fill: var(--on-guest-4);
  }
  .n5 {
    fill: var(--on-guest-5);
  }
  .nrest {
    fill: var(--on-band-rest);
  }
`;
