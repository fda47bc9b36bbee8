import type { Line } from '../door/line';
import { PATIENCE, WorkerSession } from '../door/session';
import type { SolverCalls } from './serve-solver';
import type { Solver } from './solver';

/**
 * The solver at the other end of a line. Whoever runs it knows others that can do its jobs, and so it is not replaced:
 * its jobs fail with it.
 * @param gone hears that it is no more
 */
export function remoteSolver(line: Line, gone?: () => void): Solver {
  // A proof under way hears nothing, and jobs that were stopped wait behind it.
  const watch = { keeps: 2, patienceAfterCancel: PATIENCE };
  const session = new WorkerSession<SolverCalls>(line, watch, gone);
  return {
    generates: true,
    search: (problem, ask, { signal, onPlan } = {}) =>
      session.call('search', [ask], { given: [problem], signal, tell: onPlan, hearOut: true }),
    generate: (problem, ask, { signal } = {}) =>
      session.call('generate', [ask], { given: [problem], signal, hearOut: true }),
    even: (problem, gauge, ask, { signal } = {}) =>
      session.call('even', [ask], { given: gauge ? [problem, gauge] : [problem], signal, hearOut: true }),
    estimate: (problem, seed, { signal } = {}) =>
      session.call('estimate', [seed], { given: [problem], signal, hearOut: true }),
    certify: (problem, bound) => session.call('certify', [bound], { given: [problem] }),
    verify: (problem, certificate, workLimit) =>
      session.call('verify', [certificate, workLimit], { given: [problem] }),
    close: () => session.end(),
  };
}
