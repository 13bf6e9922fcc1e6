/** The last line with something in it of what a command said: there it tells why it failed. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
