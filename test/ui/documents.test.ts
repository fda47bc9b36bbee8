import { expect, it, vi } from 'vitest';
import { scenarioToJson } from '../../src/scenario/document';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import type { Session } from '../../src/ui/app/session';
import { openDocuments } from '../../src/ui/shelf/documents';

it('opens the program’s own documents among others, and reads no log whole to see that it is none', async () => {
  const session = { state: { files: [] }, open: vi.fn(), refuse: vi.fn(), kept: vi.fn() };
  const scenario = new File([`\ufeff ${scenarioToJson(DEFAULT_SCENARIO, [])}`], 'kept.json');
  const plan = new File(['"guest","host","kind","binding","at"\r\n'], 'plan.csv');
  const log = new File(['"(PDH-CSV 4.0)","\\\\A\\Processor(_Total)\\% Processor Time"\n'], 'day.csv');
  const export_ = new File(['{"data": {"result": []}}'], 'prometheus.json');
  const whole = vi.spyOn(log, 'text');
  const others = await openDocuments([log, scenario, plan, export_], session as unknown as Session);
  expect(others).toEqual([log, export_]);
  expect(whole).not.toHaveBeenCalled();
  expect(session.open).toHaveBeenCalledOnce();
  expect(session.refuse).toHaveBeenCalledWith(expect.objectContaining({ name: 'plan.csv' }));
});
