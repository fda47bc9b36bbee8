/** The tokens of the first guests' colours; the watched one is the first. */
export const GUEST_TOKENS: readonly string[] = [1, 2, 3, 4, 5, 6].map((n) => `--guest-${n}`);

/**
 * The colour of a guest by its place among all: those with tokens have one each, any further one a hue of its own, and
 * none the blue of the first.
 * @param named the first guests' colours
 */
export function guestColour(named: readonly string[], place: number): string {
  // The golden angle parts any number of hues; 185 to 225 degrees are left out.
  return named[place] ?? `hsl(${Math.round(225 + ((place * 137.508) % 320)) % 360} 48% 52%)`;
}

/** The same for what is drawn by the document, not by a canvas. */
export const guestFill = (place: number): string =>
  guestColour(
    GUEST_TOKENS.map((token) => `var(${token})`),
    place,
  );
