import { quoted } from '../../text/printable.ts';
import { type Line, type RequestText, readRequest } from './read-request.ts';

/** Where a program was told to send its request. */
export interface Target {
  host: string;
  port: number;
  path: string;
}

export type RequestPart = 'line ends' | 'request line' | 'header lines' | 'Host' | 'Connection' | 'end';

/** What is wrong with a part of a request, in words of one line each; the clause that it breaks is named among them. */
interface RequestFault {
  part: RequestPart;
  summary: string;
  expected: string;
  received: string;
}

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

function* requestLineFaults({ lines }: RequestText, { path }: Target): Generator<RequestFault> {
  const [{ text } = { text: '' }] = lines;
  const right = `GET ${path} HTTP/1.1`;
  if (text === right) return;
  yield {
    part: 'request line',
    summary: requestLineInWords(text, path),
    expected: `"${right}"`,
    received: text === '' ? 'an empty line' : quotedText(text),
  };
}

function requestLineInWords(text: string, path: string): string {
  const [method = '', target, version, ...more] = text.split(' ');
  if (text === '') return 'The request begins with an empty line (RFC 9112 §2.2).';
  if (version === undefined || more.length > 0 || target === '') {
    return 'The request line is not three words with one blank between them (RFC 9112 §3).';
  }
  if (method !== 'GET') {
    const isCase = method.toUpperCase() === 'GET';
    return isCase ? 'The method is not in capitals (RFC 9110 §9.1).' : 'The method is not GET (RFC 9110 §9.3.1).';
  }
  if (target !== path) {
    const isWhole = /^https?:/i.test(target ?? '');
    return isWhole
      ? 'The request line names more than the path (RFC 9112 §3.2.1).'
      : 'The request line names another path (RFC 9112 §3.2.1).';
  }
  return 'The version is not HTTP/1.1 (RFC 9112 §2.3).';
}

/** A name of a header or a method: RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Tab, and what is no control character: RFC 9110 §5.5. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

function* headerLineFaults({ lines }: RequestText): Generator<RequestFault> {
  for (const line of lines.slice(1)) {
    const fault = line.text === '' ? undefined : headerLineInWords(line);
    if (fault === undefined) continue;
    const [summary, clause] = fault;
    yield {
      part: 'header lines',
      summary,
      expected: `each header is a line "Name: value" (${clause})`,
      received: quotedText(line.text),
    };
  }
}

function headerLineInWords({ text }: Line): [summary: string, clause: string] | undefined {
  const [name = '', value] = splitOnce(text);
  if (/^[ \t]/.test(text)) {
    return ['A header line begins with a blank: so it would continue the line above it.', 'RFC 9112 §5.2'];
  }
  if (value === undefined) return ['A header line has no colon.', 'RFC 9112 §5'];
  if (/[ \t]$/.test(name)) return ['A blank stands before the colon of a header.', 'RFC 9112 §5.1'];
  if (!TOKEN.test(name)) return ['The name of a header has a sign that is not allowed in it.', 'RFC 9110 §5.6.2'];
  if (!FIELD_VALUE.test(value.replaceAll('\r', ''))) {
    return ['The value of a header has a control character.', 'RFC 9110 §5.5'];
  }
  return undefined;
}

function* hostFaults({ lines }: RequestText, { host, port }: Target): Generator<RequestFault> {
  const name = host.toLowerCase();
  const right = [...(port === 80 ? [name] : []), `${name}:${port}`];
  const values = valuesOf(lines, 'host');
  const [value = ''] = values;
  if (values.length === 1 && right.includes(value.toLowerCase())) return;
  yield {
    part: 'Host',
    summary: hostInWords(values, { name, port }),
    expected: `one header line "Host: ${right[0]}" (RFC 9112 §3.2)`,
    received: headersInWords('Host', values),
  };
}

function hostInWords(values: string[], { name, port }: { name: string; port: number }): string {
  const [value = '', ...more] = values.map((each) => each.toLowerCase());
  if (values.length === 0) return 'The request does not name its host.';
  if (more.length > 0) return 'The request names its host more than once.';
  if (value === name) return 'The Host header does not name the port, which is not 80 (RFC 9110 §7.2).';
  if (value.startsWith(`${name}:`)) return 'The Host header names another port (RFC 9110 §7.2).';
  if (value.endsWith(`:${port}`)) return 'The Host header names another host than the one given (RFC 9110 §7.2).';
  return 'The Host header is not the host and the port (RFC 9110 §7.2).';
}

function* connectionFaults({ lines }: RequestText): Generator<RequestFault> {
  const values = valuesOf(lines, 'connection');
  const options = values.flatMap((value) => value.toLowerCase().split(',')).map((option) => option.trim());
  if (options.includes('close')) return;
  yield {
    part: 'Connection',
    summary: 'The request does not ask the server to close the connection behind its answer.',
    expected: '"Connection: close" (RFC 9112 §9.6)',
    received: headersInWords('Connection', values),
  };
}

function headersInWords(name: string, values: string[]): string {
  if (values.length === 0) return `no ${name} header`;
  return values.map((value) => quotedText(`${name}: ${value}`)).join(', ');
}

/** The values of all headers of this name, whatever its case, without the blanks around them. */
function valuesOf(lines: readonly Line[], wanted: string): string[] {
  return lines.slice(1).flatMap(({ text }) => {
    const [name = '', value] = splitOnce(text);
    return value !== undefined && name.trim().toLowerCase() === wanted ? [value.trim()] : [];
  });
}

function splitOnce(text: string): [name: string, value?: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
}

const COLUMNS = 200;

/** A piece of a request in double quotes. @param text a letter for each byte (latin1) */
function quotedText(text: string): string {
  return quoted(Buffer.from(text, 'latin1'), { columns: COLUMNS });
}
