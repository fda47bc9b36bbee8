import type { ExperimentGuest, Thread } from './experiment';

/**
 * A guest's threads on another number of vCPUs: alike on each of them they stay so, else they keep to those that are
 * left.
 */
export function threadsOn({ threads, vcpus }: ExperimentGuest, wanted: number): readonly Thread[] {
  const on = (v: number) =>
    threads.filter(({ vcpu }) => vcpu === v).map((thread) => ({ ...thread, vcpu: 0 }));
  const first = on(0);
  const same = Array.from({ length: vcpus }, (_, v) => JSON.stringify(on(v))).every(
    (each) => each === JSON.stringify(first),
  );
  return same
    ? Array.from({ length: wanted }, (_, vcpu) => first.map((thread) => ({ ...thread, vcpu }))).flat()
    : threads.map((thread) => ({ ...thread, vcpu: Math.min(thread.vcpu, wanted - 1) }));
}
