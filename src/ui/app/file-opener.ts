import { InputError } from '../../estate/finding';
import { own } from '../../estate/own';
import type { Reading } from '../../estate/recording';
import { decimalsWanted, type DecimalSign } from '../../estate/settle-decimals';
import type { IntakeOptions } from '../../intake/options';
import type { Scenario } from '../../scenario/scenario';
import { fileRead } from '../fold/guests/file-read';
import { wordsOf } from '../text/words-of';
import type { Services } from './services';
import type { LoadedFile, UnreadFile } from './state';

/** How a file that is being opened is followed and given up. */
export interface Opening {
  readonly signal: AbortSignal;
  onProgress(done: number): void;
}

/** An opening that nobody follows. */
const unheard = (): Opening => ({ signal: new AbortController().signal, onProgress: () => undefined });

/**
 * Names by which files are told apart: of several of one name, and of one whose name is taken, as much as is known of
 * where they lie. What stands before the last stroke is no part of a server's name.
 * @param taken names of files that are there
 */
export function namedApart(files: readonly File[], taken: Iterable<string>): File[] {
  const names = new Set(taken);
  const count = new Map<string, number>();
  for (const { name } of files) count.set(name, (count.get(name) ?? 0) + 1);
  return files.map((file) => {
    const { name, webkitRelativePath: path } = file;
    let apart = name;
    if (names.has(name) || count.get(name)! > 1) {
      if (path && !names.has(path)) apart = path;
      else for (let k = 2; names.has(apart); k++) apart = `${k}/${name}`;
    }
    names.add(apart);
    return apart === name
      ? file
      : new File([file], apart, { type: file.type, lastModified: file.lastModified });
  });
}

/** Reads files and has the planner hold what was in them. */
export class FileOpener {
  private unreadSoFar = 0;
  readonly apart = namedApart;

  constructor(private readonly services: Services) {}

  /**
   * @returns the file with its reading loaded, or as one that gave nothing to fold
   * @throws what is no matter of the file: a cancel, a worker that failed
   */
  async open(
    source: File,
    options: IntakeOptions,
    opening: Opening,
    byShape?: IntakeOptions['byShape'],
    othersDecimal?: DecimalSign,
  ): Promise<LoadedFile | UnreadFile> {
    opening.onProgress(0);
    try {
      const given = { ...options, ...(byShape && { byShape }), ...(othersDecimal && { othersDecimal }) };
      const reading = await this.services.read(source, opening, given);
      const { name, format, bytes, rows, findings, counters, questions, shape, decimal } = reading;
      const known = shape && byShape ? own(byShape, shape) : undefined;
      if (known && Object.keys(options).length === 0) options = known;
      const read = fileRead(reading);
      if (reading.recordings.length === 0 || questions?.length) {
        const [asked] = questions ?? [];
        const why =
          findings.find((f) => f.level === 'error') ??
          (asked
            ? { where: `${name}: ${asked.column}`, text: asked.why, fix: 'Say below what it is.' }
            : findings[0]);
        const { message } = new InputError(
          why?.where ?? name,
          why?.text ?? 'no server was found in it.',
          why?.fix,
        );
        return {
          id: this.nextUnread(),
          name: source.name,
          source,
          options,
          counters,
          read,
          decimal,
          message,
        };
      }
      const again = () => this.again(source, { ...options, ...(othersDecimal && { othersDecimal }) });
      const id = await this.services.planner.load(reading, again);
      return { id, name, source, options, counters, read, decimal, format, bytes, rows, findings };
    } catch (error) {
      if (opening.signal.aborted || !(error instanceof InputError)) throw error;
      const { message } = error;
      return { id: this.nextUnread(), name: source.name, source, options, counters: [], message };
    }
  }

  /**
   * Reads those files again whose decimal sign only the others tell.
   * @returns all of them, in their order
   */
  async settled(
    all: readonly (LoadedFile | UnreadFile)[],
    byShape?: IntakeOptions['byShape'],
  ): Promise<{ files: LoadedFile[]; unread: UnreadFile[] }> {
    const wanted = decimalsWanted(all);
    const files: LoadedFile[] = [];
    const unread: UnreadFile[] = [];
    for (const file of all) {
      const sign = wanted.get(file);
      // Where that fails the first reading stays, and its findings say so.
      const again = sign
        ? await this.open(file.source, file.options, unheard(), byShape, sign).catch(() => file)
        : file;
      const one = 'message' in again ? file : again;
      if ('message' in one) unread.push(one);
      else files.push(one);
    }
    return { files, unread };
  }

  /** How files of a shape are read, once one of them was read by hand; by content alone again, where nothing is said. */
  withMapped(
    mapped: Scenario['mapped'],
    shape: string | undefined,
    { byShape: _, keep: __, ...said }: IntakeOptions,
  ): Scenario['mapped'] {
    if (!shape) return mapped;
    const others = Object.entries(mapped ?? {}).filter(([each]) => each !== shape);
    return Object.fromEntries(Object.keys(said).length ? [...others, [shape, said]] : others);
  }

  /** What was in a file, once more: its planner was lost. */
  private async again(source: File, options: IntakeOptions): Promise<Reading> {
    try {
      return await this.services.read(source, unheard(), options);
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError(
        source.name,
        `it had to be read again, and could not be (${wordsOf(error)}).`,
        'Drop it once more.',
      );
    }
  }

  private nextUnread(): number {
    return -++this.unreadSoFar;
  }
}
