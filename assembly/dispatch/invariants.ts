import { BUSY, FREE, HELD, READY, RUN, SEG_NONE, STOLEN, VMM, WAIT } from './layout';
import { asProcessor, asVcpu, guestAt, host, isFree, memberAt, processorAt, vcpuAt } from './host';

/**
 * What must hold at every moment; checked in debug builds only. Used + ready + co-stop + wait + stolen = elapsed for each
 * vCPU; used + overhead + idle = elapsed for each processor; every link has its counterpart.
 */
export function checkInvariants(): void {
  const h = host;
  for (let i = 0; i < h.vcpuCount; i++) {
    const v = vcpuAt(i);
    assert(
      v.used + v.ready + v.costop + v.wait + v.stolen == v.since - h.origin,
      'a vCPU has time unaccounted for',
    );
    assert(
      v.used >= v.burnt && v.burnt >= 0 && v.ready >= 0 && v.costop >= 0 && v.wait >= 0 && v.stolen >= 0,
      'negative time',
    );
    assert(v.since <= h.now, 'a vCPU is ahead of time');
    if (v.state == RUN) {
      assert(v.processor != 0 && v.segment != SEG_NONE, 'a running vCPU has no processor');
      assert(asProcessor(v.processor).state == BUSY, 'a running vCPU is on a processor that is not busy');
    } else assert(v.segment == SEG_NONE, 'a vCPU works without running');
    if (v.state == STOLEN)
      assert(v.processor != 0 && asProcessor(v.processor).state == VMM, 'time is stolen by nobody');
    if (v.processor)
      assert(asProcessor(v.processor).vcpu == changetype<usize>(v), 'a processor has another vCPU');
    if (v.state == READY && v.independent && !h.pending)
      assert(v.processor != 0 || v.queued != 0 || v.throttled != 0, 'a ready vCPU is forgotten');
    if (v.throttled)
      assert(
        v.state == READY && !v.processor && !v.queued && v.spent >= v.cap,
        'a vCPU is held below its cap',
      );
    assert(!(v.processor != 0 && v.queued != 0), 'a vCPU waits for the processor that it has');
    if (v.state == WAIT) assert(!v.current && !v.pendingHead, 'a waiting vCPU has work');
  }
  for (let i = 0; i < h.processorCount; i++) checkProcessor(i);
  if (h.gangs) for (let i = 0; i < h.guestCount; i++) checkGang(i);
}

function checkProcessor(i: i32): void {
  const p = processorAt(i);
  assert(isFree(i) == (p.state == FREE), 'a processor is free and not free');
  if (p.state == FREE) assert(p.vcpu == 0, 'a free processor has a vCPU');
  if (p.state == BUSY) assert(asVcpu(p.vcpu).state == RUN, 'a busy processor runs nothing');
  if (p.state == HELD) assert(asVcpu(p.vcpu).state == WAIT, 'a processor is held for a vCPU that has work');
  const booked = p.state == BUSY ? asVcpu(p.vcpu).since : p.since;
  assert(p.used + p.overhead + p.idle == booked - host.origin, 'a processor has time unaccounted for');
  if (p.state == VMM) assert(p.vmmEnd >= host.now, 'the VMM overstays');
}

function checkGang(i: i32): void {
  const g = guestAt(i);
  let busy = 0;
  let running = 0;
  for (let k = 0; k < g.vcpuCount; k++) {
    const v = memberAt(g, k);
    if (v.state != WAIT) busy++;
    if (v.state == RUN) running++;
  }
  assert(busy == g.busy && running == g.running, 'a guest has lost count of its vCPUs');
  assert(!(g.on != 0 && g.queued != 0), 'a gang waits for the processors that it has');
  if (!asVcpu(g.vcpus).independent && busy > 0 && !host.pending)
    assert(g.on != 0 || g.queued != 0, 'a gang with work is forgotten');
}
