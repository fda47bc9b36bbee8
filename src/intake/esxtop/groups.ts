import { crowd } from '../../estate/crowd';
import type { Finding } from '../../estate/finding';
import { plural, quoted } from '../words';
import type { GuestColumn } from './columns';

/** A column that holds a figure. */
export type FigureColumn = GuestColumn & { readonly measure: NonNullable<GuestColumn['measure']> };

/** A guest of the log and its figures. */
export interface GuestGroup {
  /** As planners know it; with the number of its group where several guests have the name. */
  readonly name: string;
  readonly columns: readonly FigureColumn[];
}

const hasFigure = (column: GuestColumn): column is FigureColumn => column.measure !== null;

/**
 * How a host names its own groups: a word, or a word and the number of its world (`hostd.2099018`). A year behind a name
 * (`app.2024`) is a guest's, but behind a daemon's.
 */
const HOST_GROUP =
  /^(idle|system|helper|drivers|ft|vmotion|console|vmkapimod|init|sh|dhclient|busybox|python|(hostd|vpxa|vobd|ntpd|sfcb[-\w]*|vmsyslogd|storagerm|sensord|dcbd|cdpd?|nscd|smartd|lacpd|net-\w+|snmpd|dcui|slpd|rhttpproxy|openwsmand|swapobjd|sdrsinjector|fdm|envoy|crond|inetd|sshd|dropbear|vmware-usbarbitrator)\.\d+|.*\.(?!(19|20)\d\d$)\d{4,})$/i;

/**
 * Tells the guests of a log from the host's own groups: by worlds that only a guest has; in a log without worlds by
 * ports and disks, or memory; where no column tells, by the form of the name, which is a guess. Two groups of one name
 * are two guests. A total of disks stands for its parts.
 */
export function groupsOf(
  columns: readonly GuestColumn[],
  where: string,
): { guests: GuestGroup[]; findings: Finding[] } {
  const groups = new Map<string, GuestColumn[]>();
  for (const column of columns) {
    if (column.group === null) continue;
    const own = groups.get(column.group);
    if (own) own.push(column);
    else groups.set(column.group, [column]);
  }
  const disks = columns.filter(hasFigure).filter(({ group }) => group === null);
  const withDisks = new Set(disks.map(({ guest }) => guest));
  const isGuest = judgeOf([...groups.values()], withDisks);
  const kept: [string, GuestColumn[]][] = [];
  const dropped: string[] = [];
  for (const group of groups) {
    if (isGuest.of(group[1])) kept.push(group);
    else dropped.push(group[1][0].guest);
  }
  const byName = new Map<string, FigureColumn[]>();
  for (const disk of disks) {
    const own = byName.get(disk.guest);
    if (own) own.push(disk);
    else byName.set(disk.guest, [disk]);
  }

  const named = new Map<string, number>();
  for (const [, [{ guest }]] of kept) named.set(guest, (named.get(guest) ?? 0) + 1);
  const bare = [...withDisks].filter((name) => !named.has(name));
  const twice = [...named].filter(([, count]) => count > 1).map(([name]) => name);
  const guests = kept.map(([group, own]): GuestGroup => {
    const { guest } = own[0];
    // Disks go by the name alone: of two guests of one name nobody can tell whose they are.
    const figures = own.filter(hasFigure);
    return twice.includes(guest)
      ? { name: `${guest} (group ${group})`, columns: figures }
      : { name: guest, columns: [...figures, ...disksOf(byName.get(guest) ?? [])] };
  });
  for (const name of bare) guests.push({ name, columns: disksOf(byName.get(name) ?? []) });
  return { guests, findings: findingsOf(where, dropped, isGuest.byName, twice, withDisks) };
}

function judgeOf(groups: readonly (readonly GuestColumn[])[], withDisks: ReadonlySet<string>) {
  const has = (own: readonly GuestColumn[], sign: GuestColumn['sign']) => own.some((c) => c.sign === sign);
  if (groups.some((own) => has(own, 'world')))
    return { byName: false, of: (own: readonly GuestColumn[]) => has(own, 'world') };
  const signed = (own: readonly GuestColumn[]) =>
    has(own, 'device') || withDisks.has(own[0].guest) || own.some(({ measure }) => measure === 'memoryMiB');
  // The host's own groups have memory, too: what is named as they are needs a port or a disk.
  if (groups.some(signed))
    return {
      byName: false,
      of: (own: readonly GuestColumn[]) =>
        signed(own) && (!HOST_GROUP.test(own[0].guest) || has(own, 'device') || withDisks.has(own[0].guest)),
    };
  return { byName: true, of: (own: readonly GuestColumn[]) => !HOST_GROUP.test(own[0].guest) };
}

/** A guest's disks: for each measure their total where there is one, else its parts. */
function disksOf(own: readonly FigureColumn[]): FigureColumn[] {
  const whole = new Set(own.filter(({ part }) => !part).map(({ measure }) => measure));
  return own.filter(({ part, measure }) => !part || !whole.has(measure));
}

function findingsOf(
  where: string,
  dropped: readonly string[],
  byName: boolean,
  twice: readonly string[],
  withDisks: ReadonlySet<string>,
): Finding[] {
  const findings: Finding[] = [];
  if (dropped.length > 0)
    findings.push({
      level: byName ? 'guess' : 'info',
      where,
      text: `${plural(dropped.length, 'group')} of the host's own left out: ${crowd(dropped.map(quoted), 6)}${byName ? '; the log holds no worlds, memory, ports or disks, so that names alone told them from guests' : ''}.`,
      ...(byName
        ? { fix: 'Collect it with all fields (esxtop -b -a), so that guests are told by what they have.' }
        : {}),
    });
  if (twice.length > 0) {
    const disks = twice.filter((name) => withDisks.has(name));
    findings.push({
      level: 'warning',
      where,
      text: `Several guests are called ${crowd(twice.map(quoted))}: they are kept apart by the number of their group${disks.length ? `; whose the disks of ${crowd(disks.map(quoted))} are cannot be told, and they are left out` : ''}.`,
      fix: 'Give each guest a name of its own.',
    });
  }
  return findings;
}
