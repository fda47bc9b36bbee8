import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { readFile } from '../../../src/intake';
import '../../../src/ui/app/app';
import type { App } from '../../../src/ui/app/app';
import type { Services } from '../../../src/ui/app/services';
import type { FoldView } from '../../../src/ui/fold/fold-view';
import { dressed } from '../dressed';
import { localPlanner } from '../local-planner';

const services = (): Services => ({
  planner: localPlanner(),
  read: (file, { signal }, options) => readFile(file.name, file, options, undefined, signal),
});

async function start(hash = ''): Promise<App> {
  history.replaceState(null, '', location.pathname + location.search + hash);
  const app = await fixture<App>(html`<hf-app .services=${services()}></hf-app>`);
  await waitUntil(() => app.session.state.answer && headline(app), 'the sample is folded', { timeout: 8000 });
  return app;
}
const view = (app: App) => app.renderRoot.querySelector<FoldView>('hf-fold-view')!;
const headline = (app: App) =>
  view(app)?.renderRoot.querySelector('hf-headline')?.renderRoot.textContent?.replace(/\s+/g, ' ').trim() ??
  '';
const press = (key: string, more: KeyboardEventInit = {}) =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const paste = (text: string) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
};

describe('the page', () => {
  before(dressed);

  it('is accessible with the sample folded', async () => {
    await expect(await start()).to.be.accessible();
  });

  it('folds the sample estate the moment it opens', async () => {
    expect(headline(await start())).to.contain('63 servers fold onto');
  });

  it('folds what is pasted anywhere on it, and undo brings the sample back', async () => {
    const app = await start();
    paste('name,cores,rating,peak %,RAM\nA,4,3,50,2048\nB,2,3,20,1024\n');
    await waitUntil(() => headline(app).includes('2 servers'), 'the table is folded', { timeout: 8000 });
    expect(app.session.state.scenario.sample).to.equal(false);
    press('z', { ctrlKey: true });
    await waitUntil(() => headline(app).includes('63 servers'), 'the sample is back', { timeout: 8000 });
  });

  it('saves the scenario file at Ctrl+S and leaves the key alone before there is an answer', async () => {
    const saved: Blob[] = [];
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    URL.createObjectURL = (blob: Blob) => (saved.push(blob), 'blob:x');
    HTMLAnchorElement.prototype.click = () => undefined;
    const keyed = (target: EventTarget = window) => {
      const event = new KeyboardEvent('keydown', {
        key: 's',
        ctrlKey: true,
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    };
    try {
      const app = await fixture<App>(html`<hf-app .services=${services()}></hf-app>`);
      expect([app.session.state.answer, keyed()]).to.deep.equal([null, false]);
      await waitUntil(() => app.session.state.answer && headline(app), 'folded', { timeout: 8000 });
      await waitUntil(() => app.session.state.folding === null, 'rested', { timeout: 8000 });
      expect(keyed()).to.equal(true);
      await waitUntil(() => saved.length === 1, 'the file is saved', { timeout: 8000 });
      const { scenario } = JSON.parse(await saved[0].text());
      expect(scenario.profile).to.equal(app.session.state.scenario.profile);
      await waitUntil(() => app.renderRoot.querySelector('.said')?.textContent?.includes('Scenario saved'));
      // The other keys with S stay the browser's.
      press('s', { ctrlKey: true, shiftKey: true });
      await aTimeout(50);
      expect(saved).to.have.length(1);
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
  });

  it('what is said is not ended by the time of what was said before', async () => {
    const app = await start();
    const share = [...app.renderRoot.querySelectorAll('button')].find(({ textContent }) =>
      /link/i.test(textContent),
    )!;
    const { setTimeout: set, clearTimeout: clear } = window;
    // Timers of what is said wait until they are ended by hand.
    const ends = new Map<number, () => void>();
    let begun = 0;
    window.setTimeout = ((run: () => void, ms?: number) => {
      if (ms !== 4000) return set.call(window, run, ms);
      ends.set(-++begun, run);
      return -begun;
    }) as typeof window.setTimeout;
    window.clearTimeout = ((id?: number) => {
      if (!ends.delete(id!)) clear.call(window, id);
    }) as typeof window.clearTimeout;
    const said = () => app.renderRoot.querySelector('.said')!.textContent.trim();
    try {
      share.click();
      await waitUntil(() => begun === 1);
      share.click();
      await waitUntil(() => begun === 2);
      expect([...ends.keys()]).to.deep.equal([-2]);
      await app.updateComplete;
      expect(said()).to.match(/link/i);
      ends.get(-2)!();
      await app.updateComplete;
      expect(said()).to.equal('');
    } finally {
      window.setTimeout = set;
      window.clearTimeout = clear;
    }
  });

  it('asks for files at Ctrl+O, and folds what is given', async () => {
    const app = await start();
    const asked: HTMLInputElement[] = [];
    const { createElement } = document;
    // Files are asked for by a box that stands nowhere in the page.
    document.createElement = (name: string) => {
      const element = createElement.call(document, name);
      if (name === 'input') {
        element.click = () => undefined;
        asked.push(element as HTMLInputElement);
      }
      return element;
    };
    try {
      press('o', { ctrlKey: true });
      await waitUntil(() => asked.length, 'files are asked for');
    } finally {
      document.createElement = createElement;
    }
    const [box] = asked;
    expect([box.type, box.multiple]).to.deep.equal(['file', true]);
    const data = new DataTransfer();
    data.items.add(new File(['name,cores,rating,peak %,RAM\nA,4,3,50,2048\n'], 'list.csv'));
    box.files = data.files;
    box.dispatchEvent(new Event('change'));
    await waitUntil(() => headline(app).includes('1 server'), 'the file is folded', { timeout: 8000 });
  });

  it('says what is wrong with a paste beside the drop zone, and keeps the earlier estate', async () => {
    const app = await start();
    paste('this is no table of anything');
    const intake = view(app).renderRoot.querySelector('hf-intake')!;
    await waitUntil(() => intake.renderRoot.querySelector('[role=alert]'), 'the problem is shown', {
      timeout: 8000,
    });
    expect(headline(app)).to.contain('63 servers');
  });

  it('writes choices into the address, and reads them from it', async () => {
    const app = await start();
    app.session.choose({ failures: 2, policy: 'sum-of-peaks' }, 'test');
    await waitUntil(() => location.hash.includes('failures=2'));
    const hash = location.hash;
    app.remove();
    const again = await start(hash);
    expect(again.session.state.scenario.failures).to.equal(2);
    expect(again.session.state.scenario.policy).to.equal('sum-of-peaks');
  });

  it('falls back by field where a link is wrong, and says so', async () => {
    const app = await start('#/fold?failures=many&policy=sum-of-p95');
    expect(app.session.state.scenario.failures).to.equal(1);
    expect(app.session.state.scenario.policy).to.equal('sum-of-p95');
    expect(view(app).renderRoot.querySelector('.notice')?.textContent).to.contain('failures');
  });

  it('puts the cursor into the search on /, unless single keys are off', async () => {
    const app = await start();
    const table = view(app).renderRoot.querySelector('hf-guest-table')!;
    await table.updateComplete;
    const field = table.renderRoot.querySelector('input[type=search]');
    press('/');
    await waitUntil(() => (table.renderRoot as ShadowRoot).activeElement === field);
    (field as HTMLElement).blur();
    app.renderRoot
      .querySelector('hf-keys-help')!
      .dispatchEvent(new CustomEvent('single-keys', { detail: false, bubbles: true, composed: true }));
    press('/');
    await aTimeout(50);
    expect((table.renderRoot as ShadowRoot).activeElement).to.equal(null);
    localStorage.removeItem('hostfold: single keys');
  });

  it('follows a guest from the table to its host and its picture, says so, and leads back', async () => {
    const app = await start();
    const root = view(app).renderRoot;
    const table = root.querySelector('hf-guest-table')!;
    await waitUntil(() => table.renderRoot?.querySelectorAll('.name').length > 10, 'the servers are listed');
    const name = table.renderRoot.querySelectorAll('.name')[9] as HTMLElement;
    const guest = name.getAttribute('aria-label')!;
    name.click();
    const card = () => [...root.querySelectorAll('hf-host')].find((host) => host.followed === guest);
    await waitUntil(card, 'its host marks it');
    expect(root.querySelector('[role=status].unseen')!.textContent).to.contain(`${guest} is marked: On Host`);
    expect([...root.querySelectorAll('hf-host')].filter((host) => host.followed !== null)).to.have.length(1);
    await waitUntil(() => table.renderRoot.querySelector('tr.detail .link'), 'its row is open');
    table.renderRoot.querySelector<HTMLElement>('tr.detail .link')!.click();
    const shadow = () => card()!.renderRoot as ShadowRoot;
    await waitUntil(() => shadow().activeElement, 'its host has the focus');
    await waitUntil(() => shadow().querySelector('hf-host-picture')?.renderRoot.querySelector('path.own'));
    [...shadow().querySelectorAll('button')]
      .find((each) => each.textContent!.includes('in the table'))!
      .click();
    await waitUntil(
      () => (table.renderRoot as ShadowRoot).activeElement?.getAttribute('aria-label') === guest,
      'its row has the focus again',
    );
  });

  it('explains a number, and leads to the control that changes it', async () => {
    const app = await start();
    const how = view(app).renderRoot.querySelector('hf-headline')!.renderRoot.querySelector('hf-how')!;
    how.renderRoot.querySelector('button')!.click();
    const explainer = app.renderRoot.querySelector('hf-explainer')!;
    await waitUntil(() => explainer.renderRoot?.querySelector(':popover-open'));
    explainer.renderRoot.querySelector<HTMLElement>('.link')!.click();
    const panel = view(app).renderRoot.querySelector('hf-choices')!.renderRoot.querySelector('#more')!;
    await waitUntil(() => (panel as HTMLElement).shadowRoot?.querySelector(':popover-open'));
  });

  it('shows the keys on ?', async () => {
    const app = await start();
    press('?');
    const help = app.renderRoot.querySelector('hf-keys-help')!;
    await waitUntil(() => help.renderRoot?.querySelector('dialog')?.open, 'the keys are shown', {
      timeout: 60_000,
    });
    await expect(help).to.be.accessible();
  });
});
