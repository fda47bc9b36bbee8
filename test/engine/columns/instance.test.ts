import { describe, expect, it } from 'vitest';
import { relax } from './relax';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';

const three = staticProblem(Int32Array.of(4, 1, 4, 1, 3, 6), Int32Array.of(9, 6));

describe('the instance that columns are made for', () => {
  it('gathers identical items into one type, with as many copies', () => {
    const { instance, exact } = relax(three);
    expect(exact).toBe(true);
    expect([...instance.demand]).toEqual([2, 1]);
    expect(instance.items.map((copies) => [...copies])).toEqual([[0, 1], [2]]);
  });

  it('leaves out what can never be too much', () => {
    const { instance } = relax(staticProblem(Int32Array.of(4, 1, 7, 1), Int32Array.of(10, 2)));
    expect([...instance.kinds[0].capacity]).toEqual([10]);
  });

  it('keeps apart what must stay apart, as a row of capacity 1', () => {
    const apart: FoldProblem = {
      ...three,
      apartGroups: 1,
      apartStart: Int32Array.of(0, 1, 2, 2),
      apartId: Int32Array.of(0, 0),
    };
    const { instance } = relax(apart);
    expect([...instance.kinds[0].fit]).toEqual([1, 1]);
  });

  it('adds what each guest and each dedicated processor costs on its host', () => {
    const { instance } = relax({
      ...three,
      perGuest: Int32Array.of(1, 0),
      perCore: Int32Array.of(2, 0),
      coreCount: Int32Array.of(0, 0, 1),
    });
    expect([...instance.kinds[0].sizes]).toEqual([5, 1, 6, 6]);
  });

  it('keeps the heaviest rows when there is no room for all, and says so', () => {
    const { instance, exact, whole, leftOut } = relax(three, 1);
    expect([...instance.kinds[0].capacity]).toEqual([6]);
    expect([exact, whole]).toEqual([false, false]);
    expect(leftOut).toEqual(['only 1 of 2 rows (resource and time slot) count']);
  });

  it('trims a pattern to the guests whose private and shared pages a host holds', () => {
    const sharing: FoldProblem = {
      ...staticProblem(Int32Array.of(3, 3, 3), Int32Array.of(10)),
      sharedResource: 0,
      images: 2,
      imageStart: Int32Array.of(0, 1, 2, 3),
      imageId: Int32Array.of(0, 0, 1),
      imageSize: Int32Array.of(4, 2, 4),
    };
    const { trim } = relax(sharing);
    // 3 + 3 + the larger of 4 and 2 fill a host; the third guest's own image does not fit beside them.
    expect(trim!({ kind: 0, types: [0, 1], copies: [1, 1] })).toEqual({
      kind: 0,
      types: [0, 1],
      copies: [1, 1],
    });
    expect(trim!({ kind: 0, types: [0, 1, 2], copies: [1, 1, 1] }).types).toHaveLength(2);
  });
});
