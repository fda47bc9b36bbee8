import type { Finding } from '../estate/finding';
import type { HostSpec } from '../overhead/host';

/** Figures that were shares of the host up to version 1, and the most that they could be. */
const SHARES = { scheduling: 0.2, vmm: 0.5 };
/** What a second hardware thread made of a core then. */
const THREAD_YIELD = 1.25;

type Given = ReadonlyMap<string, unknown>;

/**
 * Scheduling and VMM as shares of the host become processors of the hosts that the same document names. Hosts that differ
 * give no one number: the first one's counts, and that is said.
 * @param usual the hosts of documents that name none
 */
export function inProcessors(usual: readonly HostSpec[]) {
  return (given: Given, where: string): { given: Given; findings: readonly Finding[] } => {
    const overrides = given.get('overrides');
    if (!isRecord(overrides)) return { given, findings: [] };
    const findings: Finding[] = [];
    const hosts = processorsOf(given.get('hosts')) ?? processorsOf(usual)!;
    const changed = Object.entries(overrides).flatMap(([name, value]): [string, unknown][] => {
      const most = name === 'scheduling' || name === 'vmm' ? SHARES[name] : null;
      if (most === null) return [[name, value]];
      const at = `${where}: overrides.${name}`;
      if (typeof value !== 'number' || !(value >= 0 && value <= most)) {
        const text = `found ${JSON.stringify(value)}; expected a share of the host from 0 to ${most}. The default is used.`;
        findings.push({ level: 'warning', where: at, text });
        return [];
      }
      const processors = +(value * hosts[0]).toPrecision(12);
      if (value > 0 && hosts.some((each) => each !== hosts[0])) {
        const text = `${+(100 * value).toPrecision(6)} % of a host was meant, and the hosts have ${[...new Set(hosts)].join(' and ')} processors; it is taken to be ${processors} processors, as of the first.`;
        findings.push({ level: 'warning', where: at, text, fix: 'Type it in processors under Overheads.' });
      }
      return [[name, processors]];
    });
    return { given: new Map([...given, ['overrides', Object.fromEntries(changed)]]), findings };
  };
}

/** Processors of each host, second threads by what they counted for; null where no host can be read. */
function processorsOf(hosts: unknown): number[] | null {
  if (!Array.isArray(hosts) || hosts.length === 0) return null;
  const each = hosts.map((host: unknown) => {
    if (!isRecord(host)) return NaN;
    const { cores, threads } = host;
    if (typeof cores !== 'number') return NaN;
    return cores * (typeof threads === 'number' && threads > cores ? THREAD_YIELD : 1);
  });
  return each.every((processors) => processors > 0) ? each : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
