/** Of small tables over time: all that is made of each, all that is said of it, and what is asked. */
import { expect, it } from 'vitest';
import { read } from '../read';
import { whole } from '../tools/whole';

/** A table over time of these columns. */
const over = (head: string, ...rows: readonly string[]) =>
  `timestamp,${head}\n${rows.map((row, k) => `2024-03-04 09:0${5 * k}:00,${row}`).join('\n')}\n`;

it.each([
  [
    'a quantity beside servers',
    over('web01 cpu %,db01 cpu %,page reads/s', '20,30,7', '21,31,8'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 4 columns',
      'web01: busy 20 21, no zone',
      'db01: busy 30 31, no zone',
      'met web01 cpu % = busy, db01 cpu % = busy, page reads/s = transfers',
      '? page reads/s: It would make a server of its own, "page", of which nothing tells how busy its processors are, as the other columns do of theirs. ignore',
    ],
  ],
  [
    'what is no load',
    over('web01 cpu %,web01 cpu temperature', '20,30', '21,31'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 3 columns',
      'web01: busy 20 21, no zone',
      'met web01 cpu % = busy, web01 cpu temperature',
      'info log.csv:1:3: 1 column not used: "web01 cpu temperature".',
    ],
  ],
  [
    'names alone',
    over('web01,db01', '20,30', '21,31'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 3 columns',
      'web01: busy 20 21, no zone',
      'db01: busy 30 31, no zone',
      'met web01 = busy, db01 = busy',
      "guess log.csv:1: The headers name servers and no measure: every column is taken as processor busy in % of the server's own processors. [Choose another measure if that is wrong.]",
    ],
  ],
  [
    'names alone, of which a person said what they hold',
    over('web01,db01', '20,30', '21,31'),
    { wideMeasure: 'transfers' },
    [
      'Table over time, a column for each server or counter: 2 rows of 3 columns',
      'web01: transfers 20 21, no zone',
      'db01: transfers 30 31, no zone',
      'met web01 = transfers, db01 = transfers',
      'guess log.csv:1: The headers name servers and no measure: every column is taken as disk transfers, /s. [Choose another measure if that is wrong.]',
    ],
  ],
  [
    'figures that stay',
    over('cpu %,vCPUs,memory total MB,cpu MHz configured', '20,3.6,1000.6,8000', '21,3,1000,7000'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 5 columns',
      'log: busy 20 21, cores 4, memory 1001, rating 2.222, no zone',
      'met cpu % = busy, vCPUs, memory total MB, cpu MHz configured',
    ],
  ],
  [
    'a clock without its number of processors',
    over('cpu %,cpu MHz configured', '20,2400', '21,2400'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 3 columns',
      'log: busy 20 21, rating 2.4, no zone',
      'met cpu % = busy, cpu MHz configured',
    ],
  ],
  [
    'parts that are added, or meant',
    over('disk 1 MB/s,disk 2 MB/s,cpu 1 %,cpu 2 %', '1,2,20,30', ',3,,50'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 5 columns',
      'log: diskMBs 3 3, busy 25 50, no zone',
      'met disk 1 MB/s = diskMBs, disk 2 MB/s = diskMBs, cpu 1 % = busy, cpu 2 % = busy',
    ],
  ],
  [
    'one name over two columns',
    over('web01,db01,web01', '20,30,40', '21,31,41'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 4 columns',
      'web01: busy 20 21, no zone',
      'db01: busy 30 31, no zone',
      'met web01 = busy, db01 = busy, web01',
      'info log.csv:1:4: 1 column not used: "web01".',
      'warning log.csv:1:4: Several columns have one head: "web01" (columns 2, 4). Of each head the first counts, and the others are left out. [Rename the columns if they are of several servers, or delete what stands twice.]',
      "guess log.csv:1: The headers name servers and no measure: every column is taken as processor busy in % of the server's own processors. [Choose another measure if that is wrong.]",
    ],
  ],
  [
    'one head over two columns, of which figures are added',
    over('a cpu %,a disk MB/s,a cpu %,a disk MB/s', '20,1,40,2', ',1,41,3'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 5 columns',
      'a: busy 20 NaN, diskMBs 3 4, no zone',
      'met a cpu % = busy, a disk MB/s = diskMBs, a cpu %, a disk MB/s = diskMBs',
      'info log.csv:1:4: 1 column not used: "a cpu %".',
      'warning log.csv:1:4: Several columns have one head: "a cpu %" (columns 2, 4). Of each head the first counts, and the others are left out. [Rename the columns if they are of several servers, or delete what stands twice.]',
      'warning log.csv:1:5: Several columns have one head: "a disk MB/s" (columns 3, 5). Of each head the figures are added. [Rename the columns if they are of several servers, or delete what stands twice.]',
    ],
  ],
  [
    'servers in rows, and one head over two columns',
    over('server,CPU %,disk MB/s,CPU %,disk MB/s', 'a,20,1,40,2', 'a,21,1,41,3'),
    {},
    [
      'Table over time, a row for each sample: 2 rows of 6 columns',
      'a: busy 20 21, diskMBs 3 4, no zone',
      'met CPU % = busy, disk MB/s = diskMBs',
      'warning log.csv:1:5: Several columns have one head: "CPU %" (columns 3, 5). Of each head the first counts, and the others are left out. [Rename the columns if they are of several servers, or delete what stands twice.]',
      'warning log.csv:1:6: Several columns have one head: "disk MB/s" (columns 4, 6). Of each head the figures are added. [Rename the columns if they are of several servers, or delete what stands twice.]',
    ],
  ],
  [
    'processors at work, and how many there are',
    over('a CPU used (cores),a CPU cores,b cores used', '1.5,8,2', '2.5,8,3'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 4 columns',
      'a: usedCores 1.5 2.5, cores 8, no zone',
      'b: usedCores 2 3, no zone',
      'met a CPU used (cores) = usedCores, a CPU cores, b cores used = usedCores',
    ],
  ],
  [
    'quantities and names',
    over('temperature,web01,db01', '1,2,20', '2,3,30'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 4 columns',
      'met temperature, web01, db01',
      'error log.csv: The columns "temperature", "web01" and "db01" cannot be told apart: some name a quantity and no server, the others neither a measure nor surely a server. Nothing is folded on a guess. [Say what the columns are: map each to a measure, or choose what all of them hold.]',
      'info log.csv:1:2: 3 columns not used: "temperature", "web01" and "db01".',
      '? temperature: It names a quantity and no server. ignore',
      '? web01: It is neither a known measure nor surely the name of a server.',
      '? db01: It is neither a known measure nor surely the name of a server.',
    ],
  ],
  [
    'no load',
    over('temperature,queue length', '1,2', '2,3'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 3 columns',
      'met temperature, queue length',
      'error log.csv: No column holds a figure that can be folded: found "temperature" and "queue length"; needed is at least processor busy in %. [Say what the columns are: map each to a measure, or choose what all of them hold.]',
      'info log.csv:1:2: 2 columns not used: "temperature" and "queue length".',
    ],
  ],
  [
    'names in labels',
    over('"{instance=""web01:9182"", job=""x""}",db01', '20,30', '21,31'),
    {},
    [
      'Table over time, a column for each server or counter: 2 rows of 3 columns',
      'web01: busy 20 21, no zone',
      'db01: busy 30 31, no zone',
      'met {instance="web01:9182", job="x"} = busy, db01 = busy',
      "guess log.csv:1: The headers name servers and no measure: every column is taken as processor busy in % of the server's own processors. [Choose another measure if that is wrong.]",
    ],
  ],
] as const)('a table over time with %s', async (_, text, options, lines) => {
  const reading = await read(text, options);
  const asked = reading.questions!.map(
    ({ column, why, guess }) => `? ${column}: ${why}${guess ? ` ${guess}` : ''}`,
  );
  expect([...whole(reading), ...asked]).toEqual(lines);
});
