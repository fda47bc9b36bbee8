/** Of each tool that runs inside a machine a small file: all that is made of it, and all that is said of it. */
import { expect, it } from 'vitest';
import { read } from '../read';
import { whole } from './whole';

it.each([
  [
    'nmon',
    'a.nmon',
    `AAA,progname,nmon
AAA,host,web01
AAA,cpus,1
CPU_ALL,CPU Total web01,User%,Sys%,Wait%,Idle%,Busy,CPUs
MEM,Memory MB web01,memtotal,memfree,memavailable,cached,buffers
PROC,Processes,Runnable,pswitch
NET,Network,eth0-read-KB/s,eth0-write-KB/s
NETPACKET,Packets,eth0-read/s
ODD
ZZZZ,T0001,09:00:00,04-JAN-2024
CPU_ALL,T0001,20,15,5,60,,1
MEM,T0001,8192,0,4096,-1,-1
PROC,T0001,1,700
NET,T0001,1000,500
ZZZZ,T0002,09:01:00,04-JAN
CPU_ALL,T0002,20,15,5,60,,1
`,
    [
      'nmon log: 5 rows of 8 columns',
      'web01: busy 35, availableMiB 4096, switches 700, networkMBs 1.536, threads 1, memory 8192, no zone',
      'met CPU_ALL = busy, MEM = availableMiB, PROC = switches, NET = networkMBs, NETPACKET',
      'info a.nmon: 1 column not used: "NETPACKET".',
      'warning a.nmon: 1 snapshot without a line ZZZZ, which alone holds the time: left out. [Copy the log whole.]',
      'warning a.nmon:15: 1 line could not be read and was left out: "ZZZZ,T0002,09:01:00,04-JAN". [Copy the log again if more was expected.]',
    ],
  ],
  [
    'collectl, in seconds since 1970',
    'web.tab',
    `#UTC [CPU]Idle% [CPU]Wait% [MEM]Free [OTH]x
1709542800 60 5 1048576 7
1709542810 45 5 1048576 7
`,
    [
      'collectl log: 2 rows of 5 columns',
      'web: busy 35 50, availableMiB 1024 1024, zone UTC 0',
      'met [CPU]Idle% = busy, [CPU]Wait% = busy, [MEM]Free = availableMiB, [OTH]x',
      'info web.tab: 1 column not used: "[OTH]x".',
      'guess web.tab: Memory available is what is free, in buffers and cached: it names no other.',
    ],
  ],
  [
    'collectl, with dates',
    'web.tab',
    `#Date Time Odd [CPU]Idle% [CPU]Wait%
20240304 09:00:00 1 60 5
20240304 09:00:10 1 45 5
`,
    [
      'collectl log: 2 rows of 5 columns',
      'web: busy 35 50, no zone',
      'met Odd, [CPU]Idle% = busy, [CPU]Wait% = busy',
      'info web.tab: 1 column not used: "Odd".',
    ],
  ],
  [
    'vmstat',
    'web.log',
    ` r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC
 1  0      0 1048576 1048576 1048576    0    0  1000  1000  500 1000 30 5 60 5 0 2024-03-04 09:00:00
 1  0      0 1048576 1048576 1048576    0    0  1000  1000  500 1000 30 5 60 5 0 2024-03-04 09:00:15
 1  0      0 x 1048576 1048576    0    0  1000  1000  500 1000 30 5 60 5 0 2024-03-04 09:00:30
`,
    [
      'vmstat text: 2 rows of 18 columns',
      'web: busy NaN 35, availableMiB NaN 3072, diskMBs NaN 2.048, switches NaN 1000, zone UTC 0',
      'met r, b, swpd, free = availableMiB, buff = availableMiB, cache = availableMiB, si, so, bi = diskMBs, bo = diskMBs, in, cs = switches, us, sy, id = busy, wa = busy, st = busy',
      'info web.log: 8 columns not used: "r", "b", "swpd" and 5 more.',
      'guess web.log: Sizes of memory are taken as KiB, as vmstat gives them unless -S asks for others.',
      'info web.log: The figures of the first row are means since the start of the machine: they are read as missing.',
      'guess web.log: Memory available is what is free, in buffers and cached: it names no other.',
      'warning web.log:4: 1 line could not be read and was left out: "1  0      0 x 1048576 1048576    0    0  1000  1000  500 ...". [Copy the log again if more was expected.]',
    ],
  ],
  [
    'sar',
    'sa.txt',
    `Linux 4.18.0 (web01)  03/04/2024  _x86_64_  (4 CPU)

09:00:01  CPU  %user %nice %system %iowait %steal %idle
09:10:01  all 20 0 5 3 2 70

09:00:01  DEV  tps rkB/s wkB/s
09:10:01  sda  10 500 500
09:10:01  dm-0  10 500 500

09:00:01  kbmemfree kbavail kbmemused %memused kbbuffers
09:10:01  2097152 5242880 2097152 25.00 1048576
09:11:00  LINUX RESTART (8 CPU)
`,
    [
      'sar text: 3 rows of 7 columns',
      'web01: busy 25, transfers 10, diskMBs 1.024, availableMiB 5120, threads 8, measured guest, memory 8192, no zone',
      'met %user, %nice, %system, %iowait = busy, %steal = busy, %idle = busy, tps = transfers, rkB/s = diskMBs, wkB/s = diskMBs, kbmemfree = availableMiB, kbavail = availableMiB, kbmemused, %memused, kbbuffers = availableMiB',
      'info sa.txt: 5 columns not used: "%user", "%nice", "%system" and 2 more.',
      'guess sa.txt: Time was stolen by a host, so this was measured inside a virtual machine. Neither that time nor waiting for disks is counted as busy. [If it is a physical server, set "measured" to native in the guest table.]',
      'guess sa.txt: Installed memory is worked out from the memory used and its share of the whole.',
      'info sa.txt: 1 device not counted, since what it carries is counted below or is no traffic: dm-0.',
      'guess sa.txt: Dates are read with the month before day: no day above 12 tells which it is. [Choose the other order of dates if that is wrong.]',
    ],
  ],
  [
    'sadf',
    'sa.csv',
    `# hostname;interval;timestamp;CPU;%user;%idle
web01;600;1709542800;-1;20;80
web01;600;1709543400;-1;30;70
# hostname;interval;timestamp;IFACE;rxkB/s;txkB/s
web01;600;1709542800;lo;9;9
web01;600;1709542800;veth1;9;9
web01;600;1709542800;eth0;1000;x
`,
    [
      'sysstat export (sadf -d): 2 rows of 3 columns',
      'web01: busy 20 30, zone UTC 0',
      'met %user, %idle = busy, rxkB/s = networkMBs, txkB/s = networkMBs',
      'info sa.csv: 1 column not used: "%user".',
      'info sa.csv: 2 devices not counted, since what they carry is counted below or is no traffic: lo, veth1.',
      'warning sa.csv:7: 1 line could not be read and was left out: "web01;600;1709542800;eth0;1000;x". [Copy the log again if more was expected.]',
    ],
  ],
  [
    'dstat',
    'd.csv',
    `"Dstat 0.7.3 CSV output"
"Author:","Dag Wieers <dag@wieers.com>",,,,"URL:","http://dag.wieers.com/home-made/dstat/"
"Host:","web01",,,,"User:","root"
"Cmdline:","dstat -tcn",,,,"Date:","16 Dec 2023 23:59:30 UTC"

"epoch","total cpu usage",,"net/eth0",,"net/docker0",,"dsk/sda",,"dsk/sda1",,"memory usage",
"epoch","usr","idl","recv","send","recv","send","read","writ","read","writ","used","free"
1709542800,40,60,1e6,0,9e6,0,1e6,0,1e6,0,1073741824,1073741824
1709542815,40,55,1e6,0,9e6,0,1e6,0,1e6,0,1073741824,1073741824
`,
    [
      'dstat CSV: 2 rows of 13 columns',
      'web01: busy NaN 45, availableMiB NaN 1024, networkMBs NaN 1, diskMBs NaN 1, memory 2048, zone UTC 0',
      'met cpu usage usr, cpu usage idl = busy, net recv = networkMBs, net send = networkMBs, dsk read = diskMBs, dsk writ = diskMBs, memory usage used, memory usage free = availableMiB',
      'info d.csv: 2 columns not used: "cpu usage usr" and "memory usage used".',
      'info d.csv: The figures of the first row are means since the start of the machine: they are read as missing.',
      'guess d.csv: Memory available is what is free, in buffers and cached: it names no other.',
    ],
  ],
] as const)('%s', async (_, name, text, lines) => expect(whole(await read(text, {}, name))).toEqual(lines));
