import type { Finding } from '../../estate/finding';
import type { MeasureId } from '../../estate/measure';
import type { Reading, Recording } from '../../estate/recording';
import type { Format, Input } from '../format';
import { FORMAT_LABELS } from '../formats';
import type { Head } from '../head';
import { amountWords, coverageWords, silentServers } from '../series';
import { troubleFindings } from '../trouble';
import { vmwareAt } from '../vmware';
import { moment, plural } from '../words';
import { EsxtopRows } from './rows';

/** Objects that only a VMware host's log has. */
const HOST_OBJECT = /^\\\\[^\\]+\\(Physical Cpu|Group Cpu|Group Memory|Vcpu)\b/i;

/** Batch logs of esxtop and resxtop (`esxtop -b`): what a VMware host says of its guests. */
export const esxtop: Format = {
  id: 'esxtop',

  recognise({ rows }: Head): number {
    const header = rows.find(({ cells }) => /^\s*\(PDH-[CT]SV /.test(cells[0]));
    return header?.cells.some((cell) => HOST_OBJECT.test(cell)) ? 1 : 0;
  },

  async read(input: Input): Promise<Reading> {
    const log = new EsxtopRows(input.name);
    const scanner = await input.scan(log, () => log.clock);
    const times = log.times.take();
    log.clock.settle([times], 'mdy');
    const recordings: Recording[] = [];
    const all = [...log.guests.values()].flatMap((guest) => [...guest.series.values()]);
    for (const [server, guest] of log.guests) {
      const measures: Partial<Record<MeasureId, Float32Array>> = {};
      for (const [measure, series] of guest.series) {
        series.padTo(times.length);
        if (series.present > 0) measures[measure] = series.take();
      }
      if (Object.keys(measures).length === 0) continue;
      recordings.push({
        server,
        source: input.name,
        times,
        measures,
        facts: {
          measured: 'host',
          present: vmwareAt(times),
          ...(guest.memory > 0 ? { memory: Math.round(guest.memory) } : {}),
          ...(guest.processors > 0 ? { cores: guest.processors } : {}),
        },
        processes: [],
        zone: { name: 'UTC', biasMinutes: 0 },
      });
    }
    const findings: Finding[] = [
      recordings.length
        ? {
            level: 'info',
            where: input.name,
            text: `Read ${plural(times.length, 'row')}, ${amountWords(all)}: ${moment(times[0])} to ${moment(times[times.length - 1])} UTC. Rows that hold a value: ${coverageWords(all, times.length)}.`,
          }
        : {
            level: 'error',
            where: input.name,
            text: 'An esxtop log of the host alone: it holds no group of a guest (such as Group Cpu(28868:NAME)\\% Used).',
            fix: 'Collect it again with all fields: esxtop -b -a -d 15 -n 960.',
          },
      ...log.findings,
      ...troubleFindings(input.name, scanner, log.columns),
    ];
    return {
      name: input.name,
      format: FORMAT_LABELS.esxtop,
      bytes: input.bytes(),
      rows: times.length,
      columns: log.columns,
      recordings,
      leftOut: silentServers(log.guests.keys(), recordings, input.name),
      counters: [],
      findings,
    };
  },
};
