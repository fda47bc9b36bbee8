import { describe, expect, it } from 'vitest';
import { roomForName, stackOf } from '../../src/ui/fold/hosts/stack';

const series = (...values: number[]): Float32Array => Float32Array.from(values);
const load = (name: string, ...values: number[]) => ({ name, series: series(...values) });

describe('the layers of a host', () => {
  it('give the four largest guests layers of their own and the others one together', () => {
    const guests = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => load(name, 1, 2));
    const { bands } = stackOf(guests, series(6, 12), 2);
    expect(bands.map((band) => band.label)).toEqual(['a', 'b', 'c', 'd', '2 others']);
    expect([...bands[4].top]).toEqual([6, 12]);
  });

  it('end in overhead where the whole is more than the guests', () => {
    const { bands } = stackOf([load('a', 1, 2)], series(1.5, 2.5), 2);
    expect(bands.map((band) => band.label)).toEqual(['a', 'overhead']);
    expect([...bands[1].top]).toEqual([1.5, 2.5]);
  });

  it('show in a column the busiest of its slots, so that no peak is lost', () => {
    const whole = new Float32Array(1000).fill(1);
    whole[123] = 9;
    const { slots, bands } = stackOf([{ name: 'a', series: whole }], whole, 100);
    expect(slots).toHaveLength(100);
    expect([...slots]).toContain(123);
    expect(Math.max(...bands[0].top)).toBe(9);
  });

  it('never cross: each begins where the one below ends', () => {
    const guests = [load('a', 3, 0, 1), load('b', 0, 5, 1), load('c', NaN, 2, 2)];
    const { bands } = stackOf(guests, series(4, 8, 5), 3);
    for (let k = 1; k < bands.length; k++) {
      bands[k].top.forEach((top, c) => expect(top).toBeGreaterThanOrEqual(bands[k - 1].top[c]));
    }
  });

  it('give way in proportion where guests share pages, so that nothing stands above the whole', () => {
    const { bands, shared } = stackOf([load('a', 300), load('b', 100)], series(320), 2);
    expect(bands.map((band) => band.top[0])).toEqual([240, 320]);
    expect(shared).toBe(true);
  });

  it('give a guest that is followed a layer of its own, however small, and every layer its guest', () => {
    const guests = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => load(name, 1, 2));
    const layers = (followed: string) =>
      stackOf(guests, series(7, 12), 2, followed).bands.map(({ tone, guest }) => [tone, guest]);
    expect(layers('f')).toEqual([
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'c'],
      ['4', 'd'],
      ['5', 'f'],
      ['rest', 'e'],
      ['over', null],
    ]);
    expect(layers('b').at(-2)).toEqual(['rest', null]);
    expect(layers('b')).toEqual(layers('of another host'));
  });

  it('know in which columns most of what they hold was not measured', () => {
    const holed = (name: string, value: number, ...standIn: number[]) => ({
      ...load(name, ...standIn.map(() => value)),
      standIn: Uint8Array.from(standIn),
    });
    const guests = [holed('a', 9, 0, 1, 1), load('b', 8, 8, 8), load('c', 7, 7, 7), load('d', 6, 6, 6)];
    const others = [holed('e', 3, 0, 1, 1), holed('f', 2, 1, 0, 1), load('g', 1, 1, 1)];
    const { bands } = stackOf([...guests, ...others], series(40, 40, 40), 3);
    const marks = bands.map(({ standIn }) => standIn && [...standIn]);
    // Of the others' 6, at first 2 are stand-ins, then 3 of 6, then 5.
    expect(marks).toEqual([[0, 1, 1], null, null, null, [0, 0, 1], null]);
    expect(stackOf([{ ...load('a', 5), standIn: Uint8Array.of(1) }], series(6), 9).bands[0].standIn).toEqual(
      Uint8Array.of(1, 1),
    );
  });

  it('draw a level as one flat stretch', () => {
    const { slots, bands } = stackOf([load('a', 512)], series(1024), 100);
    expect(slots).toHaveLength(2);
    expect([...bands[0].top]).toEqual([512, 512]);
  });
});

describe('a name inside its band', () => {
  const lower = new Array<number>(101).fill(100);
  const upper = lower.map((y, k) => (k > 60 && k < 90 ? y - 30 : y - 4));

  it('stands where the band is thick enough', () => {
    const room = roomForName(lower, upper, 400, 60, 13, -99);
    expect(room?.x).toBeGreaterThan(240);
    expect(room?.x).toBeLessThan(360);
  });

  it('is left out where it fits nowhere', () => {
    expect(roomForName(lower, upper, 400, 200, 13, -99)).toBeNull();
  });

  it('keeps clear of the line that marks the busiest moment', () => {
    const room = roomForName(lower, upper, 400, 40, 13, 300)!;
    expect(Math.abs(room.x - 300)).toBeGreaterThan(20);
  });
});
