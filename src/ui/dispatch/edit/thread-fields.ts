import { html, nothing, type TemplateResult } from 'lit';
import type { Device, ExperimentGuest, Thread, Time, Wait } from '../../../dispatch/experiment';
import { CHOICES } from '../../../dispatch/choices';
import { meanMs } from '../../../dispatch/times';
import { list } from '../../../estate/crowd';
import { EditEvent, type Path } from '../events';
import { numberOf, selectOf } from './fields';
import { threadWords, timeWords } from '../words';

/** Threads of a guest that do the same, on whatever vCPU. */
export interface AlikeThreads {
  readonly thread: Thread;
  /** Their places in the guest's list. */
  readonly at: readonly number[];
}

/** Threads of a guest brought together by what they do. */
export function alike({ threads }: ExperimentGuest): readonly AlikeThreads[] {
  const groups = new Map<string, { thread: Thread; at: number[] }>();
  threads.forEach((thread, t) => {
    const key = JSON.stringify({ ...thread, vcpu: 0 });
    const group = groups.get(key);
    if (group) group.at.push(t);
    else groups.set(key, { thread, at: [t] });
  });
  return [...groups.values()];
}

const SIMPLE = { constant: 'always', uniform: 'evenly spread', exponential: 'exponential' } as const;
const WAITS = { ...SIMPLE, never: 'never waits' } as const;

/** The fields of threads that are alike. */
export function threadFields(
  guest: number,
  kind: ExperimentGuest,
  { thread, at }: AlikeThreads,
  devices: readonly Device[],
): TemplateResult {
  const paths = (field: Path): readonly Path[] => at.map((t) => ['guests', guest, 'threads', t, ...field]);
  const on = list([...new Set(at.map((t) => String(kind.threads[t].vcpu)))]);
  const id = `g${guest}t${at[0]}`;
  return html`<fieldset class="thread">
    <legend>
      ${at.length === 1 ? 'A thread' : `${at.length} threads alike`}
      ${kind.vcpus > 1 ? html`<span class="soft">on vCPU ${on}</span>` : nothing}
    </legend>
    ${
      thread.arrivals
        ? html`${numbers('perSecond', paths(['arrivals', 'perSecond']), thread.arrivals.perSecond, 'Requests')}
          ${timeFields(`${id}s`, 'Work for each', paths(['service']), thread.service, SIMPLE)}`
        : html`${timeFields(`${id}b`, 'Works', paths(['burst']), thread.burst, SIMPLE)}
          ${timeFields(`${id}w`, 'Waits', paths(['wait']), thread.wait, WAITS)}`
    }
    <details>
      <summary>I/O, kernel work, name</summary>
      <div class="more">
        ${
          kind.vcpus > 1 && at.length === 1
            ? numberOf('vcpu', paths(['vcpu'])[0], thread.vcpu, { slider: false })
            : nothing
        }
        ${deviceField(id, paths(['io']), thread, devices)}
        ${thread.io ? numbers('perBurst', paths(['io', 'perBurst']), thread.io.perBurst) : nothing}
        ${numbers('privilegedF', paths(['privileged', 'f']), thread.privileged.f)}
        ${numbers('privilegedK', paths(['privileged', 'k']), thread.privileged.k)}
        ${numbers('privilegedShare', paths(['privileged', 'share']), thread.privileged.share)}
        ${at.length === 1 ? selectOf(`${id}start`, CHOICES.start, paths(['start'])[0], thread.start) : nothing}
        <div class="field">
          <label for="${id}p">Process</label>
          <input
            id="${id}p"
            autocomplete="off"
            .value=${thread.process}
            @change=${(event: Event) => {
              const name = (event.target as HTMLInputElement).value.trim();
              give(event, paths(['process']), name || null, 'process');
            }}
          />
        </div>
      </div>
    </details>
    <p class="soft small">${threadWords(thread)}</p>
  </fieldset>`;
}

function numbers(
  name: Parameters<typeof numberOf>[0],
  [first, ...also]: readonly Path[],
  value: number,
  label?: string,
): TemplateResult {
  return numberOf(name, first, value, { also, label });
}

/** Kind and mean of a random time; what has no mean of its own is named and left to the JSON. */
function timeFields<K extends string>(
  id: string,
  label: string,
  paths: readonly Path[],
  time: Time | Wait,
  kinds: Readonly<Record<K, string>>,
): TemplateResult {
  if (time.kind === 'mixture' || time.kind === 'trace')
    return html`<p class="small">
      <span class="soft">${label}</span> ${timeWords(time)}; change it in the JSON.
    </p>`;
  const kind = time.kind as K;
  return html`<div class="time">
    <div class="field">
      <label for=${id}>${label}</label>
      <select
        id=${id}
        .value=${kind}
        @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          const mean = Number.isFinite(meanMs(time)) ? meanMs(time) : 15;
          const value = chosen === 'never' ? { kind: 'never' } : { kind: chosen, meanMs: mean };
          give(event, paths, value, label.toLowerCase());
        }}
      >
        ${(Object.keys(kinds) as K[]).map(
          (each) => html`<option value=${each} ?selected=${each === kind}>${kinds[each]}</option>`,
        )}
      </select>
    </div>
    ${
      time.kind === 'never'
        ? nothing
        : numbers(
            'meanMs',
            paths.map((path) => [...path, 'meanMs']),
            time.meanMs,
            time.kind === 'constant' ? 'Length' : 'Mean',
          )
    }
  </div>`;
}

function deviceField(
  id: string,
  paths: readonly Path[],
  thread: Thread,
  devices: readonly Device[],
): TemplateResult | typeof nothing {
  if (devices.length === 0) return html`<p class="soft small">Add a device below for I/O.</p>`;
  return html`<div class="field">
    <label for="${id}d">I/O after each burst</label>
    <select
      id="${id}d"
      @change=${(event: Event) => {
        const device = (event.target as HTMLSelectElement).value;
        give(event, paths, device === '' ? null : { device }, 'I/O');
      }}
    >
      <option value="" ?selected=${!thread.io}>none</option>
      ${devices.map(({ name }) => html`<option value=${name} ?selected=${thread.io?.device === name}>${name}</option>`)}
    </select>
  </div>`;
}

function give(event: Event, paths: readonly Path[], value: unknown, what: string): void {
  const edits = paths.map((path) => ({ path, value }));
  event.target?.dispatchEvent(new EditEvent(edits, what));
}
