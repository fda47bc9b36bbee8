/**
 * Each format that is named to planners has a made-up sample of known servers, which is read whole, read as far as it
 * goes (or refused with a way) where a transfer stopped within it, and read alike packed.
 */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/estate/finding';
import type { Reading } from '../../src/estate/recording';
import { readFile } from '../../src/intake';
import { FORMAT_LABELS } from '../../src/intake/formats';
import { fileOf } from './exports/export';
import { KINDS } from './exports/kinds';
import { zip } from './workbook/xlsx';

/** What planners are told is read, and the samples that stand for it. */
const NAMED: Readonly<Record<string, readonly (keyof typeof KINDS)[]>> = {
  'Performance Monitor': [
    'Performance Monitor',
    'Performance Monitor, disks',
    'Performance Monitor, German',
    'Performance Monitor of a Hyper-V host',
  ],
  esxtop: ['esxtop'],
  RVTools: ['RVTools vInfo', 'RVTools vCPU'],
  'Get-Stat': ['Get-Stat'],
  'vCenter charts': ['vCenter chart'],
  'Aria Operations (vROps)': ['Aria Operations view'],
  'Proxmox JSON and CSV': ['Proxmox resources', 'Proxmox rrddata', 'one machine, Proxmox rrddata'],
  'Prometheus and Grafana': ['Prometheus answer', 'Grafana, joined by time', 'Grafana, series to rows'],
  'sysstat and vmstat': ['sadf -d', 'sar text', 'vmstat -t'],
  'dstat, nmon, collectl': ['dstat', 'pcp dstat', 'nmon', 'collectl'],
  clouds: ['Azure Migrate', 'Azure Monitor', 'Azure Monitor chart', 'CloudWatch', 'CloudWatch graph, CSV'],
  'Measure-VM': ['Measure-VM'],
  'GWA-T-12': ['one machine, GWA-T-12'],
  'workbooks of vendors': ['Live Optics', 'a list of a hypervisor'],
  'lists of what is allocated': ['an allocation list', 'a list with load'],
};

const bytesOf = (text: string) => new TextEncoder().encode(text);
const opened = (name: string, bytes: Uint8Array<ArrayBuffer>) => readFile(name, new Blob([bytes]));
/** By server and time, every figure. */
const figuresOf = ({ recordings }: Reading) =>
  new Map(
    recordings.map(({ server, times, measures }) => [
      server,
      Object.entries(measures)
        .flatMap(([id, values]) => [...values].map((value, k) => `${times[k]} ${id} ${value}`))
        .sort(),
    ]),
  );
/** As a transfer that stopped within a row leaves it. */
function torn(text: string): string {
  const lines = text.trimEnd().split('\n');
  if (lines.length < 3) return text.slice(0, Math.floor(text.length * 0.7));
  const whole = Math.max(1, Math.floor(lines.length * 0.8));
  const next = lines[whole];
  return [...lines.slice(0, whole), next.slice(0, Math.floor(next.length / 2))].join('\n');
}

test('every format has a sample, and so has everything that planners are told is read', () => {
  const read = new Set(Object.values(KINDS).map(({ format }) => format));
  expect(Object.keys(FORMAT_LABELS).filter((format) => !read.has(format as never))).toEqual([]);
  expect(
    Object.values(NAMED)
      .flat()
      .filter((kind) => !(kind in KINDS)),
  ).toEqual([]);
});

describe.each(Object.keys(KINDS))('%s', async (kind) => {
  const { format, servers } = KINDS[kind];
  const { name, text } = fileOf(KINDS[kind]);
  const whole = await opened(name, bytesOf(text));

  test('is read, every server of it', () => {
    const begins = (label: string) => label.split(' ').slice(0, 2).join(' ');
    expect(begins(whole.format)).toBe(begins(FORMAT_LABELS[format]));
    expect([...figuresOf(whole).keys()].sort()).toEqual([...servers].sort());
    expect(whole.questions ?? []).toEqual([]);
  });

  test('that was cut within a row gives no other figures and loses none without a word', async () => {
    const truth = figuresOf(whole);
    const cut = await opened(name, bytesOf(torn(text))).catch((error: unknown) => {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).finding.fix).toBeTruthy();
      return null;
    });
    if (!cut) return;
    const told = JSON.stringify([cut.findings, cut.leftOut, cut.questions]);
    const found = figuresOf(cut);
    for (const [server, figures] of found) {
      const known = new Set(truth.get(server));
      expect(figures.filter((figure) => !known.has(figure) && !figure.endsWith('NaN'))).toEqual([]);
    }
    expect(servers.filter((server) => !found.has(server) && !told.includes(server))).toEqual([]);
    expect(told).toMatch(/cut|could not be read|fewer cells|left out|stops/);
  });
});

test('packed, alone or among others, each is read as it is', async () => {
  const files = Object.entries(KINDS).map(([kind, sample], k) => ({
    kind,
    folder: `${k}`,
    ...fileOf(sample),
  }));
  const packed = await opened(
    'all.zip',
    zip(
      Object.fromEntries(
        files.map(({ folder, name, text }, k) =>
          k % 2 ? [`${folder}/${name}.gz`, gzipSync(text)] : [`${folder}/${name}`, text],
        ),
      ),
    ) as Uint8Array<ArrayBuffer>,
  );
  for (const { folder, name, text } of files) {
    const alone = await opened(name, bytesOf(text));
    const among = packed.recordings.filter(({ source }) => source?.startsWith(`all.zip/${folder}/`));
    expect([...figuresOf({ ...packed, recordings: among })]).toEqual([...figuresOf(alone)]);
  }
});
