import { crowd } from '../../estate/crowd';
import { InputError } from '../../estate/finding';
import type { Finding } from '../../estate/finding';
import type { Reading } from '../../estate/recording';
import { ByteSource } from '../bytes/source';
import { looksLikeWorkbook } from '../foreign/signatures';
import { joinedParts } from '../joined';
import type { IntakeData, IntakeOptions, IntakeProgress } from '../options';
import { readSource } from '../read';
import { readWorkbook } from '../workbook/read';
import { plural } from '../words';
import { isPacked, looksLikeGzip } from './signatures';
import { unfolded, unfoldedEntry } from './unfold';
import { zipEntries, type ZipEntry } from './zip';

/** A zip archive that comes as a stream is kept whole: its directory stands at its end. */
const LARGEST_KEPT = 512 * 2 ** 20;
/** Archives in archives. */
const DEEPEST = 3;
/** Files of an archive that no one means: what systems put beside others. */
const ASIDE = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;

type Tell = (progress: IntakeProgress) => void;

/**
 * Reads any file: workbooks and archives are unfolded piece by piece, each file in an archive as a file of its own, so
 * that memory holds what is kept of them and no more.
 * @throws InputError when nothing in it can be read
 */
export async function readPacked(
  name: string,
  data: IntakeData,
  options: IntakeOptions = {},
  onProgress?: Tell,
  signal?: AbortSignal,
): Promise<Reading> {
  return readAny(
    name,
    new ByteSource(data),
    data instanceof Blob ? data : null,
    options,
    onProgress,
    signal,
    0,
  );
}

async function readAny(
  name: string,
  source: ByteSource,
  blob: Blob | null,
  options: IntakeOptions,
  onProgress: Tell | undefined,
  signal: AbortSignal | undefined,
  depth: number,
): Promise<Reading> {
  signal?.throwIfAborted();
  const head = await source.peek(4096);
  if (!isPacked(head)) return readSource(name, source, options, onProgress, signal);
  if (depth === DEEPEST) {
    throw new InputError(
      name,
      'an archive in an archive in an archive.',
      'Unpack it and drop what is in it.',
    );
  }
  if (looksLikeGzip(head)) {
    const inner = name.replace(/\.(gz|gzip)$/i, '').replace(/\.tgz$/i, '.tar');
    const text = unfolded(name, streamOf(source), 'gzip');
    const reading = await readAny(inner, new ByteSource(text), null, options, onProgress, signal, depth + 1);
    return { ...reading, name, format: `gzip: ${reading.format}` };
  }
  const whole = blob ?? (await collected(name, source));
  await source.close();
  return readZip(name, whole, looksLikeWorkbook(head), options, onProgress, signal, depth);
}

async function readZip(
  name: string,
  blob: Blob,
  /** By its first bytes; of files that are stored, those of a workbook among them may stand there, too. */
  likeWorkbook: boolean,
  options: IntakeOptions,
  onProgress: Tell | undefined,
  signal: AbortSignal | undefined,
  depth: number,
): Promise<Reading> {
  const all = await zipEntries(name, blob).catch((error: unknown) => {
    if (likeWorkbook) return null;
    throw error;
  });
  const asBook = all === null || all.some(({ path }) => /^\/?xl\/workbook\.(xml|bin)$/.test(path));
  if (asBook) return readWorkbook(name, blob, options, onProgress, signal);
  const entries = all.filter(({ path }) => !path.endsWith('/') && !ASIDE.test(path));
  const readings: Reading[] = [];
  const refused: { entry: ZipEntry; error: InputError }[] = [];
  let done = 0;
  for (const entry of entries) {
    signal?.throwIfAborted();
    const where = `${name}/${entry.path}`;
    try {
      const bytes = new ByteSource(unfoldedEntry(where, blob, entry));
      const tell = ({ rows }: IntakeProgress) => onProgress?.({ bytes: done, total: blob.size, rows });
      readings.push(await readAny(where, bytes, null, options, tell, signal, depth + 1));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ entry, error });
    }
    done += entry.packed;
  }
  if (readings.length === 0)
    throw refused[0]?.error ?? new InputError(name, 'an archive without a file in it.');
  const whole = joinedParts(readings);
  onProgress?.({ bytes: blob.size, total: blob.size, rows: whole.rows });
  return {
    name,
    format: `zip archive, ${plural(readings.length, 'file')}: ${[...new Set(readings.map(({ format }) => format))].join(', ')}`,
    bytes: blob.size,
    ...whole,
    findings: [...whole.findings, ...refusals(name, refused)],
  };
}

function refusals(name: string, refused: readonly { entry: ZipEntry; error: InputError }[]): Finding[] {
  if (refused.length === 0) return [];
  const [{ error }] = refused;
  return [
    {
      level: 'warning',
      where: name,
      text: `${plural(refused.length, 'file')} in it not read: ${crowd(refused.map(({ entry }) => entry.path))}. The first because: ${error.finding.text}`,
      fix: error.finding.fix,
    },
  ];
}

function streamOf(source: ByteSource): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = source.read();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await source.close();
    },
  });
}

async function collected(name: string, source: ByteSource): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of source.read()) {
    size += piece.length;
    if (size > LARGEST_KEPT) {
      throw new InputError(
        name,
        `a zip file of more than ${LARGEST_KEPT / 2 ** 20} MiB that comes as a stream, or in another archive.`,
        'Give the file itself, or unpack it and drop what is in it.',
      );
    }
    pieces.push(piece.slice());
  }
  return new Blob(pieces);
}
