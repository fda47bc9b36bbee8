/** What tools of Linux print. */
import { two, iso, epoch, load, lines, word, rowsOf, moments, one, type Kinds } from './shapes';

const SAR_DATE = '03/04/2024';

export const LINUX: Kinds = {
  'sadf -d': {
    format: 'sadf',
    ...rowsOf(
      ['hostname', 'interval', 'timestamp', 'CPU', '%user', '%nice', '%system', '%iowait', '%steal', '%idle'],
      moments((n, s, k) => [
        [
          n,
          '120',
          `${iso(k)} UTC`,
          '-1',
          load(s, k),
          '0.00',
          '5.00',
          '3.00',
          '0.00',
          String(92 - Number(load(s, k))),
        ],
      ]),
      [0, 1, 2, 3, 4, 7, 8, 9],
      { fixed: 4, text: ({ header, rows }) => lines([`# ${header.join(';')}`, ...rows], ';') },
    ),
  },
  'sar text': {
    format: 'sar',
    ...one(
      ['09:00:01', 'CPU', '%user', '%nice', '%system', '%iowait', '%steal', '%idle'],
      (k) => [
        `09:${two(2 * k + 1)}:01`,
        'all',
        load(0, k),
        '0.00',
        '5.00',
        '3.00',
        '0.00',
        String(92 - Number(load(0, k))),
      ],
      [0, 1, 2, 5, 6, 7],
      {
        fixed: 2,
        file: 'sa04.txt',
        text: ({ header, rows }) =>
          lines(
            [
              `Linux 4.18.0-80.el8.x86_64 (web01) \t${SAR_DATE} \t_x86_64_\t(4 CPU)`,
              '',
              ...[header, ...rows].map((row) => row.map(word)),
            ],
            '  ',
          ),
      },
    ),
  },
  'vmstat -t': {
    format: 'vmstat',
    ...one(
      [
        'r',
        'b',
        'swpd',
        'free',
        'buff',
        'cache',
        'si',
        'so',
        'bi',
        'bo',
        'in',
        'cs',
        'us',
        'sy',
        'id',
        'wa',
        'st',
        'UTC',
      ],
      (k) => [
        '1',
        '0',
        '0',
        '1048576',
        '1048576',
        '1048576',
        '0',
        '0',
        '1000',
        '1000',
        '500',
        '1000',
        load(0, k),
        '5',
        String(90 - Number(load(0, k))),
        '5',
        '0',
        iso(k),
      ],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17],
      {
        fixed: 12,
        file: 'web01.log',
        text: ({ header, rows }) =>
          lines(
            [
              'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----',
              ...[header, ...rows].map((row) =>
                row.map((cell) => (/^\d{4}-/.test(cell) ? cell : word(cell))),
              ),
            ],
            ' ',
          ),
      },
    ),
  },
  dstat: {
    format: 'dstat',
    ...one(
      ['time', 'usr', 'sys', 'idl', 'wai', 'stl'],
      (k) => [`16-12 09:${two(2 * k)}:30`, load(0, k), '5', String(90 - Number(load(0, k))), '5', '0'],
      [0, 1, 3, 4, 5],
      {
        text: ({ header, rows }) =>
          lines(
            [
              '"Dstat 0.7.3 CSV output"',
              '"Author:","Dag Wieers <dag@wieers.com>",,,,"URL:","http://dag.wieers.com/home-made/dstat/"',
              '"Host:","web01",,,,"User:","root"',
              '"Cmdline:","dstat -tc",,,,"Date:","16 Dec 2023 09:00:30 UTC"',
              ['"system"', '"total cpu usage"', ...header.slice(2).map(() => '')],
              header.map((name) => `"${name}"`),
              ...rows,
            ],
            ',',
          ),
      },
    ),
  },
  'pcp dstat': {
    format: 'dstat',
    ...one(
      ['time', 'usr', 'sys', 'idl', 'wai', 'stl'],
      (k) => [`16-12 09:${two(2 * k)}:30`, load(0, k), '5', String(90 - Number(load(0, k))), '5', '0'],
      [0, 1, 3, 4, 5],
      {
        text: ({ header, rows }) =>
          lines(
            [
              '"pcp-dstat 5.3.7 CSV Output"',
              '"Author:","Dag Wieers <dag@wieers.com>",,,,"URL:","http://dag.wieers.com/home-made/dstat/"',
              '"Host:","web01",,,,"User:","root"',
              '"Cmdline:","dstat -tc",,,,"Date:","16 Dec 2023 09:00:30 UTC"',
              ['"system"', '"total cpu usage"', ...header.slice(2).map(() => '')],
              header.map((name) => `"${name}"`),
              ...rows,
            ],
            ',',
          ),
      },
    ),
  },
  nmon: {
    format: 'nmon',
    ...one(
      ['time', 'User%', 'Sys%', 'Wait%', 'Idle%', 'Steal%', 'Busy', 'CPUs'],
      (k) => [`09:${two(2 * k)}:00`, load(0, k), '5', '5', String(90 - Number(load(0, k))), '0', '', '4'],
      [0, 1, 3, 4, 5],
      {
        file: 'web01_240304_0900.nmon',
        text: ({ header, rows }) =>
          lines(
            [
              'AAA,progname,nmon',
              'AAA,host,web01',
              'AAA,cpus,4',
              ['CPU_ALL', 'CPU Total web01', ...header.slice(1)],
              ...rows.flatMap(([time, ...cells], k) => {
                const snapshot = `T${String(k + 1).padStart(4, '0')}`;
                return [`ZZZZ,${snapshot},${time},04-MAR-2024`, ['CPU_ALL', snapshot, ...cells]];
              }),
            ],
            ',',
          ),
      },
    ),
  },
  collectl: {
    format: 'collectl',
    ...one(
      [
        '#UTC',
        '[CPU]User%',
        '[CPU]Nice%',
        '[CPU]Sys%',
        '[CPU]Wait%',
        '[CPU]Steal%',
        '[CPU]Idle%',
        '[CPU]Totl%',
        '[MEM]Tot',
        '[MEM]Free',
      ],
      (k) => [
        `${epoch(k)}.003`,
        load(0, k),
        '0',
        '5',
        '5',
        '0',
        String(90 - Number(load(0, k))),
        '99',
        '8388608',
        '2097152',
      ],
      [0, 1, 4, 5, 6],
      {
        file: 'web01-20240304.tab',
        text: ({ header, rows }) =>
          lines(
            [
              '################################################################################',
              '# Host:       web01  DaemonOpts:',
              '# SubSys:     cdmn Options:  Interval: 10 NumCPUs: 4 [HYPER] NumBud: 0 Flags: i',
              ...[header, ...rows].map((row) => row.map(word)),
            ],
            ' ',
          ),
      },
    ),
  },
};
