import type { LeftOut } from '../../../estate/estate';
import type { Question } from '../../../estate/question';
import type { Reading, Understood } from '../../../estate/recording';
import { summaryOf, type ServerSummary } from '../../../estate/summary';

/** What was made of a file, to be looked at: its series live with the planner. */
export interface FileRead {
  readonly shape: string;
  /** Its first rows as they are written. */
  readonly first: readonly (readonly string[])[];
  readonly understood: readonly Understood[];
  readonly questions: readonly Question[];
  readonly leftOut: readonly LeftOut[];
  /** The first of its servers. */
  readonly servers: readonly (ServerSummary & { readonly name: string })[];
  /** How many servers it has in all. */
  readonly serverCount: number;
  /** Columns or counters that are not used, by name. */
  readonly unused: readonly string[];
}

/** Servers that are summed up; more are counted. */
const MOST_SERVERS = 500;

/** Sums up a reading before it is handed over. */
export function fileRead(reading: Reading): FileRead {
  const { shape = '', first = [], understood = [], questions = [], leftOut = [], recordings } = reading;
  return {
    shape,
    first,
    understood,
    questions,
    leftOut,
    servers: recordings
      .slice(0, MOST_SERVERS)
      .map((recording) => ({ name: recording.server, ...summaryOf([recording]) })),
    serverCount: recordings.length,
    unused: [
      ...new Set(
        reading.counters.flatMap(({ counter, measure, fact }) =>
          measure === null && !fact ? [counter] : [],
        ),
      ),
    ],
  };
}

/** What a question proposes: a mapping to begin with. */
export const proposedFor = (questions: readonly Question[]): Record<string, NonNullable<Question['guess']>> =>
  Object.fromEntries(questions.flatMap(({ column, guess }) => (guess ? [[column, guess]] : [])));
