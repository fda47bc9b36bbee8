import type { HostModel } from '../../../../src/engine/dispatch/host';
import { splitmix } from './clock';
import type { Guest, Place, Processor, Since, Vcpu } from './state';

/** Ready vCPUs and gangs of the reference: plain lists, searched from end to end. */
export class ReferenceQueues {
  readonly singles: Vcpu[] = [];
  readonly gangs: Guest[] = [];
  virtualTime = 0;
  /** The seed of the run: what is equal goes in an order drawn from it. */
  seed = 0n;

  constructor(
    private readonly model: HostModel,
    private readonly processors: readonly Processor[],
  ) {}

  /** @param place boosted and woken ones wait since they woke, stopped ones since then; in front: before both. */
  enqueue(v: Vcpu, now: number, place: Place): void {
    v.queued = true;
    v.boosted = place === 'boosted';
    v.since = { now, place };
    this.singles.push(v);
  }

  /** Whether `a` has waited longer than `b`, or has the better lot among those who became ready with it. */
  private longer(a: { since: Since; id: number }, b: { since: Since; id: number }): boolean {
    const front = (s: Since) => (s.place === 'front' ? 0 : 1);
    const stopped = (s: Since) => (s.place === 'stopped' ? 1 : 0);
    const by = [
      front(a.since) - front(b.since),
      a.since.now - b.since.now,
      stopped(a.since) - stopped(b.since),
    ];
    const first = by.find((each) => each !== 0);
    return first === undefined ? this.lot(a) < this.lot(b) : first < 0;
  }

  /** As assembly/dispatch/order.ts: a hash of the seed, the moment and the number. */
  private lot({ since, id }: { since: Since; id: number }): bigint {
    const moment = BigInt(2 * since.now + (since.place === 'stopped' ? 1 : 0));
    return splitmix(splitmix(BigInt.asUintN(64, ~this.seed)) + (moment << 10n) + BigInt(id));
  }

  /** Of vCPUs that are to be stopped now and have nothing else to tell them apart. */
  byLot(of: readonly Vcpu[], now: number): Vcpu {
    const since: Since = { now, place: 'stopped' };
    return of.reduce((best, v) =>
      this.lot({ since, id: v.id }) < this.lot({ since, id: best.id }) ? v : best,
    );
  }

  remove(v: Vcpu): void {
    v.queued = false;
    this.singles.splice(this.singles.indexOf(v), 1);
  }

  /** Whether `a` goes before `b`: the boosted first, then by pass under weights, else in order. */
  private before(a: Vcpu, b: Vcpu): boolean {
    if (a.boosted !== b.boosted) return a.boosted;
    if (this.model.policy === 'weighted' && !a.boosted)
      return a.pass < b.pass || (a.pass === b.pass && this.longer(a, b));
    return this.longer(a, b);
  }

  private first(of: readonly Vcpu[]): Vcpu | null {
    return of.reduce<Vcpu | null>((best, v) => (best === null || this.before(v, best) ? v : best), null);
  }

  /** The next vCPU for which a processor is free. */
  next(): Vcpu | null {
    return this.first(this.singles.filter((v) => v.set.some((p) => this.processors[p].state === 'free')));
  }

  /** The first vCPU of a set, if it is boosted. */
  nextBoosted(setNumber: number): Vcpu | null {
    const first = this.first(this.singles.filter((v) => v.setNumber === setNumber));
    return first?.boosted ? first : null;
  }

  waitsFor(p: Processor): boolean {
    return this.singles.some((v) => v.set.includes(p.id));
  }

  /** Where a vCPU last ran, if that is free, else the lowest free processor. */
  placeFor(v: Vcpu, among: readonly number[] = v.set): Processor {
    const home = v.home;
    if (home && among.includes(home.id) && home.state === 'free') return home;
    return this.processors[among.find((p) => this.processors[p].state === 'free')!];
  }

  queueGang(g: Guest, now: number, place: Place): void {
    g.queued = true;
    g.since = { now, place };
    this.gangs.push(g);
    const as = ({ since, vcpus: [first] }: Guest) => ({ since, id: first.id });
    this.gangs.sort((a, b) => (this.longer(as(a), as(b)) ? -1 : 1));
  }

  /** Whether another gang, or a single vCPU of another guest, waits for a processor that `g` may use. */
  othersWait(g: Guest): boolean {
    const meets = (other: Guest) =>
      other.vcpus.some((a) => a.set.some((p) => g.vcpus.some((b) => b.set.includes(p))));
    return this.gangs.some(meets) || this.singles.some((v) => v.guest !== g && meets(v.guest));
  }
}
