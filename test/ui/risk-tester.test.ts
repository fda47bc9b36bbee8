import { describe, expect, it, vi } from 'vitest';
import type { Risk, RiskPoint } from '../../src/decide/risk';
import type { PlanProgress, PlanRequest } from '../../src/decide/planner';
import type { Estate } from '../../src/estate/estate';
import type { FoldAnswer } from '../../src/placement/answer';
import type { Services } from '../../src/ui/app/services';
import { Session } from '../../src/ui/app/session';

const HOUR = 3_600_000;
const FEWEST = 5;
const point = (machines: number, over: number): RiskPoint => ({
  machines,
  over,
  error: 0,
  overCeiling: over,
  worst: 1,
  hostsHit: 0,
});
const week: Risk = {
  days: 2,
  tolerance: 0.001,
  chosen: 7,
  fewest: FEWEST,
  curve: [point(5, 0.02), point(6, 0.003), point(7, 0.0004), point(8, 0)],
  equalMeans: [],
  policies: [],
  byDays: [],
  done: 1,
};

/** A page whose planner finds five hosts for so many days, or as many as are asked for. */
function page(days: number, test: NonNullable<Services['risk']> = () => Promise.resolve(week)) {
  const risk = vi.fn(test);
  const requests: PlanRequest[] = [];
  const services: Services = {
    planner: {
      load: async () => 1,
      loads: async () => [],
      coverage: () => Promise.reject(new Error('not asked for')),
      estate: async () => ({}) as Estate,
      recheck: async () => null,
      plan: async (request: PlanRequest, tell: (update: PlanProgress) => void) => {
        requests.push(request);
        const answer = {
          profile: request.profile,
          hosts: [{}],
          unplaced: [],
          hostCount: request.exactly ?? FEWEST,
          evened: { fewest: FEWEST, bound: null },
          endedBy: 'work',
          basis: { testDays: days },
        } as unknown as FoldAnswer;
        const grid = { start: 0, step: HOUR, slots: 24 * days, align: 'wall' } as const;
        tell({ grid, rows: [], answer, fraction: 1, done: true });
      },
    },
    read: () => Promise.reject(new Error('not asked for')),
    risk,
  };
  const session = new Session(services);
  /** Waits until so many hosts are shown and nothing goes on. */
  const shows = (hosts: number) =>
    vi.waitFor(() => {
      expect(session.state.answer?.hostCount).toBe(hosts);
      expect([session.state.folding, session.state.risk?.running ?? false]).toEqual([null, false]);
    });
  return { session, risk, requests, shows };
}

describe('with several days', () => {
  it('as many hosts are shown as days kept back ask for, tested once and as the tolerance says', async () => {
    const { session, risk, requests, shows } = page(2);
    await shows(7);
    expect(requests.map(({ exactly }) => exactly)).toEqual([undefined, 7]);
    expect(risk.mock.calls[0].slice(2, 4)).toEqual([FEWEST, 0.001]);
    session.choose({ tolerance: 0.01 }, 'tolerance');
    await shows(6);
    session.choose({ tolerance: 1 }, 'number of hosts');
    await shows(FEWEST);
    session.undo();
    await shows(6);
    session.choose({ work: 700 }, 'longer');
    await vi.waitFor(() => expect(requests.at(-1)!.work).toBe(700));
    await shows(6);
    expect(risk).toHaveBeenCalledTimes(1);
  });

  it('a number that somebody chose stays, and is tested all the same', async () => {
    const { session, risk, shows } = page(2);
    session.choose({ exactly: 9 }, 'number of hosts');
    await shows(9);
    await vi.waitFor(() => expect(session.state.risk?.found).toEqual(week));
    await shows(9);
    expect(risk).toHaveBeenCalledTimes(1);
  });

  it('a curve is of the rules that it was made for: others are tested anew', async () => {
    const { session, risk, shows } = page(2);
    await shows(7);
    session.choose({ ceilings: { cpu: 70 } }, 'ceiling');
    await vi.waitFor(() => expect(risk).toHaveBeenCalledTimes(2));
    await shows(7);
  });

  it('what a stopped test knew by then picks the number; one that failed says why', async () => {
    const { session, shows } = page(2, (...[, , , , tell, signal]) => {
      const half = { ...week, done: 0.5 };
      tell(half);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(half)));
    });
    await vi.waitFor(() => expect(session.state.risk?.found?.done).toBe(0.5));
    expect(session.state.risk?.running).toBe(true);
    expect(session.state.answer?.hostCount).toBe(FEWEST);
    session.risk.stop();
    await shows(7);
    const lost = page(2, () => Promise.reject(new Error('The worker was lost.')));
    await vi.waitFor(() => expect(lost.session.state.risk?.trouble).toBe('The worker was lost.'));
    await lost.shows(FEWEST);
  });
});

it('one day is tested when somebody asks, and never picks a number', async () => {
  const { session, risk, shows } = page(1, () => Promise.resolve({ ...week, days: 1 }));
  await shows(FEWEST);
  expect(risk).not.toHaveBeenCalled();
  session.risk.run();
  await vi.waitFor(() => expect(session.state.risk?.found?.days).toBe(1));
  await shows(FEWEST);
});
