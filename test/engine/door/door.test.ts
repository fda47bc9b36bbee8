import { describe, expect, it } from 'vitest';
import { handOver, type Job } from '../../../src/engine/door/calls';
import { Door, WorkerTrouble } from '../../../src/engine/door/door';
import { portLine, portWire, type Line } from '../../../src/engine/door/line';
import { serve } from '../../../src/engine/door/serve';
import { Lent } from '../../../src/engine/door/session';
import { handClock, turn } from './hand-clock';
import { trap } from './trap';

/** Beats; what a page waits for by default is longer. */
const PATIENCE = 8;
const watch = { patience: PATIENCE, patienceAfterCancel: 3 };

/** What a worker does to its callers, at each moment at which it can. */
type Fault = (worker: FakeWorker) => unknown;
type Moment = 'starting' | 'given' | 'working' | 'telling' | 'idle';

interface FakeWorker {
  readonly port: MessagePort;
  /** Says to the page what a browser says of a worker. */
  fail: (why: string) => void;
  /** It hears nothing any more and says nothing. */
  stuck: boolean;
}

const never = new Promise<never>(() => {});
const FAULTS: Record<string, Fault> = {
  'is ended': ({ port }) => (port.close(), never),
  'is ended, of which nobody tells': (worker) => ((worker.stuck = true), never),
  'loops for ever': (worker) => ((worker.stuck = true), never),
  throws: () => {
    throw new TypeError('x is undefined');
  },
  'fails outside of any call': (worker) => (worker.fail('Uncaught SyntaxError'), never),
  traps: () => trap(),
  'runs out of memory': () => {
    throw new RangeError('Array buffer allocation failed');
  },
};
const MOMENTS: readonly Moment[] = ['starting', 'given', 'working', 'telling', 'idle'];

/** A door whose first `faulty` workers have a fault at a moment. */
function house(fault: Fault, moment: Moment, faulty: number) {
  const clock = handClock();
  const workers: FakeWorker[] = [];
  const ended: FakeWorker[] = [];
  const open = (): Line => {
    const { port1, port2 } = new MessageChannel();
    const broken = workers.length < faulty;
    const worker: FakeWorker = { port: port1, fail: () => {}, stuck: false };
    workers.push(worker);
    const when = (now: Moment) => (broken && now === moment ? fault(worker) : undefined);
    const calls = {
      async work(job: Job<number>, n: number) {
        await when('given');
        const [{ base }] = job.given as [{ base: number }];
        job.tell(1);
        await when('telling');
        await turn();
        await when('working');
        return handOver(Float64Array.of(base + n));
      },
    };
    const { say, hear } = portWire(port1);
    // As a real worker, one that is stuck takes messages and does nothing with them.
    serve(calls, {
      say: (message, moved) => void (worker.stuck || say(message, moved)),
      hear: (listener) => hear((message) => void (worker.stuck || listener(message))),
    });
    const line = portLine(port2, () => {
      ended.push(worker);
      port1.close();
    });
    if (moment === 'starting') when('starting');
    return {
      ...line,
      onFailure(hear) {
        line.onFailure(hear);
        worker.fail = hear;
        if (
          broken &&
          worker.stuck === false &&
          moment === 'starting' &&
          fault === FAULTS['fails outside of any call']
        )
          hear('it did not load');
      },
    };
  };
  type Calls = { work(job: Job<number>, n: number): Promise<Float64Array> };
  const door = new Door<Calls>(open, {
    name: 'The clerk',
    advice: 'Ask again.',
    ...watch,
    every: clock.every,
  });
  return { door, clock, workers, ended };
}

/** How a promise has ended after a minute of beats; nothing may be pending then. */
async function endOf(promise: Promise<unknown>, clock: ReturnType<typeof handClock>): Promise<unknown> {
  let end: unknown = 'pending';
  promise.then(
    (value) => (end = value),
    (error: unknown) => (end = error),
  );
  for (let beat = 0; beat < 3 * PATIENCE && end === 'pending'; beat++) await clock.tick(1);
  return end;
}

const table = Object.keys(FAULTS).flatMap((fault) => MOMENTS.map((moment) => [fault, moment] as const));
const within = table.filter(([, moment]) => moment !== 'idle');

describe.each(table)('a worker that %s while %s', (name, moment) => {
  const fault = FAULTS[name];
  const base = { base: 40 };

  it('is replaced, given again what it had, and its call has the same answer', async () => {
    const { door, clock, workers, ended } = house(fault, moment, 1);
    if (moment === 'idle') {
      expect(await endOf(door.call('work', [1], { given: [base] }), clock)).toEqual(Float64Array.of(41));
      try {
        void fault(workers[0]);
      } catch {
        // Nobody asked it anything: what it throws is its own affair.
      }
      await turn();
    }
    const told: number[] = [];
    const call = door.call('work', [2], { given: [base], tell: (n) => told.push(n) });
    expect(await endOf(call, clock)).toEqual(Float64Array.of(42));
    expect(told.length).toBeGreaterThan(0);
    const unharmed = moment === 'idle' && !/is ended|loops|outside/.test(name);
    expect(workers).toHaveLength(unharmed ? 1 : 2);
    // One whose constructor throws was never there to be ended.
    const absent = moment === 'starting' && ['throws', 'traps', 'runs out of memory'].includes(name);
    expect(ended).toHaveLength(unharmed || absent ? 0 : 1);
    expect(clock.beating).toBe(false);
  });
});

describe.each(within)('workers that each %s while %s', (name, moment) => {
  const fault = FAULTS[name];
  const base = { base: 40 };

  it('end the call with words when there are two, and the call after that is answered', async () => {
    const { door, clock, workers } = house(fault, moment, 2);
    const [one, other] = await Promise.all(
      [1, 2].map((n) => endOf(door.call('work', [n], { given: [base] }), clock)),
    );
    for (const error of [one, other]) {
      if (error instanceof Float64Array) continue;
      expect(error).toBeInstanceOf(WorkerTrouble);
      expect((error as Error).message).toMatch(
        /^The clerk (stopped twice at this \(.+\)\. Ask again\.$|could not be started \(.+\)\. It needs a browser)/,
      );
    }
    expect(one).toBeInstanceOf(WorkerTrouble);
    expect(await endOf(door.call('work', [2], { given: [base] }), clock)).toEqual(Float64Array.of(42));
    expect(workers).toHaveLength(3);
  });

  it('do not keep a call that is stopped, heard out or not', async () => {
    for (const hearOut of [false, true]) {
      const { door, clock } = house(fault, moment, Infinity);
      const control = new AbortController();
      const call = door.call('work', [1], { given: [base], signal: control.signal, hearOut });
      control.abort(new Error('enough'));
      expect(await endOf(call, clock)).toMatchObject({ message: 'enough' });
      await clock.tick(6);
      expect(clock.beating).toBe(false);
    }
  });
});

/** A door to workers that do what a test says. */
function doorTo(work: (job: Job, ...args: never[]) => unknown, started = { count: 0 }) {
  const clock = handClock();
  const open = () => {
    started.count += 1;
    const { port1, port2 } = new MessageChannel();
    serve({ work: work as never }, portWire(port1));
    return portLine(port2, () => port1.close());
  };
  const refuse = ({ text }: { text: string }) => new Error(`refused: ${text}`);
  const door = new Door<{ work: (job: Job<number>, ...args: unknown[]) => unknown }>(open, {
    name: 'The clerk',
    advice: 'Ask again.',
    refuse: refuse as never,
    ...watch,
    every: clock.every,
  });
  return { door, clock, started };
}

describe('a worker that never starts', () => {
  it.each([
    [
      'its constructor throws',
      () => {
        throw new Error('no worker for you');
      },
    ],
    ['its script cannot be fetched', () => Promise.reject(new Error('Failed to fetch'))],
  ] as const)('because %s is said in words, and asked for again the next time', async (_, fails) => {
    let tries = 0;
    const clock = handClock();
    const open = (): Line | Promise<Line> => {
      if (++tries <= 2) return fails();
      const { port1, port2 } = new MessageChannel();
      serve({ work: (_: Job, n: number) => n } as never, portWire(port1));
      return portLine(port2, () => port1.close());
    };
    const door = new Door<{ work: (job: Job, n: number) => number }>(open, {
      name: 'The clerk',
      advice: 'Ask again.',
      ...watch,
      every: clock.every,
    });
    const error = await endOf(door.call('work', [7]), clock);
    expect(error).toBeInstanceOf(WorkerTrouble);
    expect((error as Error).message).toMatch(/^The clerk could not be started \((no worker|Failed to fetch)/);
    expect(await endOf(door.call('work', [7]), clock)).toBe(7);
  });
});

describe('a healthy worker', () => {
  it('is let work for as long as it likes while it answers', async () => {
    let done = (_: number) => {};
    const { door, clock, started } = doorTo(() => new Promise((resolve) => (done = resolve)));
    const call = door.call('work', []);
    await clock.tick(5 * PATIENCE);
    done(3);
    expect(await endOf(call, clock)).toBe(3);
    expect(started.count).toBe(1);
  });

  it('may be silent for nearly as long as patience lasts, again and again', async () => {
    let done = (_: number) => {};
    const { door, clock, started } = doorTo(() => new Promise((resolve) => (done = resolve)));
    const call = door.call('work', []);
    await clock.tick(2);
    for (let k = 0; k < 5; k++) {
      clock.rush(PATIENCE - 1);
      await clock.tick(1);
    }
    done(3);
    expect(await endOf(call, clock)).toBe(3);
    expect(started.count).toBe(1);
  });

  it('keeps a page that was frozen: time without beats counts for nothing', async () => {
    let done = (_: number) => {};
    const { door, clock, started } = doorTo(() => new Promise((resolve) => (done = resolve)));
    const call = door.call('work', []);
    await clock.tick(1);
    clock.rush(1);
    await clock.tick(1);
    done(3);
    expect(await endOf(call, clock)).toBe(3);
    expect(started.count).toBe(1);
  });

  it('is not watched while it has nothing to do', async () => {
    const { door, clock } = doorTo(() => 1);
    const call = door.call('work', []);
    await endOf(call, clock);
    expect(clock.beating).toBe(false);
  });

  it('refuses, or tells of a file that has gone, without being replaced', async () => {
    const { door, started } = doorTo((_, how) => {
      if (how === 'refuse') throw Object.assign(new Error(), { finding: { text: 'no such column' } });
      if (how === 'gone') throw new DOMException('It has gone.', 'NotFoundError');
      return 5;
    });
    await expect(door.call('work', ['refuse'])).rejects.toThrow('refused: no such column');
    await expect(door.call('work', ['gone'])).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'It has gone.',
    });
    expect(await door.call('work', ['well'])).toBe(5);
    expect(started.count).toBe(1);
  });

  it('tells of progress in order, and before its answer', async () => {
    const { door } = doorTo(async (job) => {
      for (let n = 1; n <= 5; n++) (job as Job<number>).tell(n);
      return 'done';
    });
    const heard: unknown[] = [];
    heard.push(await door.call('work', [], { tell: (n) => heard.push(n) }));
    expect(heard).toEqual([1, 2, 3, 4, 5, 'done']);
  });
});

describe('calls at a worker that another call breaks', () => {
  it('are answered, however often it breaks: only its own failures count', async () => {
    const { door, clock, started } = doorTo(async (_, how) => {
      await turn();
      if (how === 'break') throw new TypeError('broken');
      await turn();
      return how;
    });
    const calls = [door.call('work', ['break']), door.call('work', ['well']), door.call('work', ['good'])];
    const [broken, ...others] = await Promise.all(calls.map((call) => endOf(call, clock)));
    expect(broken).toBeInstanceOf(WorkerTrouble);
    expect(others).toEqual(['well', 'good']);
    expect(started.count).toBe(3);
  });

  it('are answered when it does not hear that it was stopped', async () => {
    const control = new AbortController();
    let deaf = true;
    const clock = handClock();
    const open = () => {
      const { port1, port2 } = new MessageChannel();
      if (deaf) port1.start();
      else serve({ work: (_: Job, n: number) => n } as never, portWire(port1));
      return portLine(port2, () => port1.close());
    };
    const door = new Door<{ work: (job: Job, n: number) => number }>(open, {
      name: 'The clerk',
      advice: 'Ask again.',
      ...watch,
      every: clock.every,
    });
    const stopped = door.call('work', [1], { signal: control.signal });
    const other = door.call('work', [2]);
    await clock.tick(1);
    control.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    deaf = false;
    expect(await endOf(other, clock)).toBe(2);
  });
});

describe('a worker that traps at a call which nobody waits for any more', () => {
  it('is replaced all the same', async () => {
    const control = new AbortController();
    const { door, clock, started } = doorTo(async (job, how) => {
      if (how !== 'trap') return how;
      while (!job.signal.aborted) await turn();
      return trap();
    });
    const stopped = door.call('work', ['trap'], { signal: control.signal });
    await clock.tick(1);
    control.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    await clock.tick(1);
    expect(await endOf(door.call('work', ['well']), clock)).toBe('well');
    expect(started.count).toBe(2);
  });
});

describe('what a worker is given', () => {
  it('crosses once to each worker, and is forgotten in the order of its use', async () => {
    const asked: string[] = [];
    const thing = (name: string) => new Lent(() => (asked.push(name), { name }));
    const clock = handClock();
    const calls = { names: (job: Job) => job.given.map((each) => (each as { name: string }).name) };
    const ports: MessagePort[] = [];
    const open = () => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      serve(calls, portWire(port1));
      return portLine(port2, () => port1.close());
    };
    const door = new Door<typeof calls>(open, {
      name: 'The clerk',
      advice: '',
      keeps: 2,
      ...watch,
      every: clock.every,
    });
    const [a, b, c] = ['a', 'b', 'c'].map(thing);
    expect(await door.call('names', [], { given: [a, b] })).toEqual(['a', 'b']);
    expect(await door.call('names', [], { given: [a] })).toEqual(['a']);
    expect(await door.call('names', [], { given: [c, a] })).toEqual(['c', 'a']);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(await door.call('names', [], { given: [b] })).toEqual(['b']);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
    ports[0].close();
    await clock.tick(2);
    expect(await door.call('names', [], { given: [a] })).toEqual(['a']);
    expect(asked).toEqual(['a', 'b', 'c', 'b', 'a']);
  });

  it('is not forgotten before the call that names it, however many are made at once', async () => {
    const calls = { name: ({ given: [thing] }: Job) => (thing as { name: number } | undefined)?.name };
    const held: number[] = [];
    const given = new Set<number>();
    const open = () => {
      const { port1, port2 } = new MessageChannel();
      serve(calls, portWire(port1));
      const line = portLine(port2, () => port1.close());
      const say: typeof line.wire.say = (message, moved) => {
        if (message.is === 'give') given.add(message.id);
        if (message.is === 'forget') given.delete(message.id);
        held.push(given.size);
        line.wire.say(message, moved);
      };
      return { ...line, wire: { ...line.wire, say } };
    };
    const door = new Door<typeof calls>(open, { name: 'The clerk', advice: '', keeps: 2, ...watch });
    const things = Array.from({ length: 9 }, (_, name) => ({ name }));
    const answers = things.map((thing) => door.call('name', [], { given: [thing] }));
    expect(await Promise.all(answers)).toEqual(things.map(({ name }) => name));
    expect(held.at(-1)).toBe(2);
    door.close();
  });

  it('that cannot be fetched again fails its own call alone, and is asked for again', async () => {
    let fails = true;
    const { door, started } = doorTo((job) => job.given[0]);
    const file = new Lent(() => {
      if (fails) throw new Error('log.csv has gone');
      return { rows: 3 };
    });
    await expect(door.call('work', [], { given: [file] })).rejects.toThrow('log.csv has gone');
    fails = false;
    expect(await door.call('work', [], { given: [file] })).toEqual({ rows: 3 });
    expect(started.count).toBe(1);
  });
});
