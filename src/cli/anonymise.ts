import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { Facts } from '../estate/guest';
import { own } from '../estate/own';
import type { Reading, Recording } from '../estate/recording';
import { parseLicenceRules } from '../licences/parse';
import type { LicenceRules } from '../licences/rules';
import type { Scenario } from '../scenario/scenario';

/** Names in the order in which they were met, each with an alias that tells nothing: `server-07`. */
class Aliases {
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly noun: string,
    /** How many there are; numbers are as wide as that. */
    private readonly most = 0,
  ) {}

  /** The empty word stands for none, and stays. */
  of(name: string): string {
    if (name === '') return '';
    const number = this.numbers.get(name) ?? this.numbers.size + 1;
    this.numbers.set(name, number);
    return `${this.noun}-${String(number).padStart(String(this.most).length, '0')}`;
  }
}

/** Readings and choices under other names, as if they had been read so. */
export interface Renamed {
  readonly readings: readonly Reading[];
  readonly scenario: Scenario;
}

/** What the command line calls a kind of host that was given no name. */
const UNNAMED = /^host( \d+)?$/;
/** Names that are words of findings, too: put in the place of one they would make nonsense, and they give nothing away. */
const PLAIN =
  /^(?:.{1,2}|\d+|cpu|memory|disk|net|network|space|host|hosts|guest|guests|server|servers|file|files|row|rows|column|columns|line|lines|time|times|name|names|the|and|are|not|one|read|used)$/i;

/**
 * Gives servers, files, groups, images, processes and kinds of host other names in what is to be folded, so that all
 * that is computed and written speaks of those. Equal names stay equal, and different ones different.
 * @param paths of the files, in order
 */
export class Anonymiser {
  private readonly files = new Map<string, string>();
  private readonly spelled = new Map<string, string>();
  /** Hosts that a table of who runs where names. */
  private hosts: Aliases | null = null;
  /** Servers that such a table alone names. */
  private readonly strangers = new Aliases('other');

  constructor(paths: readonly string[]) {
    paths.forEach((path, i) => {
      // Standard input has no name.
      if (path === '-') return;
      this.files.set(path, `file-${i + 1}`);
      this.files.set(path.split(/[\\/]/).at(-1)!, `file-${i + 1}`);
    });
  }

  rename(readings: readonly Reading[], scenario: Scenario): Renamed {
    const recordings = readings.flatMap((reading) => reading.recordings);
    const leftOut = readings.flatMap((reading) => reading.leftOut ?? []);
    const given = [...recordings.map(({ server }) => server), ...leftOut.map(({ guest }) => guest)];
    const keys = new Set(given.map((server) => server.toLowerCase()));
    const servers = new Aliases('server', keys.size);
    const [images, groups, kinds] = [new Aliases('image'), new Aliases('group'), new Aliases('kind')];
    const [processes, columns] = [new Aliases('process'), new Aliases('column')];
    // Products that rules of licences look for are known to everybody.
    const rules = scenario.licences && parseLicenceRules(scenario.licences);
    const products = new Set(
      rules?.products.flatMap(({ guests }) => guests.process).map((n) => n.toLowerCase()),
    );
    const told = (name: string) => products.has(name.toLowerCase().replace(/#\d+$/, ''));
    // The estate joins spellings that differ in case, and shows the first.
    for (const server of given) this.spelled.set(server, servers.of(server.toLowerCase()));
    const hosts = new Aliases('host-of-today');
    const clusters = new Aliases('cluster');
    const today = [
      ...readings.flatMap((reading) => (reading.hosts ?? []).map(({ name }) => name)),
      ...recordings.flatMap(({ on }) => (on === undefined ? [] : [on])),
    ];
    for (const name of today) this.spelled.set(name, hosts.of(name.toLowerCase()));
    const kindOf = (name: string) => (UNNAMED.test(name) ? name : kinds.of(name));
    const factsOf = <F extends Partial<Facts>>(facts: F): F => ({
      ...facts,
      ...(facts.image === undefined ? {} : { image: images.of(facts.image) }),
      ...(facts.together === undefined ? {} : { together: groups.of(facts.together) }),
      ...(facts.apart === undefined
        ? {}
        : {
            apart: facts.apart
              .split(';')
              .map((word) => groups.of(word.trim()))
              .join(';'),
          }),
      ...(facts.host === undefined ? {} : { host: kindOf(facts.host) }),
    });
    const recordingOf = (recording: Recording): Recording => ({
      ...recording,
      server: this.spelled.get(recording.server)!,
      source: this.hide(recording.source),
      facts: factsOf(recording.facts),
      processes: recording.processes.map((name) => (told(name) ? name : processes.of(name))),
      ...(recording.on === undefined ? {} : { on: this.spelled.get(recording.on)! }),
      ...(recording.alias === undefined ? {} : { alias: this.spelled.get(recording.alias) ?? '' }),
    });
    const first = new Map(recordings.map(({ server }) => [server.toLowerCase(), server] as const).reverse());
    const edits = [...first.values()].flatMap((server) => {
      const facts = own(scenario.edits, server);
      return facts ? [[this.spelled.get(server)!, factsOf(facts)] as const] : [];
    });
    return {
      readings: readings.map((reading) => ({
        ...reading,
        name: this.hide(reading.name),
        recordings: reading.recordings.map(recordingOf),
        leftOut: reading.leftOut?.map(({ guest, why }) => ({
          guest: this.spelled.get(guest)!,
          why: this.hide(why),
        })),
        ...(reading.hosts && {
          hosts: reading.hosts.map((host) => ({
            ...host,
            name: this.spelled.get(host.name)!,
            cluster: clusters.of(host.cluster),
            model: '',
          })),
        }),
        counters: [],
        understood: [],
        first: [],
        questions: reading.questions?.map((question) => ({
          ...question,
          file: this.hide(question.file),
          column: columns.of(question.column),
          why: this.hide(question.why),
        })),
        findings: reading.findings.map((finding) => this.finding(finding)),
      })),
      scenario: {
        ...scenario,
        hosts: scenario.hosts.map((host) => ({ ...host, name: kindOf(host.name) })),
        edits: Object.fromEntries(edits),
        // All is read: names of columns serve no more.
        mapped: undefined,
        ...(scenario.shifts && { shifts: this.byServer(scenario.shifts) }),
        ...(scenario.rescheduled && { rescheduled: this.byServer(scenario.rescheduled) }),
        ...(rules && { licences: this.licences(rules) }),
      },
    };
  }

  /** Values by the name of a server or a file, each under its alias. */
  byServer<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    const alias = new Map([...this.spelled].map(([name, as]) => [name.toLowerCase(), as]));
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        alias.get(name.toLowerCase()) ?? this.hide(name, true),
        value,
      ]),
    );
  }

  /** Rules of licences, with servers that they name under their aliases. */
  private licences(rules: LicenceRules): LicenceRules {
    const alias = new Map([...this.spelled].map(([name, as]) => [name.toLowerCase(), as]));
    return {
      ...rules,
      products: rules.products.map(({ guests, ...product }) => ({
        ...product,
        guests: { ...guests, name: guests.name.flatMap((name) => alias.get(name.toLowerCase()) ?? []) },
      })),
    };
  }

  /** A row of a placement, known names replaced. */
  placed<R extends { readonly guest: string; readonly host: string; readonly where: string }>(row: R): R {
    const hosts = (this.hosts ??= new Aliases('host-of-today'));
    const alias = (name: string) => {
      const lower = name.toLowerCase();
      return [...this.spelled].find(([known]) => known.toLowerCase() === lower)?.[1];
    };
    const guest = alias(row.guest) ?? this.strangers.of(row.guest.toLowerCase());
    return {
      ...row,
      guest,
      host: alias(row.host) ?? hosts.of(row.host.toLowerCase()),
      where: this.hide(row.where, true),
    };
  }

  /** A finding that was made under the old names: what it quotes of a file is left out, names in it are replaced. */
  finding({ level, where, text, fix }: Finding, known = this.spelled): Finding {
    return {
      level,
      // Facts that were typed in are told by their server's name.
      where: this.hide(where.replace(/: edits\..*/, ': edits'), true, known),
      text: this.hide(text, false, known),
      ...(fix === undefined ? {} : { fix: this.hide(fix, false, known) }),
    };
  }

  /** The same for an error; any that is no matter of the input stays. */
  error(error: unknown, known = this.spelled): unknown {
    if (!(error instanceof InputError)) return error;
    const { where, text, fix } = this.finding(error.finding, known);
    return new InputError(where, text, fix);
  }

  /** An error that speaks of servers by their aliases already, and of files. */
  errorOfAliases(error: unknown): unknown {
    return this.error(error, new Map());
  }

  /** Words that somebody gave, names in them replaced. */
  words(text: string): string {
    return this.hide(text.replaceAll('"', ''), true);
  }

  /**
   * @param names whether the text is a list of names, where short ones count, too
   * @param spelled names of servers and hosts that may stand in it
   */
  private hide(text: string, names = false, spelled: ReadonlyMap<string, string> = this.spelled): string {
    const known = new Map([...spelled].filter(([name]) => names || !PLAIN.test(name)));
    for (const [path, alias] of this.files) known.set(path, alias);
    const longest = [...known.keys()].filter(Boolean).sort((a, b) => b.length - a.length);
    const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, '"…"').replace(/ \[[^\]]*\]/g, ' [sheet]');
    if (longest.length === 0) return plain;
    const any = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    // Whole words only: `web` is no part of `webbing`.
    const words = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${any})(?![\\p{L}\\p{N}_])`, 'gu');
    return plain.replace(words, (name) => known.get(name)!);
  }
}
