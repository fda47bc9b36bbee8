import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import type { FoldAnswer, Proof } from '../../src/placement/answer';
import type { PlanRequest, PlanProgress } from '../../src/decide/planner';
import { OF_VIEWS } from '../../src/scenario/choices';
import { DEFAULT_SCENARIO, type Scenario } from '../../src/scenario/scenario';
import type { Services } from '../../src/ui/app/services';
import { toHash } from '../../src/scenario/link';
import { Session } from '../../src/ui/app/session';

const GRID = { start: 0, step: 300_000, slots: 1, align: 'wall' } as const;
const reading = (name: string, servers = 1): Reading => ({
  name,
  format: 'test',
  bytes: 1,
  rows: 1,
  columns: 1,
  recordings: Array.from({ length: servers }, (_, k) => ({
    server: `S${k}`,
    source: name,
    times: new Float64Array(1),
    measures: {},
    facts: {},
    processes: [],
  })),
  counters: [],
  findings: [],
});

/** A planner that answers with as many hosts as the request has readings, plus one for each failure. */
function services(overrides: Partial<Services> = {}) {
  const requests: PlanRequest[] = [];
  let next = 1;
  const made: Services = {
    planner: {
      load: async () => next++,
      loads: async () => [],
      coverage: () => Promise.reject(new Error('not asked for')),
      recheck: async () => null,
      plan: async (request: PlanRequest, tell: (update: PlanProgress) => void, signal?: AbortSignal) => {
        requests.push(request);
        await Promise.resolve();
        const answer = { hostCount: request.readings.length + request.failures } as FoldAnswer;
        if (signal?.aborted) return;
        tell({ grid: GRID, rows: [], answer: null, fraction: 0, done: false });
        tell({ grid: GRID, rows: null, answer, fraction: 1, done: true });
      },
    },
    read: async (file) => reading(file.name),
    ...overrides,
  };
  return { made, requests };
}

const settled = async (session: Session): Promise<void> => {
  await vi.waitFor(() => {
    if (session.state.folding || !session.state.answer) throw new Error('not yet');
  });
};
const file = (name: string) => new File(['x'], name);

describe('a session', () => {
  it('folds the sample the moment it begins', async () => {
    const { made, requests } = services();
    const session = new Session(made);
    await settled(session);
    expect(requests).toHaveLength(1);
    expect(requests[0].sample).toBe(true);
    expect(session.state.answer?.hostCount).toBe(1);
  });

  it('folds again at once after a choice, and several choices of one turn fold once', async () => {
    const { made, requests } = services();
    const session = new Session(made);
    await settled(session);
    session.choose({ failures: 2 }, 'hosts that may fail');
    session.choose({ policy: 'sum-of-p95' }, 'policy');
    await settled(session);
    expect(requests).toHaveLength(2);
    expect(requests[1].policy).toBe('sum-of-p95');
  });

  it('folds nothing anew for what only views show: what is typed into a sheet is no choice of the plan', async () => {
    const { made, requests } = services();
    const session = new Session(made);
    await settled(session);
    const shown: Partial<Scenario> = {
      view: 'sheets',
      dispatch: 'two-guests',
      meter: 'neighbour',
      paper: 'at=16',
      sheets: 'clock;1.a=0.5',
      decide: 'drill:open',
      mend: 'cost=2',
      typed: { shown: 50, used: 40, ready: 5 },
    };
    expect(Object.keys(shown).sort()).toEqual([...OF_VIEWS].sort());
    for (const [field, value] of Object.entries(shown)) {
      session.choose({ [field]: value }, field);
      expect(session.state, field).toMatchObject({ stale: null, scenario: { [field]: value } });
      await settled(session);
    }
    expect(requests).toHaveLength(1);
    session.choose({ failures: 2 }, 'hosts that may fail');
    await settled(session);
    for (const field of OF_VIEWS) expect(requests[1]).not.toHaveProperty(field);
  });

  it('takes back and brings again every step', async () => {
    const { made } = services();
    const session = new Session(made);
    await settled(session);
    session.choose({ failures: 3 }, 'hosts that may fail');
    expect(session.state.undo).toBe('hosts that may fail');
    session.undo();
    expect(session.state.scenario.failures).toBe(DEFAULT_SCENARIO.failures);
    session.redo();
    await settled(session);
    expect(session.state.scenario.failures).toBe(3);
    expect(session.state.answer?.hostCount).toBe(3);
  });

  it('counts a whole drag as one step', async () => {
    const { made } = services();
    const session = new Session(made);
    for (const cpu of [79, 78, 77]) session.choose({ ceilings: { cpu } }, 'fill', true);
    session.choose({ ceilings: { cpu: 76 } }, 'fill', false);
    session.undo();
    expect(session.state.scenario.ceilings.cpu).toBe(80);
    expect(session.state.undo).toBeNull();
  });

  it('puts a file in place of the sample, and undo brings the sample back', async () => {
    const { made, requests } = services();
    const session = new Session(made);
    await session.addFiles([file('a.csv')]);
    await settled(session);
    expect(session.state.scenario.sample).toBe(false);
    expect(requests.at(-1)?.readings).toEqual([1]);
    session.undo();
    await settled(session);
    expect(session.state.scenario.sample).toBe(true);
    expect(session.state.files).toEqual([]);
  });

  it('keeps what was there when a file cannot be read, and says why', async () => {
    const { made } = services({
      read: async (f) => {
        if (f.name === 'bad.csv') throw new InputError('bad.csv:3:2', 'found "x"; expected a number.');
        return reading(f.name);
      },
    });
    const session = new Session(made);
    await session.addFiles([file('good.csv'), file('bad.csv')]);
    await settled(session);
    expect(session.state.files.map((f) => f.name)).toEqual(['good.csv']);
    expect(session.state.unread.map((f) => f.message)).toEqual([expect.stringContaining('bad.csv:3:2')]);
    await session.addFiles([file('bad.csv')]);
    expect(session.state.files.map((f) => f.name)).toEqual(['good.csv']);
    expect(session.state.unread).toHaveLength(1);
    // A link that leads to the sample puts what could be read aside: the sample's answer is no stale one.
    session.adopt({ ...DEFAULT_SCENARIO, view: 'decide' }, null);
    await vi.waitFor(() => expect(session.state).toMatchObject({ stale: null, scenario: { sample: true } }));
    session.undo();
    await vi.waitFor(() => expect(session.state).toMatchObject({ stale: null, scenario: { sample: false } }));
    expect(session.state.unread).toHaveLength(1);
  });

  it('says of each file of a folder once that it could not be read, however often the folder is dropped', async () => {
    const { made } = services({
      read: async (f) => {
        throw new InputError(f.name, 'found nothing.');
      },
    });
    const session = new Session(made);
    const within = (folder: string) =>
      Object.defineProperty(file('day.csv'), 'webkitRelativePath', { value: `${folder}/day.csv` });
    for (let times = 0; times < 2; times++) await session.addFiles([within('a'), within('b')]);
    expect(session.state.unread.map(({ name }) => name)).toEqual(['a/day.csv', 'b/day.csv']);
  });

  it('says of what the answer in sight is until there is one of the files and choices of now', async () => {
    const { made } = services({
      read: async (f) => {
        if (f.name === 'bad.csv') throw new InputError('bad.csv:3:2', 'found "x"; expected a number.');
        return reading(f.name);
      },
    });
    const { plan } = made.planner;
    // What is stale is looked at before there is an answer.
    made.planner.plan = async (...asked) => {
      await new Promise((resolve) => setTimeout(resolve));
      return plan(...asked);
    };
    const session = new Session(made);
    const next = async (deed: () => unknown) => {
      await deed();
      const { stale } = session.state;
      await settled(session);
      return stale;
    };
    await settled(session);
    expect(session.state.stale).toBeNull();
    expect(await next(() => session.choose({ failures: 2 }, 'hosts that may fail'))).toBe('choices');
    expect(session.state.stale).toBeNull();
    // How long to look is no question of its own, and a view shows the answer that there is.
    expect(await next(() => session.choose({ work: 4200 }, 'steps to search'))).toBeNull();
    expect(await next(() => session.show('meter'))).toBeNull();
    // A person's file lies beside it, though it could not be read.
    expect(await next(() => session.addFiles([file('bad.csv')]))).toBe('sample');
    expect(session.state.stale).toBe('sample');
    session.useSample();
    expect(session.state.stale).toBeNull();
    expect(await next(() => session.addFiles([file('a.csv')]))).toBe('sample');
    expect(session.state.stale).toBeNull();
    expect(await next(() => session.addFiles([file('b.csv')]))).toBe('files');
    expect(await next(() => session.undo())).toBe('files');
    expect(await next(() => session.useSample())).toBe('files');
    expect(session.state.stale).toBeNull();
  });

  it('shows no server of the sample, nor its answer as one, where own files cannot be folded', async () => {
    const { made } = services();
    const plan = made.planner.plan;
    const session = new Session({
      ...made,
      planner: {
        ...made.planner,
        plan: (request, tell, signal) => {
          if (!request.sample) throw new InputError('estate', 'no server with usable figures.');
          return plan(
            request,
            (update) =>
              tell({
                ...update,
                rows: update.rows && ([{ name: 'MAIL' }] as unknown as PlanProgress['rows']),
              }),
            signal,
          );
        },
      },
    });
    await settled(session);
    expect(session.state.rows).toHaveLength(1);
    await session.addFiles([file('list.csv')]);
    await vi.waitFor(() => expect(session.state.problems.fold).toContain('No server'));
    expect(session.state).toMatchObject({ stale: 'sample', rows: [], grid: null });
    session.useSample();
    await vi.waitFor(() => expect(session.state).toMatchObject({ stale: null, problems: { fold: null } }));
    expect(session.state.rows).toHaveLength(1);
  });

  it('gives up a file that is still being read when it is cancelled', async () => {
    const { made } = services({
      read: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    });
    const session = new Session(made);
    await settled(session);
    const adding = session.addFiles([file('large.csv')]);
    expect(session.state.reading?.name).toBe('large.csv');
    expect(session.cancel()).toBe(true);
    await adding;
    expect(session.state.reading).toBeNull();
    expect(session.state.files).toEqual([]);
    expect(session.state.problems.intake).toBeNull();
  });

  it('loses no file of several drops that come while what reads them is being fetched', async () => {
    const { made } = services({
      read: async (each, { signal }) => {
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
        return reading(each.name);
      },
    });
    const session = new Session(made);
    await settled(session);
    await Promise.all([
      session.addFiles(['a.csv', 'b.csv'].map(file)),
      session.addFiles(['c.csv', 'd.csv'].map(file)),
    ]);
    const { files, stopped } = session.state;
    const names = [...files, ...(stopped?.rest ?? [])].map(({ name }) => name);
    expect(names.sort()).toEqual(['a.csv', 'b.csv', 'c.csv', 'd.csv']);
  });

  it('keeps what of many files was read before a cancel, and reads the rest on, or leaves it', async () => {
    const files = ['a.csv', 'b.csv', 'c.csv', 'd.csv'].map(file);
    const session = new Session(
      services({
        read: (each, { signal }) => {
          if (each.name !== 'c.csv' || session.state.files.length > 0)
            return Promise.resolve(reading(each.name));
          queueMicrotask(() => session.cancel());
          return new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          );
        },
      }).made,
    );
    await session.addFiles(files);
    const names = () => session.state.files.map(({ name }) => name);
    expect(names()).toEqual(['a.csv', 'b.csv']);
    expect(session.state).toMatchObject({ reading: null, undo: '2 files' });
    expect(session.state.stopped).toEqual({ read: 2, rest: files.slice(2) });
    session.readOn(true);
    expect(session.state.stopped).toBeNull();
    await vi.waitFor(() => expect(names()).toEqual(['a.csv', 'b.csv', 'c.csv', 'd.csv']));
    session.undo();
    session.undo();
    expect(session.state.scenario.sample).toBe(true);
  });

  it('loses nothing of files that others are dropped after while they are read', async () => {
    const more: Promise<void>[] = [];
    const session = new Session(
      services({
        read: (each, { signal }) => {
          if (each.name !== 'b.csv' || more.length > 0) return Promise.resolve(reading(each.name));
          queueMicrotask(() => more.push(session.addFiles([file('x.csv')])));
          return new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          );
        },
      }).made,
    );
    await session.addFiles(['a.csv', 'b.csv'].map(file));
    await Promise.all(more);
    expect(session.state.files.map(({ name }) => name).sort()).toEqual(['a.csv', 'x.csv']);
    expect(session.state.stopped?.rest.map(({ name }) => name)).toEqual(['b.csv']);
    session.readOn(false);
    expect(session.state.stopped).toBeNull();
  });

  it('offers a single file again that another is dropped after while it is read', async () => {
    const more: Promise<void>[] = [];
    const session = new Session(
      services({
        read: (each, { signal }) => {
          if (each.name !== 'a.csv') return Promise.resolve(reading(each.name));
          queueMicrotask(() => more.push(session.addFiles([file('x.csv')])));
          return new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          );
        },
      }).made,
    );
    await session.addFiles([file('a.csv')]);
    await Promise.all(more);
    expect(session.state.files.map(({ name }) => name)).toEqual(['x.csv']);
    expect(session.state.stopped).toMatchObject({ read: 0, rest: [{ name: 'a.csv' }] });
  });

  it('loses no file of drops that are read in the same moment', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const session = new Session(
      services({
        // It does not look at its signal: both are read.
        read: async (each) => {
          await held;
          return reading(each.name);
        },
      }).made,
    );
    const drops = ['a.csv', 'b.csv', 'c.csv'].map((name) => session.addFiles([file(name)]));
    await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    await Promise.all(drops);
    expect(session.state.files.map(({ name }) => name).sort()).toEqual(['a.csv', 'b.csv', 'c.csv']);
  });

  it('keeps the last good answer when a fold fails, and says why', async () => {
    const { made } = services();
    const plan = made.planner.plan;
    const session = new Session({
      ...made,
      planner: {
        ...made.planner,
        plan: (request, tell, signal) => {
          if (request.slotMinutes === 7) throw new InputError('slot', '7 minutes do not divide a day.');
          if (request.failures === 3) throw new InputError('SQL-01', 'processor of 1e9 GHz.');
          return plan(request, tell, signal);
        },
      },
    });
    await settled(session);
    session.choose({ slotMinutes: 7 }, 'slot');
    // What is wrong with the slot is said beside the slot.
    await vi.waitFor(() => expect(session.state.problems.slot).toContain('do not divide'));
    expect(session.state.problems.fold).toBeNull();
    expect(session.state.answer?.hostCount).toBe(1);
    session.undo();
    await vi.waitFor(() => expect(session.state.problems.slot).toBeNull());
    session.choose({ failures: 3 }, 'hosts that may fail');
    await vi.waitFor(() => expect(session.state.problems.fold).toContain('SQL-01'));
    expect(session.state.answer?.hostCount).toBe(1);
  });

  it('applies the choices of a link without data to the sample, and says so', async () => {
    const { made } = services();
    const session = new Session(made, { ...DEFAULT_SCENARIO, sample: false, failures: 2 });
    await settled(session);
    expect(session.state.scenario.sample).toBe(true);
    expect(session.state.scenario.failures).toBe(2);
    expect(session.state.problems.link).toContain('choices, not data');
  });

  it('keeps facts about own servers when a link is followed, since links never carry them', async () => {
    const { made } = services();
    const session = new Session(made);
    await session.addFiles([file('a.csv')]);
    session.edit(['S0'], { cores: 8 });
    session.adopt({ ...DEFAULT_SCENARIO, sample: false, policy: 'sum-of-peaks' }, null);
    await settled(session);
    expect(session.state.scenario.policy).toBe('sum-of-peaks');
    expect(session.state.scenario.edits.S0).toEqual({ cores: 8 });
  });

  it('keeps a host that is visited when a link of another view is followed, and leaves it behind with one’s own logs', async () => {
    const { made } = services();
    const session = new Session(made);
    session.choose({ dispatch: 'host;processors=2' }, 'host 1 in dispatch');
    session.show('dispatch');
    session.adopt({ ...DEFAULT_SCENARIO, view: 'fold' }, null);
    expect(session.state.scenario).toMatchObject({ view: 'fold', dispatch: 'host;processors=2' });
    session.adopt({ ...DEFAULT_SCENARIO, view: 'dispatch' }, null);
    expect(session.state.scenario.dispatch).toBe('');
    session.undo();
    expect(session.state.scenario.dispatch).toBe('host;processors=2');

    await session.addFiles([file('a.csv')]);
    session.choose({ dispatch: 'host;processors=4', meter: 'two-guests' }, 'own host in dispatch');
    session.useSample();
    expect(session.state.scenario).toMatchObject({ sample: true, dispatch: '', meter: 'two-guests' });
    session.undo();
    expect(session.state.scenario).toMatchObject({ sample: false, dispatch: 'host;processors=4' });
  });

  it('searches again for the steps that a search was stopped short of, with nothing to undo', async () => {
    const { made, requests } = services();
    const { plan } = made.planner;
    made.planner.plan = (request, tell, signal) =>
      plan(
        request,
        (u) => tell(u.answer ? { ...u, answer: { ...u.answer, endedBy: 'cancelled', course: [] } } : u),
        signal,
      );
    const session = new Session(made);
    await settled(session);
    session.choose({ work: DEFAULT_SCENARIO.work }, 'steps to search');
    expect(session.state.undo).toBeNull();
    await vi.waitFor(() => expect(requests).toHaveLength(2));
  });

  it('states facts of many servers in one step', async () => {
    const { made } = services();
    const session = new Session(made);
    session.edit(['A', 'B'], { memory: 4096 });
    session.edit(['B'], { cores: 2 });
    expect(session.state.scenario.edits).toEqual({ A: { memory: 4096 }, B: { memory: 4096, cores: 2 } });
    session.undo();
    session.undo();
    expect(session.state.scenario.edits).toEqual({});
  });

  it('leaves facts and hosts of own servers behind with the files, and undo brings both back', async () => {
    const measured = 'host;guests.0.name="PAYROLL"';
    const leave = {
      sample: (session: Session) => session.useSample(),
      drop: (session: Session) => session.dropFile(session.state.files[0].id),
    };
    for (const go of Object.values(leave)) {
      const session = new Session(services().made);
      await session.addFiles([file('own.csv')]);
      session.edit(['PAYROLL-DB-01'], { cores: 8 });
      session.choose({ dispatch: measured, meter: measured }, 'a host');
      go(session);
      for (const view of ['fold', 'dispatch', 'meter'] as const)
        expect(toHash({ ...session.state.scenario, view })).not.toContain('PAYROLL');
      session.undo();
      expect(session.state.files).toHaveLength(1);
      expect(session.state.scenario).toMatchObject({
        sample: false,
        edits: { 'PAYROLL-DB-01': { cores: 8 } },
        dispatch: measured,
        meter: measured,
      });
      expect(toHash(session.state.scenario)).not.toContain('PAYROLL');
    }
  });

  it('lets a proof be checked only while the planner knows it', async () => {
    const proof = { total: 1 } as Proof;
    const verdict = { valid: true, undecided: false, why: '' };
    const { made } = services();
    const session = new Session({
      ...made,
      planner: {
        ...made.planner,
        recheck: async () => verdict,
        plan: async (_, tell) =>
          tell({ grid: GRID, rows: null, answer: { proof } as FoldAnswer, fraction: 1, done: true }),
      },
    });
    await settled(session);
    expect(await session.recheck(proof)).toBe(verdict);
    expect(await session.recheck({ ...proof })).toBeNull();
  });
});
