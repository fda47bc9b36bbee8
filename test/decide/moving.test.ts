import { describe, expect, it } from 'vitest';
import { movesStudy, type MovesAsk } from '../../src/decide/moving';
import type { Estate } from '../../src/estate/estate';
import { planMoves } from '../../src/moves/plan';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { OPTIONS, estateOf, guest } from '../placement/estates';

/** One core of 1 GHz each: loads are % of a host. Three hosts, of which the guests of the third are smallest. */
const options = { ...OPTIONS, present: 'native' as const, hosts: [{ ...DEFAULT_HOST, cores: 1, rating: 1 }] };
const estate = (): Estate => {
  const of = (name: string, load: number, on: string) => ({
    ...guest(name, { busy: [load] }, { cores: 1 }),
    on,
  });
  return estateOf([of('A', 40, 'h1'), of('B', 20, 'h1'), of('C', 40, 'h2'), of('D', 10, 'h3')], 1);
};
const ask: MovesAsk = { options, giveUp: 1, atOnce: 4, within: null, convert: false };

describe('moves as a study', () => {
  it('has the plan that is asked for first, and then what every other number of hosts takes', async () => {
    const study = movesStudy(estate(), ask);
    // 110 % fill two hosts at least: one may go, none may.
    expect(study.count).toBe(2);
    const request = { from: null, hosts: 2, atOnce: 4, within: null, convert: false };
    expect(await study.line(0)).toEqual({ kind: 'plan', plan: planMoves(estate(), options, null, request) });
    expect(await study.line(0)).toMatchObject({ plan: { count: 1, lowerBound: 1 } });
    expect(await study.line(1)).toMatchObject({ kind: 'other', giveUp: 0, moves: 0, lowerBound: 0 });
    const none = movesStudy(estate(), { ...ask, giveUp: 0 });
    expect(await none.line(1)).toMatchObject({ giveUp: 1, moves: 1, lowerBound: 1 });
  });

  it.each([
    [25, 24],
    // Of 25 other numbers every second.
    [26, 13],
    [30, 15],
    [1, 0],
  ])('of %i hosts tries %i other numbers', (hosts, tried) => {
    const guests = Array.from({ length: hosts }, (_, k) => ({
      ...guest(`G${k}`, { busy: [1] }, { cores: 1 }),
      on: `h${k}`,
    }));
    expect(movesStudy(estateOf(guests, 1), { ...ask, giveUp: 0 }).count).toBe(1 + tried);
  });

  it('says of a number for which there is no plan that there is none, and refuses it where it is asked for', async () => {
    const [a, b, c, d] = estate().guests;
    // Three that do not go together by twos fill no two hosts, though their sum would.
    const guests = [a, b, c, d].map((each, k) => ({
      ...each,
      measures: { busy: Float32Array.of(k === 1 ? 0 : 60) },
    }));
    const tight = { ...estate(), guests };
    const study = movesStudy(tight, { ...ask, giveUp: 0 });
    expect(study.count).toBe(2);
    expect(await study.line(1)).toEqual({
      kind: 'other',
      giveUp: 1,
      moves: null,
      lowerBound: 0,
      fullest: null,
    });
    await expect(movesStudy(tight, ask).line(0)).rejects.toThrow('no placement of all servers on 2');
  });

  it('refuses where no file says who runs where', async () => {
    const unknown = estateOf(
      estate().guests.map(({ on: _, ...each }) => each),
      1,
    );
    await expect(movesStudy(unknown, ask).line(0)).rejects.toThrow('no file says');
  });
});
