import { GUEST_TOKENS } from './guest-colours';
import type { GrowingLineKind } from './rows';

/** The colours of the page, read from its tokens at the moment of drawing. */
export interface Palette {
  readonly guests: readonly string[];
  readonly track: string;
  readonly hatch: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly card: string;
  readonly want: string;
  readonly true: string;
  readonly false: string;
  readonly lines: Readonly<Record<GrowingLineKind, string>>;
  readonly font: string;
}

/** Reads the palette where an element stands: light, dark or the colours that a person forces. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const font = `12px ${token('--font') || 'sans-serif'}`;
  return {
    guests: GUEST_TOKENS.map(token),
    track: token('--free'),
    hatch: token('--soft'),
    ink: token('--ink'),
    soft: token('--soft'),
    hairline: token('--hairline'),
    card: token('--card'),
    want: token('--band-rest'),
    true: token('--net'),
    false: token('--unfit'),
    lines: {
      used: token('--cpu'),
      processor: token('--unfit'),
      process: token('--process'),
      guess: token('--guess'),
    },
    font,
  };
}
