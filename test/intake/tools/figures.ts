import type { MeasureId } from '../../../src/estate/measure';
import { read } from '../read';

/** The last figure of each measure of a file's first machine, to six digits. */
export async function figures(text: string, name: string): Promise<Partial<Record<MeasureId, number>>> {
  const [first] = (await read(text, {}, name)).recordings;
  return Object.fromEntries(
    Object.entries(first?.measures ?? {}).map(([measure, values]) => [
      measure,
      Number(values[values.length - 1].toPrecision(6)),
    ]),
  );
}
