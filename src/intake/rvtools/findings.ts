import { crowd } from '../../estate/crowd';
import { FACTS } from '../../estate/fact-fields';
import type { Finding } from '../../estate/finding';
import { plural, thousands } from '../words';
import { SHEET_NAMES, type ColumnId, type SheetKind } from './columns';
import { SAID_TWICE } from './figures';
import type { TodaysHosts } from './hosts';
import { firstRow, type Machine } from './machines';
import type { RvSheet } from './rows';

/** How a week is collected where RVTools has been: in a shell with PowerCLI, or on a host. */
const COLLECT =
  'Collect a week: in PowerCLI, Get-Stat -Entity (Get-VM) -Stat cpu.usagemhz.average, mem.consumed.average, disk.usage.average, net.usage.average -Start (Get-Date).AddDays(-7) -IntervalMins 30 | Export-Csv week.csv -NoTypeInformation; or on each host, esxtop -b -a -d 60 -n 10080 | gzip > week.csv.gz. Drop that beside this file: servers are joined by name.';

/** From here on waiting is felt: a rule of thumb, and no more. */
const MUCH_READY = 5;

/** What a person should know of an export before trusting a plan that rests on it. */
export function rvtoolsFindings(
  name: string,
  sheets: readonly RvSheet[],
  machines: readonly Machine[],
  hosts: TodaysHosts,
  unread: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  const say = (level: Finding['level'], text: string, fix?: string) =>
    findings.push({ level, where: name, text, fix });
  const running = machines.filter(({ resting }) => resting === null);
  const has = (kind: SheetKind) => sheets.some((sheet) => sheet.kind === kind);
  const kinds = [...new Set(sheets.map(({ kind }) => SHEET_NAMES[kind]))];
  const resting = machines.length - running.length;
  if (machines.length > 0) {
    say(
      'info',
      `Read ${plural(running.length, 'machine that runs', 'machines that run')}${resting ? `; ${plural(resting, 'other is', 'others are')} left out by name: powered off, templates or placeholders` : ''}${hosts.list.length ? `; ${plural(hosts.list.length, 'host')} of today` : ''}. Sheets: ${kinds.join(', ')}${unread.length ? `; not needed: ${crowd(unread)}` : ''}.`,
    );
    const missing = [
      has('cpu') || running.some(({ rows }) => rows.info && !Number.isNaN(rows.info[0].number('busy')))
        ? ''
        : 'how busy processors were (vCPU)',
      has('memory') ? '' : 'memory consumed (vMemory); what is configured counts',
      'disk operations and network',
    ].filter((text) => text !== '');
    say(
      'warning',
      `An inventory of a single moment: when each server peaks, and whether peaks coincide, cannot be known from it. Missing besides: ${missing.join('; ')}.`,
      COLLECT,
    );
  } else if (hosts.list.length > 0)
    say('info', `Read ${plural(hosts.list.length, 'host')} of today; no server among them.`);

  findings.push(
    ...disagreements(name, running),
    ...sameNames(name, machines),
    ...places(name, running, hosts),
  );
  const waiting = running
    .map((machine) => ({ machine, share: machine.rows.info?.[0].number('readiness') ?? NaN }))
    .filter(({ share }) => share >= MUCH_READY)
    .sort((a, b) => b.share - a.share);
  if (waiting.length > 0)
    say(
      'warning',
      `${plural(waiting.length, 'machine')} waited ready for ${MUCH_READY} % and more of the time (Overall Cpu Readiness): ${crowd(waiting.map(({ machine, share }) => `${machine.name} ${share} %`))}. What they used is less than what they wanted; of one moment it is shown and not added.`,
      COLLECT,
    );
  const total = (kind: SheetKind, column: ColumnId) =>
    running.reduce((sum, { rows }) => sum + (rows[kind]?.[0].number(column) || 0), 0) / 1024;
  if (has('memory')) {
    const gib = (value: number) => `${thousands(value)} GiB`;
    say(
      'info',
      `Memory at that moment: ${gib(total('memory', 'size'))} configured, ${gib(total('memory', 'consumed'))} consumed (this is folded), ${gib(total('memory', 'active'))} active, as the hosts estimate.`,
    );
    const short = running.filter(
      ({ rows: { memory: [row] = [] } }) => row && (row.number('ballooned') > 0 || row.number('swapped') > 0),
    );
    if (short.length) {
      say(
        'warning',
        `${plural(short.length, 'machine')} had memory taken back or swapped: ${crowd(short.map((machine) => machine.name))}. Their hosts were short of memory, and what was consumed is less than what they want.`,
      );
    }
  }
  return findings;
}

function disagreements(name: string, machines: readonly Machine[]): Finding[] {
  const findings: Finding[] = [];
  for (const [fact, places] of Object.entries(SAID_TWICE) as [
    keyof typeof SAID_TWICE,
    (typeof SAID_TWICE)[keyof typeof SAID_TWICE],
  ][]) {
    const odd = machines.flatMap((machine) => {
      const said = places.flatMap(([kind, column]) => {
        const value = machine.rows[kind]?.[0].number(column) ?? NaN;
        return Number.isNaN(value) ? [] : [`${value} in ${SHEET_NAMES[kind]}`];
      });
      const values = new Set(said.map((text) => text.split(' ')[0]));
      return values.size > 1 ? [`${machine.name} (${said.join(', ')})`] : [];
    });
    if (odd.length === 0) continue;
    findings.push({
      level: 'warning',
      where: name,
      text: `Sheets disagree on ${fact === 'cores' ? 'processors' : `${FACTS[fact].label} (MiB)`} of ${plural(odd.length, 'machine')}: ${crowd(odd)}. The larger is used.`,
      fix: 'Type the right value into the guest table.',
    });
  }
  const moved = machines.flatMap((machine) => {
    const rows = Object.values(machine.rows).map(([row]) => row);
    const on = new Set(rows.map((row) => row.text('host')).filter((host) => host !== ''));
    return on.size > 1 ? [`${machine.name} (${[...on].join(', ')})`] : [];
  });
  if (moved.length) {
    findings.push({
      level: 'warning',
      where: name,
      text: `Sheets disagree on the host of ${plural(moved.length, 'machine')}: ${crowd(moved)}. What the first sheet says is used.`,
    });
  }
  return findings;
}

function sameNames(name: string, machines: readonly Machine[]): Finding[] {
  const renamed = machines.filter((machine) => machine.name !== machine.vm);
  if (renamed.length === 0) return [];
  return [
    {
      level: 'warning',
      where: name,
      text: `Machines of one name are kept apart: ${crowd(renamed.map((machine) => machine.name))}. Measurements by name cannot be joined with them.`,
      fix: 'Rename them, or name them so in the measurements.',
    },
  ];
}

/** Hosts that only one of the two inventories knows, and those whose names only resemble each other. */
function places(name: string, machines: readonly Machine[], hosts: TodaysHosts): Finding[] {
  if (hosts.list.length === 0) return [];
  const findings: Finding[] = [];
  if (hosts.alike.size > 0) {
    const pairs = [...hosts.alike.keys()].map((other) => `${other} and ${hosts.of(other)!.name}`);
    findings.push({
      level: 'guess',
      where: name,
      text: `Taken for one host by the end of their names: ${crowd(pairs)}.`,
    });
  }
  const elsewhere = machines.filter((machine) => {
    const on = firstRow(machine).text('host');
    return on !== '' && !hosts.of(on);
  });
  const names = [...new Set(elsewhere.map((machine) => firstRow(machine).text('host')))];
  if (names.length > 0) {
    findings.push({
      level: 'warning',
      where: name,
      text: `${plural(elsewhere.length, 'machine')} ${elsewhere.length === 1 ? 'runs' : 'run'} on ${plural(names.length, 'host')} that vHost does not list: ${crowd(names)}.`,
      fix: 'Today’s hosts are counted by vHost alone: export it again with all hosts where the number matters.',
    });
  }
  return findings;
}
