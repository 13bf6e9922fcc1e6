/** What is wrong with the bytes of a source file, as the rest of a sentence that begins with its name. */
export function faultOfSource(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is UTF-16. Save it as UTF-8, and submit it again';
  }
  if (bytes.includes(0)) return 'is a binary file. Submit the text';
  const bad = firstBadByte(bytes);
  if (bad === undefined) return undefined;
  const line = bytes.subarray(0, bad).filter((byte) => byte === 0x0a).length + 1;
  const value = bytes[bad]?.toString(16).padStart(2, '0');
  return `is not UTF-8 (line ${line}: byte 0x${value}), perhaps Latin-1. Save it as UTF-8, and submit it again`;
}

/** Where the bytes stop being UTF-8 (RFC 3629), `undefined` when all are. */
function firstBadByte(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  // The longest right beginning, by halving: what follows a right beginning decides nothing about it.
  let right = 0;
  let wrong = bytes.length;
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    if (isUtf8(bytes.subarray(0, middle), true)) right = middle;
    else wrong = middle;
  }
  while (!isUtf8(bytes.subarray(0, right))) right--; // back to where the character that went wrong began
  return right;
}

/** @param open whether a character may be cut at the end */
function isUtf8(bytes: Uint8Array, open = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: open });
    return true;
  } catch {
    return false;
  }
}
