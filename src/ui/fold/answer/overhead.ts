import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ProfileBasis } from '../../../overhead/profile-bases';
import type { ProfileId } from '../../../overhead/profiles';
import type { FoldAnswer, MemoryPart, OverheadPart } from '../../../placement/answer';
import type { Explanation } from '../../parts/explanation';
import '../../parts/how';
import { shares } from '../../parts/shares';
import { sharesStyles } from '../../parts/shares.styles';
import { base, card } from '../../parts/styles';
import { figure, memory, percent, tenths } from '../../text/format';
import { slotMoment } from '../../text/time';

/** What the processors of all hosts are busy with at the fullest moment, and what their memory holds: own work, and what is added. */
@customElement('hf-overhead')
export class Overhead extends LitElement {
  static override styles = [
    base,
    card,
    sharesStyles,
    css`
      .work {
        fill: var(--cpu);
      }
      .emulation {
        fill: var(--band-1);
      }
      .io-path {
        fill: var(--band-4);
      }
      .switches {
        fill: var(--band-rest);
      }
      .scheduling {
        fill: var(--band-3);
      }
      .vmm {
        fill: var(--vcpu);
      }
      .memory-need {
        fill: var(--memory);
      }
      .memory-guests {
        fill: color-mix(in srgb, var(--memory) 60%, var(--ink));
      }
      .memory-shadow {
        fill: color-mix(in srgb, var(--memory) 50%, var(--card));
      }
      .memory-vmm {
        fill: var(--vcpu);
      }
      .memory-shared {
        fill: none;
        stroke: var(--memory);
        stroke-width: 3;
      }
      .free,
      .memory-free {
        fill: var(--free);
      }
      section + section {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** Where the figures come from: loaded when somebody comes near them. */
  @state() private bases: Readonly<Record<ProfileId, ProfileBasis>> | null = null;

  constructor() {
    super();
    for (const near of ['pointerover', 'focusin']) this.addEventListener(near, this.load, { once: true });
  }

  private load = (): void => {
    void import('../../../overhead/profile-bases').then(({ PROFILE_BASES }) => (this.bases = PROFILE_BASES));
  };

  override render() {
    return html`${this.processors()}${this.memory()}`;
  }

  private processors() {
    const { overhead, grid } = this.answer;
    const parts = overhead.parts.filter((p) => p.value > 0);
    const whole = parts.reduce((sum, p) => sum + p.value, 0);
    if (whole === 0) return nothing;
    const used = parts.reduce((sum, p) => sum + (p.id === 'free' ? 0 : p.value), 0);
    const own = parts.find((p) => p.id === 'work')?.value ?? 0;
    const when = grid.slots > 1 ? `, ${slotMoment(grid, overhead.slot)}` : '';
    const title = html`Processors of all hosts at their busiest${when}: ${tenths(used)} of ${tenths(whole)}
    GHz, ${tenths(used - own)} added`;
    return shares(
      'processors',
      title,
      whole,
      parts.map((part) => ({
        ...part,
        width: part.value,
        figure: asked(gigahertz(part.value), this.why(part, whole)),
      })),
    );
  }

  /** Memory is a level: the same at every moment. What page sharing saves is taken off the servers' own need. */
  private memory() {
    const parts = this.answer.memory;
    const whole = parts.reduce((sum, p) => sum + p.value, 0);
    if (!(whole > 0) || !Number.isFinite(whole)) return nothing;
    const value = (id: MemoryPart['id']) => parts.find((p) => p.id === id)?.value ?? 0;
    const saved = -value('shared');
    const title = html`Memory of all hosts: ${memory(whole - value('free'))} of ${memory(whole)}`;
    return shares(
      'memory',
      title,
      whole,
      parts.map((part) => ({
        id: `memory-${part.id}`,
        label: part.label,
        width: part.id === 'need' ? Math.max(0, part.value - saved) : Math.max(0, part.value),
        figure: asked(memory(Math.abs(part.value)), {
          title: part.label,
          formula: part.note,
          values: [
            ['in all', memory(Math.abs(part.value))],
            ['of all hosts', ofAll(Math.abs(part.value) / whole)],
          ] as const,
          control:
            part.id === 'need' || part.id === 'free' ? undefined : { id: 'overheads', label: 'overheads' },
        }),
      })),
    );
  }

  private why(part: OverheadPart, whole: number) {
    const basis = part.parameter && this.bases?.[this.answer.profile].parameters[part.parameter];
    return {
      title: part.label,
      formula: part.note,
      values: [
        ['at that moment', `${gigahertz(part.value)}\u00a0GHz`],
        ['of all hosts', ofAll(part.value / whole)],
      ] as const,
      basis: basis && ({ kind: basis.assumed ? 'assumption' : 'source', text: `${basis.source}.` } as const),
      control: part.id === 'work' || part.id === 'free' ? undefined : { id: 'overheads', label: 'overheads' },
    };
  }
}

/** What is there is never said to be none. */
const gigahertz = (value: number): string => (value > 0 && value < 0.05 ? figure(value) : tenths(value));
const ofAll = (share: number): string => (share > 0 && share < 0.005 ? 'under 0.5 %' : percent(share));

const asked = (figure: string, why: Explanation) =>
  html`<hf-how .explanation=${why}><b>${figure}</b></hf-how>`;
