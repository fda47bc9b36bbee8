/** The same samples tell the same, whatever the format: what is said of them is added in one place. */
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../src/estate/recording';
import { read } from './read';

/** 13 rows five minutes apart: the 5th has a negative value, the 7th none, behind the 8th some are missing, the last is an hour early. */
const MINUTES = [0, 5, 10, 15, 20, 25, 30, 35, 60, 65, 70, 75, 15];
const BUSY: (number | null)[] = [10, 12, 14, 16, -3, 20, null, 24, 26, 28, 30, 32, 34];

const two = (n: number) => String(n).padStart(2, '0');
const clock = (minutes: number) => `${two(9 + Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
const us = (minutes: number) => `03/14/2024 ${clock(minutes)}`;
const iso = (minutes: number) => `2024-03-14 ${clock(minutes)}`;
const rows = (line: (minutes: number, value: string) => string, blank = '') =>
  MINUTES.map((minutes, k) => line(minutes, BUSY[k] === null ? blank : String(BUSY[k]))).join('\n');

const FORMATS: Readonly<Record<string, string>> = {
  'Performance Monitor': `"(PDH-CSV 4.0) (UTC)(0)","\\\\WEB01\\Processor(_Total)\\% Processor Time"\n${rows((t, v) => `"${us(t)}.000","${v}"`, ' ')}\n`,
  esxtop: `"(PDH-CSV 4.0) (UTC)(0)","\\\\esx\\Group Cpu(7:WEB01)\\% Used","\\\\esx\\Vcpu(7:WEB01:9:vmx)\\% Used"\n${rows((t, v) => `"${us(t)}","${v}","0"`, ' ')}\n`,
  'a column for each server': `timestamp,WEB01 cpu %\n${rows((t, v) => `${iso(t)},${v}`)}\n`,
  'a row for each sample': `timestamp,server,counter,value\n${rows((t, v) => `${iso(t)},WEB01,cpu %,${v}`)}\n`,
  'a row for each server and time': `timestamp,server,cpu %\n${rows((t, v) => `${iso(t)},WEB01,${v}`)}\n`,
};

/** What is said of figures and times; of the file's writing and its measure's name the formats differ. */
const said = ({ findings }: Reading) =>
  findings
    .map(({ level, text }) => `${level}: ${text}`)
    .filter((line) => !/cells parted|not used/.test(line))
    .map((line) => line.replaceAll(/processors? (busy|used, by its host)/g, 'MEASURE'));

describe('the same 13 rows with a negative value, a hole and an earlier last row', () => {
  test.each(Object.keys(FORMATS))('%s', async (format) => {
    const reading = await read(FORMATS[format], {}, 'WEB01.csv');
    expect(said(reading)).toEqual([
      'info: Read 13 rows, 1 measure of WEB01: 2024-03-14 09:00:00 to 2024-03-14 10:15:00 (75 min), a sample every 5 min. Rows that hold a value: MEASURE 84.6 %.',
      'warning: Time runs backwards once, first by 60 min: the end of summer time, it seems. Of the doubled hour the worse is used, slot by slot.',
      'info: 1 gap, the longest 25 min. What is missing stays missing.',
      'warning: 1 sample of MEASURE below zero on WEB01: read as missing.',
    ]);
    const [values] = Object.values(reading.recordings[0].measures);
    expect(
      [...values].map((v) => (Number.isNaN(v) ? null : Math.round(format === 'esxtop' ? v * 100 : v))),
    ).toEqual(BUSY.map((v) => (v !== null && v < 0 ? null : v)));
  });
});
