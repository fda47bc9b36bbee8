import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Names that are the same thing in each file: modules of one shape, chosen by the file that they stand in. */
const SAME_THING = [
  /** A verb of the command line, and its help (src/cli/index.ts). */
  { name: 'run', in: /^cli\// },
  { name: 'help', in: /^cli\// },
  /** A view (src/ui/app/views.ts). */
  { name: 'render', in: /^ui\// },
];

/** The names that a file exports by declaring them; what it hands on from another file is that file's. */
function exported(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const named = (node: ts.Node): string[] => {
    if (ts.isVariableStatement(node))
      return node.declarationList.declarations.map(({ name }) => name.getText(source));
    const { name } = node as ts.Node & { readonly name?: ts.Node };
    return name ? [name.getText(source)] : [];
  };
  return source.statements
    .filter((node) => ts.canHaveModifiers(node))
    .filter((node) => {
      const kinds = ts.getModifiers(node)?.map(({ kind }) => kind) ?? [];
      return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword);
    })
    .flatMap((node) => [...new Set(named(node))]);
}

/** Names that several files export, each with its files. */
function sharedNames(files: readonly (readonly [file: string, text: string])[]): string[] {
  const places = new Map<string, string[]>();
  for (const [file, text] of files)
    for (const name of new Set(exported(file, text))) places.set(name, [...(places.get(name) ?? []), file]);
  const same = (name: string, at: readonly string[]) =>
    SAME_THING.some((each) => each.name === name && at.every((file) => each.in.test(file)));
  return [...places]
    .filter(([name, at]) => at.length > 1 && !same(name, at))
    .map(([name, at]) => `${name}: ${at.join(', ')}`)
    .sort();
}

const SRC = new URL('../../src/', import.meta.url);

it('one word stands for one thing: no name is exported by two files of src', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.includes('generated/'));
  expect(files.length).toBeGreaterThan(300);
  expect(sharedNames(files.map((file) => [file, readFileSync(new URL(file, SRC), 'utf8')]))).toEqual([]);
});

it('the rule sees types, classes, functions and constants, and lets modules of one shape be', () => {
  const text =
    'export type A = 1;\nexport const B = 1, C = 2;\nexport function run() {}\nconst D = 1;\nexport { D as E } from "x";';
  expect(
    sharedNames([
      ['cli/one.ts', text],
      ['cli/two.ts', `${text}\nexport class F {}`],
      ['ui/f.ts', 'export interface F {}'],
    ]),
  ).toEqual([
    'A: cli/one.ts, cli/two.ts',
    'B: cli/one.ts, cli/two.ts',
    'C: cli/one.ts, cli/two.ts',
    'F: cli/two.ts, ui/f.ts',
  ]);
});
