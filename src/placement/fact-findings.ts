import { crowd } from '../estate/crowd';
import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import { secondThreads } from '../overhead/capacity';
import { hostFigures, isVirtual, type GuestDemand, type KernelShares } from '../overhead/demand';
import type { OverheadParameters } from '../overhead/parameters';
import type { Profile } from '../overhead/profiles';
import type { FoldOptions } from './options';

/** What was said of servers and decides nothing here, and what was not said and would. */
export function factFindings(
  { guests }: Estate,
  demands: readonly GuestDemand[],
  profile: Profile,
  parameters: OverheadParameters,
  { hosts }: Pick<FoldOptions, 'hosts'>,
): Finding[] {
  const findings: Finding[] = [];
  const say = (level: Finding['level'], of: readonly Guest[], text: string, fix?: string) => {
    if (of.length > 0) findings.push({ level, where: crowd(of.map(({ name }) => name)), text, fix });
  };
  say(
    'info',
    guests.filter(({ facts }) => facts.floor !== null && parameters.ballooning < 0.5),
    'A floor of memory is given, but no memory is lent between guests here: each keeps what it needs at its peak.',
    'Switch ballooning on under Overheads if memory may be lent.',
  );
  say(
    'info',
    profile.oneImage ? guests.filter(({ facts }) => facts.bits === 32) : [],
    'Workloads of 32 bits under one system: each keeps within 4 GiB of address space, and the image must be one of 64 bits to have more for all.',
  );
  say(
    'guess',
    profile.wholeCores && hosts.some((host) => secondThreads(host) > 0)
      ? guests.filter(({ facts }) => facts.smt === '')
      : [],
    'Whether they have two threads a core is not known: taken to, as new guests do since Windows Server 2019. Those made on 2016 take a whole core for each processor.',
    'Say so in the guest table (SMT).',
  );
  const assumed = demands.flatMap(({ assumed: shares }) => (shares ? [shares] : []));
  say(
    'guess',
    guests.filter((_, g) => demands[g].assumed),
    `Kernel time and interrupts were not all logged. Assumed by class, as shares of busy time: ${rangeWords(assumed, 'kernel')} and ${rangeWords(assumed, 'interrupt')}; what virtualizing costs rests on them.`,
    'Log % Privileged, % Interrupt and % DPC Time, or state the class.',
  );
  say(
    'info',
    hosts.some((host) => secondThreads(host) > 0)
      ? guests.filter((guest, g) => demands[g].series.cpu && countsWholeCores(guest))
      : [],
    'A virtual processor runs on a hardware thread, and each counts as a whole core here: where hosts have two threads a core, that may be more than they used.',
    'Give the figure in MHz if the host does.',
  );
  say(
    'info',
    guests.filter((_, g) => demands[g].beyondTable),
    `Larger than the printed figures of memory overhead (${profile.memoryTable?.name ?? ''}): they are continued along their last rise.`,
  );
  return findings;
}

/** Virtual, and measured in parts of its virtual processors, of which nobody says that they are threads. */
const countsWholeCores = (guest: Guest): boolean =>
  isVirtual(guest) && hostFigures(guest.measures)?.unit !== 'GHz' && !(secondThreads(guest.facts) > 0);

/** From the least to the most. */
function rangeWords(shares: readonly KernelShares[], of: keyof KernelShares): string {
  const values = [...new Set(shares.map((each) => (100 * each[of]).toFixed(0)))].sort((a, b) => +a - +b);
  return `${of} ${[...new Set([values[0], values[values.length - 1]])].join(' to ')} %`;
}
