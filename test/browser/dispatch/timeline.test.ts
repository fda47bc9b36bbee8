import { expect, fixture, html } from '@open-wc/testing';
import type { TimelineGroup } from '../../../src/ui/parts/timeline/rows';
import { spanShares, spanAt } from '../../../src/ui/parts/timeline/rows';
import { axisMarks, within, zoomed } from '../../../src/ui/parts/timeline/scale';
import { LookEvent, type Timeline } from '../../../src/ui/parts/timeline/timeline';
import '../../../src/ui/parts/timeline/legend';

const GROUPS: readonly TimelineGroup[] = [
  {
    label: 'Guests',
    rows: [
      {
        label: 'db',
        spans: [
          { from: 0, to: 40, kind: 'run', label: 'db' },
          { from: 40, to: 90, kind: 'ready' },
          { from: 90, to: 100, kind: 'costop' },
          { from: 100, to: 400, kind: 'burnt', tone: 1 },
          { from: 400, to: 1000, kind: 'wait' },
        ],
        marks: [
          { at: 15, kind: 'busy' },
          { at: 100, due: 60, kind: 'false' },
          { at: 500, kind: 'idle' },
        ],
      },
      { label: 'wish', spans: [{ from: 10, to: 30, kind: 'want' }] },
    ],
  },
];

async function open() {
  const looks: LookEvent[] = [];
  const timeline = await fixture<Timeline>(
    html`<hf-timeline
      label="Test"
      .groups=${GROUPS}
      .end=${1000}
      .window=${{ from: 0, to: 200 }}
      @look=${(event: LookEvent) => looks.push(event)}
    ></hf-timeline>`,
  );
  const stage = timeline.shadowRoot!.querySelector<HTMLElement>('.stage')!;
  const press = async (key: string, shiftKey = false) => {
    stage.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
    await timeline.updateComplete;
  };
  return { timeline, stage, press, looks };
}

describe('a timeline', () => {
  it('has nothing that axe finds, with its tables open', async () => {
    const { timeline } = await open();
    timeline.shadowRoot!.querySelector('details')!.open = true;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await timeline.updateComplete;
    expect(timeline.shadowRoot!.querySelectorAll('table').length).to.equal(2);
    await expect(timeline).to.be.accessible();
  });

  it('steps from change to change with the arrows, and says who does what there', async () => {
    const { timeline, stage, press } = await open();
    const at: (number | null)[] = [];
    for (let i = 0; i < 5; i++) {
      await press('ArrowRight');
      at.push(timeline.cursor);
    }
    expect(at).to.deep.equal([10, 15, 30, 40, 90]);
    expect(stage.getAttribute('aria-valuetext')).to.contain('co-stop: db');
    await press('ArrowLeft');
    expect(timeline.cursor).to.equal(40);
    expect(stage.getAttribute('aria-valuetext')).to.contain('ready: db');
  });

  it('zooms around the moment picked, moves, and stays within what is known', async () => {
    const { timeline, press, looks } = await open();
    await press('ArrowRight');
    await press('+');
    expect(timeline.window.to - timeline.window.from).to.be.closeTo(200 / 1.5, 1e-9);
    await press('ArrowRight', true);
    expect(timeline.window.from).to.be.greaterThan(0);
    await press('End');
    expect(timeline.cursor).to.equal(1000);
    expect(timeline.window.to).to.equal(1000);
    for (let i = 0; i < 20; i++) await press('-');
    expect(timeline.window).to.deep.equal({ from: 0, to: 1000 });
    expect(looks.length).to.be.greaterThan(20);
  });

  it('plays, and stops on request', async () => {
    const { timeline, press } = await open();
    await press(' ');
    await new Promise((resolve) => setTimeout(resolve, 120));
    const moved = timeline.cursor ?? 0;
    expect(moved).to.be.greaterThan(0);
    await press(' ');
    const stopped = timeline.cursor;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(timeline.cursor).to.equal(stopped);
  });

  it('draws each kind in a pattern of its own', async () => {
    const { timeline } = await open();
    timeline.window = { from: 0, to: 1000 };
    await timeline.updateComplete;
    const canvas = timeline.shadowRoot!.querySelector('canvas')!;
    const context = canvas.getContext('2d')!;
    const scale = canvas.width / 1000;
    const sharp = window.devicePixelRatio || 1;
    // The look of a stretch: every pixel of a small block inside its row.
    const look = (time: number, width: number) =>
      [
        ...context.getImageData(
          Math.round(time * scale),
          Math.round(25 * sharp),
          Math.max(1, Math.round(width * scale)),
          Math.round(13 * sharp),
        ).data,
      ].join();
    const looks = [look(5, 25), look(45, 25), look(200, 25), look(600, 25)];
    expect(new Set(looks).size).to.equal(4);
  });

  it('counts what a window holds', () => {
    const spans = GROUPS[0].rows[0].spans!;
    const shares = spanShares(spans, { from: 20, to: 120 });
    expect([shares.run, shares.ready, shares.costop, shares.burnt]).to.deep.equal([0.2, 0.5, 0.1, 0.2]);
    expect(spanAt(spans, 40)?.kind).to.equal('ready');
    expect(spanAt(spans, 1000)).to.equal(undefined);
  });

  it('marks round times and zooms no further than can be told apart', () => {
    expect(axisMarks({ from: 0, to: 600 }, 6).map(({ label }) => label)).to.deep.equal(
      [0, 100, 200, 300, 400, 500, 600].map((ms) => `${ms} ms`),
    );
    expect(axisMarks({ from: 0, to: 10_000 }, 5).at(-1)?.label).to.equal('10 s');
    const tight = zoomed({ from: 0, to: 1 }, 1e-6, 0.5, 1000);
    expect(tight.to - tight.from).to.equal(0.5);
    expect(within({ from: -50, to: 50 }, 1000)).to.deep.equal({ from: 0, to: 100 });
  });
});

describe('the legend of a timeline', () => {
  it('has nothing that axe finds, and names each pattern', async () => {
    const legend = await fixture(
      html`<hf-timeline-legend
        .kinds=${['run', 'burnt', 'ready', 'costop', 'wait', 'want']}
      ></hf-timeline-legend>`,
    );
    await expect(legend).to.be.accessible();
    expect(legend.shadowRoot!.querySelectorAll('li').length).to.equal(6);
  });
});
