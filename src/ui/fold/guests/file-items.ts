import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Shifts } from '../../../estate/clocks';
import type { ShiftOffer } from '../../../estate/estate';
import { DeedEvent, DropFileEvent } from '../../app/events';
import type {
  LoadedFile,
  ReadingProgress,
  ReadingTrouble,
  StoppedReading,
  UnreadFile,
} from '../../app/state';
import { cutInside } from '../../parts/long-name';
import { bytes, count, many } from '../../text/format';
import './clock-offers';
import './reading-form';

/** What the lines of files are drawn from. */
interface FileList {
  readonly sample: boolean;
  readonly files: readonly LoadedFile[];
  readonly unread: readonly UnreadFile[];
  readonly trouble: ReadingTrouble | null;
  readonly reading: ReadingProgress | null;
  readonly offers?: readonly ShiftOffer[] | undefined;
  readonly shifts?: Shifts | undefined;
  /** Whether the lines of files that need nobody are shown, where there are many. */
  listed: boolean;
  dispatchEvent(event: Event): boolean;
}

/** More files than this are one line; only what needs the person stands below it. */
const FEW = 2;
/** Lines of files: of more, those that gave nothing come first, and the rest is a number. */
const MOST = 200;

/** What was made of each file and how it was read: a line for each, or one for many. */
export function fileItems(panel: FileList) {
  const own = panel.sample ? [] : panel.files;
  // Read after all: it stands among the files now, and here again once that is undone.
  const unread = panel.unread.filter(({ source }) => !panel.files.some((file) => file.source === source));
  const files = [...own, ...unread];
  if (files.length === 0) return nothing;
  const folded = files.length > FEW;
  const lines = files.length > MOST ? [...unread, ...own].slice(0, MOST) : files;
  const beyond = files.length - lines.length;
  const hidden = (file: LoadedFile | UnreadFile) =>
    folded && !panel.listed && !('message' in file) && panel.trouble?.id !== file.id;
  return html`${folded ? oneLine(panel, own.length, unread.length) : nothing}
    <ul>
      ${repeat(
        lines,
        (file) => file.source,
        (file) => item(panel, file, hidden(file)),
      )}
    </ul>
    ${beyond > 0 && panel.listed ? html`<p class="soft small">and ${count(beyond)} more files</p>` : nothing}
    ${
      own.length
        ? html`${
              own.some(hasTimes)
                ? html`<hf-clock-offers
                    .offers=${panel.offers ?? []}
                    .shifts=${panel.shifts ?? {}}
                    .files=${own.map(({ name }) => name)}
                  ></hf-clock-offers>`
                : nothing
            }
            <button
              class="link small"
              type="button"
              @click=${() => panel.dispatchEvent(new DeedEvent('sample'))}
            >
              Back to the sample estate
            </button>`
        : nothing
    }`;
}

/** Where nothing has a time, no clock can be shifted. */
const hasTimes = ({ read }: LoadedFile): boolean => !read || read.servers.some(({ from }) => from !== null);

/** Many files at a glance: “24 files read, 1 needs you”. */
function oneLine(panel: FileList, read: number, unread: number) {
  const needs = unread === 1 ? '1 needs you' : `${count(unread)} need you`;
  return html`<p class="about many">
    <b>${many(read, 'file')} read${unread ? `, ${needs}` : ''}</b>
    <button
      class="link small"
      type="button"
      aria-expanded=${panel.listed}
      @click=${() => (panel.listed = !panel.listed)}
    >
      ${panel.listed ? 'Close the list' : 'List them'}
    </button>
  </p>`;
}

/** Where a table is pasted as text. */
export const pasteBox = (pasted: (event: Event) => void, close: () => void) =>
  html`<form @submit=${pasted}>
    <textarea
      aria-label="Table of servers or counters, as text"
      placeholder="name,cores,rating,peak %,RAM&#10;MAIL01,4,2.8,62,16384"
      spellcheck="false"
    ></textarea>
    <button class="button main" type="submit">Read it</button>
    <button class="button" type="button" @click=${close}>Close</button>
  </form>`;

function item(panel: FileList, file: LoadedFile | UnreadFile, hidden: boolean) {
  const { id, name } = file;
  const message = 'message' in file ? file.message : null;
  return html`<li ?hidden=${hidden}>
    <div class="about">
      <span
        ><span class="name" title=${name}>${cutInside(name)}</span>
        <span class="soft"
          >${'message' in file ? 'not in the fold' : `${file.format}, ${bytes(file.bytes)}, ${many(file.rows, 'row')}`}</span
        ></span
      >
      <button
        class="quiet"
        type="button"
        aria-label="Leave out ${name}"
        @click=${() => panel.dispatchEvent(new DropFileEvent(id))}
      >
        ✕
      </button>
    </div>
    ${message ? html`<p class="wrong" role="alert">${message}</p>` : nothing}
    <hf-reading
      .file=${file}
      .trouble=${panel.trouble?.id === id ? panel.trouble : null}
      ?wanted=${message !== null && file.counters.length > 0}
    ></hf-reading>
    ${panel.reading?.id === id ? readingProgress(panel) : nothing}
  </li>`;
}

/** What a cancel left unread, with the ways to go on. */
export function stoppedNote(panel: {
  readonly stopped?: StoppedReading | null | undefined;
  dispatchEvent(event: Event): boolean;
}) {
  if (!panel.stopped) return nothing;
  const { read, rest } = panel.stopped;
  const all = read + rest.length;
  const deed = (said: 'read on' | 'leave the rest') => () => panel.dispatchEvent(new DeedEvent(said));
  return html`<div class="stopped" role="status">
    <p class="small">
      <b>Stopped.</b> ${
        read === 0
          ? all === 1
            ? `${rest[0].name} was not read.`
            : `None of ${count(all)} files was read.`
          : `${count(read)} of ${count(all)} files ${read === 1 ? 'was' : 'were'} read and ${read === 1 ? 'is' : 'are'} kept; ${count(rest.length)} ${rest.length === 1 ? 'was' : 'were'} not, from ${rest[0].name} on.`
      }
    </p>
    <button class="button" type="button" @click=${deed('read on')}>
      Read ${all === 1 ? 'it' : rest.length === 1 ? 'the other one' : `the other ${count(rest.length)}`}
    </button>
    <button class="button" type="button" @click=${deed('leave the rest')}>
      Leave ${rest.length === 1 ? 'it' : 'them'}
    </button>
  </div>`;
}

/** How far a file is read, with a way to stop it. */
export function readingProgress(panel: Pick<FileList, 'reading' | 'dispatchEvent'>) {
  const { reading } = panel;
  if (!reading) return nothing;
  const { name, files } = reading;
  const what = files ? `Reading file ${count(files.at)} of ${count(files.all)}` : `Reading ${name}`;
  return html`<div class="progress">
    <span class="small" title=${name}>${what}</span>
    <progress max="1" .value=${reading.done} aria-label=${what}></progress>
    <button class="button" type="button" @click=${() => panel.dispatchEvent(new DeedEvent('cancel'))}>
      Cancel
    </button>
  </div>`;
}
