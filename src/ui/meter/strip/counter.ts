import type { StripMoment } from '../../../sampling/strip';
import { many } from '../../text/format';

/** `96 ms: charged 3 ticks = 47 ms, used 12 ms; 2 ticks pending`. */
export function counter({ usedMs, step, pending }: StripMoment, atMs: number): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  return `${atMs.toFixed(0)} ms: charged ${many(step?.charged ?? 0, 'tick')} = ${ms(step?.processMs ?? 0)}, used ${ms(usedMs)}${
    pending ? `; ${many(pending, 'tick')} pending` : ''
  }`;
}
