import { movedWith, type Calls, type Message, type Outcome, type Wire } from './calls';
import { portWire } from './line';

/**
 * The side of the door that answers.
 * @returns stops what is under way
 */
export function serve(calls: Calls, wire: Wire): () => void {
  const byName = new Map(Object.entries(calls));
  const running = new Map<number, AbortController>();
  const given = new Map<number, unknown>();

  const answer = async ({ id, name, given: things, args }: Message & { is: 'call' }): Promise<void> => {
    const control = new AbortController();
    running.set(id, control);
    const { signal } = control;
    let outcome: Outcome;
    try {
      const job = {
        signal,
        tell: (news: unknown) => wire.say({ is: 'news', id, news }, movedWith(news)),
        given: things.map((number) => given.get(number)),
      };
      outcome = { is: 'answered', value: await byName.get(name)!(job, ...(args as never[])) };
    } catch (error) {
      outcome = outcomeOf(error, signal);
    }
    running.delete(id);
    try {
      wire.say({ is: 'outcome', id, outcome }, outcome.is === 'answered' ? movedWith(outcome.value) : []);
    } catch (error) {
      wire.say({ is: 'outcome', id, outcome: { is: 'broken', message: String(error) } });
    }
  };

  wire.hear((message) => {
    switch (message.is) {
      case 'call':
        void answer(message);
        break;
      case 'cancel':
        running.get(message.id)?.abort();
        break;
      case 'give':
        given.set(message.id, message.thing);
        break;
      case 'forget':
        given.delete(message.id);
        break;
      case 'ping':
        wire.say({ is: 'pong' });
        break;
      // Answers to calls that were made from here: see WorkerSession.
      case 'pong':
      case 'news':
      case 'outcome':
        break;
    }
  });
  return () => running.forEach((control) => control.abort());
}

/** The same for a worker of a page, which gets its wire from there: see `portTo`. */
export function servePage(callsOver: (page: Wire) => Calls): void {
  const begin = ({ ports: [port] }: MessageEvent): void => {
    const wire = portWire(port);
    serve(callsOver(wire), wire);
  };
  self.addEventListener('message', begin, { once: true });
}

function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  // A kernel's trap, or memory that ran out, leaves a broken worker whoever still wants to know.
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
    return { is: 'broken', message };
  if (signal.aborted) return { is: 'stopped' };
  if (error instanceof Error && 'finding' in error) return { is: 'refused', finding: error.finding };
  if (error instanceof DOMException) return { is: 'failed', name, message };
  return { is: 'broken', message };
}
