/** A cell of a fixture: text, a number, or a moment that Excel shows as a date. */
export type Cell = string | number | Date | null;

/** Makes a small workbook: as much of the format as Excel itself needs to open it, stored without compression. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Blob {
  const rows = Object.entries(sheets).map(([name, cells]) => {
    const xml = cells.map(
      (row, r) => `<row r="${r + 1}">${row.map((value, c) => cellXml(value, r, c)).join('')}</row>`,
    );
    return [name, xml.join('')] as const;
  });
  return rawWorkbook(Object.fromEntries(rows));
}

/**
 * The same of rows as they stand in a sheet's XML, with what else cells refer to.
 * @param shared the items of the shared texts
 */
export function rawWorkbook(sheets: Readonly<Record<string, string>>, shared?: string): Blob {
  const names = Object.keys(sheets);
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const files: Record<string, string> = {
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, k) => `<sheet name="${name}" sheetId="${k + 1}" r:id="rId${k + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${names.map((_, k) => `<Relationship Id="rId${k + 1}" Type="${office}/worksheet" Target="worksheets/sheet${k + 1}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/>${shared === undefined ? '' : `<Relationship Id="rId${names.length + 2}" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>`}</Relationships>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
  };
  names.forEach((name, k) => {
    files[`xl/worksheets/sheet${k + 1}.xml`] =
      `${xml}<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`;
  });
  if (shared !== undefined) files['xl/sharedStrings.xml'] = `${xml}<sst xmlns="${main}">${shared}</sst>`;
  return new Blob([zip(files)]);
}

function cellXml(value: Cell, row: number, column: number): string {
  const at = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (value instanceof Date) {
    return `<c r="${at}" s="1"><v>${(value.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000}</v></c>`;
  }
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** A zip archive of stored files (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = encoder.encode(name);
    const body = typeof text === 'string' ? encoder.encode(text) : text;
    const shared = [
      20,
      0x800,
      0,
      0,
      0x21,
      ...halves(crc32(body)),
      ...halves(body.length),
      ...halves(body.length),
      path.length,
      0,
    ];
    const local = record(0x04034b50, shared, path);
    central.push(record(0x02014b50, [20, ...shared, 0, 0, 0, 0, 0, ...halves(offset)], path));
    locals.push(local, body);
    offset += local.length + body.length;
  }
  const size = central.reduce((n, part) => n + part.length, 0);
  const end = record(0x06054b50, [
    0,
    0,
    central.length,
    central.length,
    ...halves(size),
    ...halves(offset),
    0,
  ]);
  const parts = [...locals, ...central, end];
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const halves = (value: number) => [value & 0xffff, value >>> 16];

function record(signature: number, words: readonly number[], tail = new Uint8Array(0)): Uint8Array {
  const bytes = new Uint8Array(4 + 2 * words.length + tail.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  words.forEach((word, k) => view.setUint16(4 + 2 * k, word, true));
  bytes.set(tail, 4 + 2 * words.length);
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
