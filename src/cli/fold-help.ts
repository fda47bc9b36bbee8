import { USUAL_HORIZON } from '../estate/growth';
import { DEFAULT_SCENARIO } from '../scenario/scenario';
import { ceilingHelp, guestsHelp, hostHelp, profileHelp } from './field-help';
import { readHelp } from './readings';

/** What `hostfold fold --help` prints. */
export const foldHelp = `hostfold fold FILE... [options]      how many hosts do these servers fold onto?

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
