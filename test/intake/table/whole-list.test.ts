/** Of small lists: all that is made of each, and all that is said of it. */
import { expect, it } from 'vitest';
import { read } from '../read';
import { whole } from '../tools/whole';

const ONE =
  'warning log.csv: One figure for each guest and no times: when each peaks, and whether peaks coincide, cannot be known from it. [Use logs over a week or more where the number of hosts matters.]';

it.each([
  [
    'facts without figures',
    ['name,cores,notes', 'a,4,x'],
    [
      'Facts about guests: 1 rows of 3 columns',
      'a: cores 4, no zone',
      'met cores, notes',
      'info log.csv:1:3: 1 column not used: "notes".',
    ],
  ],
  [
    'means alone',
    ['name,CPU average %,odd,Disk MB', 'a,5,1,1024', 'b,6,2,2048'],
    [
      'Table of guests: 2 rows of 4 columns',
      'a: busy 5, spaceGiB 1, no zone',
      'b: busy 6, spaceGiB 2, no zone',
      'met CPU average % = busy, odd, Disk MB = spaceGiB',
      ONE,
      'warning log.csv:1:2: "CPU average %" is an average, and no peak is given: hosts that fit averages are too few. [Add a column with the peak or the 95th percentile.]',
      'info log.csv:1:3: 1 column not used: "odd".',
    ],
  ],
  [
    'rows without a name',
    ['name,cores,CPU %', ',4,5', ',,', 'a,4,5', ',4,6'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: busy 5, cores 4, no zone',
      'met cores, CPU % = busy',
      ONE,
      "warning log.csv: 2 rows without a guest's name left out.",
    ],
  ],
  [
    'cells that say nothing',
    ['name,cores,CPU %', 'a,n/a,-', 'b,unknown,7', 'c,?,null'],
    [
      'Table of guests: 3 rows of 3 columns',
      'a: no zone',
      'b: busy 7, no zone',
      'c: no zone',
      'met cores, CPU % = busy',
      ONE,
    ],
  ],
  [
    'cells that cannot be read',
    ['name,cores,CPU %', 'a,x1,-5', 'b,x2,y', 'c,4,0'],
    [
      'Table of guests: 3 rows of 3 columns',
      'a: no zone',
      'b: no zone',
      'c: busy 0, cores 4, no zone',
      'met cores, CPU % = busy',
      ONE,
      'warning log.csv:2:2: 4 cells could not be read and are left open: found "x1", "-5" and "x2", expected a whole number from 1 to 4096.',
    ],
  ],
  [
    'memory too small for its unit',
    ['name,memory,CPU %', 'a,64,5'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: busy 5, memory 65536, no zone',
      'met memory, CPU % = busy',
      ONE,
      'guess log.csv: No unit with the memory of 1 server: so little as "64" MiB no server has; taken as GiB. [Write the unit into the header (memory MB, memory GB).]',
    ],
  ],
  [
    'platforms like those that are known',
    ['name,platform,CPU %', 'a,VMware ESXi 7.0,5', 'b,ESXi 8.0,6'],
    [
      'Table of guests: 2 rows of 3 columns',
      'a: busy 5, present vsphere8, no zone',
      'b: busy 6, present vsphere8, no zone',
      'met platform, CPU % = busy',
      ONE,
      'guess log.csv: Of the platforms known here the nearest is taken: "VMware ESXi 7.0" for vSphere 8 and "ESXi 8.0" for vSphere 8. [Choose another under "Runs on" in the guest table.]',
    ],
  ],
  [
    'what is left of a hundred',
    ['name,cores,CPU idle %', 'a,4,70'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: busy 30, cores 4, no zone',
      'met cores, CPU idle % = busy',
      ONE,
    ],
  ],
  [
    'what is used beside what is left',
    ['name,cores,CPU idle %,CPU %', 'a,4,70,25'],
    [
      'Table of guests: 1 rows of 4 columns',
      'a: busy 25, cores 4, no zone',
      'met cores, CPU idle % = busy, CPU % = busy',
      ONE,
    ],
  ],
  [
    'what is used beside what there is',
    ['name,cores,disk size GB,disk used GB', 'a,4,900,20'],
    [
      'Table of guests: 1 rows of 4 columns',
      'a: spaceGiB 20, cores 4, no zone',
      'met cores, disk size GB = spaceGiB, disk used GB = spaceGiB',
      ONE,
    ],
  ],
  [
    'what there is alone',
    ['name,cores,disk size GB', 'a,4,900'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: spaceGiB 900, cores 4, no zone',
      'met cores, disk size GB = spaceGiB',
      ONE,
    ],
  ],
  [
    'memory in per cent, the peak first',
    ['name,memory MB,memory peak %,memory avg %', 'a,1000,50,20', 'b,1000,,30'],
    [
      'Table of guests: 2 rows of 4 columns',
      'a: usedMiB 500, memory 1000, no zone',
      'b: usedMiB 300, memory 1000, no zone',
      'met memory MB, memory peak %, memory avg %',
      ONE,
    ],
  ],
  [
    'memory in per cent beside amounts',
    ['name,memory MB,memory avg %,memory peak %,memory used MB', 'a,1000,20,50,', 'b,1000,20,50,7'],
    [
      'Table of guests: 2 rows of 5 columns',
      'a: usedMiB 500, memory 1000, no zone',
      'b: usedMiB 7, memory 1000, no zone',
      'met memory MB, memory avg %, memory peak %, memory used MB = usedMiB',
      ONE,
    ],
  ],
  [
    'no memory in use',
    ['name,memory MB,memory %', 'a,1000,0'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: usedMiB 0, memory 1000, no zone',
      'met memory MB, memory %',
      ONE,
    ],
  ],
  [
    'parts that are added, and parts that are not',
    ['name,Disk 1 read MB/s,Disk 2 read MB/s,CPU peak %,CPU 2 peak %', 'a,1,2,30,40'],
    [
      'Table of guests: 1 rows of 5 columns',
      'a: diskMBs 3, busy 30, no zone',
      'met Disk 1 read MB/s = diskMBs, Disk 2 read MB/s = diskMBs, CPU peak % = busy, CPU 2 peak % = busy',
      ONE,
    ],
  ],
  [
    'a mean beside a single figure',
    ['name,CPU average %,CPU usage MHz', 'a,5,100'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: busy 5, usedGHz 0.1, no zone',
      'met CPU average % = busy, CPU usage MHz = usedGHz',
      ONE,
    ],
  ],
  [
    'Measure-VM',
    ['VMName,AvgCPU(MHz),AvgRAM(M),MaxRAM(M),TotalDisk(M)', 'a,100,512,1024,2048'],
    [
      'Table of guests: 1 rows of 5 columns',
      'a: usedGHz 0.1, usedMiB 1024, spaceGiB 2, present hyperv, measured host, no zone',
      'met AvgCPU(MHz) = usedGHz, AvgRAM(M) = usedMiB, MaxRAM(M) = usedMiB, TotalDisk(M) = spaceGiB',
      ONE,
      'warning log.csv:1:2: "AvgCPU(MHz)" is an average, and no peak is given: hosts that fit averages are too few. [Add a column with the peak or the 95th percentile.]',
    ],
  ],
  [
    'where machines run, beside whether',
    [
      'VM,Power State,Host,Cluster,vCPUs,CPU %',
      'a,poweredOn,esx1,c,2,5',
      'b,poweredOff,esx1,c,2,5',
      'c,poweredOn,,c,2,5',
    ],
    [
      'Table of guests: 2 rows of 6 columns',
      'a: busy 5, cores 2, no zone',
      'c: busy 5, cores 2, no zone',
      'met Power State, Cluster, vCPUs, CPU % = busy',
      'left out b: Power State poweredOff in log.csv: it does not run',
      ONE,
      'info log.csv:1:4: 1 column not used: "Cluster".',
    ],
  ],
  [
    'where machines run, in front',
    ['Host,VM,vCPUs,CPU %', 'esx1,a,2,5'],
    ['Table of guests: 1 rows of 4 columns', 'a: busy 5, cores 2, no zone', 'met vCPUs, CPU % = busy', ONE],
  ],
  [
    'hosts among their machines',
    ['Object type,Name,Cores,CPU %', 'Host,esx1,32,50', 'VM,a,2,5'],
    [
      'Table of guests: 1 rows of 4 columns',
      'a: busy 5, cores 2, no zone',
      'met Object type, Cores, CPU % = busy',
      'left out esx1: a host in log.csv: its virtual machines are folded in its place',
      ONE,
    ],
  ],
  [
    'shares under the head of processors and of memory',
    ['Name,CPU,RAM,Installed memory MB', 'a,10%,50 %,4096', 'b,20%,25 %,4096'],
    [
      'Table of guests: 2 rows of 4 columns',
      'a: busy 10, usedMiB 2048, memory 4096, no zone',
      'b: busy 20, usedMiB 1024, memory 4096, no zone',
      'met CPU = busy, RAM, Installed memory MB',
      ONE,
    ],
  ],
  [
    'two columns that state one fact',
    ['Name,CPU,Cores,CPU %', 'a,10,4,5', 'b,8,8,5', 'c,2,,5'],
    [
      'Table of guests: 3 rows of 4 columns',
      'a: busy 5, cores 4, no zone',
      'b: busy 5, cores 8, no zone',
      'c: busy 5, cores 2, no zone',
      'met CPU, Cores, CPU % = busy',
      ONE,
      'warning log.csv:2:2: 1 cell contradicts another column of the same fact and is not used: found "10", not 4.',
    ],
  ],
  [
    'a rule under its heads',
    ['| Name | Cores | CPU % |', '|---|:---:|---:|', '| a | 4 | 10 |', '| -- | | |'],
    ['Table of guests: 1 rows of 5 columns', 'a: busy 10, cores 4, no zone', 'met Cores, CPU % = busy', ONE],
  ],
  [
    'sockets and the cores of each',
    [
      'Name,Socket(s),Core(s) per socket,Thread(s) per core,CPU %',
      'a,2,8,2,5',
      'b,1,4,1,5',
      'c,2,,,5',
      'd,some,4,,5',
      'e,100,100,,5',
    ],
    [
      'Table of guests: 5 rows of 5 columns',
      'a: busy 5, smt yes, cores 16, no zone',
      'b: busy 5, smt no, cores 4, no zone',
      'c: busy 5, no zone',
      'd: busy 5, no zone',
      'e: busy 5, no zone',
      'met Socket(s), Core(s) per socket, Thread(s) per core, CPU % = busy',
      ONE,
      'warning log.csv:5:3: 2 cells could not be read and are left open: found "some x 4" and "100 x 100", expected sockets x cores of each, a whole number from 1 to 4096.',
    ],
  ],
  [
    'sockets, the cores of each, and their number behind them',
    ['Name,CPU Sockets,Cores/Socket,vCPUs,CPU %', 'a,2,8,16,5', 'b,1,4,8,5', 'c,2,4,,5'],
    [
      'Table of guests: 3 rows of 5 columns',
      'a: busy 5, cores 16, no zone',
      'b: busy 5, cores 8, no zone',
      'c: busy 5, cores 8, no zone',
      'met CPU Sockets, Cores/Socket, vCPUs, CPU % = busy',
      ONE,
      'warning log.csv:3:3: 1 cell contradicts another column of the same fact and is not used: found "1 x 4", not 8.',
    ],
  ],
  [
    'cores of each socket, and no sockets',
    ['Name,Cores per socket,CPU %', 'a,2,8'],
    [
      'Table of guests: 1 rows of 3 columns',
      'a: busy 8, no zone',
      'met Cores per socket, CPU % = busy',
      ONE,
      'info log.csv:1:2: 1 column not used: "Cores per socket".',
    ],
  ],
  [
    'processors at work beside those there are',
    ['Name,Cores,CPU used (cores),vCPU %', 'a,8,2.5,31'],
    [
      'Table of guests: 1 rows of 4 columns',
      'a: usedCores 2.5, busy 31, cores 8, no zone',
      'met Cores, CPU used (cores) = usedCores, vCPU % = busy',
      ONE,
    ],
  ],
  [
    'units in its cells, one here and another there',
    [
      'Name,Cores,CPU used,Memory used,Disk used (GB)',
      'a,4,900 MHz,1.5 GB,1 TB',
      'b,8,10%,900 MB,100',
      'c,8,20%,2048 KB,512 MB',
    ],
    [
      'Table of guests: 3 rows of 5 columns',
      'a: usedMiB 1536, spaceGiB 1024, cores 4, no zone',
      'b: busy 10, usedMiB 900, spaceGiB 100, cores 8, no zone',
      'c: busy 20, usedMiB 2, spaceGiB 0.5, cores 8, no zone',
      'met Cores, CPU used = busy, Memory used = usedMiB, Disk used (GB) = spaceGiB',
      ONE,
      'warning log.csv:2:3: 1 cell could not be read and is left open: found "900 MHz", expected a share in %.',
    ],
  ],
  [
    'a rule of single dashes',
    ['|Name|Cores|CPU %|', '|:-|:-:|-|', '|a|4|10|', '|-|||'],
    ['Table of guests: 1 rows of 5 columns', 'a: busy 10, cores 4, no zone', 'met Cores, CPU % = busy', ONE],
  ],
  [
    'shares under the head of processors, some of them open',
    ['Name,CPU,Mémoire (%),Memory MB', 'a,10%,50,4096', 'b,-,25,4096', 'c,n/a,,4096'],
    [
      'Table of guests: 3 rows of 4 columns',
      'a: busy 10, usedMiB 2048, memory 4096, no zone',
      'b: usedMiB 1024, memory 4096, no zone',
      'c: memory 4096, no zone',
      'met CPU = busy, Mémoire (%), Memory MB',
      ONE,
      'info log.csv: UTF-8, cells parted by commas.',
    ],
  ],
  [
    'speeds under the head of processors',
    ['Name,CPU,CPU %', 'a,1200 MHz,5', 'b,2.4 GHz,5'],
    [
      'Table of guests: 2 rows of 3 columns',
      'a: busy 5, no zone',
      'b: busy 5, no zone',
      'met CPU, CPU % = busy',
      ONE,
      'warning log.csv:2:2: 2 cells could not be read and are left open: found "1200 MHz" and "2.4 GHz", expected a whole number from 1 to 4096.',
    ],
  ],
  [
    'templates',
    ['name,cores,template,CPU %', 'a,2,false,5', 'b,2,true,5'],
    [
      'Table of guests: 1 rows of 4 columns',
      'a: busy 5, cores 2, no zone',
      'met cores, template, CPU % = busy',
      'left out b: a template in log.csv: it does not run',
      ONE,
    ],
  ],
])('a list with %s', async (_, rows, lines) =>
  expect(whole(await read(`${rows.join('\n')}\n`))).toEqual(lines),
);
