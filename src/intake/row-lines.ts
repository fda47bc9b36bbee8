/** Which line of the file each row of times came from, without keeping them all. */
export class RowLines {
  private readonly marks: { row: number; line: number }[] = [];

  /** @param row counted from 0, in order */
  note(row: number, line: number): void {
    const last = this.marks.at(-1);
    if (!last || line - last.line !== row - last.row) this.marks.push({ row, line });
  }

  lineOf(row: number): number {
    let found = { row: 0, line: 1 };
    for (const mark of this.marks) if (mark.row <= row) found = mark;
    return found.line + row - found.row;
  }
}
