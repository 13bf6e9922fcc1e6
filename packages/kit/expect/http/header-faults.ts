import { quotedText } from './quoted-text.ts';
import type { Line, RequestText } from './read-request.ts';
import type { RequestFault, Target } from './request-fault.ts';

/** A name of a header or a method: RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Tab, and what is no control character: RFC 9110 §5.5. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Header lines that are none. */
export function* headerLineFaults({ lines }: RequestText): Generator<RequestFault> {
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

/** The host and the port, once. */
export function* hostFaults({ lines }: RequestText, { host, port }: Target): Generator<RequestFault> {
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

/** The wish that the server closes. */
export function* connectionFaults({ lines }: RequestText): Generator<RequestFault> {
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

/** A header line before and behind its first colon. */
function splitOnce(text: string): [name: string, value?: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
}
