/** What the sheets of an export say together of each machine, and what a person is told of it. */
import { describe, expect, it } from 'vitest';
import { RvRow, type RvSheet } from '../../../src/intake/rvtools/rows';
import { readingOf, sheet } from './sheets';

const INFO = 'VM|Powerstate|Template|CPUs|Memory|In Use MiB|Provisioned MiB|CPU usage %|Host|VM ID';
const info = (...lines: readonly string[]) => [INFO, ...lines];
/** A machine of vInfo with some of its cells changed. */
const vm = (name: string, changed: Readonly<Record<string, string>> = {}) => {
  const cells: Record<string, string> = { VM: name, Powerstate: 'poweredOn', CPUs: '2', Memory: '2048' };
  return INFO.split('|')
    .map((head) => changed[head] ?? cells[head] ?? '')
    .join('|');
};

describe('a number of a sheet', () => {
  const row = (cell: string, more: Partial<RvSheet> = {}) =>
    new RvRow(sheet(['VM|CPU usage %|Overall cpu readiness|Powerstate|CPUs|Memory'], more), [
      ...Array<string>(5).fill(cell),
      cell,
    ]);
  it.each([
    ['1234', 1234, 1234],
    ['0', 0, 0],
    ['-1', NaN, NaN],
    ['', NaN, NaN],
    ['many', NaN, NaN],
    ['12 %', 12, 12],
    ['12 MHz', 12, 12],
    ['12MiB', 12, 12],
    ['12 mb', 12, 12],
    ['1.234', 1234, 1.234],
    ['1,234', 1234, 1234],
    ['1,234.567', 1234567, 1234.567],
    ['1.2345', 1.2345, 1.2345],
  ])('"%s" where no sign is sure is %d, of a share %d', (cell, size, share) => {
    const open = row(cell, { signOpen: true });
    expect(open.number('memory')).toBe(size);
    expect([open.number('busy'), open.number('readiness')]).toEqual([share, share]);
    expect(row(cell, { signOpen: false }).number('memory')).toBe(share);
  });

  it('with a decimal comma is one where the sheet has such', () =>
    expect(row('1,5', { decimal: ',' }).number('memory')).toBe(1.5));

  it('and text of a column that is not there, or of a short row, are none', () => {
    const short = new RvRow(sheet(['VM|Powerstate|CPUs|Memory']), [' a ']);
    expect([short.text('vm'), short.text('memory'), short.text('host')]).toEqual(['a', '', '']);
    expect([short.number('memory'), short.number('overall')]).toEqual([NaN, NaN]);
  });
});

describe('a machine', () => {
  const names = (...sheets: readonly (readonly string[])[]) => {
    const { recordings, leftOut } = readingOf(...sheets);
    return [...recordings.map(({ server }) => server), ...leftOut!.map(({ guest }) => `(${guest})`)];
  };
  const CPU = 'VM|VM ID|VM UUID|Host|Overall';

  it.each([
    ['by number, of one name', ['a|1||x|1', 'a|2||x|1'], ['a (1)', 'a (2)']],
    ['by host where numbers are alike', ['a||1|x|1', 'a||2|y|1'], ['a (x)', 'a (y)']],
    ['by their other number where the host is one', ['a||1|x|1', 'a||2|x|1'], ['a (1)', 'a (2)']],
    ['by their place where nothing else differs', ['a|||x|1', 'a|||x|1'], ['a (1 of 2)', 'a (2 of 2)']],
    [
      'by their place where one has no number',
      ['a|1|||1', 'a||||1', 'a||||1'],
      ['a (1 of 3)', 'a (2 of 3)', 'a (3 of 3)'],
    ],
    ['by name, whatever the case, where names differ', ['a|1||x|1', 'b|1b||x|1'], ['a', 'b']],
    ['of no name is none', ['|1||x|1', 'b|2||x|1'], ['b']],
    ['that stands twice with its number is one', ['a|1||x|1', 'a|1||x|1'], ['a']],
    ['that was renamed is one', ['a|1||x|1', 'b|1||x|1'], ['a']],
  ])('is told %s', (_, lines, expected) => expect(names([CPU, ...lines])).toEqual(expected));

  it.each([
    ['vm-1', 'vm-1', ['a']],
    ['vm-1', 'VM-1', ['a']],
    ['vm-1', '', ['a']],
    ['', 'vm-1', ['a']],
    ['vm-1', 'vm-2', ['a (vm-1)', 'A (vm-2)']],
  ])('is one in two sheets where its numbers are "%s" and "%s": %j', (first, second, expected) =>
    expect(names(info(vm('a', { 'VM ID': first })), [CPU, `A|${second}|||1`])).toEqual(expected),
  );

  it('of the same number under another server is another', () =>
    expect(
      names(['VM|Powerstate|CPUs|Memory|VM ID|VI SDK Server', 'a|poweredOn|1|1|1|x', 'a|poweredOn|1|1|1|y']),
    ).toEqual(['a (1 of 2)', 'a (2 of 2)']));

  it('of several disks is one, by its host where two have its name', () => {
    const { recordings } = readingOf(
      ['VM|Powerstate|CPUs|Memory|Host', 'a|poweredOn|1|1|x', 'a|poweredOn|1|1|y'],
      ['VM|Disk|Capacity MiB|Host', 'a|1|1024|x', 'a|2|2048|x', 'a|1|4096|y', 'a|1|8192|z'],
    );
    expect(recordings.map(({ server, measures }) => [server, measures.spaceGiB?.[0]])).toEqual([
      ['a (x)', 3],
      ['a (y)', 4],
      ['a (z)', undefined],
    ]);
  });

  it.each([
    [{ Powerstate: 'poweredOff' }, 'Powerstate poweredOff in rv.xlsx: it does not run'],
    [{ Powerstate: 'suspended' }, 'Powerstate suspended in rv.xlsx: it does not run'],
    [{ Template: 'True' }, 'a template in rv.xlsx'],
    [{ Powerstate: 'poweredOn' }, undefined],
    [{ Template: 'False' }, undefined],
  ])('with %j is left out: %s', (changed, why) =>
    expect(readingOf(info(vm('a', changed))).leftOut![0]?.why).toBe(why),
  );

  it.each([
    ['True', true],
    ['yes', true],
    ['1', true],
    ['False', false],
    ['', false],
  ])('with "%s" for a placeholder rests: %j', (cell, rests) =>
    expect(
      readingOf(['VM|Powerstate|CPUs|Memory|SRM Placeholder', `a|poweredOn|1|1|${cell}`]).leftOut!.map(
        ({ why }) => why,
      ),
    ).toEqual(rests ? ['a placeholder for recovery in rv.xlsx: it does not run'] : []),
  );
});
