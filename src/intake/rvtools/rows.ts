import { fromText, NOT_A_NUMBER } from '../bytes/numbers';
import type { ColumnId, Columns, SheetKind } from './columns';

/** A sheet of RVTools with what is read of it. */
export interface RvSheet {
  readonly kind: SheetKind;
  /** File and sheet. */
  readonly where: string;
  readonly columns: Columns;
  /** By column of the sheet; what is not needed may be missing. */
  readonly rows: readonly (readonly (string | undefined)[])[];
  readonly decimal: '.' | ',';
}

/** A row under its heads. */
export class RvRow {
  constructor(
    readonly sheet: RvSheet,
    private readonly cells: readonly (string | undefined)[],
  ) {}

  text(id: ColumnId): string {
    const at = this.sheet.columns.get(id);
    return at === undefined ? '' : (this.cells[at]?.trim() ?? '');
  }

  /** NaN where there is no number. */
  number(id: ColumnId): number {
    const text = this.text(id).replace(/ ?(%|mhz|mib|mb)$/i, '');
    const value = text === '' ? NaN : fromText(text, this.sheet.decimal);
    return value === NOT_A_NUMBER || value < 0 ? NaN : value;
  }

  /** Which machine it speaks of, where names do not tell: its number or the like, and whose number that is. */
  get identity(): string {
    const own = this.text('uuid') || this.text('id');
    return own && `${this.text('center')} ${own}`.trim().toLowerCase();
  }
}

export const machineRows = (sheet: RvSheet): RvRow[] => sheet.rows.map((cells) => new RvRow(sheet, cells));
