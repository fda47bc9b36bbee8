import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLUMNS_WIRE } from '../../src/engine/columns/wire';
import { DISPATCH_WIRE } from '../../src/engine/dispatch/wire';
import { EVEN_WIRE } from '../../src/engine/even/wire';
import { PACKING_WIRE } from '../../src/engine/packing/wire';
import { refuseStaleKernels } from '../../scripts/stale-kernels.mjs';
import type { WireNames } from '../../src/engine/agreement';
import { KernelWire } from '../../src/engine/wire';

type Names = WireNames<string, string>;
const WIRES: readonly Names[] = [PACKING_WIRE, COLUMNS_WIRE, EVEN_WIRE, DISPATCH_WIRE];
const bytesOf = (kernel: string) => readFileSync(`build/${kernel}.release.wasm`);
const opened = (names: Names) => KernelWire.open(bytesOf(names.kernel), names);

describe.each(WIRES)('the $kernel kernel and a page', (names) => {
  const { kernel, words, version, constants } = names;
  const [first, ...rest] = words;

  it('agree on version, words and constants as they are built', async () => {
    await expect(opened(names)).resolves.toBeInstanceOf(KernelWire);
  });

  it('refuse each other when the page is of another version', async () => {
    await expect(opened({ ...names, version: version + 1 })).rejects.toThrow(
      new RegExp(
        `^the ${kernel} kernel speaks version ${version} with \\d+ words; this page expects version ${version + 1} with \\d+ words\\. Load the page anew`,
      ),
    );
  });

  it('refuse each other when one has a word more', async () => {
    await expect(opened({ ...names, words: rest })).rejects.toThrow(/with (\d+) words; .* with (\d+) words/);
    await expect(opened({ ...names, words: [...words, 'newWord'] })).rejects.toThrow(/words; .* words/);
  });

  it('refuse each other, by the name of the word that one lacks', async () => {
    await expect(opened({ ...names, words: ['renamed', ...rest] })).rejects.toThrow(
      `the ${kernel} kernel has no word "renamed"`,
    );
    await expect(opened({ ...names, words: [...rest, rest[0]] })).rejects.toThrow(
      `the ${kernel} kernel has a word "${first}"; this page expects no such word`,
    );
  });

  it('refuse each other when a number that both were built with differs', async () => {
    for (const [word, value] of Object.entries(constants))
      await expect(opened({ ...names, constants: { ...constants, [word]: value + 1 } })).rejects.toThrow(
        `the ${kernel} kernel says ${word} ${value}; this page expects ${value + 1}`,
      );
  });
});

it('a page refuses a table whose records have a field more than the kernel reads', async () => {
  const { guestTable, ...others } = DISPATCH_WIRE.tables;
  const names: Names = { ...DISPATCH_WIRE, tables: { ...others, guestTable: [...guestTable, 'colour'] } };
  await expect(opened(names)).rejects.toThrow(
    `the dispatch kernel says guestTableFields ${guestTable.length}; this page expects ${guestTable.length + 1}`,
  );
});

it('a page refuses a kernel of before there were versions', async () => {
  // (module (memory (export "memory") 1))
  const bare = [0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 1, 7, 10, 1, 6, 109, 101, 109, 111, 114, 121, 2, 0];
  await expect(KernelWire.open(Uint8Array.from(bare), PACKING_WIRE)).rejects.toThrow(
    'the packing kernel tells no version; this page expects version',
  );
});

it('a kernel that is older than its sources, or not there, is refused by name before any test or bench', () => {
  const root = mkdtempSync(join(tmpdir(), 'kernels-'));
  const at = (path: string, seconds: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), seconds, seconds);
  };
  try {
    at('assembly/words.ts', 100);
    at('assembly/even/cost.ts', 200);
    const check = () => refuseStaleKernels(root, ['release']);
    expect(check).toThrow('the even kernel (release) is not built: run npm run kernel.');
    at('build/even.release.wasm', 200);
    expect(check).not.toThrow();
    at('assembly/even/cost.ts', 201);
    expect(check).toThrow('the even kernel (release) is older than its sources: run npm run kernel.');
    at('build/even.release.wasm', 202);
    at('assembly/words.ts', 203);
    expect(check).toThrow('the even kernel (release) is older than its sources');
  } finally {
    rmSync(root, { recursive: true });
  }
});
