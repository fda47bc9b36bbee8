import { html, nothing } from 'lit';
import { MEASURES, type MeasureId } from '../../../estate/measure';
import { own } from '../../../estate/own';
import { unitsOffered } from '../../../intake/units';
import { count } from '../../text/format';
import { MEASURE_NAMES, type CounterToMap, type Mapping } from './reading-counters';

type Said = Mapping[string];

/** Parts that a column of a table may play, besides holding a measure. */
const PARTS = [
  ['time', 'the times'],
  ['server', 'names of servers'],
] as const;

/** What was said of a column, in its parts. */
function splitSaid(said: Said = ''): { measure: string; unit: string; server: string } {
  if (typeof said !== 'string') return { unit: '', server: '', ...said };
  const [measure = '', ...unit] = said.trim().split(/\s+/);
  return { measure, unit: unit.join(' '), server: '' };
}

/** The same as options name it: a word where a word says it. Undefined where nothing was said. */
function joinSaid({ measure, unit, server }: ReturnType<typeof splitSaid>): Said | undefined {
  if (measure === '') return undefined;
  const known = own(MEASURES, measure);
  const named = known && unitsOffered(known.id).includes(unit) ? unit : '';
  if (!known || (named === '' && server.trim() === '')) return measure;
  return {
    measure: known.id,
    ...(named ? { unit: named } : {}),
    ...(server.trim() ? { server: server.trim() } : {}),
  };
}

/** A column of a file, and what it holds: its measure, the unit and the server that it is of. */
export function mappingRow(
  { key, columns }: CounterToMap,
  said: Said | undefined,
  /** The measure that it has by its name; null where it has none. */
  found: MeasureId | null,
  /** Whether nothing is planned before it is said. */
  asked: boolean,
  change: (said: Said | undefined) => void,
) {
  const parts = splitSaid(said);
  const set = (patch: Partial<typeof parts>) => change(joinSaid({ ...parts, ...patch }));
  const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
  const known = own(MEASURES, parts.measure);
  // A path of counters names its server.
  const plain = !key.includes('\\');
  const units = known ? unitsOffered(known.id) : [];
  return html`<tr class=${parts.measure ? 'chosen' : ''}>
    <th scope="row">
      ${key} ${columns > 1 ? html`<span class="soft">${count(columns)} columns</span>` : nothing}
    </th>
    <td>
      <select aria-label="Measure of ${key}" @change=${(event: Event) => set({ measure: valueOf(event) })}>
        <option value="" ?selected=${parts.measure === ''}>
          ${found ? `as found: ${MEASURES[found].label}, ${MEASURES[found].unit}` : asked ? 'to be said' : 'not used'}
        </option>
        ${
          found || asked
            ? html`<option value="ignore" ?selected=${parts.measure === 'ignore'}>not used</option>`
            : nothing
        }
        ${
          plain
            ? PARTS.map(
                ([id, name]) => html`<option value=${id} ?selected=${id === parts.measure}>${name}</option>`,
              )
            : nothing
        }
        ${MEASURE_NAMES.map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === parts.measure}>${name}</option>`,
        )}
      </select>
      ${
        known && units.length
          ? html`<label class="more"
              >in
              <select aria-label="Unit of ${key}" @change=${(event: Event) => set({ unit: valueOf(event) })}>
                <option value="" ?selected=${parts.unit === ''}>${known.unit}</option>
                ${units.map((unit) => html`<option value=${unit} ?selected=${unit === parts.unit}>${unit === 'share' ? 'share of one' : unit}</option>`)}
              </select></label
            >`
          : nothing
      }
      ${
        known && plain
          ? html`<label class="more"
              >of
              <input
                type="text"
                aria-label="Server of ${key}"
                placeholder="server, by its header"
                autocomplete="off"
                .value=${parts.server}
                @change=${(event: Event) => set({ server: valueOf(event) })}
            /></label>`
          : nothing
      }
    </td>
  </tr>`;
}
