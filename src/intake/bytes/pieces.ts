/** Two pieces as one. */
export function joinedWith(before: Uint8Array, after: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + after.length);
  bytes.set(before);
  bytes.set(after, before.length);
  return bytes;
}

/** For each column and the end, the next column from there on that somebody wants. */
export function nextWanted(slots: Int32Array): Int32Array<ArrayBuffer> {
  const wanted = new Int32Array(slots.length + 1);
  wanted[slots.length] = slots.length;
  for (let k = slots.length - 1; k >= 0; k--) wanted[k] = slots[k] >= 0 ? k : wanted[k + 1];
  return wanted;
}

/** Whether `(PDH-` begins at `at`: the head of a log that was appended. */
export function startsPdh(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 40 &&
    bytes[at + 1] === 80 &&
    bytes[at + 2] === 68 &&
    bytes[at + 3] === 72 &&
    bytes[at + 4] === 45
  );
}
