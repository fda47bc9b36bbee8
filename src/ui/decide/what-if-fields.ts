import { html } from 'lit';
import { GROWTH, HORIZON, USUAL_HORIZON } from '../../estate/growth';
import { own } from '../../estate/own';
import { RESOURCES } from '../../estate/resource';
import { HOST_FIELDS } from '../../overhead/host-fields';
import { CEILING } from '../../overhead/reserve';
import type { Scenario } from '../../scenario/scenario';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import type { WishedFor } from './wishes';

export const HOSTS_THAT_FAIL = { unit: '', min: 0, max: 100, whole: true } as const;
/** What another host model may have otherwise. */
export const MODEL = ['cores', 'rating', 'memory', 'price'] as const;
/** Resources of which a host may be filled to another part. */
export const FILLED = ['cpu', 'memory'] as const;

/** Sets fields of the card; null: as in the plan. @param live still being dragged */
export type SetWished = (patch: Readonly<Record<string, string | number | null>>, live?: boolean) => void;

/** Growth, another host, ceilings and limits: what may be otherwise than in the plan. */
export function choiceFields(scenario: Scenario, wanted: WishedFor, set: SetWished) {
  const [first] = scenario.hosts;
  return html`<fieldset>
      <legend>Growth</legend>
      <div class="row">
        <hf-number
          label="Growth of all servers"
          unit=${GROWTH.unit}
          slider
          .min=${GROWTH.min}
          .max=${GROWTH.max}
          .low=${-50}
          .high=${100}
          .value=${wanted.growth}
          .preset=${scenario.growth?.other ?? 0}
          @number=${({ value, live }: NumberEvent) => set({ growth: value }, live)}
        ></hf-number>
        <hf-number
          label=${HORIZON.label}
          unit=${HORIZON.unit}
          whole
          .min=${HORIZON.min}
          .max=${HORIZON.max}
          .value=${wanted.horizon}
          .preset=${scenario.horizon ?? USUAL_HORIZON}
          @number=${({ value }: NumberEvent) => set({ horizon: value })}
        ></hf-number>
      </div>
    </fieldset>
    <fieldset>
      <legend>Another host model</legend>
      <div class="row">
        ${MODEL.map((field) => {
          const { label, unit, min, max, empty } = HOST_FIELDS[field];
          const whole = 'whole' in HOST_FIELDS[field];
          return html`<hf-number
            label=${label}
            unit=${unit}
            ?whole=${whole}
            .min=${min}
            .max=${max}
            .empty=${empty}
            .value=${own(wanted.host, field) ?? first[field]}
            .preset=${first[field]}
            @number=${({ value }: NumberEvent) => set({ [field]: value })}
          ></hf-number>`;
        })}
      </div>
    </fieldset>
    <fieldset>
      <legend>Ceilings and limits</legend>
      <div class="row">
        ${FILLED.map(
          (id) =>
            html`<hf-number
              label="${capital(RESOURCES[id].label)} filled to"
              unit=${CEILING.unit}
              slider
              .min=${CEILING.min}
              .max=${CEILING.max}
              .low=${30}
              .value=${own(wanted.ceilings, id) ?? scenario.ceilings[id] ?? 100}
              .preset=${scenario.ceilings[id] ?? 100}
              @number=${({ value, live }: NumberEvent) => set({ [`fill-${id}`]: value }, live)}
            ></hf-number>`,
        )}
        <hf-number
          label=${HOST_FIELDS.vcpuPerCore.label}
          .min=${HOST_FIELDS.vcpuPerCore.min}
          .max=${HOST_FIELDS.vcpuPerCore.max}
          empty=${HOST_FIELDS.vcpuPerCore.empty}
          .value=${wanted.vcpuPerCore}
          .preset=${first.vcpuPerCore}
          @number=${({ value }: NumberEvent) => set({ vcpus: value ?? 'none' })}
        ></hf-number>
        <hf-number
          label="Hosts that may fail"
          whole
          .min=${HOSTS_THAT_FAIL.min}
          .max=${HOSTS_THAT_FAIL.max}
          .value=${wanted.failures}
          .preset=${scenario.failures}
          @number=${({ value }: NumberEvent) => set({ failures: value })}
        ></hf-number>
      </div>
    </fieldset>`;
}

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
