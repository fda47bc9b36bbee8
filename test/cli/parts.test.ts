import { describe, expect, it } from 'vitest';
import { parseHost } from '../../src/cli/host-option';
import { pairs } from '../../src/cli/option-values';
import { table } from '../../src/cli/io';
import { digits } from '../../src/report/digits';

describe('--host', () => {
  it('needs cores and rating, and leaves the rest without limit', () => {
    expect(parseHost('cores=8,rating=3', 0)).toMatchObject({
      name: 'host',
      cores: 8,
      rating: 3,
      memory: null,
      count: null,
    });
    expect(parseHost('cores=8,rating=3,reserve-memory=512,count=2,name=old', 1)).toMatchObject({
      name: 'old',
      reserveMemory: 512,
      count: 2,
    });
    expect(() => parseHost('cores=8', 0)).toThrow(/no rating/);
  });

  it('names what it does not know, and what is out of range', () => {
    expect(() => parseHost('cores=8,rating=3,wheels=4', 0)).toThrow(/"wheels"; expected one of name, cores/);
    expect(() => parseHost('cores=zero,rating=3', 0)).toThrow(/cores=zero; expected a number/);
    expect(() => parseHost('cores=0,rating=3', 0)).toThrow(
      /cores=0; expected a whole number from 1 to 4096\./,
    );
    expect(() => pairs('--ceiling', 'cpu')).toThrow(/"cpu"; expected name=value/);
    expect(() => pairs('--ceiling', 'cpu=80,memory=90,cpu=70')).toThrow(/found cpu twice/);
  });
});

describe('readable output', () => {
  it('lines columns up and gives sensible digits', () => {
    expect(
      table([
        ['a', 'bb'],
        ['ccc', '1'],
      ]),
    ).toBe('a    bb\nccc   1');
    expect([0.123, 12.34, 1234.5, Infinity].map(digits)).toEqual(['0.12', '12.3', '1235', '-']);
  });
});
