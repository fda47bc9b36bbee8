import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
const at = (name: string) => join(folder, name);
const file = (name: string, text: string) => writeFileSync(at(name), text);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  const names = ['A', 'B', 'C', 'D', 'E'];
  file('log.csv', `time,server,cpu %\n${names.map((n) => `2024-03-04 09:00,${n},100`).join('\n')}\n`);
  file('facts.csv', `name,cores,rating\n${names.map((n) => `${n},1,1`).join('\n')}\n`);
  file('today.csv', 'guest,host\nA,esx-1\nB,esx-1\nC,esx-2\nD,esx-2\nE,esx-3\n');
});
afterAll(() => rmSync(folder, { recursive: true }));
const fold = (...more: string[]) =>
  hostfold(
    'fold',
    at('log.csv'),
    '--guests',
    at('facts.csv'),
    ...['--profile', 'bare', '--host', 'cores=3,rating=1', '--ceiling', 'cpu=100', '--work', '4'],
    ...more,
  );

describe('hostfold fold --from', () => {
  it('tells the fewest moves to the fewest hosts, in order, under the names of today', async () => {
    const { code, out, err } = await fold('--from', at('today.csv'), '--json');
    expect(code, err).toBe(0);
    const { hostCount, hosts, moves } = JSON.parse(out);
    expect(hostCount).toBe(2);
    expect(moves).toMatchObject({ count: 1, lowerBound: 1, waves: 1, gone: ['esx-3'], swing: 0 });
    const [step] = moves.steps;
    expect(moves.steps).toHaveLength(1);
    expect(step).toMatchObject({ step: 1, wave: 1, guest: 'E', from: 'esx-3' });
    expect(hosts.map(({ name }: { name: string }) => name)).toEqual(['esx-1', 'esx-2']);
    const end = hosts.find(({ name }: { name: string }) => name === step.to);
    expect(end.guests).toHaveLength(3);
    expect(end.guests).toContain('E');
    expect((await fold('--from', at('today.csv'))).out).toMatch(
      /From today: 1 move \(no plan on so few hosts has fewer\) in 1 wave; 1 host is empty then: esx-3\./,
    );
  });

  it('gives up as many hosts as are asked for, and writes steps as CSV and JSON', async () => {
    const kept = JSON.parse((await fold('--from', at('today.csv'), '--give-up', '0', '--json')).out);
    expect(kept.moves).toMatchObject({ count: 0, steps: [], gone: [] });
    expect(kept.hostCount).toBe(3);
    for (const name of ['steps.csv', 'steps.json'])
      await fold('--from', at('today.csv'), '--steps', at(name));
    expect(readFileSync(at('steps.csv'), 'utf8')).toMatch(
      /^step,wave,guest,from,to,reinstall,why\r\n1,1,E,esx-3,esx-[12],,\r\n$/,
    );
    expect(JSON.parse(readFileSync(at('steps.json'), 'utf8')).steps).toHaveLength(1);
  });

  it('evens within the moves that are granted', async () => {
    file('uneven.csv', 'guest,host\nA,esx-1\nB,esx-1\nC,esx-1\nD,esx-2\nE,esx-3\n');
    const of = async (within: string) =>
      JSON.parse((await fold('--from', at('uneven.csv'), '--hosts', '3', '--within', within, '--json')).out)
        .moves;
    expect((await of('0')).count).toBe(0);
    const one = await of('1');
    expect(one.count).toBe(1);
    expect(one.evened.map(({ moves }: { moves: number }) => moves)).toEqual([0, 1]);
    expect(one.evened[1].fullest).toBeCloseTo(2 / 3, 5);
  });

  it('converts host after host: each guest moves, and each host is installed anew once it is empty', async () => {
    const { moves } = JSON.parse(
      (await fold('--from', at('today.csv'), '--convert', '--at-once', '2', '--json')).out,
    );
    expect(moves.lowerBound).toBe(5);
    expect(moves.count).toBeGreaterThanOrEqual(5);
    const anew = moves.steps.flatMap(({ reinstall }: { reinstall?: string }) => reinstall ?? []);
    expect([...anew].sort()).toEqual(['esx-1', 'esx-2', 'esx-3']);
    expect(moves.spare).toBeLessThanOrEqual(1);
  });

  it.each<[string, string[], string, RegExp]>([
    [
      'a guest that is none',
      ['--from', 'x.csv'],
      'guest,host\nA,esx-1\nZed,esx-1\n',
      /x\.csv:3: found Zed, no server of the files/,
    ],
    [
      'a guest on two hosts',
      ['--from', 'x.csv'],
      'guest,host\nA,esx-1\nA,esx-2\n',
      /x\.csv:3: found A on esx-2 and on esx-1; expected one host/,
    ],
    ['a row without a host', ['--from', 'x.csv'], 'guest,host\nA,\n', /x\.csv:2: found no host for "A"/],
    [
      'a table of something else',
      ['--from', 'x.csv'],
      'a,b\n1,2\n',
      /x\.csv:1: found "a, b"; expected a row of heads with guest and host/,
    ],
    ['no placement', ['--from', 'today'], '', /no file says which server runs on which host/],
    ['moves without a placement', ['--at-once', '3'], '', /--at-once: found without --from/],
    [
      'giving up all hosts',
      ['--from', 'x.csv', '--give-up', '2'],
      'guest,host\nA,esx-1\nB,esx-2\n',
      /--give-up: found 2; expected fewer than the 2 hosts/,
    ],
    [
      'too few hosts',
      ['--from', 'x.csv', '--give-up', '1'],
      'guest,host\nA,esx-1\nB,esx-2\n',
      /1 host: no plan has 1: all servers together take 5 GHz of processor.*one host holds at most 3 GHz, so 2 are the least\. Keep more hosts\./,
    ],
  ])('refuses %s in words', async (_, args, text, message) => {
    if (text) file('x.csv', text);
    const { code, out, err } = await fold(...args.map((arg) => (arg === 'x.csv' ? at(arg) : arg)));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('says of a host that is over its room today, with what', async () => {
    file('over.csv', 'guest,host\nA,esx-1\nB,esx-1\nC,esx-1\nD,esx-1\nE,esx-2\n');
    const { code, out, err } = await fold('--from', at('over.csv'), '--json');
    expect(code).toBe(0);
    expect(err).toMatch(/warning: esx-1: Over its room today: 133 % of the processor/i);
    expect(JSON.parse(out).moves.count).toBe(1);
  });
});
