import { isoMoment } from '../estate/moment';
import type { Grid } from '../estate/estate';
import { slotLabel } from '../estate/grid';
import { assumedOverheads } from '../overhead/profile-bases';
import type { FoldAnswer, MachinesToBuy, PlanBasis, PlannedHost, Proof } from '../placement/answer';
import { fullestOf } from '../placement/fullest';
import type { SourceNote } from '../scenario/document';
import type { Scenario } from '../scenario/scenario';
import { filled } from './filled';
import { overheadFigures, type PlanOrigin } from './origin';

/** A proof with its moment as a time. */
type ProofDocument = Omit<Proof, 'measure'> & {
  readonly measure: { resource: string; slot: string | null; size: number } | null;
};

/** A plan as the command line and the page write it; field for field what `hostfold fold --json` documents. */
export interface PlanDocument {
  readonly hostCount: number;
  /** Hosts of the plan with fewest that was found; `lowerBound` and `proved` speak of it. */
  readonly fewest: number;
  /** What was made as small as it could be; `lowerBound` is in its unit: hosts, or money. */
  readonly objective: FoldAnswer['objective'];
  readonly lowerBound: number;
  readonly proved: boolean;
  /** Where the fewest hosts likely lie, by a count of plans: an estimate, no proof; null where it tells nothing. */
  readonly estimate: FoldAnswer['estimate'];
  /** What is printed for the number: proved of doubtful figures is the fewest for these figures. */
  readonly standing: FoldAnswer['standing'];
  /** What is to be bought. */
  readonly machines: MachinesToBuy;
  /** What the figures rest on; why they are doubtful, where they are. */
  readonly basis: {
    readonly coverage: number;
    readonly guessed: Readonly<Record<string, number>>;
    readonly clipped: number;
    /** Servers whose 95th percentiles are of fewer than 100 values. */
    readonly rough: number;
    /** Overheads that rest on an assumption. */
    readonly assumed: readonly string[];
    readonly doubts: readonly string[];
    /** Hosts with every overhead at the low and at the high end of its range; null where not counted. */
    readonly overheadHosts: PlanBasis['overheadHosts'];
    /** Days that plans can be planned on and tested on: those of which half was measured. */
    readonly testDays: number;
    readonly window: { readonly from: string; readonly to: string; readonly days: number } | null;
  };
  /** Where the plan is fullest, as a share of the host's capacity. */
  readonly fullest: {
    readonly fraction: number;
    /** No plan of as many hosts keeps its fullest moment below this; null where the plan was not evened. */
    readonly bound: number | null;
    readonly host: number;
    readonly resource: string;
    readonly slot: string | null;
  } | null;
  /** What the search was given. */
  readonly search: FoldAnswer['search'];
  /** What proves the bound, for anyone to check; null where it rests on a simpler argument, or on nothing. */
  readonly proof: ProofDocument | null;
  readonly endedBy: FoldAnswer['endedBy'];
  readonly policy: string;
  readonly profile: string;
  readonly resources: readonly { name: string; unit: string }[];
  readonly hosts: readonly {
    name: string;
    kind: string;
    guests: readonly string[];
    peak: Record<string, number>;
    capacity: Record<string, number>;
    ceiling: Record<string, number>;
    /** Of its ceiling. */
    binding: { resource: string; slot: string | null; fraction: number };
    /** What has no room for a further server like any of its own. */
    blocks: string | null;
    /** The same as % of the host's capacity, as page and table show it. */
    'filled %': number;
  }[];
  readonly native: FoldAnswer['native'];
  readonly unplaced: FoldAnswer['unplaced'];
  readonly leftOut: FoldAnswer['leftOut'];
  readonly assumedUse: FoldAnswer['assumedUse'];
  readonly today: FoldAnswer['today'];
  readonly withFailures: FoldAnswer['withFailures'];
  readonly demand: FoldAnswer['demand'];
  readonly policies: FoldAnswer['policies'];
  readonly ignored: FoldAnswer['ignored'];
  readonly cost: number | null;
  /** Shares of busy time that workload classes supplied, 0..1. */
  readonly assumed: FoldAnswer['assumed'];
  readonly advice: FoldAnswer['advice'];
  readonly findings: FoldAnswer['findings'];
  /** The busiest moment over all hosts, and what processors (GHz) and memory (MiB) are used for. */
  readonly overhead: { readonly slot: string | null; readonly parts: FoldAnswer['overhead']['parts'] };
  readonly memory: FoldAnswer['memory'];
  /** Overhead figures that were folded with; choices and facts, and the files: this document opens as a scenario. */
  readonly figures?: Readonly<Record<string, number>>;
  readonly scenario?: Scenario;
  readonly files?: readonly SourceNote[];
}

/** Six significant digits: more than any counter has, and no float32 tail in a document. */
const tidy = (value: number) => +value.toPrecision(6);

/** What is not limited has no number in JSON and is left out. */
function tidyAll(values: Partial<Record<string, number>>): Record<string, number> {
  const known = Object.entries(values).filter(([, v]) => v !== undefined && Number.isFinite(v)) as [
    string,
    number,
  ][];
  return Object.fromEntries(known.map(([name, v]) => [name, tidy(v)]));
}

function proofDocument({ measure, ...proof }: Proof, grid: Grid): ProofDocument {
  if (!measure) return { ...proof, measure };
  return {
    ...proof,
    measure: {
      ...measure,
      size: tidy(measure.size),
      slot: measure.slot === null ? null : slotLabel(grid, measure.slot),
    },
  };
}

function basisDocument({ basis, profile }: FoldAnswer): PlanDocument['basis'] {
  const { coverage, guessed, clipped, rough, doubts, overheadHosts, testDays, window } = basis;
  return {
    coverage: tidy(coverage),
    guessed,
    clipped,
    rough,
    assumed: assumedOverheads(profile).map(({ id }) => id),
    doubts,
    overheadHosts,
    testDays,
    window: window && { ...window, from: isoMoment(window.from), to: isoMoment(window.to) },
  };
}

function fullestDocument(answer: FoldAnswer): PlanDocument['fullest'] {
  const fullest = fullestOf(answer);
  if (!fullest) return null;
  const { fraction, host, resource, slot } = fullest;
  return {
    fraction: tidy(fraction),
    bound: answer.evened?.bound == null ? null : tidy(answer.evened.bound),
    host,
    resource,
    slot: slot === null ? null : slotLabel(answer.grid, slot),
  };
}

/** The proof alone, as text. */
export function proofToJson({ proof, grid }: FoldAnswer): string {
  return `${JSON.stringify(proof && proofDocument(proof, grid), null, 2)}\n`;
}

/** The answer as a document for machines. */
export function planDocument(answer: FoldAnswer, origin?: PlanOrigin): PlanDocument {
  const host = (h: PlannedHost) => ({
    name: h.name,
    kind: h.kind.name,
    guests: h.guests,
    peak: tidyAll(h.peak),
    capacity: tidyAll(h.capacity),
    ceiling: tidyAll(h.ceiling),
    binding: {
      resource: h.binding.resource,
      slot: h.binding.slot === null ? null : slotLabel(answer.grid, h.binding.slot),
      fraction: tidy(h.binding.fraction),
    },
    blocks: h.blocks,
    'filled %': Number(filled(h)),
  });
  return {
    hostCount: answer.hostCount,
    fewest: answer.evened?.fewest ?? answer.hostCount,
    objective: answer.objective,
    lowerBound: answer.lowerBound,
    proved: answer.proved,
    estimate: answer.estimate && { ...answer.estimate, counted: tidy(answer.estimate.counted) },
    standing: answer.standing,
    machines: answer.machines,
    basis: basisDocument(answer),
    fullest: fullestDocument(answer),
    search: answer.search,
    proof: answer.proof && proofDocument(answer.proof, answer.grid),
    endedBy: answer.endedBy,
    policy: answer.policy,
    profile: answer.profile,
    resources: answer.resources.map((r) => ({ name: r.id, unit: r.unit })),
    hosts: answer.hosts.map(host),
    native: answer.native,
    unplaced: answer.unplaced,
    leftOut: answer.leftOut,
    assumedUse: answer.assumedUse,
    today: answer.today,
    withFailures: answer.withFailures,
    demand: Object.fromEntries(
      Object.entries(answer.demand).map(([id, of]) => [id, tidyAll(of)]),
    ) as FoldAnswer['demand'],
    policies: answer.policies,
    ignored: answer.ignored,
    cost: answer.cost,
    assumed: answer.assumed.map(({ guest, kernel, interrupt }) => ({
      guest,
      kernel: tidy(kernel),
      interrupt: tidy(interrupt),
    })),
    advice: answer.advice,
    findings: answer.findings,
    overhead: {
      slot: answer.grid.slots > 1 ? slotLabel(answer.grid, answer.overhead.slot) : null,
      parts: answer.overhead.parts.map((part) => ({ ...part, value: tidy(part.value) })),
    },
    memory: answer.memory.map((part) => ({ ...part, value: tidy(part.value) })),
    ...(origin ? { figures: overheadFigures(origin.scenario), ...origin } : {}),
  };
}

/** The document as text. */
export function planToJson(answer: FoldAnswer, origin?: PlanOrigin): string {
  return `${JSON.stringify(planDocument(answer, origin), null, 2)}\n`;
}
