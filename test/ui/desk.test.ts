import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoldAnswer } from '../../src/placement/answer';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { Session } from '../../src/ui/app/session';
import type { Services } from '../../src/ui/app/services';
import { Desk } from '../../src/ui/shelf/desk';

/** What the browser's storage holds, and each time that something was put into it. */
const stored = new Map<string, unknown>();
let writes: string[][] = [];
/** The storage has no room left. */
let full = false;
vi.mock('idb-keyval', () => ({
  createStore: () => null,
  clear: async () => stored.clear(),
  getMany: async (keys: string[]) => keys.map((key) => stored.get(key)),
  setMany: async (entries: [string, unknown][]) => {
    writes.push(entries.map(([key]) => key));
    if (full) throw new DOMException('no room', 'QuotaExceededError');
    for (const [key, value] of entries) stored.set(key, value);
  },
}));

beforeEach(() => {
  stored.clear();
  writes = [];
  full = false;
  const settings = new Map([['hostfold: keep session', 'on']]);
  vi.stubGlobal('location', { protocol: 'https:' });
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => settings.get(name) ?? null,
    setItem: (name: string, value: string) => settings.set(name, value),
  });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

let read = 0;
const ANSWER = { hosts: [], resources: [], machines: { total: 1 } } as unknown as FoldAnswer;
const planner: Partial<Services['planner']> = {
  load: async () => ++read,
  plan: async (_, tell) =>
    tell({
      grid: { start: 0, step: 1, slots: 1, align: 'wall' },
      rows: null,
      answer: ANSWER,
      fraction: 1,
      done: true,
    }),
};
const services: Services = {
  planner: planner as Services['planner'],
  read: async ({ name }) => ({
    name,
    format: 'test',
    bytes: 1,
    rows: 1,
    columns: 1,
    recordings: [
      { server: 'S', source: name, times: new Float64Array(1), measures: {}, facts: {}, processes: [] },
    ],
    counters: [],
    findings: [],
  }),
};

/** A page that opens, with the sample in sight. */
async function visit(): Promise<{ session: Session; desk: Desk }> {
  const session = new Session(services);
  const desk = new Desk(session, () => undefined);
  await desk.begin();
  await quiet();
  return { session, desk };
}
/** So long that whatever is to be written has been. */
const quiet = () => vi.advanceTimersByTimeAsync(2000);
const give = (session: Session, name: string) => session.addFiles([new File(['x'], name)]);

describe('a session that the browser keeps', () => {
  it('is written whole once, and then without its files as long as they are the same: they may be large', async () => {
    const { session } = await visit();
    await give(session, 'a.csv');
    await quiet();
    session.choose({ failures: 2 }, 'hosts that may fail');
    await quiet();
    session.edit(['S'], { memory: 4096 });
    await quiet();
    expect(writes).toEqual([['choices', 'files'], ['choices'], ['choices']]);
    expect(session.unsaved).toBe(false);
    await give(session, 'b.csv');
    await quiet();
    expect(writes.at(-1)).toEqual(['files']);
    const { desk } = await visit();
    expect(desk.offered?.files.map(({ source }) => source.name)).toEqual(['a.csv', 'b.csv']);
    expect(desk.offered?.scenario).toMatchObject({ failures: 2, edits: { S: { memory: 4096 } } });
  });

  it('outlasts the sample and an offer that was put off, whatever else is kept meanwhile', async () => {
    const first = await visit();
    await give(first.session, 'a.csv');
    await quiet();
    first.session.useSample();
    await quiet();
    const second = await visit();
    second.desk.letGo();
    second.session.choose({ failures: 3 }, 'hosts that may fail');
    await quiet();
    expect(second.desk.name('three may fail')).toBe(true);
    await quiet();
    const { desk } = await visit();
    expect(desk.offered?.files.map(({ source }) => source.name)).toEqual(['a.csv']);
    expect(desk.all.map(({ name }) => name)).toEqual(['three may fail']);
  });

  it('is offered as an earlier version kept it, whole under one name', async () => {
    const scenario = { ...DEFAULT_SCENARIO, sample: false, failures: 2 };
    stored.set('session', { scenario, files: [{ source: new File(['x'], 'a.csv'), options: {} }], when: 0 });
    const { desk } = await visit();
    expect(desk.offered?.files.map(({ source }) => source.name)).toEqual(['a.csv']);
    expect(desk.offered?.scenario.failures).toBe(2);
    await give((await visit()).session, 'b.csv');
    await quiet();
    expect((await visit()).desk.offered?.files.map(({ source }) => source.name)).toEqual(['b.csv']);
  });

  it('has no named scenario that was removed, also the last one', async () => {
    const first = await visit();
    first.desk.name('one');
    await quiet();
    first.desk.remove('one');
    await quiet();
    expect((await visit()).desk.all).toEqual([]);
  });

  it('is told once to be too large where storage is full, and all else goes on', async () => {
    const { session, desk } = await visit();
    full = true;
    await give(session, 'a.csv');
    await quiet();
    expect(desk.trouble).toContain('its storage is full');
    desk.trouble = null;
    session.choose({ failures: 2 }, 'hosts that may fail');
    await quiet();
    session.edit(['S'], { memory: 4096 });
    await quiet();
    expect(desk.trouble).toBeNull();
    expect(writes).toHaveLength(1);
    expect(session.state).toMatchObject({ stale: null, answer: ANSWER, scenario: { failures: 2 } });
    // What no file holds is said when the page is left.
    expect(session.unsaved).toBe(true);
    // Switched on anew, with room again, all of it is kept.
    full = false;
    await desk.keep(true);
    await quiet();
    expect(session.unsaved).toBe(false);
    expect((await visit()).desk.offered?.scenario).toMatchObject({ failures: 2 });
  });

  it('is gone once keeping is switched off, also what was about to be written', async () => {
    const { session, desk } = await visit();
    await give(session, 'a.csv');
    await quiet();
    session.choose({ failures: 2 }, 'hosts that may fail');
    await desk.keep(false);
    await quiet();
    expect([...stored]).toEqual([]);
    expect(session.state.scenario).not.toEqual(DEFAULT_SCENARIO);
  });
});
