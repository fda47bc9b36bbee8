/** What came of the experiments that were asked for last, so that undo and a second look cost nothing. */
export class Recent<T> {
  private readonly known = new Map<string, T>();

  /** @param most results that are kept; the one that was asked for longest ago goes first */
  constructor(private readonly most: number) {}

  get(of: object): T | undefined {
    const key = JSON.stringify(of);
    const result = this.known.get(key);
    if (result !== undefined) this.put(key, result);
    return result;
  }

  set(of: object, result: T): T {
    this.put(JSON.stringify(of), result);
    const [oldest] = this.known.keys();
    if (this.known.size > this.most) this.known.delete(oldest);
    return result;
  }

  private put(key: string, result: T): void {
    this.known.delete(key);
    this.known.set(key, result);
  }
}

/** Says yes at most once in a while: for pictures of results that come in. */
export function quietly(ms: number): () => boolean {
  let last = performance.now();
  return () => {
    const now = performance.now();
    if (now - last < ms) return false;
    last = now;
    return true;
  };
}
