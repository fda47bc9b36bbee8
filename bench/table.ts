/** What one measurement gives: rows of named cells, printed in the order in which the rows name them. */
export interface Table {
  readonly title: string;
  /** Numbers are printed with three digits, integers whole; put the unit into the column's name. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** What was held against what, on which machine, with which seed. */
  readonly notes?: readonly string[];
}

/** The default export of every other file here; tables of a generator are printed as they come. */
export type Bench = () => Table | Table[] | Promise<Table | Table[]> | AsyncGenerator<Table>;
