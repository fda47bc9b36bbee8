import { openAsBlob } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { InputError } from '../estate/finding';
import { isPacked } from '../intake/archive/signatures';

/** A file of the command line, or standard input. */
export interface CliInput {
  /** How findings call it. */
  readonly name: string;
  readonly stream: Readable;
}

/** What a verb reads. @throws InputError where standard input, which can be read once, is named again */
export function refuseTwice(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length > 1)
    throw new InputError('-', 'found - twice: standard input was named twice; expected it once.');
}

/** @throws InputError where it cannot be opened, or is a folder */
export async function openInput(path: string): Promise<CliInput> {
  if (path === '-') return { name: 'standard input', stream: process.stdin };
  const file = await open(path).catch((error: unknown) => {
    const words = systemWords(error);
    throw words === null ? error : new InputError(path, `cannot be read ${words}.`);
  });
  if ((await file.stat()).isDirectory()) {
    await file.close();
    throw new InputError(path, 'cannot be read (EISDIR): found a folder; expected a file.');
  }
  return { name: basename(path), stream: file.createReadStream() };
}

/**
 * The same for what is read as counters: a packed file comes as one of which any part can be asked for, so that large
 * archives need not be kept.
 */
export async function openCounters(path: string): Promise<{ name: string; data: Readable | Blob }> {
  const { name, stream } = await openInput(path);
  if (path === '-') return { name, data: stream };
  const file = await open(path);
  const first = new Uint8Array(4);
  const { bytesRead } = (await file.stat()).isFile() ? await file.read(first, 0, 4, 0) : { bytesRead: 0 };
  await file.close();
  if (bytesRead < 4 || !isPacked(first)) return { name, data: stream };
  stream.destroy();
  return { name, data: await openAsBlob(path) };
}

/** The whole of a text file, without a byte order mark. */
export async function readInput(path: string): Promise<{ name: string; text: string }> {
  const { name, stream } = await openInput(path);
  return { name, text: (await readAll(stream)).replace(/^\ufeff/, '') };
}

/** Writes a file that an option names. @throws InputError where the system refuses */
export async function writeOutput(option: string, path: string, text: string): Promise<void> {
  await writeFile(path, text.endsWith('\n') ? text : `${text}\n`).catch((error: unknown) => {
    const words = systemWords(error);
    throw words === null ? error : new InputError(`${option} ${path}`, `cannot be written ${words}.`);
  });
}

/** `(ENOENT): no such file or directory`; null for what is no error of the system. */
export function systemWords(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const [, words] = /^\w+: ([^,]+)/.exec(error.message) ?? [];
  return `(${String(error.code)})${words ? `: ${words}` : ''}`;
}
