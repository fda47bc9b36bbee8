import { InputError } from '../../estate/finding';
import type { UnfoldedSize } from '../archive/unfold';
import { unfoldedEntry } from '../archive/unfold';
import type { ZipEntry } from '../archive/zip';
import { zipEntries } from '../archive/zip';
import { dateStyle, type DateStyle } from './dates';
import type { XmlHandler } from './xml';
import { attribute, unescaped, XmlScanner } from './xml';

/** Texts that many cells share may take no more than this, characters. */
const MOST_TEXT = 1 << 27;

/** A workbook whose directory was read: its sheets, and nothing unfolded but what tells their names. */
export interface Book {
  readonly name: string;
  readonly blob: Blob;
  readonly size: UnfoldedSize;
  readonly sheets: readonly BookSheet[];
  /** Days count from 1904, as on old Macs. */
  readonly from1904: boolean;
  /** What sheets refer to, unfolded when the first sheet is read. */
  shared(): Promise<Shared>;
}

export interface BookSheet {
  readonly name: string;
  readonly entry: ZipEntry;
}

/** Texts and styles that cells refer to by number. */
export interface Shared {
  readonly texts: readonly string[];
  readonly styles: readonly DateStyle[];
}

/** @throws InputError where it is no workbook that can be opened */
export async function openBook(name: string, blob: Blob, size: UnfoldedSize): Promise<Book> {
  const directory = await zipEntries(name, blob).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      name,
      error.finding.text.replace('a zip archive', 'a workbook'),
      'Open it in Excel, where it may ask for a password or repair it, and save the sheet as CSV (UTF-8).',
    );
  });
  const entries = new Map(directory.map((entry) => [entry.path.replace(/^\//, ''), entry]));
  const run = (entry: ZipEntry, handler: XmlHandler) => scanPart({ name, blob, size }, entry, handler);
  if (!entries.has('xl/workbook.xml') && entries.has('xl/workbook.bin')) {
    throw new InputError(
      name,
      'a binary workbook (xlsb).',
      'Open it in Excel and save it as xlsx, or the sheet as CSV.',
    );
  }
  const workbook =
    entries.get('xl/workbook.xml') ??
    [...entries.values()].find(({ path }) => /(^|\/)workbook\.xml$/.test(path));
  if (!workbook)
    throw new InputError(name, 'a zip file that holds no workbook.', 'Unpack it and drop what is in it.');

  const listed: { name: string; id: string }[] = [];
  let from1904 = false;
  await run(workbook, {
    open(tag, attributes) {
      if (tag === 'sheet') {
        listed.push({ name: attribute(attributes, 'name') ?? '', id: relation(attributes) });
      } else if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  const folder = workbook.path.replace(/^\//, '').replace(/[^/]*$/, '');
  const targets = new Map<string, string>();
  let [texts, styles] = ['', ''];
  const relations = entries.get(`${folder}_rels/workbook.xml.rels`);
  if (relations) {
    await run(relations, {
      open(tag, attributes) {
        if (tag !== 'Relationship') return;
        const target = attribute(attributes, 'Target') ?? '';
        const path = target.startsWith('/') ? target.slice(1) : resolved(folder + target);
        const type = attribute(attributes, 'Type') ?? '';
        targets.set(attribute(attributes, 'Id') ?? '', path);
        if (type.endsWith('/sharedStrings')) texts = path;
        else if (type.endsWith('/styles')) styles = path;
      },
      close: () => undefined,
      text: () => undefined,
    });
  }
  const sheets = listed.flatMap(({ name: sheet, id }, k) => {
    const entry = entries.get(targets.get(id) ?? `${folder}worksheets/sheet${k + 1}.xml`);
    return entry ? [{ name: sheet, entry }] : [];
  });
  let shared: Promise<Shared> | null = null;
  return {
    name,
    blob,
    size,
    sheets,
    from1904,
    shared: () =>
      (shared ??= (async () => ({
        texts: await textsOf(name, entries.get(texts), run),
        styles: await stylesOf(entries.get(styles), run),
      }))()),
  };
}

/** Runs a scanner over one part of a workbook. */
async function scanPart(
  { name, blob, size }: Pick<Book, 'name' | 'blob' | 'size'>,
  entry: ZipEntry,
  handler: XmlHandler,
): Promise<void> {
  const scanner = new XmlScanner(name, handler);
  for await (const piece of unfoldedEntry(name, blob, entry)) {
    size.add(piece.length);
    scanner.push(piece);
  }
}

/** `r:id`, whatever the prefix: never `sheetId`. */
function relation(attributes: string): string {
  return unescaped(/[\s](?:[\w-]+:)?id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '');
}

function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

type Run = (entry: ZipEntry, handler: XmlHandler) => Promise<void>;

async function textsOf(name: string, entry: ZipEntry | undefined, run: Run): Promise<string[]> {
  const texts: string[] = [];
  if (!entry) return texts;
  let current = '';
  let total = 0;
  let reading = false;
  /** How a word is spoken, as East Asian workbooks keep it beside the text. */
  let phonetic = false;
  await run(entry, {
    open(tag) {
      if (tag === 'si') current = '';
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 't') reading = !phonetic;
    },
    close(tag) {
      if (tag === 't') reading = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') {
        texts.push(current);
        total += current.length + 16;
        if (total > MOST_TEXT) {
          throw new InputError(
            name,
            'the texts of its cells are more than can be kept.',
            'Save the sheet as CSV: text of any size is read.',
          );
        }
      }
    },
    text(text) {
      if (reading) current += unescaped(text);
    },
  });
  return texts;
}

async function stylesOf(entry: ZipEntry | undefined, run: Run): Promise<DateStyle[]> {
  const formats = new Map<number, string>();
  const styles: DateStyle[] = [];
  if (!entry) return styles;
  let used = false;
  await run(entry, {
    open(tag, attributes) {
      if (tag === 'numFmt') {
        formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (tag === 'cellXfs') used = true;
      else if (tag === 'xf' && used) {
        const id = Number(attribute(attributes, 'numFmtId'));
        styles.push(dateStyle(id, formats.get(id)));
      }
    },
    close(tag) {
      if (tag === 'cellXfs') used = false;
    },
    text: () => undefined,
  });
  return styles;
}
