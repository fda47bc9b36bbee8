import { expect, fixture, html } from '@open-wc/testing';
import type { Recording } from '../../../src/estate/recording';
import '../../../src/ui/meter/counters/correction';
import type { MeterCorrection } from '../../../src/ui/meter/counters/correction';
import '../../../src/ui/meter/counters/trust';
import type { MeterTrust } from '../../../src/ui/meter/counters/trust';
import { dressed } from '../dressed';
import { localDispatcher } from './local-dispatcher';

before(dressed);

const counters = [
  { server: 'A', object: 'Memory', counter: 'Available MBytes', instances: 1, measure: null },
  { server: 'A', object: 'Processor', counter: '% Processor Time', instances: 1, measure: null },
];
const finding = {
  level: 'guess' as const,
  where: 'A',
  text: 'Measured inside a virtual machine (VMware: process vmtoolsd).',
};
const times = Float64Array.from({ length: 10 }, (_, i) => 1.7e12 + 20_000 * i);
const filled = (value: number) => new Float32Array(10).fill(value);
const zone = { name: 'UTC', biasMinutes: 0 };
const guest: Recording = {
  server: 'A',
  source: 'guest.csv',
  times,
  measures: { busy: filled(75) },
  facts: { cores: 1 },
  processes: [],
  processSeries: [
    { name: 'web', values: filled(60) },
    { name: 'scan', values: filled(15) },
  ],
  zone,
};
const host: Recording = {
  server: 'A',
  source: 'esxtop.csv',
  times,
  measures: { usedCores: filled(0.1), ready: filled(65) },
  facts: {},
  processes: [],
  zone,
};

describe('the table of counters', () => {
  it('is accessible, before there is a log and with one', async () => {
    const element = await fixture<MeterTrust>(html`<hf-meter-trust></hf-meter-trust>`);
    await expect(element).to.be.accessible();
    element.logs = [{ name: 'a.csv', counters, findings: [finding] }];
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('says first that the log was taken inside a virtual machine, and what not to trust', async () => {
    const element = await fixture<MeterTrust>(
      html`<hf-meter-trust .logs=${[{ name: 'a.csv', counters, findings: [finding] }]}></hf-meter-trust>`,
    );
    const root = element.renderRoot;
    expect(root.querySelector('.inside')!.textContent).to.contain('vmtoolsd');
    const rows = [...root.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).to.contain('% Processor Time').and.to.contain('do not trust');
    expect(rows[1]).to.contain('Available MBytes');
  });
});

describe('the correction', () => {
  it('gives the total of the host, and divides it as the ticks of the processes', async () => {
    const dispatcher = await localDispatcher();
    const element = await fixture<MeterCorrection>(
      html`<hf-meter-correction
        .dispatcher=${dispatcher}
        .recordings=${[guest, host]}
      ></hf-meter-correction>`,
    );
    await expect(element).to.be.accessible();
    expect(element.renderRoot.querySelector('.big')!.textContent).to.equal('10 %');
    expect(element.renderRoot.querySelectorAll('svg path').length).to.equal(3);
    const web = element.renderRoot.querySelector('tbody tr')!.textContent;
    expect(web).to.contain('60 %').and.to.contain('8 %');
  });

  it('says that the logs do not fit where the host has no such guest', async () => {
    const dispatcher = await localDispatcher();
    const others = [guest, { ...host, server: 'B' }, { ...host, server: 'C' }];
    const element = await fixture<MeterCorrection>(
      html`<hf-meter-correction .dispatcher=${dispatcher} .recordings=${others}></hf-meter-correction>`,
    );
    expect(element.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('no guest A');
  });
});
