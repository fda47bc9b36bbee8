import type { FoldProblem } from '../packing/problem';
import { workersFor } from './crew';
import type { Member } from './member';

/** Workers that no job was asked of for so long are ended, ms: memory of a kernel never shrinks. */
const IDLE_MS = 30_000;

/** A few workers, started when they are first wanted and ended when nobody has wanted them for a while. */
export class Workers {
  private members: Promise<Member>[] = [];
  private ending: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param most how many may run
   * @param start starts one
   */
  constructor(
    private readonly most: number,
    private readonly start: () => Promise<Member>,
    private readonly idleMs = IDLE_MS,
  ) {}

  /** As many as a problem leaves memory for, or as are asked for. */
  hire(problem: FoldProblem, most = Infinity): readonly Promise<Member>[] {
    clearTimeout(this.ending);
    const room = this.most === 0 ? 0 : workersFor(problem, this.most);
    const count = Math.min(room, most);
    while (this.members.length > room) this.drop(this.members[this.members.length - 1]);
    while (this.members.length < count) {
      const started = this.start();
      started.catch(() => (this.members = this.members.filter((m) => m !== started)));
      this.members.push(started);
    }
    return this.members.slice(0, count);
  }

  /** Tells that a fold has ended, from when on the workers are idle. */
  rest(): void {
    clearTimeout(this.ending);
    if (this.members.length === 0) return;
    this.ending = setTimeout(() => this.close(), this.idleMs);
    // A command line must not wait for it.
    (this.ending as { unref?: () => void }).unref?.();
  }

  async dismiss(member: Member): Promise<void> {
    const ends = this.members.map(async (started) => {
      if ((await started.catch(() => null)) === member) this.drop(started);
    });
    await Promise.all(ends);
  }

  /** Ends them all; the next fold starts new ones. */
  close(): void {
    clearTimeout(this.ending);
    for (const started of [...this.members]) this.drop(started);
  }

  private drop(started: Promise<Member>): void {
    this.members = this.members.filter((m) => m !== started);
    void started.then(
      (member) => member.close(),
      () => {},
    );
  }
}
