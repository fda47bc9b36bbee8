import { guestKinds } from '../../dispatch/model';
import type { Experiment, ExperimentGuest } from '../../dispatch/experiment';
import { meanMs } from '../../dispatch/times';
import type { Delivery } from '../../engine/dispatch/host';
import { list } from '../../estate/crowd';
import { many } from '../text/format';
import { shareText } from './pictures';

/** What becomes of ticks that fall due while a guest waits, after "Ticks that fall due while it waits are". */
const LATE: Readonly<Record<Delivery, (rate: number) => string>> = {
  burst: () => 'handed over all at once on its turn',
  merge: () => 'dropped but for one',
  discard: () => 'dropped',
  delay: () => 'handed over one by one, none faster than they fall due',
  catchup: (rate) => `handed over ${rate} times as fast as they fall due`,
  virtualbox: () => 'handed over the faster the later they are, as VirtualBox does',
};

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const word = (count: number) => SMALL[count] ?? String(count);
const number = (value: number) => String(Number(value.toFixed(3)));

/** What one thread asks: its load alone, and the length of its bursts; null for several threads, or for arrivals. */
function loadOf({ threads }: ExperimentGuest): { busy: number; burst: string } | null {
  const [thread, second] = threads;
  if (second || !thread?.burst || !thread.wait) return null;
  const burst = meanMs(thread.burst);
  const wait = meanMs(thread.wait);
  const alike = thread.burst.kind === 'constant' && thread.wait.kind === 'constant';
  return {
    busy: wait === Infinity ? 1 : burst / (burst + wait),
    burst: `${alike ? 'in bursts of exactly' : 'in bursts of about'} ${number(burst)} ms`,
  };
}

function asks(guest: ExperimentGuest, alone: string): string {
  const load = loadOf(guest);
  if (!load) return `has ${many(guest.threads.length, 'thread')}`;
  return load.busy === 1 ? 'never waits' : `${alone} busy ${shareText(load.busy)} of the time, ${load.burst}`;
}

/** Guests besides the watched one, by kind. */
function neighboursOf(experiment: Experiment): { guest: ExperimentGuest; count: number }[] {
  const kinds: { guest: ExperimentGuest; count: number }[] = [];
  for (const guest of guestKinds(experiment).slice(1)) {
    const last = kinds.at(-1);
    if (last?.guest === guest) last.count += 1;
    else kinds.push({ guest, count: 1 });
  }
  return kinds;
}

/**
 * What an experiment is, in sentences that hold whatever its knobs say: whom the watched guest shares with, what each
 * asks, and what becomes of its ticks.
 */
export function describe(experiment: Experiment): readonly string[] {
  const [watched] = experiment.guests;
  const { clock } = watched;
  const neighbours = neighboursOf(experiment);
  const count = neighbours.reduce((sum, each) => sum + each.count, 0);
  const lost = clock.lose > 0 ? `, and ${shareText(clock.lose)} of them never arrive` : '';
  const tick = `A tick of its clock falls due every ${number(clock.tickMs)} ms${lost}.`;
  if (count === 0) return [`The guest is alone; it ${asks(watched, 'is')}.`, tick];
  const { processors, sliceMs } = experiment;
  const others = neighbours.map(({ guest, count: of }) =>
    of === 1
      ? `the other ${asks(guest, 'would be')}`
      : `each of ${word(of)} others ${asks(guest, 'would be')}`,
  );
  return [
    `The guest shares ${many(processors, 'processor').replace(/^1 /, 'one ')} with ${word(count)} other${count === 1 ? '' : 's'}, ${sliceMs === 'never' ? 'each until it has nothing to do' : `in turns of ${number(sliceMs)} ms at most`}.`,
    `With a machine of its own it ${asks(watched, 'would be')}; ${list(others)}.`,
    tick,
    `Ticks that fall due while it waits for its turn are ${LATE[clock.delivery](clock.rate)}${clock.delivery === 'burst' || clock.delivery === 'merge' ? `, to ${clock.order === 'thread-first' ? 'the thread that waited' : 'the idle loop'}` : ''}.`,
    clock.idleTick === 'free'
      ? 'Those that fall due while it has nothing to do come at once and count as idle.'
      : 'Those that fall due while it has nothing to do wait for a turn too.',
  ];
}
