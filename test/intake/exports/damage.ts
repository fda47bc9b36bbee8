/** Ways to damage a file's bytes, whatever is in them: as transfers, editors, spreadsheets and hands do. */
import { chances, pick, type Chances } from './export';

const encoder = new TextEncoder();
const PIECES: readonly Uint8Array[] = [
  ...[
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    '\0\0',
    '\\\\',
    '1e999',
    '-1',
    '%',
    'é',
    '{',
    '}',
    '[',
    ']',
    '<',
    '=',
  ],
  ...[
    '(PDH-CSV 4.0)',
    '__proto__',
    'constructor',
    'toString',
    '9'.repeat(40),
    '1.8e19',
    'null',
    '\uFEFF',
    '\u202E',
  ],
].map((text) => encoder.encode(text));

type Deed = (bytes: Uint8Array, random: Chances) => Uint8Array;

const at = (bytes: Uint8Array, random: Chances) => Math.floor(random() * (bytes.length + 1));
function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
const lines = (bytes: Uint8Array, change: (all: string[], random: Chances) => string[], random: Chances) =>
  encoder.encode(change(new TextDecoder().decode(bytes).split('\n'), random).join('\n'));

const DEEDS: readonly Deed[] = [
  function put(bytes, random) {
    const from = at(bytes, random);
    return joined(bytes.subarray(0, from), pick(PIECES, random), bytes.subarray(from));
  },
  function drop(bytes, random) {
    const from = at(bytes, random);
    return joined(bytes.subarray(0, from), bytes.subarray(from + Math.floor(random() * 20)));
  },
  function flip(bytes, random) {
    if (bytes.length === 0) return bytes;
    const copy = bytes.slice();
    copy[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8);
    return copy;
  },
  function double(bytes, random) {
    const [from, to] = [at(bytes, random), at(bytes, random)].sort((a, b) => a - b);
    return joined(bytes.subarray(0, to), bytes.subarray(from, Math.min(to, from + 400)), bytes.subarray(to));
  },
  function cut(bytes, random) {
    return bytes.subarray(0, at(bytes, random));
  },
  function behead(bytes, random) {
    return bytes.subarray(Math.floor(at(bytes, random) / 3));
  },
  function swapLines(bytes, random) {
    return lines(
      bytes,
      (all) => {
        const [a, b] = [Math.floor(random() * all.length), Math.floor(random() * all.length)];
        [all[a], all[b]] = [all[b], all[a]];
        return all;
      },
      random,
    );
  },
  function dropLine(bytes, random) {
    return lines(bytes, (all) => all.filter((_, k) => k !== Math.floor(random() * all.length)), random);
  },
  function widen(bytes) {
    const wide = new Uint8Array(2 + 2 * bytes.length);
    wide.set([0xff, 0xfe]);
    bytes.forEach((byte, k) => (wide[2 + 2 * k] = byte));
    return wide;
  },
];

/** Bytes with one to six damages, the same for the same seed. */
export function damaged(bytes: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const random = chances(seed);
  let changed = bytes;
  for (let deeds = 1 + Math.floor(random() * 6); deeds > 0; deeds--)
    changed = pick(DEEDS, random)(changed, random);
  return changed.slice();
}
