import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/estate/assemble';
import type { AssembleOptions } from '../../src/estate/assemble';
import type { Recording } from '../../src/estate/recording';
import { DAY, MINUTE, reading, recorded } from './recordings';

const OPTIONS = { slotMinutes: 5, align: 'wall', aggregate: 'mean', edits: {} } as const;
type Measures = Readonly<Record<string, readonly number[]>>;
const every5 = (n: number, from = 0) => Array.from({ length: n }, (_, k) => from + k * 5 * MINUTE);
/** What a file tells of a server every five minutes. */
const file = (source: string, measures: Measures, server = 'A', from = 0) =>
  recorded(server, every5(Object.values(measures)[0].length, from), measures, { source });
const estateOf = (recordings: readonly Recording[], options: AssembleOptions = OPTIONS) =>
  assemble(
    recordings.map((r) => ({ ...reading(r), name: r.source })),
    options,
  );
/** The estate in either order of its files, once both are seen to be the same. */
function inEitherOrder(files: readonly Recording[], options?: AssembleOptions) {
  const estate = estateOf(files, options);
  expect(estateOf([...files].reverse(), options)).toEqual(estate);
  return estate;
}
const clash = (estate: ReturnType<typeof estateOf>) =>
  estate.findings.filter(({ text }) => /of the same time/.test(text));

describe('one server in two files', () => {
  it('that contradict each other: the worse counts slot by slot, in whatever order they come, and both are named', () => {
    const estate = inEitherOrder([
      file('c1.csv', { busy: [10, 90, 50, NaN], availableMiB: [100, 300, 200, 7], usedMiB: [1, 5, 3, 3] }),
      file('c2.csv', { busy: [90, 10, 50, 20], availableMiB: [300, 100, 200, NaN], usedMiB: [5, 1, 3, 3] }),
    ]);
    const { busy, availableMiB, usedMiB } = estate.guests[0].measures;
    expect([...busy!]).toEqual([90, 90, 50, 20]);
    expect([...availableMiB!]).toEqual([100, 100, 200, 7]);
    expect([...usedMiB!]).toEqual([5, 5, 3, 3]);
    expect(clash(estate)).toEqual([
      {
        level: 'warning',
        where: 'A',
        text: 'c1.csv and c2.csv both tell memory available, memory needed and processor busy of the same time: 10 slots, and they differ in 6 of them (processor busy: 10 and 90 %). Slot by slot the worse is used, the higher, or the lower of what is free; a figure without times only where the others have none.',
        fix: expect.stringMatching(/order of the files does not matter/),
      },
    ]);
  });

  it('and many servers like it make one finding that names them', () => {
    const estate = estateOf(
      ['A', 'B'].flatMap((s) => [file('c1.csv', { busy: [1, 2] }, s), file('c2.csv', { busy: [2, 2] }, s)]),
    );
    expect(clash(estate)).toMatchObject(
      [{ where: 'A and B', text: /4 slots, and they differ in 2 of them/ }].map(({ where }) => ({ where })),
    );
    expect(clash(estate)[0].text).toMatch(
      /: 4 slots, and they differ in 2 of them \(processor busy: 1 and 2 %\)/,
    );
  });

  it('that agree in what both tell: nothing to say', () => {
    const estate = inEitherOrder([
      file('c1.csv', { busy: [1, 2, NaN] }),
      file('c2.csv', { busy: [NaN, 2, 3] }),
    ]);
    expect([...estate.guests[0].measures.busy!]).toEqual([1, 2, 3]);
    expect(clash(estate)).toEqual([]);
  });

  it('of which one has no times: that figure fills holes alone, and a contradiction is told', () => {
    const moment = recorded('A', [0], { busy: [70] }, { source: 'table.csv' });
    const estate = inEitherOrder([file('log.csv', { busy: [10, NaN, NaN, NaN, 30] }), moment]);
    expect([...estate.guests[0].measures.busy!]).toEqual([10, 70, 70, 70, 30]);
    expect(clash(estate)[0].text).toMatch(
      /^log\.csv and table\.csv both tell .* 2 slots, and they differ in 2/,
    );
    const other = recorded('A', [0], { busy: [80], availableMiB: [5] }, { source: 'other.csv' });
    expect([...inEitherOrder([moment, other]).guests[0].measures.busy!]).toEqual([80]);
  });

  it('that follow each other contradict nothing, though days laid over each other keep the worst', () => {
    const days = [file('mon.csv', { busy: [10, 40] }), file('tue.csv', { busy: [20, 30] }, 'A', DAY)];
    const estate = inEitherOrder(days, { ...OPTIONS, align: 'time-of-day' });
    expect([...estate.guests[0].measures.busy!.slice(0, 2)]).toEqual([20, 40]);
    expect(clash(estate)).toEqual([]);
  });

  it('that are the same file: it counts once, and that is noted once, whatever it is called', () => {
    const copy = (source: string) => file(source, { busy: [10, NaN, 30] });
    const said = (...files: Recording[]) =>
      inEitherOrder(files).findings.filter(({ text }) => /very same/.test(text));
    expect(said(copy('a.csv'), copy('b.csv'), copy('a.csv'))).toEqual([
      {
        level: 'info',
        where: 'a.csv, a.csv, b.csv',
        text: 'These 3 files say the very same of each server: it counts once.',
      },
    ]);
    expect(estateOf([copy('a.csv'), copy('b.csv')]).guests).toEqual(estateOf([copy('a.csv')]).guests);
    for (const other of [
      file('b.csv', { busy: [10, 20, 30] }),
      file('b.csv', { busy: [10, NaN, 30], usedMiB: [1, 1, 1] }),
      file('b.csv', { busy: [10, NaN, 30] }, 'A', 5 * MINUTE),
      file('b.csv', { busy: [10, NaN, 30] }, 'B'),
      { ...copy('b.csv'), facts: { cores: 2 } },
    ])
      expect(estateOf([copy('a.csv'), other]).findings.some(({ text }) => /very same/.test(text))).toBe(
        false,
      );
  });

  it('or in any number of files: the order never decides', () => {
    const value = fc.oneof(fc.constant(NaN), fc.integer({ min: 0, max: 100 }));
    const figures = fc.array(value, { minLength: 1, maxLength: 6 });
    const told = fc.tuple(figures, fc.integer({ min: 0, max: 3 }), fc.option(fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(fc.array(told, { minLength: 2, maxLength: 4 }), (all) => {
        const files = all.map(([busy, late, cores], k) => ({
          ...file(`${k}.csv`, { busy, availableMiB: busy }, 'A', late * 5 * MINUTE),
          facts: cores === null ? {} : { cores },
        }));
        inEitherOrder(files);
      }),
    );
  });
});
