import { NUMBERS, type NumberField, type NumberName } from '../../../dispatch/fields';

/**
 * How far a slider goes: the part of a field's range in which things happen. The number beside it takes the whole
 * range.
 */
const REACH: Partial<Record<NumberName, readonly [from: number, to: number, step?: number]>> = {
  processors: [1, 16],
  sliceMs: [1, 200, 1],
  skewMs: [0, 50, 0.5],
  checkMs: [0.1, 20, 0.1],
  probability: [0.05, 1, 0.05],
  switchUs: [0, 2000, 10],
  housekeeping: [0, 0.05, 0.001],
  interruptUs: [0, 1000, 10],
  timerUs: [0, 1000, 10],
  count: [1, 16],
  vcpus: [1, 8],
  weight: [0.5, 10, 0.5],
  cap: [0.05, 1, 0.05],
  meanMs: [0, 100, 0.5],
  perSecond: [1, 200, 1],
  privilegedShare: [0, 1, 0.05],
  privilegedF: [0, 0.005, 0.0001],
  privilegedK: [1, 2000, 1],
  perBurst: [0, 8, 0.5],
  servers: [1, 8],
  guestInterruptUs: [0, 1000, 10],
  guestDpcUs: [0, 1000, 10],
};

/** The field with its slider's ends. */
export function fieldOf(name: NumberName): NumberField & { low: number; high: number; slide: number } {
  const field: NumberField = NUMBERS[name];
  const [low, high, slide = field.step] = REACH[name] ?? [field.min, field.max];
  return { ...field, low, high, slide };
}
