import type { MeasureId } from '../../estate/measure';
import { scaleFrom } from '../units';

/** What a column's header says of its content. */
export interface Meaning {
  /** The server that the rest of the header names; empty when the header names none. */
  readonly server: string;
  /** Null when the header speaks of a measure that cannot be used (memory in %, a capacity). */
  readonly measure: MeasureId | null;
  /** To the measure's unit; null when the header names none. */
  readonly scale: number | null;
  readonly percent: boolean;
  /** The unit as the header writes it; missing where the measure's own is meant, or none is named. */
  readonly unit?: string;
  /** What is left of a hundred: `idle %` counts what is not busy. */
  readonly idle: boolean;
  /** What there is of it, of which another column may tell what is used: `disk size`. */
  readonly whole?: true;
  /** A figure of the machine and not of its load: `CPU cores`, `memory provisioned`. */
  readonly constant: 'cores' | 'memory' | 'clock' | null;
  /** Which of several figures of one measure it is. */
  readonly statistic: 'peak' | 'p95' | 'average' | null;
}

/** Of several figures of one measure, a series keeps the mean of its slots: sums over servers are made of it. */
export const SERIES_RANK = { average: 0, single: 1, p95: 2, peak: 3 } as const;
/** Added to what is only right where nothing better stands beside it. */
export const LAST_RANK = 1 + Math.max(...Object.values(SERIES_RANK));

const CPU =
  /^(cpus?|v?cpu|processors?|busy|util|utili[sz]ation|load|prozessor|processeur|procesador|auslastung|cpuload|cpuusage)$/;
const MEMORY = /^(mem|memory|ram|arbeitsspeicher|speicher|mémoire|memoire|memoria)$/;
const DISK = /^(disks?|storage|hdd|ssd|io|i\/o|lun|volume|datenträger|festplatte|disque|disco)$/;
const NETWORK = /^(net|network|nic|lan|netz|netzwerk|réseau|red|ethernet|adapter|interface)$/;
const NETWORK_WAY = /^(rx|tx|received|transmitted|receive|transmit|in|out|sent)$/;
const OPERATIONS =
  /^(iops|transfers?|transfers\/s(ec)?|tps|ops|ops\/s|operations|ios|io\/s|ios\/s|iops\/s|reads\/s(ec)?|writes\/s(ec)?)$/;
const SPACE = /^(space|size|capacity|platz|espace|espacio)$/;
const FREE = /^(available|free|avail|frei|verfügbar|libre|disponible)$/;
const PERCENT = /^(%|percent|pct|percentage|prozent|pourcent|porcentaje)$/;
const CORES = /^(cores?|vcpus?|kerne|count|vcores?|lcpus?|coeurs|núcleos)$/;
const PROVISIONED = /^(provisioned|capacity|installed|configured|size|allocated|limit)$/;
/** A whole that is not of a second: what there is of it, or what has been counted since the start. */
const WHOLE = /^(total|gesamt|insgesamt|totale?s?)$/;
/** Words of what is taken of a memory, and of what is left of it. */
const USED = /^(used|usage|consumed|active|need|needed|demand|utili[sz]ed)$/;
const TAKEN =
  /^(used|usage|consumed|active|need|needed|demand|available|free|avail|utili[sz]ed|frei|verfügbar|libre|disponible)$/;
const PEAK = /^(peak|max|maximum|spitze|highest|worst)$/;
const AVERAGE = /^(avg|average|mean|durchschnitt|mittel|moyenne|promedio|typical)$/;
const P95 = /^(p95|95th|95|95%|percentile|p95th)$/;
const RATE = /\/s(ec)?$|^(throughput|rate|sec|second|seconds|per|bandwidth|durchsatz)$|bps$|\/s$/;
const SIZE =
  /^((k|m|g|t)?(i?b|bytes?|bits?)(\/s(ec)?)?|[kmgt]?bps|[kmg]?b\/s|bytes\/s(ec)?|mb\/sec|octets?)$/;
const CLOCK = /^(mhz|ghz)$/;
const IDLE = /^(idle|leerlauf|inactif|inactivo|unused)$/;
/** Parts of the processor's time: none is the whole. */
const PART_OF_CPU = /^(user|usr|sys|nice|kernel|privileged|iowait|softirq|irq|steal|stolen|interrupts?|dpc)$/;
/** Quantities that are no load, whatever stands beside them: a count, a wait, a state, a temperature. */
const NO_LOAD =
  /^(temp|temperature|temperatur|température|temperatura|queues?|queued|warteschlange|latency|latenz|latence|latencia|response|await|svctm|ms|msec|millis|milliseconds?|packets?|pkts?|pck|rxpck|txpck|frames?|errors?|err|drops?|dropped|retrans|swap|cached?|buffers?|buff|slab|uptime|downtime|coverage|interval|intervalsecs|threads?|process|processes|procs?|handles?|sessions?|connections?|users?|loadavg|battery|power|gpus?|vgpu|vram|watts?|fan|voltage|humidity|status|state|increment|median|stddev|std|stdev|variance|min|minimum|lowest|p50|p90|p99|version|pid|author|url|blocked|forks?|faults?|hits?|misses|limits?|maxcpu|maxmem|maxdisk|netin|netout|diskread|diskwrite)(\/s(ec)?)?$/;
/** `power W`, `temperature (°C)`: behind a quantity that is no load, this is its unit and no server. */
const UNIT_OF_NO_LOAD = /^(°?[cf]|celsius|fahrenheit|[km]?w|k?wh|k?va|[ma]|v|rpm|hz|lux|dbm?)$/i;
const OTHER =
  /^(used|usage|total|time|consumed|active|need|needed|demand|in|of|the|and|s|sec|second|seconds|per|read|reads|write|writes|ready|rdy|context|switches|switches\/s(ec)?|pages|pages\/s(ec)?|value|#|number|no|nr|current|own|guest's|rate|throughput|operations|bandwidth|from|to|utilized|usage%|usagemhz|summation|latest|length)$/;

const VOCABULARY = [
  CPU,
  MEMORY,
  DISK,
  NETWORK,
  NETWORK_WAY,
  OPERATIONS,
  SPACE,
  FREE,
  PERCENT,
  CORES,
  PROVISIONED,
  PEAK,
  AVERAGE,
  P95,
  RATE,
  SIZE,
  CLOCK,
  IDLE,
  PART_OF_CPU,
  NO_LOAD,
  OTHER,
];
/** Behind processors, these say how many of them work, and not how many there are. */
const AT_WORK = /^(used|consumed|needed|need|demand)$/;
/** `CPU usage (cores)` counts processors, `cores usage` may be per cent. */
const PLURAL_CORES = /^v?cores$/;
const MANY_CPUS = /^(cores?|cpus|processors|vcpus|vcores?|lcpus?|kerne|coeurs|núcleos)$/;
/** Words that by themselves say what is measured. */
const BEARING = [
  CPU,
  MEMORY,
  DISK,
  NETWORK,
  OPERATIONS,
  SPACE,
  PERCENT,
  SIZE,
  CLOCK,
  MANY_CPUS,
  IDLE,
  NO_LOAD,
  /^(ready|switches|switches\/s(ec)?|pages|pages\/s(ec)?|rx|tx)$/,
];

/** What is counted from the start where nothing says in which time. */
const COUNTED_UP =
  /^(reads?|writes?|transfers?|ops|operations|bytes?|octets?|rx|tx|received|transmitted|receive|transmit|in|out|sent)$/;

/** Measures whose name is their unit: each is a count, most in a second, or, of what is ready, custom's per cent. */
const COUNTED: readonly MeasureId[] = ['transfers', 'switches', 'pages', 'ready', 'usedCores'];

/** Whether a header says the unit of what it names. */
export const saysUnit = (
  measure: MeasureId,
  { percent, scale }: Pick<Meaning, 'percent' | 'scale'>,
): boolean => (measure === 'busy' ? percent : scale !== null || COUNTED.includes(measure));

interface Token {
  /** In small letters. */
  readonly word: string;
  /** As it stands: `KBps` are bytes, `kbps` bits. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function tokensOf(header: string): Token[] {
  const tokens: Token[] = [];
  for (const match of header.matchAll(/%|[^\s_.:,;\\()[\]%|-]+/g)) {
    tokens.push(...partsOf(match[0], match.index));
  }
  return tokens;
}

/** `AvgMemMB` is three words when all three are known; `MBytes` and `WebServer` stay one. */
function partsOf(text: string, from: number): Token[] {
  const whole = { word: text.toLowerCase(), text, from, to: from + text.length };
  if (known(whole.word)) return [whole];
  const parts: Token[] = [];
  let at = from;
  for (const part of text.split(/(?<=[a-z])(?=[A-Z])/)) {
    parts.push({ word: part.toLowerCase(), text: part, from: at, to: at + part.length });
    at += part.length;
  }
  return parts.every(({ word }) => known(word)) ? parts : [whole];
}

const known = (word: string) => VOCABULARY.some((pattern) => pattern.test(word)) || /^\d$/.test(word);
/** One letter is a name as well as a byte. */
const bears = (word: string) =>
  word.length > (word === '%' ? 0 : 1) && BEARING.some((pattern) => pattern.test(word));

/**
 * Takes `web01 busy %`, `web01_cpu`, `Memory usage [KB]` or `disk MB/s (db02)` apart. The words of the measure stand at
 * the end or at the beginning; what is left is the server.
 * @returns null when nothing in the header speaks of a measure
 */
export function meaningOf(header: string): Meaning | null {
  const tokens = tokensOf(header);
  let last = tokens.length;
  while (last > 0 && known(tokens[last - 1].word)) last--;
  // One letter before a measure is a name: units stand behind.
  if (last === 0 && tokens.length > 1 && /^[a-z]$/.test(tokens[0].word)) last = 1;
  // `app_4 cpu %`: a number behind a name is the name's, behind a measure (`disk 1`) the measure's.
  while (last > 0 && /^\d$/.test(tokens[last]?.word ?? '')) last++;
  let words = tokens.slice(last);
  let server = last > 0 ? header.slice(0, tokens[last - 1].to) : '';
  if (!words.some(({ word }) => bears(word))) {
    let first = 0;
    while (first < tokens.length && known(tokens[first].word)) first++;
    words = tokens.slice(0, first);
    if (!words.some(({ word }) => bears(word))) return null;
    server = first < tokens.length ? header.slice(tokens[first].from) : '';
  }
  server = server.replace(/^[\s\\([_-]+|[\s\\)\]_:.,;|([-]+$/g, '');
  if (UNIT_OF_NO_LOAD.test(server) && words.some(({ word }) => NO_LOAD.test(word))) server = '';
  return { server, ...measureOf(words) };
}

/** The word that is the unit, as the header writes it. */
function unitOf(words: readonly Token[]): { unit?: string } {
  const word = words.findLast(({ word }) => SIZE.test(word) || CLOCK.test(word));
  return word ? { unit: word.text } : {};
}

function measureOf(words: readonly Token[]): Omit<Meaning, 'server'> {
  const has = (pattern: RegExp) => words.some(({ word }) => pattern.test(word));
  const text = words.map((token) => token.text).join(' ');
  const percent = has(PERCENT);
  const statistic = has(PEAK) ? 'peak' : has(P95) ? 'p95' : has(AVERAGE) ? 'average' : null;
  const rate = has(RATE);
  const size = has(SIZE);
  const idle = has(IDLE);
  const base = { percent, statistic, idle: false, constant: null } as const;
  const as = (measure: MeasureId): Omit<Meaning, 'server'> => ({
    ...base,
    measure,
    scale: scaleFrom(text, measure),
    ...unitOf(words),
  });

  const unusable = { ...base, measure: null, scale: null };
  if (has(NO_LOAD)) return unusable;
  // The greatest of what was idle is the least of what was busy.
  if (idle && (statistic === 'peak' || statistic === 'p95')) return unusable;
  if (idle) return has(CPU) || !has(DISK) ? { ...as('busy'), scale: null, idle } : unusable;
  if (has(PART_OF_CPU) && (has(CPU) || percent)) return unusable;
  if (has(/^(switches|switches\/s(ec)?)$/)) return as('switches');
  if (has(/^(pages|pages\/s(ec)?)$/)) return as('pages');
  if (has(/^(ready|rdy)$/)) return as('ready');
  const counted = has(WHOLE) && !rate && !has(/^(iops|ios|tps)$/);
  if (counted && (has(OPERATIONS) || has(DISK) || has(NETWORK)) && !has(SPACE) && has(COUNTED_UP))
    return unusable;
  if (has(OPERATIONS) && !(has(/^ops$/) && has(CPU))) return as('transfers');
  if (has(MEMORY) && !rate) {
    if (has(PROVISIONED) || (has(WHOLE) && !has(TAKEN)))
      return percent ? unusable : { ...as('usedMiB'), measure: null, constant: 'memory' };
    if (percent || (has(/^util/) && !size)) {
      return { ...unusable, percent: true };
    }
    return as(has(FREE) ? 'availableMiB' : 'usedMiB');
  }
  if (has(NETWORK) || (has(/^(rx|tx|received|transmitted)$/) && !has(DISK))) {
    return percent ? unusable : as('networkMBs');
  }
  if (has(CLOCK)) {
    if (has(PROVISIONED) || has(/^speed$/)) return { ...as('usedGHz'), measure: null, constant: 'clock' };
    return as('usedGHz');
  }
  if (has(DISK) || has(SPACE)) {
    if (has(FREE) || percent || has(/^(number|#|no|nr|count)$/)) return unusable;
    if (rate) return size || has(/^throughput$/) ? as('diskMBs') : as('transfers');
    // Bytes that were read in a time that nobody says.
    if (has(/^(reads?|writes?)$/)) return size ? unusable : as('transfers');
    const whole = !has(USED) && (has(PROVISIONED) || has(WHOLE)) ? ({ whole: true } as const) : {};
    return { ...as('spaceGiB'), ...whole };
  }
  if (!percent && has(MANY_CPUS) && (has(AT_WORK) || (has(/^usage$/) && has(CPU) && has(PLURAL_CORES)))) {
    return { ...as('usedCores'), scale: null };
  }
  if (has(MANY_CPUS) && !percent && !has(/^(busy|util.*|load|usage)$/)) {
    return { ...base, measure: null, scale: null, constant: 'cores' };
  }
  // A load of what nobody says: a mean length of a queue as well as per cent.
  if (!percent && words.every(({ word }) => /^(load|current|value|average|avg|mean|max|peak)$/.test(word)))
    return unusable;
  if (has(CPU) || percent) {
    if (!percent && !has(/^(busy|util.*|load|usage)$/) && (has(CORES) || has(/^(number|#|no|nr)$/))) {
      return { ...base, measure: null, scale: null, constant: 'cores' };
    }
    return { ...as('busy'), scale: null };
  }
  if (rate && size) return as('diskMBs');
  // Bytes that went in or out in a time that nobody says, and sizes of what nobody says.
  return size && has(USED) && !has(NETWORK_WAY) ? as('usedMiB') : unusable;
}
