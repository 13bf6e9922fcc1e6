import { type Message, say, type Words } from '../../failure/message.ts';
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
  summary: Message;
  expected: Words;
  received: Words;
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
  const expected = say('http-crlf');
  for (const [index, { text, end }] of lines.entries()) {
    const what = lineInWords(text, index);
    const received = quotedText(text + end);
    if (end === '\n') yield { part, summary: say('http-lf-alone', { what }), expected, received };
    else if (text.includes('\r')) yield { part, summary: say('http-cr-alone', { what }), expected, received };
  }
  if (isWhole) return;
  yield {
    part,
    summary: say('http-no-empty-line'),
    expected: say('http-head-ends'),
    received: say('http-nothing-behind', { text: quotedText(lines.map(({ text, end }) => text + end).join('')) }),
  };
}

function lineInWords(text: string, index: number): Message {
  if (text === '') return say('http-empty-line');
  return index === 0 ? say('http-request-line') : say('http-header-line');
}

function* endFaults({ rest }: RequestText): Generator<RequestFault> {
  if (rest === '') return;
  const isLineEnd = /^[\r\n]+$/.test(rest);
  yield {
    part: 'end',
    summary: isLineEnd ? say('http-extra-line-end') : say('http-more-behind'),
    expected: isLineEnd ? say('http-ends-there') : say('http-get-has-no-body'),
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
    received: text === '' ? say('http-an-empty-line') : quotedText(text),
  };
}

function requestLineInWords(text: string, path: string): Message {
  const [method = '', target, version, ...more] = text.split(' ');
  if (text === '') return say('http-begins-empty');
  if (version === undefined || more.length > 0 || target === '') {
    return say('http-three-words');
  }
  if (method !== 'GET') {
    const isCase = method.toUpperCase() === 'GET';
    return isCase ? say('http-method-case') : say('http-method');
  }
  if (target !== path) {
    const isWhole = /^https?:/i.test(target ?? '');
    return isWhole ? say('http-whole-url') : say('http-path');
  }
  return say('http-version');
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
      expected: say('http-header-is', { clause }),
      received: quotedText(line.text),
    };
  }
}

function headerLineInWords({ text }: Line): [summary: Message, clause: string] | undefined {
  const [name = '', value] = splitOnce(text);
  if (/^[ \t]/.test(text)) {
    return [say('http-header-folded'), 'RFC 9112 §5.2'];
  }
  if (value === undefined) return [say('http-no-colon'), 'RFC 9112 §5'];
  if (/[ \t]$/.test(name)) return [say('http-blank-before-colon'), 'RFC 9112 §5.1'];
  if (!TOKEN.test(name)) return [say('http-header-name'), 'RFC 9110 §5.6.2'];
  if (!FIELD_VALUE.test(value.replaceAll('\r', ''))) {
    return [say('http-header-value'), 'RFC 9110 §5.5'];
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
    expected: say('http-one-host', { host: right[0] ?? name }),
    received: headersInWords('Host', values),
  };
}

function hostInWords(values: string[], { name, port }: { name: string; port: number }): Message {
  const [value = '', ...more] = values.map((each) => each.toLowerCase());
  if (values.length === 0) return say('http-no-host');
  if (more.length > 0) return say('http-hosts');
  if (value === name) return say('http-host-no-port');
  if (value.startsWith(`${name}:`)) return say('http-host-port');
  if (value.endsWith(`:${port}`)) return say('http-host-other');
  return say('http-host');
}

function* connectionFaults({ lines }: RequestText): Generator<RequestFault> {
  const values = valuesOf(lines, 'connection');
  const options = values.flatMap((value) => value.toLowerCase().split(',')).map((option) => option.trim());
  if (options.includes('close')) return;
  yield {
    part: 'Connection',
    summary: say('http-no-close'),
    expected: '"Connection: close" (RFC 9112 §9.6)',
    received: headersInWords('Connection', values),
  };
}

function headersInWords(name: string, values: string[]): Words {
  if (values.length === 0) return say('http-no-header', { name });
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
