import type { OemPage } from './oem';

/** Code pages, as the platform names them, that counter logs are found in. */
export type CodePage =
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1252'
  | 'windows-1253'
  | 'windows-1254'
  | 'ibm866'
  | 'shift_jis'
  | 'gbk'
  | 'euc-kr'
  | 'big5'
  | OemPage;

/** Encodings that counter logs are found in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | CodePage;

/**
 * The code pages that are tried, the most frequent first: it wins when nothing speaks for another. Behind those of
 * Windows stand those of its console, whose output was sent into a file, and those of East Asia.
 */
export const CODE_PAGES: readonly CodePage[] = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'windows-1254',
  'windows-1253',
  'cp850',
  'cp437',
  'ibm866',
  'shift_jis',
  'gbk',
  'euc-kr',
  'big5',
];
