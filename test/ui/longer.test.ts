import { describe, expect, test } from 'vitest';
import type { FoldAnswer } from '../../src/placement/answer';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { goOnFrom, sameProblem } from '../../src/ui/app/longer';

/** As much of an answer as a longer search looks at. */
const answer = (changes: Partial<FoldAnswer>): FoldAnswer =>
  ({
    objective: 'hosts',
    policy: 'peak-of-sums',
    hostCount: 9,
    cost: null,
    lowerBound: 6,
    proved: false,
    proof: null,
    boundBy: null,
    course: [],
    endedBy: 'time',
    hosts: [],
    unplaced: [],
    policies: { 'peak-of-sums': changes.hostCount ?? 9, 'sum-of-p95': 11, 'sum-of-peaks': 12 },
    withFailures: { tolerated: 1, hostCount: 10 },
    ...changes,
  }) as FoldAnswer;
const moment = (seconds: number, value: number, bound: number) => ({ seconds, value, bound });

describe('a longer search of the same problem', () => {
  const held = answer({ hostCount: 8, lowerBound: 7 });

  test('never shows a worse plan or a lower bound than the one before it', () => {
    const next = answer({
      endedBy: 'running',
      hostCount: 10,
      lowerBound: 5,
      course: [moment(0.1, 10, 5)],
    });
    const both = goOnFrom(held, next);
    expect([both.hostCount, both.lowerBound, both.endedBy]).toEqual([8, 7, 'running']);
    expect(both.policies['peak-of-sums']).toBe(8);
    expect(both.course).toEqual([moment(0, 8, 7)]);
  });

  test('begins its course where the one before ended, and goes on with what is better', () => {
    const next = answer({
      hostCount: 7,
      lowerBound: 6,
      course: [moment(0.1, 10, 5), moment(1, 8, 6), moment(4, 7, 6)],
    });
    const both = goOnFrom(held, next);
    expect(both.course).toEqual([moment(0, 8, 7), moment(4, 7, 7)]);
  });

  test('is proved by the bound of the one before, where that meets its plan', () => {
    const both = goOnFrom(held, answer({ hostCount: 7, lowerBound: 6 }));
    expect([both.proved, both.endedBy, both.lowerBound]).toEqual([true, 'proof', 7]);
  });

  test('prefers a plan in which more servers have a place', () => {
    const lost = answer({ hostCount: 7, unplaced: [{ guest: 'A', why: '' }] });
    expect(goOnFrom(held, lost).hostCount).toBe(8);
  });

  test('prefers the plan that places more, however many hosts it takes, and its course agrees', () => {
    const lost = answer({ hostCount: 5, lowerBound: 4, unplaced: [{ guest: 'A', why: '' }] });
    const whole = answer({ hostCount: 6, lowerBound: 4, course: [moment(1, 4, 4), moment(2, 6, 4)] });
    const both = goOnFrom(lost, whole);
    expect([both.hostCount, both.unplaced.length]).toEqual([6, 0]);
    expect(both.course).toEqual([moment(0, 5, 4), moment(2, 6, 4)]);
    // The other way round nothing better is found.
    expect(goOnFrom(whole, { ...lost, course: [moment(1, 5, 4)] }).course).toEqual([moment(0, 6, 4)]);
  });

  test('stays proved where adding up prices leaves less than a millionth', () => {
    const cost = 4321.1 + 4321.1 + 4321.1;
    expect(cost).not.toBe(12_963.3);
    const dear = answer({ objective: 'cost', cost, lowerBound: 12_963.3, proved: true, endedBy: 'proof' });
    expect(goOnFrom(dear, dear)).toMatchObject({ proved: true, endedBy: 'proof' });
    expect(goOnFrom(dear, { ...dear, lowerBound: 12_963.299, cost: 12_963.3 }).proved).toBe(true);
    const open = { ...dear, lowerBound: 12_963.299 };
    expect(goOnFrom(open, open).proved).toBe(false);
  });

  test('keeps the proof of a bound that the next only equals', () => {
    const proof = { total: 9 } as FoldAnswer['proof'];
    const proven = { ...held, proof };
    expect(goOnFrom(proven, answer({ lowerBound: 7 })).proof).toBe(proof);
    const fresh = { total: 8 } as FoldAnswer['proof'];
    expect(goOnFrom(proven, answer({ lowerBound: 7, proof: fresh })).proof).toBe(fresh);
  });

  test('compares cost where prices count', () => {
    const dear = answer({ objective: 'cost', cost: 300, hostCount: 2 });
    const cheap = answer({ objective: 'cost', cost: 200, hostCount: 4 });
    expect(goOnFrom(cheap, dear).cost).toBe(200);
    expect(goOnFrom(dear, cheap).cost).toBe(200);
  });

  test('is one whose seconds alone differ', () => {
    const before = { scenario: DEFAULT_SCENARIO, files: [] };
    const free = new Set(['view'] as const);
    const same = (changes: object) =>
      sameProblem(before, { ...before, scenario: { ...DEFAULT_SCENARIO, ...changes } }, free);
    expect(same({ seconds: 60 })).toBe(true);
    expect(same({ view: 'meter' })).toBe(true);
    expect(same({ seconds: 60, seed: 2 })).toBe(false);
    expect(sameProblem(before, { ...before, files: [] }, free)).toBe(false);
    expect(sameProblem(null, before, free)).toBe(false);
  });
});
