/** The first character of a text that is not ASCII: `ñ`. */
export function firstBeyondAscii(text: string): string | undefined {
  return [...text].find((character) => character > '\x7f');
}
