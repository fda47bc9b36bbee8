import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../../../src/intake/table/align';
import { moments, read, saying, series } from '../read';
import { often } from '../../often';

describe('a table with a row for each sample', () => {
  test('of guest, counter and value', async () => {
    const reading = await read(
      'timestamp,guest,counter,value\n' +
        '2026-01-05 10:00,DB01,cpu %,10\n2026-01-05 10:00,DB01,memory MB,1000\n2026-01-05 10:00,WEB,cpu %,30\n' +
        '2026-01-05 10:05,DB01,cpu %,20\n2026-01-05 10:05,DB01,memory MB,1100\n2026-01-05 10:05,WEB,cpu %,\n',
    );
    expect(reading.recordings.map(({ server }) => server)).toEqual(['DB01', 'WEB']);
    expect([series(reading, 'busy', 0), series(reading, 'usedMiB', 0), series(reading, 'busy', 1)]).toEqual([
      [10, 20],
      [1000, 1100],
      [30, null],
    ]);
  });

  test('sorted by counter and not by time gives the same', async () => {
    const reading = await read(
      'time;server;metric;value\n05.01.2026 10:00;A;busy;10\n05.01.2026 10:05;A;busy;20\n05.01.2026 10:05;A;IOPS;7\n05.01.2026 10:00;A;IOPS;6\n',
    );
    expect(series(reading, 'busy')).toEqual([10, 20]);
    expect(series(reading, 'transfers')).toEqual([6, 7]);
    expect(moments(reading)).toEqual(['2026-01-05T10:00:00', '2026-01-05T10:05:00']);
  });

  test('of counter paths, as PowerShell exports samples', async () => {
    const reading = await read(
      '"Path","InstanceName","CookedValue","Timestamp"\n' +
        '"\\\\db01\\processor(_total)\\% processor time","_total","12,5","05.01.2026 10:00:00"\n' +
        '"\\\\db01\\network interface(a)\\bytes total/sec","a","1000000","05.01.2026 10:00:00"\n' +
        '"\\\\db01\\network interface(b)\\bytes total/sec","b","500000","05.01.2026 10:00:00"\n' +
        '"\\\\db01\\network interface(isatap.{9})\\bytes total/sec","isatap","500000","05.01.2026 10:00:00"\n' +
        '"\\\\db01\\processor(_total)\\% processor time","_total","13,5","05.01.2026 10:00:10"\n',
    );
    expect(reading.recordings[0].server).toBe('db01');
    expect(series(reading, 'busy')).toEqual([12.5, 13.5]);
    expect(series(reading, 'networkMBs')).toEqual([1.5, null]);
  });

  test('of object, counter and instance, as a log workspace exports them', async () => {
    const reading = await read(
      'TimeGenerated,Computer,ObjectName,CounterName,InstanceName,CounterValue\n' +
        '2026-01-05T10:00:00Z,DB01,Processor,% Processor Time,_Total,40\n' +
        '2026-01-05T10:00:00Z,DB01,Processor,% Processor Time,0,80\n' +
        '2026-01-05T10:00:00Z,DB01,Processor,% Processor Time,1,0\n' +
        '2026-01-05T10:00:00Z,DB01,Memory,Available MBytes,,512\n',
    );
    expect(series(reading, 'busy')).toEqual([40]);
    expect(series(reading, 'availableMiB')).toEqual([512]);
    expect(reading.recordings[0].facts.threads).toBe(2);
  });

  test('of a guest and a column for each measure', async () => {
    const reading = await read(
      'timestamp\tVM\tCPU %\tMemory used GB\tvCPUs\n2026-01-05 10:00\ta\t10\t2\t4\n2026-01-05 10:00\tb\t30\t3\t8\n2026-01-05 10:05\ta\t20\t2.5\t4\n',
    );
    expect(reading.recordings.map(({ server, facts }) => [server, facts.cores])).toEqual([
      ['a', 4],
      ['b', 8],
    ]);
    expect(series(reading, 'usedMiB', 0)).toEqual([2048, 2560]);
  });

  test('of a server and words run together, as a query gives them', async () => {
    const reading = await read(
      'SampleTime,ServerName,AvgCPU,MaxCPU,AvgMemMB\n2026-01-05 10:00:00.000,DB1,10,20,4096\n2026-01-05 10:15:00.000,DB1,12,25,4097\n',
    );
    expect(reading.recordings[0].server).toBe('DB1');
    expect(series(reading, 'busy')).toEqual([10, 12]);
    expect(series(reading, 'usedMiB')).toEqual([4096, 4097]);
  });

  test('with counters that nobody knows says which, and takes them by hand', async () => {
    const text = 'timestamp,guest,counter,value\n2026-01-05 10:00,a,Belastung,10\n';
    const plain = await read(text);
    expect(plain.recordings).toEqual([]);
    expect(saying(plain, 'Belastung')[0].level).toBe('error');
    expect(series(await read(text, { mapping: { Belastung: 'busy' } }), 'busy')).toEqual([10]);
  });

  test('rows without a name are counted and left out', async () => {
    const reading = await read(
      'timestamp,guest,counter,value\n2026-01-05 10:00,,cpu,10\n2026-01-05 10:00,a,cpu,10\n',
    );
    expect(saying(reading, '1 rows without a name').length).toBe(1);
  });
});

describe('series on times of their own', () => {
  test('meet at equal times, every sample once', () => {
    const loose = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 })), { maxLength: 12 })
      .map((samples) => ({
        times: Float64Array.from(samples, ([time]) => time),
        values: Float32Array.from(samples, ([, value]) => value),
      }));
    fc.assert(
      fc.property(fc.array(loose, { minLength: 1, maxLength: 4 }), (series) => {
        const { times, columns } = align(series);
        series.forEach(({ times: own, values }, k) => {
          const back = [...columns[k]].flatMap((value, row) =>
            Number.isNaN(value) ? [] : [`${times[row]}=${value}`],
          );
          expect(back.sort()).toEqual([...own].map((time, i) => `${time}=${values[i]}`).sort());
        });
        if (
          series.some(({ times: own }) => own !== series[0].times && own.length !== series[0].times.length)
        ) {
          for (let row = 1; row < times.length; row++)
            expect(times[row]).toBeGreaterThanOrEqual(times[row - 1]);
        }
      }),
      { seed: 31, numRuns: often(400) },
    );
  });
});
