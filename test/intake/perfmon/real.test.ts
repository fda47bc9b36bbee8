import { describe, expect, test } from 'vitest';
import type { MeasureId } from '../../../src/estate/measure';
import { readFile } from '../../../src/intake';
import { lacksData } from '../../data';
import { sample, saying } from '../read';

/** Rows, samples with a value, their mean and greatest: counted by another program. */
const FILES: readonly [string, number, number, Partial<Record<MeasureId, [number, number, number]>>][] = [
  [
    'lk_desktop_48h_15s.csv',
    11520,
    5,
    { busy: [11519, 9.0065, 98.2055], availableMiB: [11520, 7059.1791, 9461] },
  ],
  [
    'es_cp1252_lab_server_324rows.tsv',
    323,
    15,
    {
      busy: [322, 81.7265, 98.8463],
      availableMiB: [323, 15303.3386, 15344.1875],
      transfers: [322, 953.1234, 1785.8126],
      networkMBs: [322, 0.2268, 0.34],
      pages: [322, 2641.5721, 21427.2663],
    },
  ],
  [
    'es_cp1252_desktop_1.csv',
    13,
    15,
    {
      busy: [12, 24.4308, 63.5102],
      availableMiB: [13, 25031.0535, 25051.2578],
      transfers: [12, 778.677, 2687.7606],
      networkMBs: [12, 0.001216, 0.0071119],
      pages: [12, 42.1643, 129.089],
      switches: [12, 60954.4017, 189417.353],
    },
  ],
  [
    'cn_desktop_2633cols_sysdiag.csv',
    61,
    2633,
    {
      busy: [60, 14.211, 25.4287],
      privileged: [60, 9.2969, 18.0486],
      availableMiB: [61, 26063.5285, 26119.1875],
      transfers: [60, 33.4213, 255.689],
      diskMBs: [60, 0.8192, 20.8567],
      nonpagedMiB: [61, 1780.8085, 1782.4414],
    },
  ],
  ['ru_cp1251_processes_1105cols.csv', 26, 1105, { busy: [25, 12.594, 25.3906] }],
];

describe('logs of real machines', () => {
  test.skipIf(lacksData('perfmon')).each(FILES)('%s', async (name, rows, columns, measures) => {
    const blob = await sample(`perfmon/${name}`);
    const reading = await readFile(name, blob);
    expect([reading.rows, reading.columns, reading.bytes]).toEqual([rows, columns, blob.size]);
    expect(reading.recordings.length).toBe(1);
    for (const [measure, [count, mean, greatest]] of Object.entries(measures)) {
      const values = [...reading.recordings[0].measures[measure as MeasureId]!].filter(
        (v) => !Number.isNaN(v),
      );
      expect(values.length, measure).toBe(count);
      expect(values.reduce((a, b) => a + b, 0) / count, measure).toBeCloseTo(mean, 2);
      expect(Math.max(...values) / greatest, measure).toBeCloseTo(1, 3);
    }
  });

  test.skipIf(lacksData('perfmon'))('what is special about each is told', async () => {
    const of = async (name: string) => readFile(name, await sample(`perfmon/${name}`));
    const cn = await of('cn_desktop_2633cols_sysdiag.csv');
    expect(cn.recordings[0].facts).toMatchObject({ threads: 20 });
    expect(saying(cn, "collector's description")[0].where).toBe('cn_desktop_2633cols_sysdiag.csv:1:2633');
    expect(cn.recordings[0].zone).toEqual({ name: 'China Standard Time', biasMinutes: -480 });

    const ru = await of('ru_cp1251_processes_1105cols.csv');
    expect(ru.recordings[0].zone).toEqual({ name: 'RTZ 2', biasMinutes: null });
    expect(ru.recordings[0].facts.threads).toBe(12);
    expect(ru.recordings[0].processes.length).toBe(88);
    expect(ru.recordings[0].processes).toContain('chrome');
    expect(saying(ru, 'Windows code page 1251').length).toBe(1);
    expect(saying(ru, '_Total less Idle')[0].level).toBe('guess');

    const es = await of('es_cp1252_lab_server_324rows.tsv');
    expect(saying(es, 'isatap').length).toBe(1);
    expect(saying(es, 'counter names in Spanish').length).toBe(1);

    const us = await of('us_edt_process_bytes_1.csv');
    expect(us.recordings).toEqual([]);
    expect(us.rows).toBe(208);
    expect(saying(us, 'Not enough to fold')[0].level).toBe('error');
    expect(us.counters.map(({ counter, instances }) => [counter, instances])).toEqual([
      ['Virtual Bytes', 4],
      ['Private Bytes', 4],
    ]);

    const gb = await of('gb_renamed_header_one_col.csv');
    expect(gb.recordings).toEqual([]);
    expect(gb.counters[0].counter).toBe('Graph_1');
  });

  test.skipIf(lacksData('perfmon'))('a renamed column can be mapped by hand', async () => {
    const blob = await sample('perfmon/gb_renamed_header_one_col.csv');
    const reading = await readFile('SRV7.csv', blob, { mapping: { Graph_1: 'busy' } });
    expect(reading.recordings[0].server).toBe('SRV7');
    expect([...reading.recordings[0].measures.busy!]).toEqual([NaN, 1, 2, 1, 3, 2, 1, 2, 3, 4, 3, 2]);
  });

  test.skipIf(lacksData('perfmon'))('processes over time are kept when asked for', async () => {
    const blob = await sample('perfmon/ru_cp1251_processes_1105cols.csv');
    const reading = await readFile('ru.csv', blob, { keep: 'all processes' });
    const processes = reading.recordings[0].processSeries!;
    // 276 instances less _Total and Idle.
    expect(processes.length).toBe(274);
    expect(processes.every(({ values }) => values.length === 26)).toBe(true);
    expect(processes.some(({ values }) => values.some((v) => v > 50))).toBe(true);
  });
});
