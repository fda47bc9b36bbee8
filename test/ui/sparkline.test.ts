import { describe, expect, it } from 'vitest';
import { sparkPath } from '../../src/ui/parts/sparkline';

describe('a small picture of a series', () => {
  it('goes from edge to edge, up to the highest value', () => {
    expect(sparkPath(Float32Array.of(0, 2, 1), 2, 60, 20)).toBe('M0.0 20.0h0L30.0 0.0L60.0 10.0');
  });

  it('is a level where there is one value, for want of times', () => {
    expect(sparkPath(Float32Array.of(1), 2, 60, 20)).toBe('M0 10.0h60');
  });

  it('leaves gaps where nothing was measured, and is empty where nothing was at all', () => {
    expect(sparkPath(Float32Array.of(1, NaN, 1), 1, 60, 20)).toBe('M0.0 0.0h0M60.0 0.0h0');
    expect(sparkPath(Float32Array.of(NaN), 1, 60, 20)).toBe('');
  });
});
