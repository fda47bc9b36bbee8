import type { Reading } from '../estate/recording';
import { isPacked } from './archive/signatures';
import { ByteSource } from './bytes/source';
import type { IntakeData, IntakeOptions, IntakeProgress } from './options';
import { readSource } from './read';

export type { FormatId } from './formats';
export type { IntakeData, IntakeOptions, IntakeProgress } from './options';

/**
 * Reads one file: tells its format from its content, and gives what it says of each server, with findings about what was
 * read, left out and guessed. A log without a usable counter gives a reading without recordings and a finding of level
 * `error` that says what is needed; its counters are listed, so that they can be mapped by hand.
 * @param data a Blob, a stream, or pieces; of text, only what is kept costs memory
 * @param signal aborts with the signal's reason
 * @throws InputError when it cannot be read: where (file:line:cell), what was found, what was expected, what to do
 */
export async function readFile(
  name: string,
  data: IntakeData,
  options: IntakeOptions = {},
  onProgress?: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<Reading> {
  signal?.throwIfAborted();
  const source = new ByteSource(data);
  if (!isPacked(await source.peek(4096))) return readSource(name, source, options, onProgress, signal);
  const { readPacked } = await import('./archive/read');
  return readPacked(name, data instanceof Blob ? data : source.read(), options, onProgress, signal);
}

/** The same for text that was pasted. */
export function readText(name: string, text: string, options: IntakeOptions = {}): Promise<Reading> {
  return readFile(name, new Blob([text]), options);
}
