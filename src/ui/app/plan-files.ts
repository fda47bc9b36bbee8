import type { FoldAnswer } from '../../placement/answer';
import { save } from './save';
import type { Decisions } from './state';

/** Saves the plan in sight, or its proof; what writes it comes when it is asked for. */
export async function savePlan(
  kind: 'csv' | 'json' | 'proof',
  answer: FoldAnswer,
  { scenario, files }: Decisions,
): Promise<void> {
  const origin = { scenario, files: files.map(({ name, bytes }) => ({ name, bytes })) };
  if (kind === 'csv') {
    const { planToCsv } = await import('../../report/csv');
    save('hostfold-plan.csv', 'text/csv', planToCsv(answer, origin));
    return;
  }
  const { planToJson, proofToJson } = await import('../../report/json');
  const text = kind === 'json' ? planToJson(answer, origin) : proofToJson(answer);
  save(kind === 'json' ? 'hostfold-plan.json' : 'hostfold-proof.json', 'application/json', text);
}
