import type { Finding } from './finding';

/** What parts whole numbers from their decimals. */
export type DecimalSign = '.' | ',';

/** How the numbers of a file were read, where point and comma both part digits in the files of the world. */
export interface DecimalSeen {
  /** The sign that it was read with. */
  readonly sign: DecimalSign;
  /** The sign that it is read with where nothing tells. */
  readonly custom: DecimalSign;
  /** What its own numbers prove; null where none does. */
  readonly own: DecimalSign | null;
  /** What it proves for others: a program that writes points may do so in every country. */
  readonly proves: readonly DecimalSign[];
  /** A number of a column that is used, as it is written, that may hold thousands or decimals; null where none does. */
  readonly open: string | null;
  /** A person chose the sign. */
  readonly said: boolean;
}

/** What is read, and by which name. */
interface WithDecimals {
  readonly name: string;
  readonly decimal?: DecimalSeen | undefined;
  readonly recordings?: readonly { readonly server: string }[];
}

/** The one sign that files of an estate prove; null where none or both are proven. */
function provenBy(files: readonly WithDecimals[]): DecimalSign | null {
  const proven = new Set(files.flatMap(({ decimal }) => decimal?.proves ?? []));
  return proven.size === 1 ? [...proven][0] : null;
}

/** The sign that a file is to be read with: its own, else that of the others, else the customary one. */
function signFor({ said, sign, own, open, custom }: DecimalSeen, others: DecimalSign | null): DecimalSign {
  if (said) return sign;
  return own ?? (open === null ? sign : (others ?? custom));
}

/**
 * Settles over all files together whether `1,234` holds thousands or decimals: files that are to be read again, each with
 * its sign. The order of files plays no part.
 */
export function decimalsWanted<F extends WithDecimals>(files: readonly F[]): ReadonlyMap<F, DecimalSign> {
  const others = provenBy(files);
  return new Map(
    files.flatMap((file): [F, DecimalSign][] => {
      const sign = file.decimal && signFor(file.decimal, others);
      return sign && sign !== file.decimal!.sign ? [[file, sign]] : [];
    }),
  );
}

/** What was decided about decimal signs, and what nothing tells. */
export function decimalFindings(files: readonly WithDecimals[]): Finding[] {
  const others = provenBy(files);
  const alike = new Map<string, { finding: Finding; names: string[] }>();
  for (const file of files) {
    const finding = file.decimal && findingOf(file, file.decimal, others);
    if (!finding) continue;
    const key = `${finding.level}\u0001${finding.text}`;
    const known = alike.get(key);
    if (!known) alike.set(key, { finding, names: [file.name] });
    else {
      const [was, is] = [known.finding.doubt, finding.doubt];
      known.names.push(file.name);
      if (was && is)
        known.finding = { ...known.finding, doubt: { of: was.of, servers: was.servers + is.servers } };
    }
  }
  return [...alike.values()].map(({ finding, names }) => ({ ...finding, where: names.sort().join(', ') }));
}

const CALLED: Readonly<Record<DecimalSign, string>> = { '.': 'point', ',': 'comma' };
const FIX = {
  fix: 'Choose the decimal sign under "How it was read" if that is wrong.',
  option: '--decimal point, or --decimal comma',
};

function findingOf(
  { name, recordings = [] }: WithDecimals,
  decimal: DecimalSeen,
  others: DecimalSign | null,
): Finding | null {
  const { sign, open, own, said } = decimal;
  const wanted = signFor(decimal, others);
  const doubt = { of: 'unit', servers: new Set(recordings.map(({ server }) => server)).size } as const;
  if (wanted !== sign) {
    return {
      level: 'warning',
      where: name,
      text: `Numbers are read with a decimal ${CALLED[sign]}, and ${own ? 'further down they are' : 'the other files are'} written with a decimal ${CALLED[wanted]}.`,
      fix: `It could not be read a second time: give it as a file, or choose the sign.`,
      option: `--decimal ${CALLED[wanted]}`,
      doubt,
    };
  }
  if (open === null || own !== null || said) return null;
  const taken = `read as ${plainly(open, sign)}`;
  return others
    ? {
        level: 'guess',
        where: name,
        text: `Numbers such as "${open}" are ${taken}: the other files are written with a decimal ${CALLED[others]}.`,
        ...FIX,
      }
    : {
        level: 'guess',
        where: name,
        text: `Numbers such as "${open}" may be ${plainly(open, '.')} or ${plainly(open, ',')}, and nothing in the files tells: ${taken}.`,
        ...FIX,
        doubt,
      };
}

/** `1,234` as 1.234 or 1234. */
const plainly = (text: string, sign: DecimalSign): string =>
  text.replaceAll(sign === '.' ? ',' : '.', '').replace(',', '.');
