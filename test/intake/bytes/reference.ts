/**
 * Cuts text into rows of cells, slowly and obviously: what the scanner is held against.
 * A quote opens a cell that begins with one; doubled quotes stand for one; what follows the closing quote is dropped.
 */
export function cut(text: string, delimiter: string, quotesHoldLines: boolean): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const cellEnds = (c: string) => c === delimiter || c === '\n' || c === '\r';
  while (at < text.length) {
    while (text[at] === ' ') at++;
    let cell = '';
    let quoted = false;
    if (text[at] === '"') {
      quoted = true;
      at++;
      while (at < text.length && !(text[at] === '\n' && !quotesHoldLines)) {
        if (text[at] === '"' && text[at + 1] === '"') {
          cell += '"';
          at += 2;
        } else if (text[at] === '"') {
          at++;
          break;
        } else cell += text[at++];
      }
      while (at < text.length && !cellEnds(text[at])) at++;
    } else {
      while (at < text.length && !cellEnds(text[at])) cell += text[at++];
    }
    const end = text[at++];
    row.push(cell.trim());
    if (end === delimiter) {
      if (at >= text.length) row.push('');
      else continue;
    }
    if (end === '\r' && text[at] === '\n') at++;
    if (row.length > 1 || quoted || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
