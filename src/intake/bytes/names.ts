/** Numbers the different texts of a column (guests, counters) without decoding the same bytes twice. */
export class Names {
  /** By number, as the file writes them. */
  readonly texts: string[] = [];
  private readonly known = new Map<number, { bytes: Uint8Array; number: number }[]>();

  constructor(private readonly decode: (bytes: Uint8Array) => string) {}

  /** @returns a number from 0, the same for the same text; NaN for a blank cell */
  number(bytes: Uint8Array, from: number, to: number): number {
    while (from < to && bytes[from] <= 32) from++;
    while (to > from && bytes[to - 1] <= 32) to--;
    if (from === to) return NaN;
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    let bucket = this.known.get(hash);
    if (!bucket) this.known.set(hash, (bucket = []));
    search: for (const entry of bucket) {
      if (entry.bytes.length !== to - from) continue;
      for (let at = from; at < to; at++) if (entry.bytes[at - from] !== bytes[at]) continue search;
      return entry.number;
    }
    const text = this.decode(bytes.subarray(from, to)).replaceAll('""', '"');
    bucket.push({ bytes: bytes.slice(from, to), number: this.texts.length });
    return this.texts.push(text) - 1;
  }
}
