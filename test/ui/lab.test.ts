import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/estate/finding';
import { Lab } from '../../src/ui/app/lab';
import { quietly, Recent } from '../../src/ui/app/recent';
import { often } from '../often';

interface Pictures {
  readonly said: string;
  readonly drawn: string;
}

/** A lab whose runs go on step by step, as the test lets them. */
class Steps extends Lab<Pictures> {
  readonly runs: { link: string; signal: AbortSignal; end(error?: unknown): void; look(): void }[] = [];
  told = 0;

  constructor(link: string) {
    super(link, { said: link, drawn: '' }, () => this.told++);
  }

  protected override read(link: string): Partial<Pictures> {
    return { said: link };
  }

  protected override run(signal: AbortSignal, shown: () => void): Promise<void> {
    const link = this.state.said;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      this.runs.push({
        link,
        signal,
        look: () => {
          this.draw({ drawn: link });
          this.progress({ fraction: 0.5 });
          shown();
        },
        end: (error) => (error ? reject(error as Error) : resolve()),
      });
    });
  }

  get last() {
    return this.runs[this.runs.length - 1];
  }
}

const turns = async (n = 8): Promise<void> => {
  for (let k = 0; k < n; k++) await Promise.resolve();
};

async function started(link = 'a'): Promise<Steps> {
  const lab = new Steps(link);
  lab.show(link);
  await turns();
  return lab;
}

describe('a lab', () => {
  it('runs nothing before something is shown, and what is shown once', async () => {
    const lab = new Steps('a');
    await turns();
    expect(lab.runs).toHaveLength(0);
    lab.show('a');
    lab.show('a');
    await turns();
    expect(lab.runs.map(({ link }) => link)).toEqual(['a']);
    lab.last.end();
    await lab.settled();
    lab.show('a');
    await lab.settled();
    expect(lab.runs).toHaveLength(1);
    expect(lab.state.working).toBe(null);
  });

  it('runs again what is gone back to while something else is half drawn', async () => {
    const lab = await started();
    lab.last.look();
    lab.last.end();
    await lab.settled();
    lab.show('b');
    await turns();
    lab.last.look();
    expect(lab.state.drawn).toBe('b');
    lab.show('a');
    await turns();
    expect(lab.last.link).toBe('a');
    lab.last.look();
    lab.last.end();
    await lab.settled();
    expect([lab.state.drawn, lab.state.working]).toEqual(['a', null]);
  });

  it('lets a run that has shown nothing yet go on, so that a slider that is dragged never starves', async () => {
    const lab = await started();
    lab.show('b');
    expect([lab.state.said, lab.last.signal.aborted]).toEqual(['b', false]);
    lab.last.look();
    expect(lab.state.drawn).toBe('a');
    expect(lab.last.signal.aborted).toBe(true);
    await turns();
    expect(lab.runs.map(({ link }) => link)).toEqual(['a', 'b']);
  });

  it('ends a run that has shown something as soon as another link is shown, and skips those in between', async () => {
    const lab = await started();
    lab.last.look();
    lab.show('b');
    lab.show('c');
    expect(lab.runs[0].signal.aborted).toBe(true);
    await turns();
    expect(lab.runs.map(({ link }) => link)).toEqual(['a', 'c']);
  });

  it('stops on request, keeps what is drawn, says so, and takes it up again', async () => {
    const lab = await started();
    lab.last.look();
    expect(lab.cancel()).toBe(true);
    await lab.settled();
    expect(lab.state).toMatchObject({ drawn: 'a', cancelled: true, working: null, failure: null });
    expect(lab.cancel()).toBe(false);
    lab.show('a');
    await turns();
    expect(lab.runs).toHaveLength(1);
    lab.goOn();
    await turns();
    expect(lab.runs).toHaveLength(2);
    expect(lab.state).toMatchObject({ cancelled: false, working: { fraction: 0 } });
  });

  it('goes on at once where it is taken up before it has ended', async () => {
    const lab = await started();
    lab.cancel();
    lab.goOn();
    await turns();
    expect(lab.runs).toHaveLength(2);
    lab.last.end();
    await lab.settled();
    expect(lab.state).toMatchObject({ cancelled: false, working: null });
  });

  it('says why a run failed, does not try it again by itself, and forgets it with the next that works', async () => {
    const lab = await started();
    lab.last.end(new InputError('guests[0]', 'found none, expected one.', 'Add one.'));
    await lab.settled();
    expect(lab.state.failure).toMatchObject({ where: 'guests[0]', fix: 'Add one.' });
    lab.show('b');
    await turns();
    lab.last.end(new Error('out of memory'));
    await lab.settled();
    expect(lab.state.failure?.text).toBe('out of memory');
    expect(lab.runs).toHaveLength(2);
    lab.show('c');
    await turns();
    lab.last.end();
    await lab.settled();
    expect(lab.state.failure).toBe(null);
  });

  it('hears what is shown at the very moment at which it has ended', async () => {
    const lab = await started();
    lab.last.end();
    // Whoever hears of the end shows the next.
    while (lab.state.working) await Promise.resolve();
    lab.show('b');
    await turns();
    expect(lab.runs.map(({ link }) => link)).toEqual(['a', 'b']);
  });

  it('always comes to the last link, whatever is shown, looked at, cancelled and taken up in which order', async () => {
    const step = fc.constantFrom('look', 'end', 'fail', 'cancel', 'go on', 'a', 'b', 'c', 'wait');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const lab = await started();
        let link = 'a';
        for (const each of steps) {
          if (each === 'look') lab.last.look();
          else if (each === 'end') lab.last.end();
          else if (each === 'fail') lab.last.end(new Error('no'));
          else if (each === 'cancel') lab.cancel();
          else if (each === 'go on') lab.goOn();
          else if (each === 'wait') await turns();
          else lab.show((link = each));
        }
        lab.goOn();
        for (let k = 0; k < 4; k++) {
          await turns();
          lab.last.look();
          lab.last.end();
        }
        await lab.settled();
        expect(lab.state).toMatchObject({ said: link, drawn: link, working: null, cancelled: false });
      }),
      { seed: 3, numRuns: often(300) },
    );
  });
});

describe('what was asked for last', () => {
  it('is kept by what it says, and the one that was asked for longest ago goes first', () => {
    const recent = new Recent<number>(2);
    recent.set({ a: 1 }, 1);
    recent.set({ a: 2 }, 2);
    expect(recent.get({ a: 1 })).toBe(1);
    expect(recent.set({ a: 3 }, 3)).toBe(3);
    expect([recent.get({ a: 1 }), recent.get({ a: 2 }), recent.get({ a: 3 })]).toEqual([1, undefined, 3]);
  });
});

describe('a picture of results that come in', () => {
  it('is due once in each stretch of time at most', () => {
    const never = quietly(1e9);
    const always = quietly(0);
    expect([never(), never(), always(), always()]).toEqual([false, false, true, true]);
  });
});
