#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli/hostfold.mjs', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  console.error('hostfold is not built yet: run `npm run build` in this folder first.');
  process.exitCode = 2;
}
