import type { HostModel } from '../../../../src/engine/dispatch/host';
import type { Guest, Processor, Vcpu } from './state';

/** Ready vCPUs and gangs of the reference: plain lists, searched from end to end. */
export class ReferenceQueues {
  readonly singles: Vcpu[] = [];
  readonly gangs: Guest[] = [];
  virtualTime = 0;
  private back = 0;
  private front = 0;

  constructor(
    private readonly model: HostModel,
    private readonly processors: readonly Processor[],
  ) {}

  enqueue(v: Vcpu, place: 'back' | 'front' | 'boosted'): void {
    v.queued = true;
    v.boosted = place === 'boosted';
    v.order = place === 'front' ? --this.front : this.back++;
    this.singles.push(v);
  }

  remove(v: Vcpu): void {
    v.queued = false;
    this.singles.splice(this.singles.indexOf(v), 1);
  }

  /** Whether `a` goes before `b`: the boosted first, then by pass under weights, else in order. */
  private before(a: Vcpu, b: Vcpu): boolean {
    if (a.boosted !== b.boosted) return a.boosted;
    if (this.model.policy === 'weighted' && !a.boosted)
      return a.pass < b.pass || (a.pass === b.pass && a.id < b.id);
    return a.order < b.order;
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

  queueGang(g: Guest, first = false): void {
    g.queued = true;
    if (first) this.gangs.unshift(g);
    else this.gangs.push(g);
  }

  /** Whether another gang, or a single vCPU of another guest, waits for a processor that `g` may use. */
  othersWait(g: Guest): boolean {
    const meets = (other: Guest) =>
      other.vcpus.some((a) => a.set.some((p) => g.vcpus.some((b) => b.set.includes(p))));
    return this.gangs.some(meets) || this.singles.some((v) => v.guest !== g && meets(v.guest));
  }
}
