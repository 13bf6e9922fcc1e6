/** What a message says first, in one line: the message has its lines broken where the terminal ends. */
export function firstParagraph(message: string): string {
  return (message.split('\n\n', 1)[0] ?? '').replace(/\n */g, ' ');
}
