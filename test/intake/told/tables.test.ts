/** Tables at the limits of each rule, each with all that is said of it. */
import { describe, expect, it } from 'vitest';
import type { IntakeOptions } from '../../../src/intake';
import { told } from './words';

type Case = readonly [statement: string, text: string, options?: IntakeOptions, name?: string];
const time = (k: number, step = 60) =>
  new Date(Date.UTC(2026, 0, 5, 10) + k * step * 1000).toISOString().slice(0, 19);
/** Rows with a time each. */
const rows = (count: number, cells: (k: number) => string | number, step = 60) =>
  Array.from({ length: count }, (_, k) => `${time(k, step)},${cells(k)}\n`).join('');

const WIDE: readonly Case[] = [
  ['one column of one server', `timestamp,web01\n${rows(3, (k) => 10 + k)}`],
  [
    'two servers, the second blank at times',
    `timestamp,web01,web02\n${rows(4, (k) => `${10 + k},${k % 2 ? '' : 20}`)}`,
  ],
  ['shares of one: all up to 1', `timestamp,web01,web02\n${rows(3, (k) => `${0.25 * k},1`)}`],
  ['shares of one: nothing between 0 and 1', `timestamp,web01,web02\n${rows(3, (k) => `${k % 2},1`)}`],
  ['a value a hair above 1', `timestamp,web01,web02\n${rows(3, (k) => `${0.25 * k},1.01`)}`],
  ['a hundred and ten per cent', `timestamp,web01\n${rows(3, (k) => 108 + k)}`],
  ['above a hundred and ten per cent', `timestamp,web01 cpu %\n${rows(3, (k) => 109 + k)}`],
  [
    'one of two hundred above a hundred and ten',
    `timestamp,web01 cpu %\n${rows(200, (k) => (k === 7 ? 150 : 50 + (k % 3)))}`,
  ],
  [
    'one of a hundred above a hundred and ten',
    `timestamp,web01 cpu %\n${rows(100, (k) => (k === 7 ? 150 : 50 + (k % 3)))}`,
  ],
  ['two of a hundred above', `timestamp,web01 cpu %\n${rows(100, (k) => (k < 2 ? 150 : 50 + (k % 3)))}`],
  ['values that count the rows, eleven', `timestamp,web01\n${rows(11, (k) => k)}`],
  ['values that count the rows, twelve', `timestamp,web01\n${rows(12, (k) => k)}`],
  ['values that count the rows from one', `timestamp,web01\n${rows(12, (k) => k + 1)}`],
  ['values below zero, one in ten', `timestamp,web01\n${rows(10, (k) => (k === 3 ? -1 : 50 + k))}`],
  ['values below zero, two in ten', `timestamp,web01\n${rows(10, (k) => (k < 2 ? -1 : 50 + k))}`],
  ['a name above a hundred, unnamed', `timestamp,web01,web02\n${rows(5, (k) => `${900 + k},20`)}`],
  [
    'memory without a unit, up to 256',
    `timestamp,web01 cpu %,web01 memory\n${rows(3, (k) => `${k},${254 + k}`)}`,
  ],
  ['memory without a unit, 257', `timestamp,web01 cpu %,web01 memory\n${rows(3, (k) => `${k},${255 + k}`)}`],
  [
    'free memory without a unit',
    `timestamp,web01 cpu %,web01 memory free\n${rows(3, (k) => `${k},${16 + k}`)}`,
  ],
  [
    'disk throughput without a unit',
    `timestamp,web01 cpu %,web01 disk throughput\n${rows(3, (k) => `${k},${16 + k}`)}`,
  ],
  [
    'units of all kinds',
    `timestamp,a cpu MHz,a memory GB,a disk KB/s,a network Mbit/s,a disk space TB,a iops\n${rows(2, (k) => `${1000 + k},2,500,80,1,9`)}`,
  ],
  [
    'what is idle, and beside it what is busy',
    `timestamp,a idle %,b idle %,b cpu %\n${rows(3, (k) => `${90 - k},50,${k}`)}`,
  ],
  [
    'the greatest of what was idle tells nothing',
    `timestamp,a max idle %,a cpu %\n${rows(3, (k) => `${90 - k},${k}`)}`,
  ],
  [
    'peaks beside means, and percentiles',
    `timestamp,a cpu % max,a cpu % avg,b cpu % p95,b cpu % max\n${rows(3, (k) => `${90 + k},${40 + k},${70 + k},${80 + k}`)}`,
  ],
  [
    'sizes of disks beside what is used',
    `timestamp,a cpu %,a disk size GB,a disk used GB,b cpu %,b disk size GB\n${rows(3, (k) => `${k},100,${40 + k},5,200`)}`,
  ],
  [
    'two disks and two adapters are added, two processors averaged',
    `timestamp,a cpu 0 %,a cpu 1 %,a disk 1 MB/s,a disk 2 MB/s,a net rx MB/s,a net tx MB/s\n${rows(3, (k) => `${10 * k},${20 * k},1,2,${k === 1 ? '' : 3},4`)}`,
  ],
  [
    'cores, memory and clock of each server',
    `timestamp,a cpu %,a cores,a memory provisioned MB,a cpu capacity MHz\n${rows(3, (k) => `${10 + k},4,8192,10000`)}`,
  ],
  ['a clock without cores', `timestamp,a cpu %,a cpu capacity MHz\n${rows(3, (k) => `${10 + k},2600`)}`],
  ['less than half a core', `timestamp,a cpu %,a cores\n${rows(3, (k) => `${10 + k},0.25`)}`],
  ['a quantity among names asks', `timestamp,web01,queue length,web02\n${rows(3, (k) => `${k},2,3`)}`],
  [
    'phrases among names ask',
    `timestamp,web01,web02,web03,order entry desk\n${rows(3, (k) => `${k},2,3,4`)}`,
  ],
  ['phrases alone are names', `timestamp,order desk,main hall\n${rows(3, (k) => `${k + 20},30`)}`],
  ['a column of words asks', `timestamp,web01,web02,web03\n${rows(3, (k) => `${k},2,up`)}`],
  ['a column of nothing known asks nothing', `timestamp,web01,web02,web03\n${rows(3, (k) => `${k},2,n/a`)}`],
  ['a figure for a name asks', `timestamp,web01,12.5\n${rows(3, (k) => `${k + 20},30`)}`],
  ['a moment for a name asks', `timestamp,web01,2026-01-05 10:00\n${rows(3, (k) => `${k + 20},30`)}`],
  ['a unit behind a name asks', `timestamp,web01,web02 /s,web03 [rpm]\n${rows(3, (k) => `${k + 20},30,40`)}`],
  [
    'a second column of times is passed over',
    `timestamp,Day of week,web01\n${rows(3, (k) => `Mon,${k + 20}`)}`,
  ],
  [
    'a header of nothing but signs is passed over',
    `timestamp,#,web01,\n${rows(3, (k) => `${k},${k + 20},x`)}`,
  ],
  [
    'an odd one among servers asks',
    `timestamp,a cpu %,a memory MB,b cpu %,b memory MB,page reads/s\n${rows(3, (k) => `${k},100,5,200,7`)}`,
  ],
  [
    'one of two without processors is a server',
    `timestamp,a cpu %,a memory MB,b memory MB\n${rows(3, (k) => `${k},100,200`)}`,
  ],
  [
    'chosen as a table of servers, nothing is asked',
    `timestamp,web01,queue length\n${rows(3, (k) => `${k + 20},2`)}`,
    { format: 'wide' },
  ],
  [
    'all columns hold memory, as a person says',
    `timestamp,web01,web02\n${rows(3, (k) => `${1000 + k},2000`)}`,
    { wideMeasure: 'usedMiB' },
  ],
  [
    'mapped by hand, in another unit and of another server',
    `timestamp,x,y\n${rows(3, (k) => `${1000 + k},0.5`)}`,
    { mapping: { x: 'diskMBs KB/s', y: { measure: 'busy', unit: 'share', server: 'web07' } } },
  ],
  [
    'one measure mapped alone is of the file',
    `timestamp,x,y\n${rows(3, (k) => `${10 + k},2`)}`,
    { mapping: { x: 'busy', y: 'ignore' } },
    'srv9.csv',
  ],
  [
    'two columns of one measure mapped are servers',
    `timestamp,x,y\n${rows(3, (k) => `${10 + k},2`)}`,
    { mapping: { x: 'busy', y: 'busy' } },
  ],
  [
    'two measures mapped are of the file',
    `timestamp,x,y\n${rows(3, (k) => `${10 + k},2000`)}`,
    { mapping: { x: 'busy', y: 'usedMiB' } },
    'srv9.csv',
  ],
  [
    'totals by name and by sum are no servers',
    `timestamp,a,b,c,Total\n${rows(6, (k) => `${10 + k},${(k * 7) % 5},${(k * 3) % 4},1`)}`,
  ],
  [
    'the sum of three others, six rows',
    `timestamp,a,b,c,everything\n${rows(6, (k) => `${10 + k},${(k * 7) % 5},${(k * 3) % 4},${10 + k + ((k * 7) % 5) + ((k * 3) % 4)}`)}`,
  ],
  [
    'the sum of three others, five rows',
    `timestamp,a,b,c,everything\n${rows(5, (k) => `${10 + k},${(k * 7) % 5},${(k * 3) % 4},${10 + k + ((k * 7) % 5) + ((k * 3) % 4)}`)}`,
  ],
  [
    'the mean of two others, eleven rows',
    `timestamp,a,b,both\n${rows(11, (k) => `${10 + k},${(k * 7) % 5},${(10 + k + ((k * 7) % 5)) / 2}`)}`,
  ],
  [
    'the mean of two others, twelve rows',
    `timestamp,a,b,both\n${rows(12, (k) => `${10 + k},${(k * 7) % 5},${(10 + k + ((k * 7) % 5)) / 2}`)}`,
  ],
  [
    'the mean of two others, one of them still',
    `timestamp,a,b,both\n${rows(12, (k) => `${10 + k},5,${(15 + k) / 2}`)}`,
  ],
  ['alike and still machines are no sums', `timestamp,a,b,c,d\n${rows(12, () => '0,0,0,0')}`],
  [
    'the sum of others above a hundred is read as the whole',
    `timestamp,a,b,c,d\n${rows(8, (k) => `${40 + k},${45 - k},${30 + ((k * 5) % 7)},${Math.min(100, 115 + ((k * 5) % 7))}`)}`,
  ],
  [
    'a meter that stands still, of enough samples',
    `timestamp,a cpu %,b cpu %\n${rows(60, (k) => `7,${k % 9}`)}`,
  ],
  [
    'a unit that changes in the middle',
    `timestamp,a cpu %,a memory MB\n${rows(6, (k) => `${k},${k < 3 ? 2000 : 2_000_000}`)}`,
  ],
  [
    'a size that grows just five hundredfold',
    `timestamp,a cpu %,a memory MB\n${rows(6, (k) => `${k},${k < 3 ? 20 : 10_000}`)}`,
  ],
  [
    'a size that falls by more than five hundred',
    `timestamp,a cpu %,a memory MB\n${rows(6, (k) => `${k},${k < 3 ? 10_001 : 20}`)}`,
  ],
  [
    'rows that stand twice',
    `timestamp,a cpu %,b cpu %\n${rows(3, (k) => `${k},5`)}${rows(1, () => '0,5')}${rows(1, () => '0,5')}${rows(1, () => '1,5')}`,
  ],
  [
    'values that no machine has',
    `timestamp,a iops,a cpu %\n${rows(4, (k) => `${k === 2 ? '1e25' : 100},${k === 1 ? '1e39' : 5}`)}`,
  ],
  [
    'a date and a time in two columns',
    `date,time,web01\n2026-01-05,10:00,1\n2026-01-05,10:01:30 PM,2\n2026-01-06,,3\n`,
  ],
  [
    'two columns of times, of which the first has both',
    `date,time,web01\n2026-01-05 09:00,10:00,1\n2026-01-05 09:01,10:01,2\n`,
  ],
  ['elapsed seconds', `time,web01\n0,1\n15,2\n30,3\n`],
  ['seconds since 1970', `time,web01\n1767607200,1\n1767607260,2\n`],
  ['serial days', `time,web01\n46027.4166666667,1\n46027.4173611111,2\n`],
  ['days and months in doubt', `time,web01\n01/05/2026 10:00,1\n01/05/2026 10:01,2\n`],
  ['days and months told by the shorter span', `time,web01\n03/05/2026 10:00,1\n04/05/2026 10:01,2\n`],
  ['day first from Europe', `time;web01\n01/05/2026 10:00;1,5\n01/05/2026 10:01;2,5\n`],
  ['day first from Europe by semicolons alone', `time;web01\n01/05/2026 10:00;1\n01/05/2026 10:01;2\n`],
  [
    'one date that can only be the other way',
    `time,web01\n01/13/2026 10:00,1\n01/14/2026 10:01,2\n15/01/2026 10:01,2\n`,
  ],
  [
    'two dates that can only be the other way',
    `time,web01\n01/13/2026 10:00,1\n01/14/2026 10:01,2\n01/14/2026 10:02,2\n15/01/2026 10:01,2\n16/01/2026 10:01,2\n`,
    { dateOrder: 'mdy' },
  ],
  ['times with a zone', `time,web01\n2026-01-05T10:00:00+05:30,1\n2026-01-05T10:01:00+05:30,2\n`],
  ['times whose zone changes', `time,web01\n2026-01-05T10:00:00-02:00,1\n2026-01-05T10:01:00-03:00,2\n`],
  ['times of UTC', `time,web01\n2026-01-05T10:00:00Z,1\n2026-01-05T10:01:00Z,2\n`],
  [
    'whole minutes that repeat',
    `time,web01\n${Array.from({ length: 12 }, (_, k) => `2026-01-05 10:0${Math.floor(k / 4)},${k % 5}\n`).join('')}`,
  ],
  [
    'a sample that repeats once',
    `time,web01\n2026-01-05 10:00:05,1\n2026-01-05 10:00:05,2\n2026-01-05 10:00:10,3\n`,
  ],
  [
    'a gap of just three steps',
    `time,web01\n${[0, 1, 2, 3, 6, 7].map((k) => `${time(k)},${k + 9}\n`).join('')}`,
  ],
  [
    'a gap of more, and a longer',
    `time,web01\n${[0, 1, 2, 3, 7, 8, 20, 21].map((k) => `${time(k)},${k + 9}\n`).join('')}`,
  ],
  [
    'an hour and a step are missing in spring',
    `time,web01\n${[0, 5, 10, 75, 80].map((k) => `${time(k)},${k + 9}\n`).join('')}`,
  ],
  [
    'times run back by an hour in autumn',
    `time,web01\n${[50, 55, 0, 5, 10].map((k) => `${time(k)},${k + 9}\n`).join('')}`,
  ],
  [
    'times run back twice, by little',
    `time,web01\n${[50, 55, 54, 56, 50].map((k) => `${time(k)},${k + 9}\n`).join('')}`,
  ],
  ['one moment alone', `time,web01 cpu %\n${time(0)},7\n`],
  ['no rows', 'time,web01 cpu %\n', { format: 'wide' }],
  ['no row with a time', 'time,web01 cpu %\nnever,7\n', { format: 'wide' }],
  ['rows all longer than the header', 'time,web01\n2026-01-05 10:00,1,5\n2026-01-05 10:01,2,5\n'],
  ['rows all longer, between semicolons', 'time;web01\n2026-01-05 10:00;1;5\n2026-01-05 10:01;2;5\n'],
  [
    'one row longer, one shorter',
    'time,web01,web02\n2026-01-05 10:00,1,5\n2026-01-05 10:01,2\n2026-01-05 10:02,2,3,4\n',
  ],
  [
    'cells that are no numbers',
    `time,web01,web02\n${rows(5, (k) => `${k > 1 ? 'x' : 1},${k > 3 ? 'oops' : 7}`)}`,
  ],
  [
    'one line that begins with no time, one quote that is open',
    'time,web01,web02\n2026-01-05 10:00,1,5\nStopped by root\n2026-01-05 10:01,"2,3\n2026-01-05 10:02,2,3\n',
  ],
  ['lines in quotes', '"time,web01,web02"\n"2026-01-05 10:00,1,5"\n"2026-01-05 10:01,2,""6"""\n'],
  ['a line that names its delimiter', 'sep=;\ntime;web01\n2026-01-05 10:00;1,5\n2026-01-05 10:01;2,25\n'],
  ['strokes', 'time|web01|web02\n2026-01-05 10:00|1|2\n2026-01-05 10:01|2|3\n'],
  [
    'thousands or decimals, left open',
    'time;web01;web02\n2026-01-05 10:00;1,234;1,500\n2026-01-05 10:01;2,345;3,500\n',
  ],
  [
    'thousands or decimals, said by a person',
    'time;web01;web02\n2026-01-05 10:00;1,234;1,500\n2026-01-05 10:01;2,345;3,500\n',
    { decimal: '.' },
  ],
  [
    'thousands or decimals, proved by other files',
    'time;web01 cpu %;web02 cpu %\n2026-01-05 10:00;1,234;1,500\n2026-01-05 10:01;2,345;3,500\n',
    { othersDecimal: '.' },
  ],
  [
    'labels that name a machine',
    'Time,"{instance=""web01:9182"", job=""w""}","{instance=""web02:9182"", job=""w""}"\n2026-01-05 10:00:00,1,2\n2026-01-05 10:01:00,20,3\n',
  ],
  [
    'of Proxmox',
    'time,cpu,maxcpu,mem,maxmem,netin,netout,diskread,diskwrite\n1767607200,0.5,4,1073741824,8589934592,1000000,2000000,3000000,4000000\n1767607260,0.25,4,1073741824,8589934592,1000000,2000000,3000000,4000000\n',
  ],
];

const LONG: readonly Case[] = [
  [
    'counters in rows',
    'time,server,counter,value\n2026-01-05 10:00,a,cpu %,10\n2026-01-05 10:00,a,memory MB,2000\n2026-01-05 10:01,a,cpu %,11\n2026-01-05 10:00,b,cpu %,20\n',
  ],
  [
    'counters with their units in another column',
    'time,server,metric,unit,value\n2026-01-05 10:00,a,cpu,%,10\n2026-01-05 10:00,a,memory,GB,2\n2026-01-05 10:01,a,cpu,%,11\n2026-01-05 10:01,a,disk read,KB/s,500\n',
  ],
  [
    'objects, instances and counters',
    'time,computer,object,instance,counter,value\n2026-01-05 10:00,a,Processor,_Total,% Processor Time,10\n2026-01-05 10:00,a,Processor,0,% Processor Time,15\n2026-01-05 10:00,a,PhysicalDisk,0 C:,Disk Bytes/sec,2000000\n2026-01-05 10:00,a,PhysicalDisk,1 D:,Disk Bytes/sec,1000000\n2026-01-05 10:00,a,Memory,,Available MBytes,4096\n2026-01-05 10:01,a,Processor,_Total,% Processor Time,12\n',
  ],
  [
    'paths in rows',
    'Timestamp,Path,CookedValue\n2026-01-05 10:00:00,\\\\a\\processor(_total)\\% processor time,10\n2026-01-05 10:00:00,\\\\b\\processor(_total)\\% processor time,20\n2026-01-05 10:00:00,\\\\a\\memory\\available mbytes,4096\n2026-01-05 10:01:00,\\\\a\\processor(_total)\\% processor time,12\n',
  ],
  [
    'names of servers lack',
    'time,server,counter,value\n2026-01-05 10:00,a,cpu %,10\n2026-01-05 10:00,,cpu %,20\n2026-01-05 10:01,a,,11\n2026-01-05 10:01,a,cpu %,12\n',
  ],
  [
    'measures in columns',
    'time,server,cpu %,memory MB,cores,memory total MB\n2026-01-05 10:00,a,10,2000,4,8192\n2026-01-05 10:00,b,20,3000,8,16384\n2026-01-05 10:01,a,11,2001,4,8192\n2026-01-05 10:01,b,,3001,8,16384\n',
  ],
  [
    'a total and its parts',
    'time,server,instance,counter,value\n2026-01-05 10:00,a,_Total,cpu %,10\n2026-01-05 10:00,a,0,cpu %,30\n2026-01-05 10:00,a,_Total,disk MB/s,3\n2026-01-05 10:00,a,C:,disk MB/s,1\n2026-01-05 10:01,a,_Total,cpu %,12\n',
  ],
  [
    'parts alone are added, or averaged',
    'time,server,instance,counter,value\n2026-01-05 10:00,a,0,cpu %,10\n2026-01-05 10:00,a,1,cpu %,30\n2026-01-05 10:00,a,D:,disk MB/s,3\n2026-01-05 10:00,a,C:,disk MB/s,1\n2026-01-05 10:01,a,0,cpu %,12\n',
  ],
  [
    'what is idle',
    'time,server,counter,value\n2026-01-05 10:00,a,cpu idle %,90\n2026-01-05 10:01,a,cpu idle %,80\n2026-01-05 10:00,b,cpu idle %,70\n2026-01-05 10:00,b,cpu %,31\n',
  ],
  [
    'peaks and means',
    'time,server,cpu % max,cpu % avg,disk size GB,disk used GB\n2026-01-05 10:00,a,90,40,100,50\n2026-01-05 10:01,a,91,41,100,51\n2026-01-05 10:00,b,92,42,200,52\n',
  ],
  [
    'groups tell servers of one name apart',
    'time,server,site,cpu %\n2026-01-05 10:00,a,north,10\n2026-01-05 10:00,a,south,20\n2026-01-05 10:01,a,north,11\n2026-01-05 10:01,a,south,21\n2026-01-05 10:02,a,north,12\n2026-01-05 10:02,a,south,22\n',
  ],
  [
    'machines under a head of no name',
    'time,what,cpu %\n2026-01-05 10:00,a,10\n2026-01-05 10:00,b,20\n2026-01-05 10:01,a,11\n2026-01-05 10:01,b,21\n',
  ],
  [
    'rows out of order, and samples that repeat',
    'time,server,counter,value\n2026-01-05 10:01,a,cpu %,11\n2026-01-05 10:00,a,cpu %,10\n2026-01-05 10:00,a,memory MB,5\n2026-01-05 10:00,a,memory MB,6\n2026-01-05 10:02,a,memory MB,7\n',
  ],
  [
    'mapped by hand',
    'time,server,counter,value\n2026-01-05 10:00,a,Belastung,0.5\n2026-01-05 10:00,a,other,1\n2026-01-05 10:01,a,Belastung,0.25\n',
    { mapping: { Belastung: 'busy share', other: 'ignore' } },
  ],
  [
    'no counter of load',
    'time,server,counter,value\n2026-01-05 10:00,a,temperature,40\n2026-01-05 10:01,a,fan rpm,2000\n',
  ],
  ['no rows', 'time,server,counter,value\n', { format: 'long' }],
  [
    'dates and times in two columns',
    'date,time,server,counter,value\n2026-01-05,10:00,a,cpu %,10\n2026-01-05,10:01,a,cpu %,11\n',
  ],
  [
    'asked for as a wide table',
    'time,server,cpu %\n2026-01-05 10:00,a,10\n2026-01-05 10:01,b,20\n',
    { format: 'wide' },
  ],
  [
    'asked for as rows, but there are no names',
    'time,a,b\n2026-01-05 10:00,1,10\n2026-01-05 10:01,2,20\n',
    { format: 'long' },
  ],
];

const GUESTS: readonly Case[] = [
  ['facts alone', 'name,cores,memory GB,os,class\na,4,8,Windows Server 2012,web\nb,8,16,Linux,SQL Server\n'],
  [
    'each fact',
    'name,cores,threads,rating GHz,memory MB,floor MB,bits,class,runs on,smt,measured,dedicated,native,together,apart,host,image\na,4,8,2.6,8192,1024,x86_64,db,KVM,yes,host,yes,no,g1,g2,h1,img\nb,2,2,2.1 GHz,4 GB,1 GB,32-bit,mail,VMware ESX 3.5,no,physical,no,x,g1,,,\n',
  ],
  [
    'facts that cannot be read',
    'name,cores,memory MB,class,dedicated,bits\na,many,big,space,perhaps,7\nb,0,-5,web,yes,64\nc,4,99999999999,web,yes,64\n',
  ],
  ['one fact that cannot be read', 'name,cores,memory MB\na,many,4096\nb,4,4096\n'],
  ['memories without a unit: 128 and 129', 'name,cores,memory\na,4,128\nb,4,129\nc,2,64\n'],
  [
    'figures of each statistic',
    'name,cpu peak %,cpu average %,memory used GB,iops,disk MB/s,network MB/s,disk space GB\na,90,40,4,100,5,6,70\nb,80,30,5,200,7,8,90\n',
  ],
  ['averages alone', 'name,cores,cpu average %\na,4,40\nb,4,30\n'],
  [
    'memory in per cent of what there is',
    'name,memory GB,memory usage %,memory peak %\na,8,50,75\nb,16,25,50\nc,,10,20\n',
  ],
  [
    'reads and writes are added',
    'name,cpu %,read iops,write iops,disk 1 GB,disk 2 GB\na,10,100,50,40,60\nb,20,200,50,40,60\n',
  ],
  ['figures that are no numbers, or below zero', 'name,cpu %,iops\na,high,5\nb,-3,x\nc,20,7\n'],
  ['nothing said: signs that stand for it', 'name,cpu %,iops\na,-,n/a\nb,null,?\nc,20,unknown\n'],
  ['shares of one', 'name,cores,cpu\na,4,0.5\nb,4,0.25\nc,2,1\n'],
  ['idle', 'name,cores,cpu idle %\na,4,90\nb,4,75\n'],
  [
    'machines that do not run, templates, totals and hosts',
    'name,type,power state,template,cores,memory GB\na,vm,poweredOn,false,4,8\nb,vm,poweredOff,false,4,8\nc,vm,poweredOn,true,4,8\nd,host,poweredOn,false,64,512\nTotal,vm,,,72,536\n,vm,poweredOn,false,1,1\n',
  ],
  ['one of the rows has no name', 'name,cores,memory GB\na,4,8\n,2,4\n'],
  ['two of the rows have no name', 'name,cores,memory GB\na,4,8\n,2,4\n,1,1\n'],
  ['a name that stands twice', 'name,cores\na,4\nb,2\na,8\n'],
  ['where each runs', 'VM,Host,Cluster,cores,memory GB\na,esx1,c1,4,8\nb,esx2,c1,2,4\nc,,c1,2,4\n'],
  [
    'machines named beside their hosts',
    'Host,VM,vCPUs,Memory MB,CPU MHz used\nesx1,a,4,8192,1500\nesx1,b,2,4096,500\n',
  ],
  [
    'platforms of other versions, and of none',
    'name,cores,platform\na,4,ESXi 6.7\nb,4,Hyper-V 2019\nc,4,KVM\nd,4,Xen 4.11\ne,4,vSphere 8\nf,4,BeOS\n',
  ],
  [
    'columns that are not used',
    'name,cores,memory GB,owner,rack,comment,order\na,4,8,joe,7,x,1\nb,2,4,ann,8,y,2\n',
  ],
  ['one column that is not used', 'name,cores,owner\na,4,joe\nb,2,ann\n'],
  [
    'Measure-VM',
    'VMName,AvgCPU(MHz),AvgRAM(M),MaxRAM(M),MinRAM(M),TotalDisk(M),AggregatedAverageNormalizedIOPS\na,1200,2048,4096,1024,102400,55\nb,600,1024,2048,512,51200,20\n',
  ],
  [
    'Live Optics and Nutanix',
    'VM Name,Virtual CPU,Provisioned Memory (MiB),Virtual Disk Used (MiB),Power State\na,4,8192,102400,poweredOn\nb,2,4096,51200,poweredOff\n',
  ],
  ['a header and nothing more', 'name,cores,memory GB\n', { format: 'guests' }],
  ['rows longer than the header', 'name,cores\na,4,5\nb,2,5\n'],
  ['a last row that was cut', 'name,cores,memory GB\na,4,8\nb,2'],
  ['shorter and longer rows', 'name,cores,memory GB\na,4\nb,2,4\nc,2,4,9\n'],
  ['nothing that is known', 'name,colour,taste\na,red,sweet\nb,green,sour\n', { format: 'guests' }],
  ['mapped by hand', 'name,x,y\na,10,4\nb,20,8\n', { mapping: { x: 'busy', y: 'ignore' }, format: 'guests' }],
  ['sizes of what nobody says are no memory', 'name,cores,used GB\na,4,8\nb,2,4\n'],
  ['decimal commas', 'name;cores;cpu %;memory GB\na;4;12,5;8\nb;2;7,25;4\n'],
  ['a clock in MHz', 'name,cores,CPU MHz\na,4,2600\nb,2,2.1 GHz\n'],
];

const ASKED: readonly Case[] = [
  ['neither times nor names', 'alpha,beta,cpu,memory %,\n1,2,3,50,x\n4,5,6,60,x\n7,8,9,70,x\n'],
  [
    'times under a head of no name',
    'alpha,moment,gamma\n1,2026-01-05 10:00,3\n2,2026-01-05 10:01,4\n3,2026-01-05 10:02,5\n',
  ],
  ['said of a column already', 'alpha,beta,gamma\n1,2,3\n4,5,6\n7,8,9\n', { mapping: { beta: 'busy' } }],
  ['one line below the names', 'alpha,beta,gamma\n1,2,3\n'],
  [
    'a column said to hold the times',
    'alpha,moment,gamma\n1,2026-01-05 10:00,30\n2,2026-01-05 10:01,40\n',
    { mapping: { moment: 'time', alpha: 'ignore' } },
  ],
  [
    'columns said to hold times, names and load',
    'alpha,moment,gamma\nx1,2026-01-05 10:00,30\nx2,2026-01-05 10:00,40\n',
    { mapping: { moment: 'time', alpha: 'server', gamma: 'busy' } },
  ],
  ['no header', '2026-01-05 10:00,1,2\n2026-01-05 10:01,1,2\n'],
  ['times that are none', 'time,web01\nMarch the fifth,1\nMarch the sixth,2\n'],
  ['times with a comma in them', 'time,web01\nMarch 5, 2026,1\nMarch 6, 2026,2\n'],
  ['prose', 'Dear all, this is no table.\nYours, me\n'],
  ['nothing but blanks', ' \n\n  \n'],
  ['an unknown format', 'time,web01\n2026-01-05 10:00,1\n', { format: 'abacus' as never }],
];

describe.each(Object.entries({ WIDE, LONG, GUESTS, ASKED }))('%s', (_, cases) => {
  for (const [statement, text, options, name = 'file.csv'] of cases)
    it(statement, async () => {
      expect(await told(name, text, options)).toMatchSnapshot('');
    });
});
