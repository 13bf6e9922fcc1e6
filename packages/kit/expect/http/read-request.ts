export interface Line {
  /** Without its end; a byte is a letter (latin1). */
  text: string;
  end: '\r\n' | '\n' | '';
}

/** A request, read leniently, so that each fault in it can be told apart. */
export interface RequestText {
  /** The lines up to the empty one, which is the last of them when the head is whole. */
  lines: Line[];
  isWhole: boolean;
  rest: string;
}

/** How many bytes the head of a request has, the empty line at its end included; `undefined` while that has not come. */
export function headSize(received: Buffer): number | undefined {
  const { isWhole, rest } = readRequest(received);
  return isWhole ? received.length - rest.length : undefined;
}

/** Takes a request apart. A line may end in LF alone, and may be empty before the first word (RFC 9112 §2.2). */
export function readRequest(request: Uint8Array): RequestText {
  const text = Buffer.from(request).toString('latin1');
  const lines: Line[] = [];
  let begin = 0;
  while (begin < text.length) {
    const newline = text.indexOf('\n', begin);
    if (newline < 0) {
      lines.push({ text: text.slice(begin), end: '' });
      break;
    }
    const isCrLf = newline > begin && text[newline - 1] === '\r';
    const line: Line = { text: text.slice(begin, isCrLf ? newline - 1 : newline), end: isCrLf ? '\r\n' : '\n' };
    lines.push(line);
    begin = newline + 1;
    if (line.text === '' && lines.some(({ text }) => text !== ''))
      return { lines, isWhole: true, rest: text.slice(begin) };
  }
  return { lines, isWhole: false, rest: '' };
}
