/** Which logs are planned and added up, and what hosts there are. */
export interface Trial {
  readonly name: string;
  readonly path: string;
  /** What a host has, in the log's unit. */
  readonly room: number;
  /** Fractions of the log's unit that are told apart. */
  readonly scale: number;
  readonly perDay: number;
  /** Slots that are planned: the first so many, or of a log that is read backwards the last. */
  readonly planned: number;
  readonly backwards?: boolean;
}

const PLANETLAB = {
  path: 'traces/planetlab_20110322_20110325_cpu_percent.csv',
  room: 800,
  scale: 1000,
  perDay: 288,
  planned: 288,
};

export const TRIALS: readonly Trial[] = [
  {
    ...PLANETLAB,
    name: 'PlanetLab, 712 servers: 22 March 2011 planned, 25 March added up; hosts of 8 processors',
  },
  {
    ...PLANETLAB,
    name: 'PlanetLab backwards: 25 March planned, 22 March added up',
    backwards: true,
  },
  {
    name: 'Bitbrains, 25 VMs: 7 days planned, 23 added up; hosts of 23.4 GHz',
    path: 'traces/bitbrains_25vms_30d_cpu_mhz.csv',
    room: 23_400,
    scale: 100,
    perDay: 288,
    planned: 7 * 288,
  },
];
