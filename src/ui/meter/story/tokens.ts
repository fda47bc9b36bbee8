import { css } from 'lit';

/** The page's tokens that a figure uses, for a page that has none of them; a test holds them to `page.css`. */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --ink: #1b1f24;
    --soft: #5d6570;
    --hairline: #e4e2dc;
    --edge: #868c95;
    --ground: #faf9f6;
    --card: #ffffff;
    --sunk: #f1efea;
    --accent: #0069a6;
    --accent-ink: #ffffff;
    --accent-wash: #e3f0f8;
    --focus: #0072b2;
    --bad: #b34700;
    --bad-wash: #fdf0e6;
    --guess: #7a4f00;
    --guess-wash: #fdf3dc;
    --shadow: 0 6px 28px rgb(27 31 36 / 16%);
    --cpu: #0072b2;
    --net: #009e73;
    --process: #6457a3;
    --free: #e6e4de;
    --unfit: #d55e00;
    --guest-1: #0072b2;
    --guest-2: #e69f00;
    --guest-3: #cc79a7;
    --guest-4: #5a4a8f;
    --guest-5: #8a5a00;
    --guest-6: #56b4a0;
    --band-2: #0072b2;
    --band-rest: #d5e8f4;
    --band-over: #6b747f;
    --font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
    --radius: 10px;
    --radius-small: 6px;
    color: var(--ink);
    font: 15px/22px var(--font);
    font-variant-numeric: tabular-nums;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --ink: #e9e7e2;
      --soft: #a5adb8;
      --hairline: #2d3239;
      --edge: #7b838e;
      --ground: #14171b;
      --card: #1b1f25;
      --sunk: #23282f;
      --accent: #6cbcec;
      --accent-ink: #0b1720;
      --accent-wash: #17324a;
      --focus: #7cc7f5;
      --bad: #ff9d66;
      --bad-wash: #3a2416;
      --guess: #f2c76a;
      --guess-wash: #35290f;
      --shadow: 0 8px 32px rgb(0 0 0 / 55%);
      --cpu: #4aa8de;
      --net: #2fb890;
      --process: #a99fe0;
      --free: #2a2f36;
      --unfit: #ff8a4c;
      --guest-1: #4aa8de;
      --guest-2: #e9ad2e;
      --guest-3: #e0709f;
      --guest-4: #7463d4;
      --guest-5: #b98535;
      --guest-6: #4fb39d;
      --band-2: #4aa8de;
      --band-rest: #1a3c56;
      --band-over: #5b6570;
    }
  }
  @media (forced-colors: active) {
    :host {
      --ink: CanvasText;
      --soft: CanvasText;
      --hairline: GrayText;
      --edge: ButtonBorder;
      --ground: Canvas;
      --card: Canvas;
      --sunk: Canvas;
      --accent: LinkText;
      --accent-ink: Canvas;
      --accent-wash: Canvas;
      --focus: Highlight;
      --bad: CanvasText;
      --bad-wash: Canvas;
      --guess: CanvasText;
      --guess-wash: Canvas;
      --cpu: CanvasText;
      --net: CanvasText;
      --process: CanvasText;
      --free: color-mix(in srgb, CanvasText 12%, Canvas);
      --unfit: LinkText;
      --guest-1: CanvasText;
      --guest-2: color-mix(in srgb, CanvasText 45%, Canvas);
      --guest-3: color-mix(in srgb, CanvasText 70%, Canvas);
      --guest-4: color-mix(in srgb, CanvasText 30%, Canvas);
      --guest-5: color-mix(in srgb, CanvasText 58%, Canvas);
      --guest-6: color-mix(in srgb, CanvasText 20%, Canvas);
      --band-2: color-mix(in srgb, CanvasText 70%, Canvas);
      --band-rest: color-mix(in srgb, CanvasText 12%, Canvas);
      --band-over: GrayText;
    }
  }
`;
