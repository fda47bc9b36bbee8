import { InputError } from '../../estate/finding';
import { decodeOem } from '../bytes/oem';

/** A file in a zip archive, as its directory has it. */
export interface ZipEntry {
  readonly path: string;
  /** 0: stored, 8: deflated; others are not unfolded. */
  readonly method: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Where its own header begins. */
  readonly at: number;
  readonly encrypted: boolean;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** A comment of 65,535 bytes may stand behind the end. */
const TAIL = 22 + 65_535 + 20;
/** A directory of more is none of logs: some 50,000 files. */
const LARGEST_DIRECTORY = 1 << 24;

/**
 * The directory of a zip archive, at its end (APPNOTE 6.3.10, sections 4.3.12 to 4.3.16; zip64 too). What it says of
 * sizes once unfolded is not asked for: that is counted.
 * @throws InputError where there is none
 */
export async function zipEntries(name: string, blob: Blob): Promise<ZipEntry[]> {
  const from = Math.max(0, blob.size - TAIL);
  const tail = await viewOf(blob, from, blob.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) throw damaged(name, 'it has no end');
  let size = tail.getUint32(end + 12, true);
  let start = tail.getUint32(end + 16, true);
  let entries = tail.getUint16(end + 10, true);
  if (end >= 20 && tail.getUint32(end - 20, true) === LOCATOR_64) {
    const at = Number(tail.getBigUint64(end - 12, true));
    const wide = await viewOf(blob, at, at + 56);
    if (wide.byteLength < 56 || wide.getUint32(0, true) !== END_64)
      throw damaged(name, 'its directory is not where it says');
    entries = Number(wide.getBigUint64(32, true));
    size = Number(wide.getBigUint64(40, true));
    start = Number(wide.getBigUint64(48, true));
  }
  if (size > LARGEST_DIRECTORY) throw damaged(name, 'its directory is larger than any of logs');
  const view = await viewOf(blob, start, start + size);
  const found: ZipEntry[] = [];
  for (let at = 0; at + 46 <= view.byteLength && found.length < entries;) {
    if (view.getUint32(at, true) !== ENTRY) throw damaged(name, 'its directory is not where it says');
    const [path, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const bytes = new Uint8Array(
      view.buffer,
      view.byteOffset + at + 46,
      Math.min(path, view.byteLength - at - 46),
    );
    const entry = {
      path: pathOf(bytes),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    };
    found.push(widened(entry, view.getUint32(at + 24, true), view, at + 46 + path, extra));
    at += 46 + path + extra + comment;
  }
  if (found.length === 0 && entries > 0) throw damaged(name, 'its directory is cut off');
  return found;
}

/**
 * A name of the directory: UTF-8, whatever bit 11 says; else of the console's code page, as Windows packs names (appendix
 * D says 437, whose letters 850 has too). Of other consoles the letters are wrong, but tell names apart.
 */
function pathOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeOem(bytes, 'cp850');
  }
}

/** Sizes that four bytes do not hold stand in an extra field of eight each, those that are needed only. */
function widened(entry: ZipEntry, unpacked: number, view: DataView, from: number, length: number): ZipEntry {
  const FULL = 0xffffffff;
  if (entry.packed !== FULL && entry.at !== FULL) return entry;
  const end = Math.min(from + length, view.byteLength);
  for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    const next = () => {
      const value = field + 8 <= end ? Number(view.getBigUint64(field, true)) : NaN;
      field += 8;
      return value;
    };
    if (unpacked === FULL) next();
    return {
      ...entry,
      packed: entry.packed === FULL ? next() : entry.packed,
      at: entry.at === FULL ? next() : entry.at,
    };
  }
  return entry;
}

/** The bytes of a file as they lie in the archive. @throws InputError where its own header is not there */
export async function packedBytes(name: string, blob: Blob, entry: ZipEntry): Promise<Blob> {
  const header = await viewOf(blob, entry.at, entry.at + 30);
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) {
    throw damaged(name, `${entry.path} is not where its directory says`);
  }
  const from = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  return blob.slice(from, from + entry.packed);
}

async function viewOf(blob: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}

function damaged(name: string, why: string): InputError {
  return new InputError(
    name,
    `a zip archive that cannot be opened: ${why}. It is damaged, or was not copied whole.`,
    'Copy it again, or unpack it and drop what is in it.',
  );
}
