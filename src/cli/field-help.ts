import { FACTS, FACT_IDS } from '../estate/fact-fields';
import { FACT_HELP } from '../estate/fact-help';
import { RESOURCE_IDS } from '../estate/resource';
import { HOST_FIELDS, HOST_FIELD_IDS, type HostField, type HostFieldId } from '../overhead/host-fields';
import { hostFieldHelp } from '../overhead/host-help';
import { PROFILE_IDS } from '../overhead/profiles';

const WIDTH = 112;
const INDENT = ' '.repeat(23);

/** A number of a host by its name in `--host`. */
export const HOST_OPTIONS: ReadonlyMap<string, HostFieldId> = new Map(
  HOST_FIELD_IDS.map((id) => {
    const field: HostField = HOST_FIELDS[id];
    return [field.option ?? id, id];
  }),
);

/** What `--host` can say, a line each. */
export function hostHelp(): string {
  const rows = [...HOST_OPTIONS].map(([name, id]) => {
    const { unit, default: usual, required }: HostField = HOST_FIELDS[id];
    const more = [
      unit && unit !== 'a socket' ? unit : '',
      required ? 'must be given' : usual === null ? '' : `default ${usual}`,
    ];
    return [name, [hostFieldHelp(id), ...more.filter(Boolean)].join(', ')] as const;
  });
  return lines([['name', 'what it is called'], ...rows]);
}

/** The columns of `--guests`, a line each. */
export function guestsHelp(): string {
  const rows = FACT_IDS.map((id) => {
    const field = FACTS[id];
    const more =
      field.kind === 'number'
        ? field.unit
        : field.kind === 'choice'
          ? field.options
              .map(([value]) => value)
              .filter((value) => value !== '')
              .join(', ')
          : field.kind === 'flag'
            ? 'yes or no'
            : '';
    return [id, FACT_HELP[id].replace(/\.$/, '') + (more && ` (${more})`)] as const;
  });
  return lines([['name', 'The server; the other columns may be left out.'], ...rows]);
}

/** `a, b, c` over as many lines as it takes. */
export const profileHelp = (): string => wrapped(PROFILE_IDS.join(', '), INDENT);
export const ceilingHelp = (): string => RESOURCE_IDS.join(', ');

function lines(rows: readonly (readonly [name: string, text: string])[]): string {
  const left = `${INDENT}${' '.repeat(18)}`;
  return rows.map(([name, text]) => `${INDENT}${name.padEnd(17)} ${wrapped(text, left)}`).join('\n');
}

/** A text cut between words; lines after the first begin with `left`. */
function wrapped(text: string, left: string): string {
  const out = [''];
  for (const word of text.split(' ')) {
    const line = out.at(-1)!;
    if (line && left.length + line.length + word.length >= WIDTH) out.push(word);
    else out[out.length - 1] = line ? `${line} ${word}` : word;
  }
  return out.join(`\n${left}`);
}
