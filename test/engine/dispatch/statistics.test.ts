import { describe, expect, it } from 'vitest';
import { encodeHost, placeGuests } from '../../../src/engine/dispatch/encode';
import { BUCKETS, bucketStart, histogramQuantile } from '../../../src/engine/dispatch/statistics';
import { guest, hog, hostOf, thread } from './hosts';

describe('the histogram of delays', () => {
  it('has buckets that follow each other, at most a 32nd of their value wide', () => {
    for (let i = 1; i < BUCKETS; i++) {
      const width = bucketStart(i) - bucketStart(i - 1);
      expect(width).toBeGreaterThan(0);
      expect(width).toBeLessThanOrEqual(Math.max(1, bucketStart(i - 1) / 32));
    }
  });

  it('gives quantiles within the width of a bucket', () => {
    const histogram = new Float64Array(BUCKETS);
    for (let i = 0; i < 100; i++) histogram[i] = 1;
    expect(histogramQuantile(histogram, 0.5)).toBeGreaterThanOrEqual(bucketStart(48));
    expect(histogramQuantile(histogram, 0.5)).toBeLessThanOrEqual(bucketStart(50));
    expect(histogramQuantile(new Float64Array(BUCKETS), 0.95)).toBe(0);
  });
});

describe('places', () => {
  it('gives dedicated guests the highest processors and keeps all others off them', () => {
    const { sets, setOf, dedicated } = placeGuests(
      hostOf([hog({ dedicated: true }), hog()], { processors: 3 }),
    );
    expect(sets[setOf[0]]).toEqual([2]);
    expect(sets[setOf[1]]).toEqual([0, 1]);
    expect(dedicated).toEqual([false, false, true]);
  });

  it('refuses more dedicated vCPUs than there are processors', () => {
    expect(() => placeGuests(hostOf([hog({ dedicated: true }), hog({ dedicated: true })]))).toThrow(
      /dedicated/,
    );
  });

  it('refuses a guest that no processor is left for', () => {
    expect(() => placeGuests(hostOf([hog({ dedicated: true }), hog()]))).toThrow(/no processor/);
  });
});

describe('a host that the kernel cannot hold', () => {
  it('is refused with what was found and what is the most', () => {
    const many = Array.from({ length: 1025 }, () => hog());
    expect(() => encodeHost(hostOf(many))).toThrow('found 1025 vCPUs, expected at most 1024');
    expect(() => encodeHost(hostOf([guest([thread()])], { duration: 2 ** 45 }))).toThrow(/simulated 100 ns/);
    expect(() => encodeHost(hostOf([hog(), hog()], { housekeeping: 0.6 }))).toThrow(/housekeeping/);
  });
});
