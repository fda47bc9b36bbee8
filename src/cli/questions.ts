import type { Estate } from '../estate/estate';
import { sayFinding, type Io, type VerbRun } from './io';

/** Nothing is planned on what was not understood, or on loads that nobody told. @returns whether a question is open */
export function asksFirst(estate: Estate, json: boolean, io: Io, run: VerbRun): boolean {
  const { questions = [], unmeasured, findings } = estate;
  if (questions.length === 0 && !unmeasured) return false;
  for (const finding of findings) io.err(sayFinding(finding));
  for (const { file, column, why } of questions)
    io.err(`question: ${file}: ${column}: ${why} Answer with --map FILE, or see hostfold read.`);
  const said = questions.length > 0 ? { questions, findings } : null;
  const load = {
    servers: unmeasured,
    why: 'nothing tells how busy their processors are',
    option: '--assume-use',
  };
  run.answer = (stopped) => {
    if (json) return JSON.stringify(said ?? { questions: [load], stopped }, null, 2);
    return said && 'No plan: a question is open. See hostfold read.';
  };
  return true;
}
