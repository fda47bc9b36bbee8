/** The first bytes of a zip file, workbooks among them. */
const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/** Those of a gzip file; deflate is the only method that there is. */
export const looksLikeGzip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/** Whether a file has to be unfolded before it can be read, by its first bytes. */
export const isPacked = (bytes: Uint8Array): boolean => looksLikeZip(bytes) || looksLikeGzip(bytes);
