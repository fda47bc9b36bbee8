import { STOPPED } from './io';
import { systemWords } from './inputs';
import { main } from './main';
import { visible } from './printable';

const write = (stream: NodeJS.WriteStream, text: string) =>
  void stream.write(`${visible(text.replace(/\n$/, ''))}\n`);

// Whoever read the answer has seen enough: no error, and nothing more to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  write(
    process.stderr,
    `hostfold: standard output: cannot be written ${systemWords(error) ?? `: ${error.message}`}.`,
  );
  process.exit(2);
});
// Nobody hears of progress and findings any more; the answer is wanted all the same.
process.stderr.on('error', () => undefined);

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => write(process.stdout, text),
  err: (text) => write(process.stderr, text),
});
// What goes on in other threads, or was not heard in time, is not waited for.
if (process.exitCode === STOPPED) process.stdout.write('', () => process.exit(STOPPED));
