import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/estate/estate';
import { planMoves, type MovesRequest } from '../../src/moves/plan';
import { estateToday } from '../../src/moves/today';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { OPTIONS, estateOf, guest } from '../placement/estates';

/** Hosts of one core of 1 GHz, of which guests take shares in two slots; h1 is over in the second. */
const options = { ...OPTIONS, present: 'native' as const, hosts: [{ ...DEFAULT_HOST, cores: 1, rating: 1 }] };
const loads: Readonly<Record<string, number[]>> = { A: [30, 70], B: [30, 60], C: [40, 10] };
const at: Readonly<Record<string, string>> = { A: 'h1', B: 'h1', C: 'h2' };
const estate: Estate = {
  ...estateOf(
    Object.entries(loads).map(([name, busy]) => ({ ...guest(name, { busy }, { cores: 1 }), on: at[name] })),
    2,
  ),
  today: ['h1', 'h2'].map((name) => ({
    name,
    cores: null,
    rating: null,
    memory: null,
    threads: null,
    cluster: '',
    model: '',
    servers: 1,
  })),
};
const row = (name: string, host: string, line: number) => ({ guest: name, host, where: `today.csv:${line}` });
const request: MovesRequest = { from: null, hosts: 2, atOnce: 4, within: null, convert: false };

describe('today’s placement', () => {
  it.each<[string, Parameters<typeof estateToday>[2], RegExp]>([
    [
      'hosts that the inventory does not list',
      [row('A', 'h1', 2), row('B', 'h9', 3), row('C', 'h8', 4)],
      /^today\.csv:3: found h9 and h8, no host of the inventory; expected a host that it lists: h1 and h2\. Mend the names, or leave these rows out\.$/,
    ],
    [
      'guests that no file names',
      [row('A', 'h1', 2), row('Z', 'h1', 3), row('Y', 'h2', 4)],
      /^today\.csv:3: found Z and Y, no server of the files; expected names of servers that were read\./,
    ],
    [
      'one guest on two hosts',
      [row('A', 'h1', 2), row('a', 'H2', 3)],
      /^today\.csv:3: found a on H2 and on h1; expected one host for each guest\./,
    ],
  ])('that names %s is refused, with where', (_, rows, words) => {
    expect(() => planMoves(estate, options, null, { ...request, from: rows })).toThrow(words);
  });

  it('knows guests and hosts however they are spelled', () => {
    const today = estateToday(
      estate,
      options,
      [row('a', 'H1', 2), row('b', 'h1', 3), row('C', 'H2', 4)],
      true,
    );
    expect([...today.at]).toEqual([0, 0, 1]);
  });

  it('that is over capacity says on which host, of what and when, and relieves it first', () => {
    const { findings, count, waves } = planMoves(estate, options, null, request);
    expect(findings).toEqual([
      {
        level: 'warning',
        where: 'h1',
        text: expect.stringMatching(
          /^Over its room today: 1\d\d % of the processor that its guests may fill, at .*Guests leave it first; none arrives before it has room\.$/,
        ),
      },
    ]);
    expect(count).toBe(1);
    expect(waves[0].moves[0]).toMatchObject({ from: 'h1', to: 'h2' });
  });

  it('on fewer hosts than all servers fill is refused with the moment that fills them', () => {
    expect(() => planMoves(estate, options, null, { ...request, hosts: 1 })).toThrow(
      /^1 host: no plan has 1: all servers together take 1\.4 GHz of processor at .*, and one host holds at most 1 GHz, so 2 are the least\. Keep more hosts\.$/,
    );
  });
});
