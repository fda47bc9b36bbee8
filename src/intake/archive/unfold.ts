import { InputError } from '../../estate/finding';
import { piecesOfStream } from '../bytes/source';
import { thousands } from '../words';
import type { ZipEntry } from './zip';
import { packedBytes } from './zip';

/** What one file may unfold to in all before it is refused, bytes: a small file can hold terabytes of zeros. */
const LARGEST_UNFOLDED = 512 * 2 ** 20;

/** Counts what really comes out of a file, whatever the file says of itself. */
export class UnfoldedSize {
  bytes = 0;
  constructor(
    private readonly name: string,
    private readonly most = LARGEST_UNFOLDED,
  ) {}

  /** @throws InputError once it is too much */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= this.most) return;
    throw new InputError(
      this.name,
      `it unfolds to more than ${thousands(this.most / 2 ** 20)} MiB, and was not read further.`,
      'Save what is needed of it as CSV: text of any size is read.',
    );
  }
}

/**
 * Unfolds a stream piece by piece.
 * @param kind `deflate-raw` for what lies in a zip archive
 * @throws InputError where it is damaged
 */
export async function* unfolded(
  name: string,
  packed: ReadableStream<Uint8Array<ArrayBuffer>>,
  kind: 'deflate-raw' | 'gzip',
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = packed.pipeThrough(new DecompressionStream(kind)).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((error: unknown) => {
        if (error instanceof InputError) throw error;
        throw new InputError(
          name,
          `a ${kind === 'gzip' ? 'gzip' : 'zip'} archive that is damaged: it cannot be unfolded to its end.`,
          'Copy it again, or unpack it with another program and drop what is in it.',
        );
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** One file of a zip archive, piece by piece. @throws InputError where it cannot be unfolded */
export async function* unfoldedEntry(
  name: string,
  blob: Blob,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (entry.encrypted) {
    throw new InputError(
      name,
      `${entry.path} is protected by a password.`,
      'Unpack it and drop what is in it.',
    );
  }
  if (entry.method !== 0 && entry.method !== 8) {
    throw new InputError(
      name,
      `${entry.path} is packed by method ${entry.method}; expected deflated or stored.`,
      'Unpack it and drop what is in it.',
    );
  }
  const packed = await packedBytes(name, blob, entry);
  const stream = packed.stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
  if (entry.method === 8) yield* unfolded(name, stream, 'deflate-raw');
  else yield* piecesOfStream(stream);
}
