import type { Studies } from '../../../src/decide/studies';

/** Tells such lines, held after the first few until it is stopped, and hears what it was asked. */
export class Told implements Studies {
  readonly asked: unknown[] = [];

  /** @param held lines that are told before it is first stopped; null: all of them */
  constructor(
    private readonly lines: readonly unknown[],
    private readonly failure: Error | null = null,
    private readonly held: number | null = null,
  ) {}

  run: Studies['run'] = async (_, ask, __, { signal, from = 0, onCount, onLine } = {}) => {
    this.asked.push(ask);
    onCount?.(this.lines.length);
    for (let k = from; k < this.lines.length; k++) {
      if (this.asked.length === 1 && k === this.held)
        await new Promise<void>((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      onLine?.(this.lines[k] as never, k);
    }
    if (this.failure) throw this.failure;
  };
}
