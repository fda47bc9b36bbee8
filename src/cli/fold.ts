import { parseArgs } from 'node:util';
import { Backtest } from '../decide/backtest';
import { compare } from '../decide/compare';
import { daysKnown } from '../decide/days-known';
import { fly } from '../decide/flight/fly';
import { ReadyByHosts, keepReady, keepsReady, readyOfPlan } from '../decide/flight/keep-ready';
import { policiesBeside } from '../decide/policies';
import { uncertainty } from '../decide/uncertainty';
import { openLocalHost } from '../dispatch/local';
import { createNodeEngine } from '../engine/node';
import { USUAL_HORIZON } from '../estate/growth';
import type { Estate } from '../estate/estate';
import { daysOf } from '../estate/days';
import { InputError } from '../estate/finding';
import { Licensing } from '../licences/bill';
import { parseLicenceRules } from '../licences/parse';
import { PROFILE_IDS } from '../overhead/profiles';
import type { FoldAnswer } from '../placement/answer';
import { fold, type FoldHooks, type KnownFold } from '../placement/fold';
import { foldCertificate } from '../placement/certified';
import type { Drill } from '../placement/spares';
import { reportToHtml } from '../report/document/html';
import { reportToMarkdown } from '../report/document/markdown';
import type { PlanReport } from '../report/document/model';
import { planReport } from '../report/document/plan';
import type { BesidePlan } from '../report/beside';
import { planDocument } from '../report/json';
import { movesDocument } from '../report/moves';
import { DEFAULT_SCENARIO } from '../scenario/scenario';
import { Anonymiser } from './anonymise';
import { estateFrom } from './fold-estate';
import { ceilingHelp, guestsHelp, hostHelp, profileHelp } from './field-help';
import { OPTIONS, samplesOf, withUsual } from './fold-options';
import type { Values } from './fold-options';
import { readable } from './fold-words';
import { refuseTwice, writeOutput } from './inputs';
import type { Io, VerbRun, Verb } from './io';
import { sayFinding } from './io';
import { LISTED, asksMoves, movesFor } from './moves';
import { USUAL_RULES, licensed, withLicences } from './licences';
import { readHelp } from './readings';
import { changesOf, whatIfs } from './what-if';

const help = `hostfold fold FILE... [options]      how many hosts do these servers fold onto?

FILE: counter logs and tables; - reads standard input. Several make one estate.
  --profile NAME       ${profileHelp()}
                       (default vsphere8)
  --present NAME       on which of these servers ran that are virtual already, where the data does not say; not said:
                       nothing is taken out of their figures, and nothing added for what a guest pays
  --host cores=8,rating=3,memory=65536,...   repeat with count= for an inventory, or with price= for a catalogue, of
                       which the cheapest mix is looked for (default cores=32,rating=2.6,threads=64,memory=524288):
${hostHelp()}
  --ceiling cpu=80,memory=90    per cent that may be filled (default cpu=80, bare and the rest 100) of
                       ${ceilingHelp()}
  --policy peak-of-sums|sum-of-p95|sum-of-peaks
  --slot 5m            length of a slot: s, m or h
  --align wall|time-of-day|time-of-week
  --aggregate mean|p95|max      of the samples in a slot
  --host today         the hosts that an inventory among the files lists (RVTools), kinds with their counts
  --assume-use 25      % of the configured processors that servers use, all the time, of which no file tells how busy
                       they are; by class: database=40,web=20,other=25 (not said: it is asked, exit code 1)
${readHelp}
  --guests FILE        table of what counters cannot tell, a row for each server; its columns:
${guestsHelp()}
  --work N             kernel steps for each search (default ${DEFAULT_SCENARIO.work}): the same answer everywhere; or
                       --seconds S for all that is asked for: then the answer depends on the machine
  --seed N   --failures N (default 1)   --scenario FILE (options override it)   --json
  --uncertainty N      N samples over the ranges of the overhead figures, and over days where several were measured
  --hosts N            exactly N hosts, evened: the fullest moment as low as can be (default: the fewest, evened)
  --backtest [0.001]   plans on the first days and tests on the next, walking forward, by number of hosts; prints the
                       plan of as many as keep that part of all host-slots over capacity (needs two days)
  --growth 10          loads as they will be: % a year, or by class: web=20,database=5,other=0
  --horizon 24         in so many months (default ${USUAL_HORIZON})
  --reschedule NAME=22:00-23:30+3h     what this server does in that stretch of each day is done so much later (or
                       earlier: -90m), and what it did then takes its place; repeatable
  --what-if "--growth 10 --ceiling cpu=90"     the same servers with these choices in place of those of the plan, and the
                       machines that saves; repeatable: --profile, --host, --ceiling, --policy, --failures, --growth,
                       --horizon, --reschedule
  --licences FILE      prices licences by the rules in FILE (hostfold licences prints some to edit; docs/licences.md), or
                       without FILE by those that come with Hostfold; gathers guests onto fewer hosts where that pays
  --drill              each host of the plan with failures fails in turn
  --fly                simulate each planned host at its fullest moment and at one in each quarter of the window, over
                       what no counter tells (bursts, late ticks): ready, co-stop, delay, slow-down, what meters will
                       show, each as a range; and ready against virtual processors for each core
  --ready 5            as many hosts, evened, as keep every guest's ready at 5 % of its time or less, by simulation of
                       the plan; says what that costs in hosts (exit code 1 where no number that was tried keeps it)
  --compare            the same servers under every profile
  --from TABLE         who runs where today, a table of guest and host, or today: as an inventory among the files says.
                       The plan is the one with fewest hosts and then fewest moves, with the order of the moves;
                       --hosts N or --give-up H: onto so many hosts, or without so many of today's
  --within M           as even as M moves make it        --at-once N  moves in a wave (default 4)
  --convert            a rolling conversion: today's hosts are emptied, made into those of --host, and filled again
  --steps FILE.csv|FILE.json     writes the steps
  --report FILE.md|FILE.html   writes all of it as a report, with --compare and --drill, and with --backtest where two
                       days were measured
  --certificate FILE   writes what proves the number, for hostfold verify and verify/verify.py to check
  --anonymise          server and file names replaced in all that is written
`;

/** Parts of the work that share the seconds that were given. */
const SHARING = ['backtest', 'ready', 'uncertainty', 'fly', 'compare', 'what-if'] as const;

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const began = performance.now();
  const { values: given, positionals } = parseArgs({
    args: withUsual(args),
    options: OPTIONS,
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new InputError('fold', 'found no file; expected at least one.', 'See hostfold fold --help.');
  const report = given.report === undefined ? null : reportFormOf(given.report);
  const values: Values = { ...given, ...(report && { compare: true, drill: true }) };
  const samples = values.uncertainty === undefined ? null : samplesOf(values.uncertainty);
  const paths = [...positionals, ...(values.guests === undefined ? [] : [values.guests])];
  refuseTwice([...paths, values.scenario, values.map]);
  const cover = values.anonymise ? new Anonymiser([...paths, ...pathsBeside(values)]) : null;
  try {
    return await planned({ values, samples, paths, cover, report, began }, io, run);
  } catch (error) {
    throw cover ? cover.errorOfAliases(error) : error;
  }
}

/** Files that options name, besides those that are folded. */
function pathsBeside(values: Values): string[] {
  const named = (['scenario', 'map', 'from', 'licences', 'certificate', 'report', 'steps'] as const).map(
    (option) => values[option],
  );
  return named.filter((path) => path !== undefined && path !== LISTED && path !== USUAL_RULES) as string[];
}

/** What was asked for. */
interface Asked {
  readonly values: Values;
  readonly samples: number | null;
  readonly paths: readonly string[];
  readonly cover: Anonymiser | null;
  readonly report: ((report: PlanReport) => string) | null;
  /** When the run began, in `performance.now()`. */
  readonly began: number;
}

async function planned(
  { values, samples, paths, cover, report, began }: Asked,
  io: Io,
  run: VerbRun,
): Promise<number> {
  const { measured, estate, scenario, files } = await estateFrom(paths, values, io, cover);
  if (estate.questions?.length) return ask(estate, values.json ?? false, io, run);
  if (estate.unmeasured) {
    for (const finding of estate.findings) io.err(sayFinding(finding));
    const question = {
      servers: estate.unmeasured,
      why: 'nothing tells how busy their processors are',
      option: '--assume-use',
    };
    run.answer = (stopped) =>
      values.json ? JSON.stringify({ questions: [question], stopped }, null, 2) : null;
    return 1;
  }

  const changes = await changesOf(values['what-if'] ?? [], scenario, measured, cover);
  const days = daysOf(estate).length;
  // A report tells the risk: with two days it picks the number, and one day is told for what it is.
  const tolerance = values.backtest !== undefined || (report && days > 1) ? scenario.tolerance : null;
  // Seconds that were given are for all that is asked for: each part gets its share of what is left.
  let parts = 1 + SHARING.filter((part) => values[part] || (part === 'backtest' && report)).length;
  const total = values.seconds === undefined ? null : (scenario.seconds ?? null);
  const share = () => {
    if (total === null) return scenario.seconds;
    return Math.max(0, (total - (performance.now() - began) / 1000) / parts--);
  };
  const within = async <T>(part: string, work: (signal: AbortSignal) => Promise<T>) => {
    const ends = total === null ? [] : [AbortSignal.timeout(Math.ceil(share()! * 1000))];
    const ended = AbortSignal.any([run.signal, ...ends]);
    const done = await work(ended);
    if (ended.aborted && !run.signal.aborted)
      io.err(`warning: --${part}: the seconds ended before all of it was done; give it more.`);
    return done;
  };

  const more: { -readonly [K in keyof BesidePlan]: BesidePlan[K] } = {};
  let latest: (() => FoldAnswer) | null = null;
  let folded = null as KnownFold | null;
  // What was folded first, and what is printed of it.
  let shown = folded;
  const onDrill = values.drill ? (drill: Drill | null) => (more.drill = drill) : undefined;
  const early = run.answer;
  run.answer = (stopped) => {
    if (!latest) return early(stopped);
    const answer = latest();
    for (const finding of answer.findings) io.err(sayFinding(finding));
    const moves = more.moves && { moves: movesDocument(more.moves) };
    const { risk: tests } = more;
    const risk = tests && { risk: { ...tests, byDays: daysKnown(tests, tests.tolerance) } };
    if (values.json)
      return JSON.stringify(
        { ...planDocument(answer, { scenario, files }), ...more, ...moves, ...risk, stopped },
        null,
        2,
      );
    return `${stopped ? 'Stopped: this is what was known by then.\n' : ''}${readable(answer, more)}`;
  };
  const { signal } = run;
  const engine = await createNodeEngine();
  const seconds = share();
  if (tolerance !== null && days < 2) throw tooFewDays(estate, days);
  let answer = await fold(estate, { ...scenario, seconds }, engine, {
    signal,
    until: total === null ? undefined : performance.now() + 1000 * seconds!,
    sides: policiesBeside,
    onProgress: (news) => (latest = () => news.answer()),
    onResult: (result) => (folded = shown = result),
    onDrill,
  });
  latest = () => answer;
  /** The same fold, once it is settled, with another plan. */
  const again: FoldHooks = { settled: true, onDrill, onResult: (result) => (shown = result) };
  if (tolerance === null && days > 1 && scenario.exactly === undefined) answer = untested(answer, days);
  if (tolerance !== null && !signal.aborted && answer.hosts.length > 0) {
    const fewest = answer.evened?.fewest ?? answer.hostCount;
    const test = new Backtest(estate, scenario, engine, fewest);
    const risk = await within('backtest', (ended) =>
      test.run(tolerance, { signal: ended, tell: (now) => (more.risk = now) }),
    );
    more.risk = risk;
    // The plan that is printed is the one that risk picks.
    if (risk.chosen !== null && scenario.exactly === undefined && risk.chosen !== answer.hostCount && folded)
      answer = await fold(estate, { ...scenario, exactly: risk.chosen }, engine, {
        ...again,
        known: folded,
      });
  }
  if (report && days === 1 && estate.grid.slots > 1 && !signal.aborted && answer.hosts.length > 0) {
    const test = new Backtest(estate, scenario, engine, answer.evened?.fewest ?? answer.hostCount);
    more.risk = await within('backtest', (ended) => test.run(scenario.tolerance, { signal: ended }));
  }
  const { ready: limit } = scenario;
  if (limit !== undefined && !signal.aborted && answer.hosts.length > 0 && folded) {
    const by = new ReadyByHosts(estate, scenario, engine, openLocalHost, folded);
    // Where somebody chose how many, it is that plan which is asked whether it keeps the limit.
    const numbers = scenario.exactly === undefined ? by.numbers : [answer.hostCount];
    const at = (hosts: number, ended?: AbortSignal) => by.at(hosts, ended);
    const fewest = folded.evened.fewest;
    more.ready = await within('ready', (ended) =>
      keepReady({ numbers, fewest, at }, limit, answer.hostCount, ended),
    );
    const hosts = more.ready?.kept ? more.ready.hosts : answer.hostCount;
    if (hosts !== answer.hostCount)
      answer = await fold(estate, { ...scenario, exactly: hosts }, engine, { ...again, known: folded });
  }
  const tried = answer.hosts;
  const rules = scenario.licences && parseLicenceRules(scenario.licences);
  const licensing = rules && new Licensing(rules, estate.guests);
  if (licensing && !asksMoves(values)) {
    const known = resultIn(shown);
    const priced = await licensed(licensing, estate, scenario, answer, known, engine, again, signal);
    more.licences = priced.licences;
    answer = priced.answer;
  }
  if (asksMoves(values) && !signal.aborted) {
    const known = folded as KnownFold | null;
    const exactly = more.ready?.kept ? more.ready.hosts : scenario.exactly;
    const moves = await movesFor(estate, { ...scenario, exactly }, known?.evened.plan ?? null, values, cover);
    for (const finding of moves.findings) io.err(sayFinding(finding));
    more.moves = moves;
    if (known && moves.plan) {
      const { plan } = moves;
      const moved = await fold(estate, scenario, engine, { known, settled: true, given: plan.fold });
      answer = namedHosts(moved, plan.names);
      if (licensing) {
        const priced = withLicences(answer, licensing.bill(answer, scenario.hosts));
        more.licences = priced.licences;
        answer = priced.answer;
      }
    }
  }
  // Moves and licences have plans of their own.
  if (more.ready && answer.hosts !== tried && !signal.aborted) {
    const moved = await readyOfPlan(answer, estate, scenario, openLocalHost, signal).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error;
        return null;
      },
    );
    if (moved)
      more.ready = {
        ...more.ready,
        kept: keepsReady(moved, more.ready.limit),
        hosts: moved.hosts,
        tried: [...more.ready.tried, moved],
      };
  }
  if (values.certificate !== undefined)
    await writeOutput(
      '--certificate',
      values.certificate,
      JSON.stringify(foldCertificate(estate, scenario, resultIn(folded)?.result ?? null)),
    );
  if (samples !== null && !signal.aborted)
    more.uncertainty = await within('uncertainty', (ended) =>
      uncertainty(estate, scenario, engine, samples, answer.hosts, { signal: ended }),
    );
  if (values.fly && !signal.aborted) {
    const { hosts, ratios } = await within('fly', (ended) =>
      fly(answer, estate, scenario, openLocalHost, ended),
    );
    [more.flown, more.consolidation] = [hosts, ratios];
  }
  if (values.compare && !signal.aborted) {
    // Each alternative ends by its own part of the seconds: of one without a row, nobody would know.
    const seconds = total === null ? scenario.seconds : share()! / PROFILE_IDS.length;
    const billed = licensing && ((row: FoldAnswer) => licensing.bill(row, scenario.hosts).total);
    more.compare = await compare(estate, { ...scenario, seconds }, engine, signal, billed);
  }
  if (changes.length > 0 && !signal.aborted) {
    const each = total === null ? scenario.seconds : share()! / (1 + changes.length);
    more.whatIf = await whatIfs(measured, scenario, changes, engine, each, signal);
  }
  if (report && signal.aborted)
    io.err('warning: --report: stopped before everything that it tells was known; it was not written.');
  else if (report) {
    const whole = planReport(latest(), more, { scenario, files });
    await writeOutput('--report', values.report!, report(whole));
  }
  return more.ready && !more.ready.kept ? 1 : 0;
}

/** How a report is written, by the end of its file's name. @throws InputError for any other */
function reportFormOf(path: string): (report: PlanReport) => string {
  if (/\.(md|markdown)$/i.test(path)) return reportToMarkdown;
  if (/\.html?$/i.test(path)) return reportToHtml;
  throw new InputError('--report', `found ${path}; expected a file whose name ends in .md or .html.`);
}

/** What a fold came to, from the hook that tells it. */
const resultIn = (folded: KnownFold | null): KnownFold | null => folded;

/** The hosts of a plan under the names that they have today. */
function namedHosts(answer: FoldAnswer, names: readonly string[]): FoldAnswer {
  return { ...answer, hosts: answer.hosts.map((host, h) => ({ ...host, name: names[h] ?? host.name })) };
}

/** Says that plans could have been tested on days that they have not seen. */
function untested(answer: FoldAnswer, days: number): FoldAnswer {
  const finding = {
    level: 'info',
    where: 'days',
    text: `${days} days were measured: these are the fewest hosts for all of them, and no plan was tested on days that it has not seen.`,
    fix: '--backtest tests plans on days kept back, and picks the number of hosts by that.',
  } as const;
  return { ...answer, findings: [...answer.findings, finding] };
}

function tooFewDays({ grid }: Estate, days: number): InputError {
  const why =
    grid.align === 'wall'
      ? days === 0
        ? 'found no day on which half of the servers were measured'
        : 'found one day'
      : `found days laid over each other (--align ${grid.align})`;
  return new InputError(
    '--backtest',
    `${why}; expected two at least, the later to test what the earlier ones plan.`,
    grid.align === 'wall'
      ? 'Log a week, at slots of five minutes or so, and give it whole; or ask the page what one day can tell.'
      : 'Give --align wall.',
  );
}

/** Nothing is planned on what was not understood. @returns the exit code of an open question */
function ask({ questions = [], findings }: Estate, json: boolean, io: Io, run: VerbRun): number {
  for (const finding of findings) io.err(sayFinding(finding));
  for (const { file, column, why } of questions)
    io.err(`question: ${file}: ${column}: ${why} Answer with --map FILE, or see hostfold read.`);
  run.answer = () =>
    json
      ? JSON.stringify({ questions, findings }, null, 2)
      : 'No plan: a question is open. See hostfold read.';
  return 1;
}

export const foldVerb: Verb = { help, options: OPTIONS, run };
