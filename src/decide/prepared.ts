/** A study made ready for an estate: what case i comes to is a function of i alone. */
export interface PreparedStudy<L> {
  /** Cases, 0 to count - 1. */
  readonly count: number;
  /** Plain JSON: nothing of when or where it ran. Rejects where the signal cuts it short. */
  line(index: number, signal?: AbortSignal): Promise<L>;
}
