import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of the project as someone else would get it: what git tracks, and what it would track. */
export interface Copy {
  readonly folder: string;
  remove(): void;
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { preserveTimestamps: true });
}

/** @param modules whether the copy borrows the installed packages and has the compiled kernels; else it is a fresh clone. */
export function copyProject(modules: boolean): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'hostfold-copy-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    if (existsSync(join(root, file))) copyFile(join(root, file), join(folder, file));
  }
  if (modules) {
    borrowModules(join(folder, 'node_modules'));
    for (const kernels of ['build', 'src/engine/generated'])
      for (const file of readdirSync(join(root, kernels)).filter((name) => /\.(wasm|ts)$/.test(name)))
        copyFile(join(root, kernels, file), join(folder, kernels, file));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Links each package by itself: an install in the copy then takes links away, and never the packages they lead to. */
function borrowModules(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(folder, name));
  // What set-up compares: the copy has all that its lock file names.
  cpSync(join(root, 'package-lock.json'), join(folder, '.package-lock.json'));
}

/** A command that was started and prints as it goes. */
export interface Started {
  /** The first match of a pattern in what it prints. @throws Error with all it printed when it ends without. */
  read(pattern: RegExp): Promise<string>;
  /**
   * Ends it and waits for that: `interrupt` signals all that it started, as Ctrl-C in a terminal does; `terminate`
   * signals the command alone, as a supervisor does.
   */
  end(how: 'interrupt' | 'terminate'): Promise<void>;
  printed(): string;
}

/** Starts npm with arguments in a folder, as a person's shell would; nobody answers what it might ask. */
export function startNpm(folder: string, args: string[], env: Record<string, string> = {}): Started {
  // npm and vitest leave marks in the environment by which a child would take itself for part of this run.
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_ENV|VITEST|CI$|HOSTFOLD_)/i.test(name),
  );
  const child = spawn('npm', args, {
    cwd: folder,
    env: { ...Object.fromEntries(clean), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a shell gives each command.
    detached: true,
  });
  let printed = '';
  let told = () => {};
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk;
      told();
    });
  return {
    printed: () => printed,
    async read(pattern) {
      let over = false;
      void ended.then(() => {
        over = true;
        told();
      });
      for (;;) {
        const found = pattern.exec(printed);
        if (found) return found[1] ?? found[0];
        if (over) throw new Error(`npm ${args.join(' ')} ended without ${pattern}; it printed:\n${printed}`);
        await new Promise<void>((resolve) => (told = resolve));
      }
    },
    end(how) {
      if (child.exitCode !== null || child.signalCode !== null) return ended;
      if (how === 'terminate') child.kill('SIGTERM');
      else if (child.pid) process.kill(-child.pid, 'SIGINT');
      return ended;
    },
  };
}
