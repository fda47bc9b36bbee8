export type Locale =
  | 'en'
  | 'de'
  | 'fr'
  | 'es'
  | 'it'
  | 'pt'
  | 'ru'
  | 'pl'
  | 'cs'
  | 'sk'
  | 'sv'
  | 'nl'
  | 'tr'
  | 'da'
  | 'fi'
  | 'hu'
  | 'zh'
  | 'ja'
  | 'ko';

/** Names of one thing by language; several where versions of Windows differ. */
export type LocalNames = Partial<Record<Locale, readonly string[]>>;

/** What the names of counters are compared by: case, kinds of space and apostrophe, and ways to write "per second" do not matter. */
export function plainName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’`´]/g, "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/\/(sec|sek|seg|second|seconde|segundo|sn|с|сек)\b\.?$/u, '/s')
    .replace(/\/(с|сек)\.?$/u, '/s')
    .replace(/\((байт|bytes)\/(с|s)\)$/u, '($1/s)')
    .trim();
}

/** Languages in the order in which a finding names them. */
export const LANGUAGES: Readonly<Record<Locale, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  pt: 'Portuguese',
  ru: 'Russian',
  pl: 'Polish',
  cs: 'Czech',
  sk: 'Slovak',
  sv: 'Swedish',
  nl: 'Dutch',
  tr: 'Turkish',
  da: 'Danish',
  fi: 'Finnish',
  hu: 'Hungarian',
  zh: 'Chinese',
  ja: 'Japanese',
  ko: 'Korean',
};

/** Languages whose names come from translated manuals alone, some by machine: no log or program was seen that has them. */
export const FROM_MANUALS: ReadonlySet<Locale> = new Set(['da', 'fi', 'hu', 'ja', 'ko']);
