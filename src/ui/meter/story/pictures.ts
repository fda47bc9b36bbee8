import { html, nothing, type TemplateResult } from 'lit';
import { own } from '../../../estate/own';
import { storyScreen } from '../../../sampling/story';
import { FATES } from '../../../sampling/story/fates';
import { knobValue, type StorySet } from '../../../sampling/story/knobs';
import { REMEDIES } from '../../../sampling/story/remedy';
import { DELIVERY_WORDS } from '../../../sampling/words';
import { averageOf, figureOf, points, shareText } from '../pictures';
import { errorVerdict } from '../verdict';
import { guessBar, shareBars } from './bars';
import type { DemoPictures, DemoRun } from './lab';

/** Used, Task Manager and its processes of one run, in large type. */
export function threeFigures(run: DemoRun | undefined): TemplateResult {
  const readings = run?.readings ?? [];
  const figure = (pick: 'used' | 'processor' | 'process') =>
    readings.length ? figureOf(readings.map((each) => each[pick])) : '–';
  return html`<dl class="three" aria-busy=${run?.complete ? 'false' : 'true'}>
    <div class="used">
      <dt>really used</dt>
      <dd>${figure('used')}</dd>
    </div>
    <div class="processor">
      <dt>its Task Manager shows</dt>
      <dd>${figure('processor')}</dd>
    </div>
    <div class="process">
      <dt>its processes show</dt>
      <dd>${figure('process')}</dd>
    </div>
  </dl>`;
}

/** What the clock came to, and what was guessed, as bars. */
export function clockBars(run: DemoRun | undefined, guess: number | null): TemplateResult | typeof nothing {
  if (guess === null || !run?.readings.length) return nothing;
  return shareBars([
    { label: 'really used', parts: [['used', 100 * mean(run, 'used')]] },
    { label: 'Task Manager shows', parts: [['shown', 100 * mean(run, 'processor')]] },
    ...guessBar(guess),
  ]);
}

const mean = (run: DemoRun, pick: keyof DemoRun['readings'][number]) =>
  averageOf(run.readings.map((each) => each[pick]));

/** What the figures of a run come to: always of the run in sight. */
export function outcome(run: DemoRun | undefined): string {
  if (!run?.readings.length) return '';
  const { words } = errorVerdict(run.readings.map(({ processor, used }) => processor - used));
  const waited = mean(run, 'waited');
  const said = `Task Manager ${words}`;
  return waited > 0.0005
    ? `${said}: it used ${shareText(mean(run, 'used'))} and waited for ${shareText(waited)} of the time.`
    : `${said}.`;
}

const FATE_NAMES: Readonly<Record<(typeof FATES)[number], string>> = {
  burst: 'all handed over later',
  merge: 'one kept',
  discard: 'dropped',
  catchup: 'handed over faster',
};

/** The four fates in one table of two meters; a row shows its strip. */
export function fateTable(
  { runs }: DemoPictures,
  picked: string,
  pick: (name: string) => void,
): TemplateResult {
  const cell = (run: DemoRun | undefined, of: 'used' | 'processor' | 'process') =>
    run?.readings.length ? shareText(mean(run, of)) : '–';
  return html`<table class="fates">
    <caption class="small soft">
      Late ticks are … (press one to see its strip)
    </caption>
    <thead>
      <tr>
        <th scope="col">fate of a late tick</th>
        <th scope="col">used</th>
        <th scope="col">Task Manager</th>
        <th scope="col">processes</th>
      </tr>
    </thead>
    <tbody>
      ${FATES.map(
        (fate) =>
          html`<tr>
            <th scope="row">
              <button
                class="button"
                type="button"
                aria-pressed=${fate === picked ? 'true' : 'false'}
                title=${DELIVERY_WORDS[fate]}
                @click=${() => pick(fate)}
              >
                ${FATE_NAMES[fate]}
              </button>
            </th>
            <td data-label="used">${cell(own(runs, fate), 'used')}</td>
            <td class="processor" data-label="Task Manager">${cell(own(runs, fate), 'processor')}</td>
            <td class="process" data-label="processes">${cell(own(runs, fate), 'process')}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What a host's figures make of a meter: the sum that was shown, taken apart. @param guess what it used, as was guessed, % */
export function ownLog(set: StorySet, guess: number | null): TemplateResult {
  const { knobs } = storyScreen('log');
  const [shown, used, ready] = ['shown', 'used', 'ready'].map((id) => knobValue(knobs, set, id) as number);
  const off = shown - used;
  const sum = used + ready;
  const close = Math.abs(sum - shown) < 0.5;
  const verdict =
    Math.abs(off) < 0.05
      ? 'The meter shows what was used: there is nothing to mend.'
      : `The meter is ${points(off / 100)} points too ${off > 0 ? 'high' : 'low'}. ${
          ready < 0.05
            ? 'The guest did not wait, so waiting is not the reason.'
            : close
              ? `Used and ready come to ${sum.toFixed(1)} %, which is what was shown: ticks piled up, and the waiting was counted as work.`
              : `Used and ready come to ${sum.toFixed(1)} %, not to what was shown: ticks were dropped, or caught up, on the way.`
        }`;
  const mended = shown > 0 ? used / shown : NaN;
  return html`${shareBars([
      { label: 'shown', parts: [['shown', shown]] },
      {
        label: 'used and waited',
        parts: [
          ['used', used],
          ['waited', ready],
        ],
      },
      ...guessBar(guess),
    ])}
    <p class="said">${verdict}</p>
    ${
      Number.isFinite(mended) && off > 0.05
        ? html`<p class="said">
            What a process showed is times ${mended.toFixed(3)} on average: one that showed 10 % used about
            ${(10 * mended).toFixed(1)} %. A process of short bursts is further off than one of long ones.
          </p>`
        : nothing
    }`;
}

const REMEDY_WORDS: Readonly<Record<(typeof REMEDIES)[number], string>> = {
  nothing: 'as it is: late ticks are handed over',
  server2012: 'Server 2012 and later: late ticks are not counted',
  own: 'a processor of its own',
};

const REMEDY_FIGURES = [
  ['Task Manager', 'processor'],
  ['its processes', 'process'],
  ['used', 'used'],
  ['waited', 'waited'],
] as const;

/**
 * What each remedy shows: the guest's two meters, and what the host or steal time say beside them.
 * @param guess what is left of the processor, as was guessed, %
 */
export function remedyTable({ runs }: DemoPictures, guess: number | null): TemplateResult {
  const of = (name: (typeof REMEDIES)[number]) => own(runs, name);
  const nothingDone = of('nothing');
  return html`<table class="fates">
      <thead>
        <tr>
          <th scope="col">what is done</th>
          ${REMEDY_FIGURES.map(([label]) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${REMEDIES.map((name) => {
          const run = of(name);
          return html`<tr>
            <th scope="row">${REMEDY_WORDS[name]}</th>
            ${REMEDY_FIGURES.map(
              ([label, pick]) =>
                html`<td data-label=${label}>${run?.readings.length ? shareText(mean(run, pick)) : '–'}</td>`,
            )}
          </tr>`;
        })}
      </tbody>
    </table>
    ${
      nothingDone?.readings.length
        ? html`${shareBars([
              {
                label: 'the host’s processor',
                parts: [
                  ['used', 100 * mean(nothingDone, 'hostBusy')],
                  ['left', 100 * Math.max(0, 1 - mean(nothingDone, 'hostBusy'))],
                ],
              },
              ...guessBar(guess).map((bar) => ({ ...bar, label: 'left, by your guess' })),
            ])}
            <ul>
              <li>
                <b>Ask the host:</b> % Used ${shareText(mean(nothingDone, 'used'))}, % Ready
                ${shareText(mean(nothingDone, 'waited'))}. That is the truth, and the second figure is what
                the guest would take if it got it.
              </li>
              <li>
                <b>Steal time</b> (Linux): it is told ${shareText(mean(nothingDone, 'waited'))}; taken off its
                meter of ${shareText(mean(nothingDone, 'processor'))} that leaves
                ${shareText(mean(nothingDone, 'processor') - mean(nothingDone, 'waited'))}.
              </li>
              <li>
                <b>What is left:</b> the guest’s threads were busy for
                ${shareText(mean(nothingDone, 'used'))}, and of the host’s processor
                ${shareText(Math.max(0, 1 - mean(nothingDone, 'hostBusy')))} is free.
              </li>
            </ul>`
        : nothing
    }`;
}
