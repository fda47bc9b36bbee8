import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../src/ui/page.css', import.meta.url), 'utf8');
/** Tokens of the light page, and those that the dark one puts in their place. */
const SCHEMES = {
  light: page.slice(0, page.indexOf('@media')),
  dark: page.slice(page.indexOf('prefers-color-scheme: dark'), page.indexOf('forced-colors')),
};
type Scheme = keyof typeof SCHEMES;
type Colour = readonly [number, number, number];

/** sRGB 0..1, made linear (IEC 61966-2-1). */
const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const token = (scheme: Scheme, name: string): Colour => {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6})`).exec(SCHEMES[scheme])![1];
  return [0, 2, 4].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Colour;
};
const times = (matrix: readonly Colour[], [r, g, b]: Colour): Colour =>
  matrix.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Colour;

/** How a colour looks to those who lack one kind of cone (Machado, Oliveira, Fernandes, 2009, severity 1). */
const EYES: Readonly<Record<string, readonly Colour[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red cones': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green cones': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue cones': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** Oklab (Ottosson, 2020): distances are alike to the eye; 0.02 is just seen. */
function oklab(colour: Colour): Colour {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  ).map((v) => Math.cbrt(Math.max(0, v))) as unknown as Colour;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}
const apart = (a: Colour, b: Colour, eyes: readonly Colour[]) =>
  Math.hypot(...oklab(times(eyes, a)).map((v, k) => v - oklab(times(eyes, b))[k]));
const luminance = ([r, g, b]: Colour) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: Colour, b: Colour) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe.each(['light', 'dark'] as const)('on the %s page', (scheme) => {
  const guests = [1, 2, 3, 4, 5].map((n) => `guest-${n}`);
  const layers = [...guests, 'band-rest', 'band-over'];

  it.each(Object.keys(EYES))('layers of a host are told apart by eyes with %s', (eyes) => {
    for (const a of layers)
      for (const b of layers)
        if (a < b)
          expect(apart(token(scheme, a), token(scheme, b), EYES[eyes]), `${a} and ${b}`).toBeGreaterThan(
            0.06,
          );
  });

  it('a name in a layer has the contrast of text', () => {
    for (const layer of layers)
      expect(contrast(token(scheme, layer), token(scheme, `on-${layer}`)), layer).toBeGreaterThanOrEqual(4.5);
  });
});
