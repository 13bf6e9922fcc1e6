import { connectionFaults, headerLineFaults, hostFaults } from './header-faults.ts';
import { quotedText } from './quoted-text.ts';
import { type RequestText, readRequest } from './read-request.ts';
import type { RequestFault, Target } from './request-fault.ts';
import { requestLineFaults } from './request-line-faults.ts';

/** Everything that is wrong with a GET request, in the order of `RequestPart`. Each part is judged for itself. */
export function requestFaults(request: Uint8Array, target: Target): RequestFault[] {
  const text = readRequest(request);
  return [
    ...lineEndFaults(text),
    ...requestLineFaults(text, target),
    ...headerLineFaults(text),
    ...hostFaults(text, target),
    ...connectionFaults(text),
    ...endFaults(text),
  ];
}

function* lineEndFaults({ lines, isWhole }: RequestText): Generator<RequestFault> {
  const part = 'line ends';
  const expected = String.raw`every line ends in CR LF, "\r\n" (RFC 9112 §2.2)`;
  for (const [index, { text, end }] of lines.entries()) {
    const what = lineInWords(text, index);
    const received = quotedText(text + end);
    if (end === '\n') yield { part, summary: `${what} ends in LF alone.`, expected, received };
    else if (text.includes('\r')) yield { part, summary: `${what} has a CR without its LF.`, expected, received };
  }
  if (isWhole) return;
  yield {
    part,
    summary: 'No empty line came behind the header lines.',
    expected: 'an empty line, with a CR LF of its own, ends the head (RFC 9112 §2.1)',
    received: `${quotedText(lines.map(({ text, end }) => text + end).join(''))}, and nothing behind it`,
  };
}

function lineInWords(text: string, index: number): string {
  if (text === '') return 'The empty line';
  return index === 0 ? 'The request line' : 'The header line';
}

function* endFaults({ rest }: RequestText): Generator<RequestFault> {
  if (rest === '') return;
  const isLineEnd = /^[\r\n]+$/.test(rest);
  yield {
    part: 'end',
    summary: isLineEnd
      ? 'One line end too many came behind the request.'
      : 'More came behind the empty line that ends the request.',
    expected: isLineEnd
      ? 'nothing behind the empty line (RFC 9112 §2.2)'
      : 'nothing behind the empty line: a GET has no body (RFC 9110 §9.3.1)',
    received: quotedText(rest),
  };
}
