/** A host that runs servers today, as an inventory lists it. */
export interface TodaysHost {
  readonly name: string;
  readonly cluster: string;
  /** Maker and model, for telling kinds apart. */
  readonly model: string;
  /** Null where the inventory does not say. */
  readonly cores: number | null;
  readonly threads: number | null;
  /** GHz of its clock. */
  readonly rating: number | null;
  /** MiB. */
  readonly memory: number | null;
  /** Servers that run on it, by the inventory of servers. */
  readonly servers: number;
}
