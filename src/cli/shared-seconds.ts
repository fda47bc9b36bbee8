import type { Io } from './io';

/** The seconds that were given are for all that is asked for: each part gets its share of what is left. */
export class SharedSeconds {
  /**
   * @param total s, from `began` on; null: none were given on the command line
   * @param each s for a search where none were given: the scenario's, if it has any
   * @param began by performance.now()
   */
  constructor(
    readonly total: number | null,
    private readonly each: number | undefined,
    private readonly began: number,
    private parts: number,
    private readonly io: Io,
    private readonly signal: AbortSignal,
  ) {}

  /** What the next part has, s, as one of so many searches. */
  share(searches = 1): number | undefined {
    if (this.total === null) return this.each;
    const left = this.total - (performance.now() - this.began) / 1000;
    return Math.max(0, left / this.parts--) / searches;
  }

  /** Ends a part of the work with its share of the seconds, and says so. */
  async within<T>(part: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const ends = this.total === null ? [] : [AbortSignal.timeout(Math.ceil(this.share()! * 1000))];
    const ended = AbortSignal.any([this.signal, ...ends]);
    const done = await work(ended);
    if (ended.aborted && !this.signal.aborted)
      this.io.err(`warning: --${part}: the seconds ended before all of it was done; give it more.`);
    return done;
  }
}
