import { afterEach, describe, expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import { createIntake } from '../../src/intake/client';
import type { Intake } from '../../src/intake/client';
import { portLine, portWire } from '../../src/engine/door/line';
import { serve } from '../../src/engine/door/serve';
import { PATIENCE_AFTER_CANCEL, type Watch } from '../../src/engine/door/session';
import { readerCalls } from '../../src/intake/serve';
import { handClock } from '../engine/door/hand-clock';
import { log } from './read';

const made: Intake[] = [];
const ports: MessagePort[] = [];
let ended = 0;

/** A worker's two ends in one thread: the messages, copies and transfers are those of a real one. */
function intake(
  expose = (port: MessagePort): unknown => serve(readerCalls(portWire(port)), portWire(port)),
  watch: Watch = {},
): Intake {
  const own = createIntake(() => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    expose(port1);
    return portLine(port2, () => {
      ended++;
      port1.close();
    });
  }, watch);
  made.push(own);
  return own;
}

afterEach(() => {
  for (const own of made.splice(0)) own.end();
  for (const port of ports.splice(0)) port.close();
  ended = 0;
});

const LOG = log({
  'Processor(_Total)\\% Processor Time': [1, null, 3],
  'Memory\\Available MBytes': [4, 5, 6],
});

/** Rows without end, a megabyte at a time. */
async function* endless(): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(LOG);
  const rows = encoder.encode(LOG.slice(LOG.indexOf('\n') + 1).repeat(6000));
  for (;;) yield rows;
}

describe('reading in a worker', () => {
  test('gives what reading here gives, times shared as they were', async () => {
    const two = log({
      '\\\\A\\Processor(_Total)\\% Processor Time': [1],
      '\\\\B\\Processor(_Total)\\% Processor Time': [2],
    });
    const reading = await intake().readText('log.csv', two);
    expect(reading.recordings.map(({ server }) => server)).toEqual(['A', 'B']);
    expect([...reading.recordings[1].measures.busy!]).toEqual([2]);
    expect(reading.recordings[0].times).toBe(reading.recordings[1].times);
  });

  test('takes a Blob, a stream and pieces', async () => {
    const own = intake();
    const bytes = new TextEncoder().encode(LOG);
    async function* pieces() {
      yield bytes.slice(0, 50);
      yield bytes.slice(50);
    }
    for (const data of [new Blob([bytes]), new Blob([bytes]).stream(), pieces()]) {
      expect((await own.readFile('log.csv', data)).rows).toBe(3);
    }
  });

  test('refuses with the finding and not with its text alone', async () => {
    const error = await intake()
      .readText('log.csv', '<html>')
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).finding).toMatchObject({ level: 'error', where: 'log.csv' });
  });

  test('tells how far it is', async () => {
    const seen: number[] = [];
    await intake().readFile('log.csv', new Blob([LOG]), {}, ({ bytes, total }) => {
      expect(total).toBe(LOG.length);
      seen.push(bytes);
    });
    expect(seen.at(-1)).toBe(LOG.length);
  });

  test('stops when it is cancelled, and reads on afterwards', async () => {
    const own = intake();
    const control = new AbortController();
    const running = own.readFile(
      'log.csv',
      endless(),
      {},
      () => control.abort(new Error('enough')),
      control.signal,
    );
    await expect(running).rejects.toThrow('enough');
    expect((await own.readText('log.csv', LOG)).rows).toBe(3);
    expect(ended).toBe(0);
  });

  test('a signal that was given too late starts nothing', async () => {
    await expect(
      intake().readFile('log.csv', new Blob([LOG]), {}, undefined, AbortSignal.abort(new Error('no'))),
    ).rejects.toThrow('no');
    expect(ports.length).toBe(0);
  });

  test('a worker that does not listen is ended, and whoever waited for it is served by the next one', async () => {
    let deaf = true;
    const clock = handClock();
    const own = intake(
      (port) => {
        if (deaf) port.start();
        else serve(readerCalls(portWire(port)), portWire(port));
      },
      { every: clock.every },
    );
    const control = new AbortController();
    const first = own.readText('a.csv', LOG);
    const second = own.readFile('b.csv', new Blob([LOG]), {}, undefined, control.signal);
    await clock.tick(1);
    control.abort(new Error('stop'));
    await expect(second).rejects.toThrow('stop');
    deaf = false;
    await clock.tick(PATIENCE_AFTER_CANCEL + 1);
    expect((await first).rows).toBe(3);
    expect(ended).toBe(1);
    expect((await own.readText('c.csv', LOG)).rows).toBe(3);
  });

  test('a stream can be had only once: it is not read from a second worker', async () => {
    let started = 0;
    const own = intake((port) => {
      started++;
      serve({ read: () => Promise.reject(new TypeError('no such thing')) }, portWire(port));
    });
    const reading = own.readFile('a.csv', new Blob([LOG]).stream());
    await expect(reading).rejects.toThrow(/^Reading stopped at this \(no such thing\)\. Drop the file again/);
    expect(started).toBe(1);
    await expect(own.readText('a.csv', LOG)).rejects.toThrow('twice at this');
    expect(started).toBe(3);
  });

  test('calls under way end with the worker', async () => {
    const own = intake((port) => port.start());
    const call = own.readText('a.csv', LOG);
    own.end();
    await expect(call).rejects.toThrow('ended');
  });
});
