import type { Estate } from '../../estate/estate';
import { Licensing } from '../../licences/bill';
import { parseLicenceRules } from '../../licences/parse';
import { usualRules } from '../../licences/usual';
import type { FoldAnswer } from '../../placement/answer';
import type { BesidePlan } from '../../report/beside';
import { reportToHtml } from '../../report/document/html';
import { reportToMarkdown } from '../../report/document/markdown';
import type { PlanReport } from '../../report/document/model';
import { planReport, type Remedies } from '../../report/document/plan';
import type { PlanOrigin } from '../../report/origin';

/** Which card works out what a report lacks. */
const BY_CARDS: Remedies = {
  compare: 'open Alternatives',
  risk: 'risk against hosts does, where two days were measured',
  drill: 'open Failure drill, with one host failing at a time',
  uncertainty: 'open Uncertainty',
  flown: 'open Flown before bought',
  licences: 'open Licences',
};

/** The report of an answer of the page, its licences priced by the rules that were chosen or those that come with the program. */
export function makeReport(
  answer: FoldAnswer,
  estate: Estate,
  beside: BesidePlan,
  origin: PlanOrigin,
): PlanReport {
  const { licences: chosen, hosts } = origin.scenario;
  const rules = chosen ? parseLicenceRules(chosen) : usualRules();
  const { findings, ...bill } = new Licensing(rules, estate.guests).bill(answer, hosts);
  return planReport(
    { ...answer, findings: [...answer.findings, ...findings] },
    { ...beside, licences: beside.licences ?? { ...bill, ungathered: null } },
    origin,
    BY_CARDS,
  );
}

const TYPES = { md: 'text/markdown', html: 'text/html' } as const;
const TEXTS = { md: reportToMarkdown, html: reportToHtml } as const;

/** A report as a file of either form. */
export const inForm = (form: keyof typeof TYPES, report: PlanReport) => ({
  type: TYPES[form],
  text: TEXTS[form](report),
});
