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
  /** Nothing in the first rows tells whether that is so. */
  readonly signOpen?: boolean;
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
    // All but shares are whole there: where no sign is sure, what stands before three digits parts thousands.
    const whole =
      this.sheet.signOpen && id !== 'readiness' && id !== 'busy' && /^\d{1,3}([.,]\d{3})+$/.test(text);
    const plain = whole ? text.replace(/[.,]/g, '') : text;
    const value = plain === '' ? NaN : fromText(plain, this.sheet.decimal);
    return value === NOT_A_NUMBER || value < 0 ? NaN : value;
  }

  /** Which machine it speaks of, where names do not tell: its number or the like, and whose number that is. */
  get identity(): string {
    const own = this.text('uuid') || this.text('id');
    return own && `${this.text('center')} ${own}`.trim().toLowerCase();
  }
}

export const machineRows = (sheet: RvSheet): RvRow[] => sheet.rows.map((cells) => new RvRow(sheet, cells));
