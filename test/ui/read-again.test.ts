import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import { readFile } from '../../src/intake';
import type { IntakeOptions } from '../../src/intake';
import type { FoldAnswer } from '../../src/placement/answer';
import { Session } from '../../src/ui/app/session';
import type { Services } from '../../src/ui/app/services';
import { countersToMap, findCounters, readingOptions } from '../../src/ui/fold/guests/reading-counters';
import { FORMAT_LABELS } from '../../src/intake/formats';
import { FORMATS } from '../../src/intake/registry';

const RENAMED = new File(
  [
    '"(PDH-CSV 4.0) (GMT Standard Time)(0) Time","Graph_1"\n',
    '"10/31/2018 14:42:15.000","1"\n"10/31/2018 14:42:30.000","2"\n',
  ],
  'renamed.csv',
);
const WIDE = new File(['timestamp,A,B\n2020-01-01 00:00,10,20\n2020-01-01 00:05,30,40\n'], 'wide.csv');

const GRID = { start: 0, step: 300_000, slots: 1, align: 'wall' } as const;

function start(read?: Services['read']) {
  const loaded: Reading[] = [];
  const session = new Session({
    planner: {
      load: async (reading) => loaded.push(reading),
      loads: async () => [],
      coverage: () => Promise.reject(new Error('not asked for')),
      recheck: async () => null,
      plan: async (request, tell) => {
        const answer = { hostCount: request.readings.length } as FoldAnswer;
        tell({ grid: GRID, rows: [], answer, fraction: 1, done: true });
      },
    },
    read: read ?? ((file, { signal }, options) => readFile(file.name, file, options, undefined, signal)),
  });
  return { session, loaded };
}

describe('reading a file again', () => {
  it('offers the counters of a log that holds none of load, and folds it once one is mapped', async () => {
    const { session, loaded } = start();
    await session.addFiles([RENAMED]);
    const [unread] = session.state.unread;
    expect(unread.message).toContain('Not enough to fold');
    expect(unread.counters.map((c) => c.counter)).toEqual(['Graph_1']);
    expect(session.state.scenario.sample).toBe(true);

    await session.readAgain(unread.id, { mapping: { Graph_1: 'busy' } });
    expect(session.state.files).toMatchObject([{ name: 'renamed.csv', source: RENAMED }]);
    expect(session.state.scenario.sample).toBe(false);
    expect([...loaded[0].recordings[0].measures.busy!]).toEqual([1, 2]);

    session.undo();
    expect(session.state.files).toEqual([]);
    expect(session.state.scenario.sample).toBe(true);
    expect(session.state.unread.map((f) => f.source)).toEqual([RENAMED]);
  });

  it('puts the new reading in the place of the one before, and undo brings that back', async () => {
    const { session, loaded } = start();
    await session.addFiles([WIDE]);
    const [before] = session.state.files;
    await session.readAgain(before.id, { wideMeasure: 'transfers' });
    expect(session.state.files).toHaveLength(1);
    expect(session.state.files[0].options).toEqual({ wideMeasure: 'transfers' });
    expect(Object.keys(loaded[1].recordings[0].measures)).toEqual(['transfers']);
    expect(session.state.undo).toBe('how wide.csv is read');
    session.undo();
    expect(session.state.files).toEqual([before]);
  });

  it('keeps the reading before when the new one fails, and says why beside that file', async () => {
    const { session } = start();
    await session.addFiles([WIDE]);
    const [before] = session.state.files;
    await session.readAgain(before.id, { mapping: { A: 'ignore', B: 'ignore' } });
    expect(session.state.files).toEqual([before]);
    expect(session.state.problems.readAgain).toMatchObject({ id: before.id });
    expect(session.state.problems.readAgain!.text).toContain('wide.csv');
    await session.readAgain(before.id, {});
    expect(session.state.problems.readAgain).toBeNull();
  });

  it('keeps the reading before when it is cancelled, without a message', async () => {
    let slow = false;
    const { session } = start((file, { signal }, options: IntakeOptions) =>
      slow
        ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
        : readFile(file.name, file, options),
    );
    await session.addFiles([WIDE]);
    const [before] = session.state.files;
    slow = true;
    const reading = session.readAgain(before.id, { format: 'wide' });
    expect(session.state.reading).toMatchObject({ name: 'wide.csv', id: before.id });
    expect(session.cancel()).toBe(true);
    await reading;
    expect(session.state.files).toEqual([before]);
    expect(session.state.problems.readAgain).toBeNull();
    expect(session.state.reading).toBeNull();
  });

  it('does not bring back a file that was left out while it was read', async () => {
    const { session } = start();
    await session.addFiles([WIDE]);
    const reading = session.readAgain(session.state.files[0].id, { dateOrder: 'dmy' });
    session.dropFile(session.state.files[0].id);
    await reading;
    expect(session.state.files).toEqual([]);
  });

  it('reads a file again by the decimal sign that another proves, whichever came first, and back when that leaves', async () => {
    const table = (name: string, ...values: string[]) =>
      new File(
        [
          `time;${name} cpu %;${name} net MB/s\n`,
          ...values.map((value, k) => `2024-03-04 09:0${k}:00;20;${value}\n`),
        ],
        `${name}.csv`,
      );
    const open = table('web01', '1,234', '2,345', '3,456');
    const point = table('db01', '1.5', '2.25', '3.75');
    for (const files of [
      [open, point],
      [point, open],
    ]) {
      const { session, loaded } = start();
      await session.addFiles(files.slice(0, 1));
      await session.addFiles(files.slice(1));
      expect(session.state.files.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
      const last = () =>
        loaded.filter(({ name }) => name === 'web01.csv').at(-1)!.recordings[0].measures.networkMBs![0];
      expect(last()).toBe(1234);
      // It was no choice of a person.
      expect(session.state.files.map(({ options }) => options)).toEqual([{}, {}]);
      session.dropFile(session.state.files.find(({ name }) => name === 'db01.csv')!.id);
      await vi.waitFor(() => expect(session.state.files).toHaveLength(1));
      expect(last()).toBeCloseTo(1.234, 5);
      session.undo();
      expect(session.state.files).toHaveLength(2);
    }
  });

  it('keeps what is chosen while another file is read again for it', async () => {
    const csv = (server: string, value: string) =>
      new File(
        [
          `time;${server} cpu %;${server} net MB/s\n2024-03-04 09:00:00;20;${value}\n2024-03-04 09:01:00;20;1\n`,
        ],
        `${server}.csv`,
      );
    const { session } = start();
    await session.addFiles([csv('web01', '1,234'), csv('db01', '1.5')]);
    const [, proves] = session.state.files;
    session.dropFile(proves.id);
    session.choose({ seed: 41 }, 'seed');
    await vi.waitFor(() => expect(session.state.files).toHaveLength(1));
    expect(session.state.scenario.seed).toBe(41);
    session.undo();
    expect(session.state.files).toHaveLength(2);

    const reading = session.readAgain(proves.id, { decimal: '.', wideMeasure: 'busy' });
    // As soon as it is read, and before the signs of all files are settled.
    const stop = session.listen(() => {
      if (session.state.reading) return;
      stop();
      queueMicrotask(() => session.choose({ seed: 43 }, 'seed'));
    });
    await reading;
    expect(session.state.scenario.seed).toBe(43);
  });

  it('leaves out a file that gave nothing to fold, and the same file mended takes its place', async () => {
    let mended = false;
    const { session } = start(async (file, _, options) => {
      if (!mended) throw new InputError(file.name, 'found "x".');
      return readFile(file.name, file, options);
    });
    await session.addFiles([WIDE]);
    session.dropFile(session.state.unread[0].id);
    expect(session.state.unread).toEqual([]);
    await session.addFiles([WIDE]);
    mended = true;
    await session.addFiles([WIDE]);
    await vi.waitFor(() => expect(session.state.files).toHaveLength(1));
    expect(session.state.unread).toEqual([]);
  });
});

describe('counters to map', () => {
  const seen = (server: string, counter: string, measure: 'busy' | null = null, object = 'Disk') => ({
    server,
    object,
    counter,
    instances: 2,
    measure,
  });

  it('names a counter once for all servers, those without a measure first', () => {
    expect(countersToMap([seen('A', 'Time', 'busy'), seen('A', 'Odd'), seen('B', 'odd')])).toEqual([
      { key: 'Disk\\Odd', columns: 4, measure: null },
      { key: 'Disk\\Time', columns: 2, measure: 'busy' },
    ]);
    expect(countersToMap([seen('A', 'Graph_1', null, '')])[0].key).toBe('Graph_1');
  });

  it('finds by every word, and keeps what was mapped by hand in sight', () => {
    const all = countersToMap([seen('A', 'Time', 'busy'), seen('A', 'Odd Queue')]);
    const keys = (...query: [string, boolean, Record<string, 'busy'>]) =>
      findCounters(all, ...query).map((c) => c.key);
    expect(keys('', false, {})).toEqual(['Disk\\Odd Queue']);
    expect(keys('QUEUE disk', false, {})).toEqual(['Disk\\Odd Queue']);
    expect(keys('time', false, {})).toEqual([]);
    expect(keys('time', true, {})).toEqual(['Disk\\Time']);
    expect(keys('', false, { 'Disk\\Time': 'busy' })).toHaveLength(2);
  });

  it('names every format that there is a reader for, and asks for nothing that was left to the reader', () => {
    expect(Object.keys(FORMAT_LABELS).sort()).toEqual(FORMATS.map((f) => f.id).sort());
    const none = { format: '', dateOrder: '', decimal: '', wideMeasure: '' };
    expect(readingOptions(none, {})).toEqual({});
    expect(readingOptions({ ...none, format: 'wide', decimal: ',', wideMeasure: 'transfers' }, {})).toEqual({
      format: 'wide',
      decimal: ',',
      wideMeasure: 'transfers',
    });
  });
});
