import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { further } from './further';
import {
  answerOf,
  IN_FIREFOX,
  pasteTable,
  SHORT_FOLD,
  startRig,
  untilFolded,
  type Rig,
  type Visit,
} from './page';
import { GUEST_TABLE } from './counters';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** What is said in a worker's code of one kind alone. */
const KINDS = {
  planner: 'no server with usable figures',
  reading: 'PDH-CSV',
  search: 'columns: the master could not be solved',
  simulation: '',
} as const;
type Kind = keyof typeof KINDS;

/** What goes wrong, as code that stands before a worker's own: at the first word that it says, or before. */
const AT_FIRST_WORD = (deed: string) =>
  `const say = MessagePort.prototype.postMessage;
   MessagePort.prototype.postMessage = function (m, t) {
     if (m && (m.is === 'news' || m.is === 'outcome')) { ${deed} }
     return say.call(this, m, t);
   };`;
const FAULTS = {
  'is ended': AT_FIRST_WORD('self.close(); return;'),
  throws: AT_FIRST_WORD("setTimeout(() => { throw new Error('x is undefined'); }); return;"),
  traps: `const trap = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    WebAssembly.instantiate = async () => trap();
    TextDecoder.prototype.decode = trap;`,
  // Asleep in its loop it is as silent, and leaves the processor to the others.
  'loops for ever': AT_FIRST_WORD(
    `const asleep = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
     for (;;) Atomics.wait(asleep, 0, 0, 1000);`,
  ),
  'never starts': "throw new Error('no such script');",
} as const;
type Fault = keyof typeof FAULTS;

/** Ten beats are as long as one. */
const HURRY = `{ const every = setInterval; self.setInterval = (run, ms) => every(run, ms === 500 ? 50 : ms); }`;

/** A page of whose workers the first so many of each kind have a fault; it and its planner are in a hurry. */
async function spoilt(fault: Fault, faulty: Partial<Record<Kind, number>>): Promise<Visit> {
  const visit = await rig.open('about:blank', { apart: true });
  visit.page.setDefaultTimeout(90_000);
  await visit.page.addInitScript(HURRY);
  await visit.page.addInitScript(
    ({ kinds, fault, faulty, hurry }) => {
      const codes = new WeakMap<Blob, string>();
      const addresses = new Map<string, string>();
      const counts: Partial<Record<Kind, number>> = {};
      Object.assign(window, { started: counts });
      Object.assign(window, {
        Blob: new Proxy(Blob, {
          construct(target, [parts, options]: [string[], BlobPropertyBag]) {
            const blob = new target(parts, options);
            if (options?.type?.includes('javascript')) codes.set(blob, parts.join(''));
            return blob;
          },
        }),
      });
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob: Blob) => {
        const address = createObjectURL(blob);
        const code = codes.get(blob);
        if (code) addresses.set(address, code);
        return address;
      };
      window.Worker = new Proxy(Worker, {
        construct(target, [address, options]: [string, WorkerOptions]) {
          const code = addresses.get(String(address)) ?? '';
          const own = (Object.keys(kinds) as Kind[]).find((each) => code.includes(kinds[each]))!;
          counts[own] = (counts[own] ?? 0) + 1;
          const before = [
            ...(own === 'planner' ? [hurry] : []),
            ...(counts[own] <= (faulty[own] ?? 0) ? [fault] : []),
          ];
          if (before.length === 0) return new target(address, options);
          const parts = [...before, code].join('\n');
          return new target(createObjectURL(new Blob([parts], { type: 'text/javascript' })), options);
        },
      });
    },
    { kinds: KINDS, fault: FAULTS[fault], faulty, hurry: HURRY },
  );
  await visit.page.goto(`${rig.address}${SHORT_FOLD}`);
  return visit;
}

const started = (visit: Visit, kind: Kind) =>
  visit.page.evaluate(
    (k) => (window as unknown as { started: Record<string, number> }).started[k] ?? 0,
    kind,
  );
const faults = Object.keys(FAULTS) as Fault[];
/** As many as there are: JSON, by which a page is told, has no word for infinity. */
const ALL = 1e9;

// At a desk the tests of the one door to workers stand for all of these.
describe.each(faults)('a worker that %s', (fault) => {
  further(
    'is replaced, and leaves what it searched to others: the fold is answered, a file is read, an experiment is run',
    async () => {
      const visit = await spoilt(fault, { planner: 1, reading: 1, simulation: 1, search: ALL });
      const { page } = visit;
      await untilFolded(page);
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await started(visit, 'planner')).toBe(2);
      expect(await started(visit, 'search')).toBeGreaterThan(0);

      await pasteTable(page, GUEST_TABLE);
      await answerOf(page)
        .filter({ hasText: /^\s*3 servers fold onto/ })
        .waitFor();
      expect(await started(visit, 'reading')).toBe(2);

      await page.getByRole('link', { name: 'Dispatch' }).click();
      await page.waitForFunction(() => {
        const view = document.querySelector('hf-app')?.shadowRoot?.querySelector('hf-dispatch-view') as
          | (Element & { bench?: { lab: { state: { runs: readonly ({ partial: boolean } | null)[] } } } })
          | null;
        return view?.bench?.lab.state.runs[0]?.partial === false;
      });
      expect(await started(visit, 'simulation')).toBeGreaterThan(1);
      expect(await page.getByRole('alert').count()).toBe(0);
      await visit.close();
    },
  );
});

describe.each(faults)('a worker that %s', (fault) => {
  further(
    'and plans, twice, is told of in words; no old plan passes for the new one; the next choice is answered',
    async () => {
      const visit = await spoilt(fault, { planner: 2 });
      const alert = visit.page.getByRole('alert').first();
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(
        /The planner (stopped twice at this|could not be started) \(.+\)\. \S/,
      );
      await visit.page.evaluate((hash) => (location.hash = hash), `${SHORT_FOLD}&failures=2`);
      await untilFolded(visit.page);
      expect(await visit.page.getByRole('alert').count()).toBe(0);
      expect(await started(visit, 'planner')).toBe(3);
      await visit.close();
    },
  );
});

further(
  'a plan of other choices is marked when those of now cannot be folded, and comes to its own again',
  async () => {
    const visit = await spoilt('is ended', {});
    await untilFolded(visit.page);
    const { page } = visit;
    const old = page.getByText('Dimmed is the plan of the choices before.');
    expect(await old.count()).toBe(0);
    await page.evaluate((hash) => {
      const app = document.querySelector('hf-app') as unknown as {
        session: { folds: { services: { planner: { plan: () => Promise<void> } } } };
      };
      const { planner } = app.session.folds.services;
      const { plan } = planner;
      planner.plan = () => ((planner.plan = plan), Promise.reject(new Error('unreachable')));
      location.hash = hash;
    }, `${SHORT_FOLD}&failures=2`);
    await old.waitFor();
    expect(await page.getByRole('alert').first().innerText()).toContain('unreachable');
    await page.evaluate((hash) => (location.hash = hash), `${SHORT_FOLD}&failures=1`);
    await old.waitFor({ state: 'detached' });
    await untilFolded(page);
    await visit.close();
  },
);

// Firefox ESR 153 keeps it that a script did not come: there the page says that it must be loaded anew.
(IN_FIREFOX ? test.skip : further)(
  'what reads files and could not be fetched is asked for again with the next file',
  async () => {
    const visit = await rig.open('about:blank', { apart: true });
    const { page } = visit;
    const readers = /\/assets\/(file-intake|browser)-[^/]*\.js$/;
    const refused = new Map<string, string>();
    await page.route(readers, (route) => {
      const address = route.request().url();
      if (refused.has(address)) return route.continue();
      refused.set(address, readers.exec(address)![1]!);
      return route.abort();
    });
    await page.goto(rig.address + SHORT_FOLD);
    await untilFolded(page);
    const folded = answerOf(page).filter({ hasText: /^\s*3 servers fold onto/ });
    const failed = page.locator('hf-intake').getByRole('alert');
    let failures = 0;
    for (; (await folded.count()) === 0 && failures < 5; failures++) {
      await pasteTable(page, GUEST_TABLE);
      await folded.or(failed).first().waitFor();
    }
    await folded.waitFor();
    // One may be fetched while the page has nothing else to do.
    expect(failures).toBeGreaterThan(1);
    expect([...refused.values()]).toContain('file-intake');
    await visit.close();
  },
);
