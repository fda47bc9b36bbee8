import type { IntakeData } from '../options';

const PIECE = 1 << 22;
const EMPTY = new Uint8Array(0);

/** One pass over the bytes of a file, with a look at its beginning first. */
export class ByteSource {
  /** Bytes handed out so far. */
  bytes = 0;
  private readonly pieces: AsyncIterator<Uint8Array>;
  private head: Uint8Array = EMPTY;
  private ended = false;

  constructor(
    data: IntakeData,
    /** Length of the whole, or null when the source does not say. */
    readonly total: number | null = data instanceof Blob ? data.size : null,
  ) {
    this.pieces = piecesOf(data);
  }

  /** Up to `least` bytes or more from the beginning; they stay to be read. Shorter only when the file is. */
  async peek(least: number): Promise<Uint8Array> {
    const parts = [this.head];
    let length = this.head.length;
    while (length < least && !this.ended) {
      const piece = await this.next();
      if (!piece) break;
      parts.push(piece);
      length += piece.length;
    }
    if (parts.length > 1) this.head = joined(parts, length);
    return this.head;
  }

  /** True when `peek` has seen all there is. */
  get whole(): boolean {
    return this.ended;
  }

  /** Everything, from the beginning, once. */
  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    const head = this.head;
    this.head = EMPTY;
    // A long look ahead is handed out in pieces, so that progress and cancel are heard.
    for (let at = 0; at < head.length; at += PIECE) {
      const piece = head.subarray(at, at + PIECE);
      this.bytes += piece.length;
      yield piece;
    }
    while (!this.ended) {
      const piece = await this.next();
      if (!piece) return;
      this.bytes += piece.length;
      yield piece;
    }
  }

  /** Ends the source early and lets go of what lies behind it. */
  async close(): Promise<void> {
    this.ended = true;
    await this.pieces.return?.();
  }

  private async next(): Promise<Uint8Array | null> {
    const { value, done } = await this.pieces.next();
    if (done) {
      this.ended = true;
      return null;
    }
    // Node's Buffers are Uint8Arrays of another shape: a plain view keeps the scanner's loops fast.
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
}

function piecesOf(data: IntakeData): AsyncIterator<Uint8Array> {
  if (data instanceof Blob) return slicesOf(data);
  if (Symbol.asyncIterator in data) return data[Symbol.asyncIterator]();
  return piecesOfStream(data);
}

async function* slicesOf(blob: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < blob.size; at += PIECE) {
    yield new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
  }
}

/** A stream, piece by piece; it is cancelled where nobody reads on. */
export async function* piecesOfStream(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
