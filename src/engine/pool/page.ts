import * as Comlink from 'comlink';
import type { FoldEngine } from '../fold-engine';
import packing from '../generated/packing';
import { decodeKernel } from '../wasm';
import { memberAt } from './client';
import { createEngine } from './engine';
import type { Member } from './member';
import { Searcher } from './searcher';
import { turns } from './turns';
import { Workers } from './workers';

/** Whoever can start workers: the page itself, for a worker of a worker could not load them lazily. */
export interface PoolHost {
  /**
   * Starts a worker, and hands over the port at which it serves a member.
   * @param failed to be called when the worker fails
   */
  start(failed: () => void): Promise<{ readonly id: number; readonly port: MessagePort }>;
  end(id: number): void;
}

/** Workers beyond this many find little that the others do not. */
const MOST = 4;
/** On so many cores or fewer this thread searches too; with more, it is left to answers and messages. */
const FEW_CORES = 2;

/**
 * Folds in a worker of the page: first plans here, the rest in a pool that the page starts when it is wanted. The
 * kernel of columns and all that proofs take come with the pool, so that the first fold is not paid for with them.
 * @param host null: this thread alone
 */
export async function createPageEngine(cores: number, host: PoolHost | null): Promise<FoldEngine> {
  const searcher = await Searcher.create(await decodeKernel(packing));
  const workers = new Workers(host ? Math.min(MOST, Math.max(1, cores - 1)) : 0, async () => {
    const failed = new AbortController();
    const { id, port } = await host!.start(Comlink.proxy(() => failed.abort()));
    const member = memberAt({
      endpoint: port,
      end() {
        port.close();
        host!.end(id);
      },
    });
    if (failed.signal.aborted) member.close();
    failed.signal.addEventListener('abort', () => member.close(), { once: true });
    return member;
  });
  return createEngine({
    first: searcher,
    home: searching(searcher),
    homeWorks: cores <= FEW_CORES,
    hire: (problem, most) => workers.hire(problem, most),
    dismiss: (member) => void workers.dismiss(member),
    rest: () => workers.rest(),
  });
}

function searching(searcher: Searcher): Member {
  const inTurn = turns();
  const cannot = () => Promise.reject(new Error('pool: this thread has no kernel of columns'));
  return {
    generates: false,
    search: (...job) => inTurn(() => searcher.search(...job)),
    generate: cannot,
    certify: cannot,
    verify: cannot,
    close() {},
  };
}
