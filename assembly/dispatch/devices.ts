import { setEvent } from '../event-queue';
import { AT_WAKE, Device, Guest, Slot, Vcpu } from './layout';
import { asDevice, asGuest, asSlot, asThread, asVcpu } from './host';
import { stampOf } from './clock';
import { drawLaw } from './laws';
import { logging, logRequest } from './log';

/** Devices serve requests first come first served, with one or more servers. */

/** A thread on `v` issues a request: the guest stamps it, the device takes or queues it. */
export function issueRequest(v: Vcpu, request: Slot, now: i64): void {
  const g = asGuest(v.guest);
  request.issued = now;
  request.stamp = stampOf(v, now);
  if (g.outstanding++ == 0) g.idleMeasured += request.stamp - g.idleSince;
  if (g.atDevice++ == 0) g.idleTrue += now - g.idleTrueSince;
  const device = asDevice(asThread(request.owner).device);
  if (logging) logRequest(device.index, now, 1);
  if (device.active < device.servers) serve(device, request, now);
  else {
    const at = changetype<usize>(request);
    request.next = 0;
    if (device.tail) asSlot(device.tail).next = at;
    else device.head = at;
    device.tail = at;
  }
}

function serve(device: Device, request: Slot, now: i64): void {
  device.active++;
  device.queueing += now - request.issued;
  request.posted = now;
  setEvent(request.index, now + drawLaw(device.service), AT_WAKE);
}

/** The device is done with a request and takes the next. */
export function completeRequest(request: Slot, now: i64): void {
  const thread = asThread(request.owner);
  const device = asDevice(thread.device);
  device.active--;
  if (logging) logRequest(device.index, now, -1);
  device.completions++;
  device.busy += now - request.posted;
  request.done = now;
  const g = asGuest(asVcpu(thread.vcpu).guest);
  if (--g.atDevice == 0) g.idleTrueSince = now;
  if (device.head) {
    const next = asSlot(device.head);
    device.head = next.next;
    if (!next.next) device.tail = 0;
    serve(device, next, now);
  }
}

/** The guest's driver hears of a completion: it stamps the end, after the time of an emulated read. */
export function stampTransfer(v: Vcpu, g: Guest, request: Slot, now: i64): void {
  const stamp = stampOf(v, now) + g.tscRead;
  g.transfers++;
  g.transferMeasured += stamp - request.stamp;
  g.transferTrue += request.done - request.issued;
  if (--g.outstanding == 0) g.idleSince = stamp;
}
