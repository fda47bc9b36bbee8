import { describe, expect, it } from 'vitest';
import { unbroken } from '../../src/ui/text/unbroken';

/** What may not be broken apart, with a mark for each space that is kept together. */
const kept = (text: string) => unbroken(text).replaceAll('\u00a0', '_');

describe('a number and its unit', () => {
  it('stay on one line, whatever comes after', () => {
    expect(kept('so that 95 % of the readings are within 1 point of the truth?')).toBe(
      'so that 95_% of the readings are within 1_point of the truth?',
    );
    expect(kept('bursts of 0.5 ms and waits of 1,500 µs, for 3 min; 2.4 GHz, 16 GiB.')).toBe(
      'bursts of 0.5_ms and waits of 1,500_µs, for 3_min; 2.4_GHz, 16_GiB.',
    );
  });

  it('is no number and a word that only begins as a unit does', () => {
    const plain = '64 times a second, 3 servers, 5 minutes, 12 hosts, of % Ready, screen 4 and B';
    expect(kept(plain)).toBe(plain);
  });
});
