import { crowd } from './crowd';
import type { Finding } from './finding';
import { isMoment } from './grid';
import type { Recording } from './recording';
import { shownName, type Machines } from './same-machine';
import { sameFigures } from './twins';
import { groupedBy } from './grouped';

/**
 * The servers that recordings are of. Names tell machines apart, but where files name none: two such files of one name
 * that tell the same hours differently are of two machines, called by their files; those that follow each other are of
 * one.
 */
export function serversOf(
  recordings: readonly Recording[],
  machines: Machines,
): { servers: Map<string, Recording[]>; findings: Finding[] } {
  const findings: Finding[] = [];
  const also = otherNames(recordings, machines.keyOf, findings);
  const byKey = groupedBy(recordings, ({ server }) => {
    const named = machines.keyOf(server);
    return also.get(named) ?? named;
  });
  const servers = new Map<string, Recording[]>();
  for (const own of byKey.values()) {
    const name = shownName(own.map(({ server }) => server));
    if (!ofSeveral(own)) {
      servers.set(name, own);
      continue;
    }
    const bySource = groupedBy(own, ({ source }) => source);
    for (const [source, of] of bySource) servers.set(`${name} (${source})`, of);
    findings.push({
      level: 'warning',
      where: name,
      text: `${[...bySource.keys()].sort().join(' and ')} name no machine and tell the same hours differently: they are taken for ${bySource.size} servers.`,
      fix: 'Name each file after its server; if they are of one, leave one out.',
    });
  }
  return { servers, findings };
}

/** Whether files of one name, none of which names a machine, are of several. */
function ofSeveral(own: readonly Recording[]): boolean {
  if (own.length < 2 || !own.every(({ byFile }) => byFile)) return false;
  return own.some((a, i) =>
    own.slice(i + 1).some((b) => a.source !== b.source && overlap(a, b) && !sameFigures(a, b)),
  );
}

function overlap(a: Recording, b: Recording): boolean {
  if (isMoment(a) || isMoment(b)) return false;
  const [from, to] = spanOf(a.times);
  const [first, last] = spanOf(b.times);
  return from < last && first < to;
}

function spanOf(times: Float64Array): readonly [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return [first, last];
}

/**
 * Names of a network by which logs call machines that an inventory lists under another name: the key of each for that of
 * the machine in the inventory.
 */
function otherNames(
  recordings: readonly Recording[],
  keyOf: (name: string) => string,
  findings: Finding[],
): Map<string, string> {
  const keys = new Map(recordings.map(({ server }) => [keyOf(server), server]));
  const listed = new Set(
    recordings.flatMap(({ server, on, alias }) => ((on ?? alias) ? [keyOf(server)] : [])),
  );
  const found = new Map<string, string[]>();
  for (const { server, alias } of recordings) {
    if (!alias) continue;
    const key = [keyOf(alias), keyOf(alias.split('.')[0])].find(
      (each) => keys.has(each) && !listed.has(each),
    );
    if (key !== undefined) found.set(key, [...new Set([...(found.get(key) ?? []), keyOf(server)])]);
  }
  const joined = [...found].flatMap(([key, of]) => (of.length === 1 ? [[key, of[0]] as const] : []));
  if (joined.length > 0) {
    findings.push({
      level: 'guess',
      where: crowd(joined.map(([key]) => keys.get(key)!)),
      text: `Joined with the inventory by the name of its network: ${crowd(joined.map(([key, of]) => `${keys.get(key)!} is ${keys.get(of)!}`))}.`,
      fix: 'If they are two machines, rename one of them.',
    });
  }
  return new Map(joined);
}
