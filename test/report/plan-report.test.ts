import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualRules } from '../../src/licences/usual';
import type { BesidePlan } from '../../src/report/beside';
import { inHtml, reportToHtml } from '../../src/report/document/html';
import { inMarkdown, reportToMarkdown } from '../../src/report/document/markdown';
import { planReport } from '../../src/report/document/plan';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { ANSWER } from './answer';
import { often } from '../often';

const NASTY = '=<b>&"x"|`y`\u001b[31m\u202e\n# [a](http://b)';
const answer = {
  ...ANSWER,
  hosts: ANSWER.hosts.map((host, h) => (h === 0 ? { ...host, guests: ['MAIL', NASTY] } : host)),
};
const origin = {
  scenario: { ...DEFAULT_SCENARIO, licences: usualRules() },
  files: [{ name: 'day.csv', bytes: 120 }],
};
const beside: BesidePlan = {
  compare: [
    {
      profile: 'esx2',
      hostCount: 3,
      machines: { total: 4, carrying: 3, spare: 1, native: 0, unplaced: 0, cost: null },
      lowerBound: 3,
      cost: null,
      images: 3,
      overhead: { cpu: 1.5, parts: [] },
      binds: [],
      work: 40,
      licences: 777,
      refused: [{ guest: 'DB', why: '4 processors; VMware ESX 2 allows 2' }],
      unplaced: 0,
    },
  ],
  risk: {
    days: 2,
    tolerance: 0.001,
    chosen: 4,
    fewest: 2,
    curve: [
      { machines: 2, over: 0.12, error: 0.01, overCeiling: 0.3, worst: 1.4, hostsHit: 1 },
      { machines: 4, over: 0, error: 0, overCeiling: 0, worst: 0.9, hostsHit: 0 },
    ],
    equalMeans: [],
    policies: [],
    byDays: [],
    done: 1,
  },
  drill: {
    tolerated: 1,
    hosts: 3,
    carried: false,
    failures: [{ host: 1, carried: false, unplaced: ['FILE'] }],
  },
  uncertainty: { samples: 10, hosts: { 2: 0.9, 3: 0.1 }, tornado: [{ parameter: 'vmm', low: 2, high: 3 }] },
};
const report = planReport(answer, beside, origin);
const [markdown, html] = [reportToMarkdown(report), reportToHtml(report)];

describe('a plan as a report', () => {
  it('has a section for everything that a signature rests on, the same in both forms', () => {
    const headings = [
      'The number',
      'What it rests on',
      'Alternatives',
      'Risk',
      'Machines and their guests',
      'Licences and cost',
      'Assumptions and their ranges',
      'Quality of the data',
      'Method and versions',
      'Every choice',
    ];
    expect([...markdown.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(headings);
    expect([...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading)).toEqual(headings);
  });

  // What stands there, and where it comes from in the plan by hand.
  it.each([
    [
      'the number and why',
      /5 machines: 2 hosts \(1 x R740, 1 x R640\) and 1 to spare \+ 1 native \+ 1 without a place/,
    ],
    ['why', /all servers together need 6 GHz of processor/],
    ['with failures', /3 hosts carry everything though 1 fails/],
    ['what it rests on', /In doubt: units of 1 server are guessed/],
    ['an alternative', /\| VMware ESX 2 \| 4 \| 3 \| 1 \| 3 \| 1\.50 \| 1 \| 0 \| 777 \|/],
    ['who is refused', /VMware ESX 2: DB: 4 processors; VMware ESX 2 allows 2/],
    [
      'risk',
      /4 hosts keep 0\.1 % of host-slots over capacity or less\. The proof alone would have bought 2 \(12 % over\)/,
    ],
    ['the drill', /Host 2 fails: FILE finds no place/],
    ['uncertainty', /Over 10 samples of what is not known: 2 hosts 90\.0 %, 3 hosts 10\.0 %/],
    ['a machine with its guests', /\| Host 2 \| R640 \|.*\| memory 100\.0 % \| always \| FILE \|/],
    ['a spare', /\| spare 1 \|/],
    ['a server apart', /\| HUGE \| without a place \| needs 900 GHz, with "all" of it \|/],
    ['what it costs', /Hosts, those that stand by included: 18000/],
    ['a range', /\| scheduling, each guest \| .* processors \| .* to .* \| assumed: /],
    ['a share that was assumed', /WEB1: 30 % of busy time in the kernel and 10 % in interrupts/],
    ['quality', /\| Used with care \| a\.csv \| a gap \|/],
    ['the version', /Hostfold \d+\.\d+\.\d+/],
    ['a choice', /\| choice \| rules of licences \| Public rules and list prices, 2026-11-28 \|/],
    ['a file', /\| file \| day\.csv \| 120 bytes \|/],
    ['the seed', /\| search \| seed \| 1 \|/],
    ['the steps', /\| search \| steps \| 40 of 40 \|/],
  ])('tells %s', (_, says) => {
    expect(markdown).toMatch(says);
  });

  it('says once what holds for many servers, and calls no small figure zero', () => {
    const names = Array.from({ length: 30 }, (_, k) => `S${k}`);
    const [one] = beside.compare!;
    const refused = [...names.map((guest) => ({ guest, why: 'no' })), { guest: 'DB', why: 'too large' }];
    const assumed = names.map((guest) => ({ guest, kernel: 0.25, interrupt: 0.06 }));
    const scenario = { ...origin.scenario, overrides: { scheduling: 0.003 } };
    const many = reportToMarkdown(
      planReport(
        { ...answer, assumed },
        { compare: [{ ...one, licences: null, refused }] },
        { ...origin, scenario },
      ),
    );
    expect(many).toContain('- VMware ESX 2: 30 servers (S0, S1, S2 and 27 more): no.');
    expect(many).toContain('- VMware ESX 2: DB: too large.');
    expect(many.match(/25 % of busy time in the kernel/g)).toHaveLength(1);
    expect(many).toContain('| scheduling, each guest | 0.003 processors |');
    expect(many).toMatch(/\| VMware ESX 2 \|.*\| \? \|/);
  });

  it('says of what was not worked out how it can be', () => {
    const bare = reportToMarkdown(planReport(answer, {}, origin));
    for (const option of ['--compare', '--backtest', '--drill', '--uncertainty', '--fly', '--licences'])
      expect(bare).toContain(`${option}`);
    expect(markdown).toContain('\n\nWhat licences cost was not worked out here');
  });
});

describe('names from outside', () => {
  it('stand for themselves in Markdown, on one line', () => {
    expect(inMarkdown(NASTY)).toBe(
      '\\=\\<b\\>\\&"x"\\|\\`y\\`\\\\u001b\\[31m\\\\u202e\\\\u000a\\# \\[a\\](http\\://b)',
    );
    expect(inMarkdown('1. www.a.example')).toBe('1\\. www\\.a.example');
    expect(inMarkdown('- x')).toBe('\\- x');
    const row = markdown.split('\n').find((line) => line.startsWith('| Host 1 |'))!;
    expect(row).toContain(inMarkdown(NASTY).slice(1));
  });

  it('stand for themselves in HTML, and bring nothing to it that acts', () => {
    expect(inHtml(NASTY)).toBe('=&lt;b&gt;&amp;&quot;x&quot;|`y`\\u001b[31m\\u202e\\u000a# [a](http://b)');
    expect(html).toContain(inHtml(NASTY));
    expect(html).not.toMatch(/<(?:b|script|a|img)\b/);
  });

  it('whatever they are, break no table, add no tag and hide nothing', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'|\\`<>*_[]()#!&"\'\n\r\u001b\u202e\u2028a1.-+ '),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (cells) => {
        const one = {
          title: 't',
          sections: [{ heading: 'h', blocks: [{ kind: 'table', rows: [cells, cells] } as const] }],
        };
        const lines = reportToMarkdown(one).trimEnd().split('\n').slice(4);
        expect(lines).toHaveLength(3);
        for (const line of [lines[0], lines[2]])
          expect(line.replace(/\\[^]/g, '').split('|')).toHaveLength(cells.length + 2);
        const plain = reportToMarkdown({ title: 't', sections: [] });
        expect(plain).toBe('# t\n');
        const tags = (text: string) => text.match(/<[^>]*>/g)!.length;
        const empty = {
          ...one,
          sections: [
            {
              heading: 'h',
              blocks: [{ kind: 'table', rows: [cells.map(() => ''), cells.map(() => '')] } as const],
            },
          ],
        };
        expect(tags(reportToHtml(one))).toBe(tags(reportToHtml(empty)));
      }),
      { numRuns: often(200) },
    );
  });
});
