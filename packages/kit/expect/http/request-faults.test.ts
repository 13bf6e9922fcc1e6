import { describe, expect, test } from 'vitest';
import { textOf } from '../../failure/message.ts';
import { headSize } from './read-request.ts';
import { requestFaults, type Target } from './request-faults.ts';

const target = { host: '127.0.0.1', port: 8080, path: '/a?b=c' };

/** The faults, as they are read. */
const faultsIn = (request: string, of: Target = target) =>
  requestFaults(Buffer.from(request), of).map(({ part, summary, expected, received }) => ({
    part,
    ...{ summary: textOf(summary), expected: textOf(expected), received: textOf(received) },
  }));

/** A request with these lines, and an empty one. */
function lines(...all: string[]): string {
  return [...all, '', ''].join('\r\n');
}

const GET = 'GET /a?b=c HTTP/1.1';
const HOST = 'Host: 127.0.0.1:8080';
const CLOSE = 'Connection: close';

describe('nothing is wrong with', () => {
  test.each([
    ['three lines', lines(GET, HOST, CLOSE)],
    ['another order', lines(GET, CLOSE, HOST)],
    ['names in any case', lines(GET, 'HOST: 127.0.0.1:8080', 'connection: Close')],
    ['any blanks, or none, around a value', lines(GET, 'Host:127.0.0.1:8080 ', 'Connection: \tclose\t')],
    ['more headers', lines(GET, HOST, 'User-Agent: socket-lab/1.0 (ñ)', 'Accept: */*', 'X-Empty:', CLOSE)],
    ['close among other options', lines(GET, HOST, 'Connection: TE, close', 'TE: trailers')],
    ['close in a second line', lines(GET, HOST, 'Connection: TE', 'TE: trailers', CLOSE)],
  ])('%s', (_what, request) => {
    expect(requestFaults(Buffer.from(request), target)).toEqual([]);
  });

  test.each([
    [80, 'example.org'],
    [80, 'example.org:80'],
    [80, 'EXAMPLE.org'],
    [81, 'example.org:81'],
  ])('port %i, Host: %s', (port, value) => {
    const request = lines('GET / HTTP/1.1', `Host: ${value}`, CLOSE);
    expect(requestFaults(Buffer.from(request), { host: 'Example.org', port, path: '/' })).toEqual([]);
  });
});

/** Cases of one part of the request, and of one clause. */
const faults = (part: string, expected: string, cases: [summary: string, request: string, received: string][]) =>
  cases.map(([summary, request, received]) => ({ request, part, summary, expected, received }));

/** A wrong request line: it is what came. */
const line = (summary: string, said: string): [string, string, string] => [
  summary,
  lines(said, HOST, CLOSE),
  `"${said}"`,
];
const THREE_WORDS = 'The request line is not three words with one blank between them (RFC 9112 §3).';
const NO_CLOSE = 'The request does not ask the server to close the connection behind its answer.';

describe('each fault is named, and the clause that it breaks', () => {
  test.each([
    ...faults('line ends', 'every line ends in CR LF, "\\r\\n" (RFC 9112 §2.2)', [
      ['The header line ends in LF alone.', `${GET}\r\n${HOST}\n${CLOSE}\r\n\r\n`, '"Host: 127.0.0.1:8080\\n"'],
      ['The request line ends in LF alone.', `${GET}\n${HOST}\r\n${CLOSE}\r\n\r\n`, '"GET /a?b=c HTTP/1.1\\n"'],
      ['The empty line ends in LF alone.', `${GET}\r\n${HOST}\r\n${CLOSE}\r\n\n`, '"\\n"'],
      ['The header line has a CR without its LF.', lines(GET, HOST, 'X: a\rb', CLOSE), '"X: a\\rb\\r\\n"'],
    ]),
    ...faults('line ends', 'an empty line, with a CR LF of its own, ends the head (RFC 9112 §2.1)', [
      [
        'No empty line came behind the header lines.',
        `${GET}\r\n${HOST}\r\n${CLOSE}\r\n`,
        '"GET /a?b=c HTTP/1.1\\r\\nHost: 127.0.0.1:8080\\r\\nConnection: close\\r\\n", and nothing behind it',
      ],
    ]),
    ...faults('request line', '"GET /a?b=c HTTP/1.1"', [
      line('The method is not in capitals (RFC 9110 §9.1).', 'get /a?b=c HTTP/1.1'),
      line('The method is not GET (RFC 9110 §9.3.1).', 'HEAD /a?b=c HTTP/1.1'),
      line('The request line names another path (RFC 9112 §3.2.1).', 'GET /a HTTP/1.1'),
      line('The request line names more than the path (RFC 9112 §3.2.1).', 'GET http://127.0.0.1:8080/a?b=c HTTP/1.1'),
      line('The version is not HTTP/1.1 (RFC 9112 §2.3).', 'GET /a?b=c HTTP/1.0'),
      line(THREE_WORDS, 'GET /a?b=c'),
      line(THREE_WORDS, 'GET  /a?b=c HTTP/1.1'),
      line(THREE_WORDS, 'GET /a?b=c HTTP/1.1 '),
    ]),
    ...faults('header lines', 'each header is a line "Name: value" (RFC 9112 §5.2)', [
      [
        'A header line begins with a blank: so it would continue the line above it.',
        lines(GET, `  ${HOST}`, CLOSE),
        '"  Host: 127.0.0.1:8080"',
      ],
    ]),
    ...faults('header lines', 'each header is a line "Name: value" (RFC 9112 §5)', [
      ['A header line has no colon.', lines(GET, HOST, 'nothing to say', CLOSE), '"nothing to say"'],
    ]),
    ...faults('header lines', 'each header is a line "Name: value" (RFC 9112 §5.1)', [
      ['A blank stands before the colon of a header.', lines(GET, HOST, 'Connection : close'), '"Connection : close"'],
    ]),
    ...faults('header lines', 'each header is a line "Name: value" (RFC 9110 §5.6.2)', [
      [
        'The name of a header has a sign that is not allowed in it.',
        lines(GET, HOST, CLOSE, 'User Agent: me'),
        '"User Agent: me"',
      ],
    ]),
    ...faults('header lines', 'each header is a line "Name: value" (RFC 9110 §5.5)', [
      ['The value of a header has a control character.', lines(GET, HOST, CLOSE, 'X: a\0b'), '"X: a\\x00b"'],
    ]),
    ...faults('Host', 'one header line "Host: 127.0.0.1:8080" (RFC 9112 §3.2)', [
      ['The request does not name its host.', lines(GET, CLOSE), 'no Host header'],
      [
        'The request names its host more than once.',
        lines(GET, HOST, 'host: 127.0.0.1:8080', CLOSE),
        '"Host: 127.0.0.1:8080", "Host: 127.0.0.1:8080"',
      ],
      [
        'The Host header does not name the port, which is not 80 (RFC 9110 §7.2).',
        lines(GET, 'Host: 127.0.0.1', CLOSE),
        '"Host: 127.0.0.1"',
      ],
      [
        'The Host header names another port (RFC 9110 §7.2).',
        lines(GET, 'Host: 127.0.0.1:80', CLOSE),
        '"Host: 127.0.0.1:80"',
      ],
      [
        'The Host header names another host than the one given (RFC 9110 §7.2).',
        lines(GET, 'Host: localhost:8080', CLOSE),
        '"Host: localhost:8080"',
      ],
      [
        'The Host header is not the host and the port (RFC 9110 §7.2).',
        lines(GET, 'Host: undefined', CLOSE),
        '"Host: undefined"',
      ],
    ]),
    ...faults('Connection', '"Connection: close" (RFC 9112 §9.6)', [
      [NO_CLOSE, lines(GET, HOST), 'no Connection header'],
      [NO_CLOSE, lines(GET, HOST, 'Connection: keep-alive'), '"Connection: keep-alive"'],
    ]),
    ...faults('end', 'nothing behind the empty line (RFC 9112 §2.2)', [
      ['One line end too many came behind the request.', `${lines(GET, HOST, CLOSE)}\r\n`, '"\\r\\n"'],
    ]),
    ...faults('end', 'nothing behind the empty line: a GET has no body (RFC 9110 §9.3.1)', [
      ['More came behind the empty line that ends the request.', `${lines(GET, HOST, CLOSE)}hola`, '"hola"'],
    ]),
  ])('$part: $summary', ({ request, ...fault }) => {
    expect(faultsIn(request)).toEqual([fault]);
  });
});

test('an empty line before the request shifts its lines', () => {
  const [fault] = faultsIn(`\r\n${lines(GET, HOST, CLOSE)}`);
  expect(fault).toMatchObject({
    part: 'request line',
    summary: 'The request begins with an empty line (RFC 9112 §2.2).',
    received: 'an empty line',
  });
});

test('each part is judged for itself', () => {
  const request = `Get /a HTTP/1.1\n  Host: 127.0.0.1:8080\n\nhola`;
  expect(requestFaults(Buffer.from(request), target).map(({ part }) => part)).toEqual([
    'line ends',
    'line ends',
    'line ends',
    'request line',
    'header lines',
    'Connection',
    'end',
  ]);
});

test.each([
  ['CR LF', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['LF', 'GET / HTTP/1.1\nHost: a\n\n'],
  ['both', 'GET / HTTP/1.1\nHost: a\r\n\n'],
  ['an empty line before it', '\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n'],
])('a head is whole with its empty line, and no byte sooner: %s', (_what, head) => {
  const bytes = Buffer.from(`${head}more`);
  for (let size = 0; size < head.length; size++) expect(headSize(bytes.subarray(0, size))).toBeUndefined();
  expect(headSize(bytes.subarray(0, head.length))).toBe(head.length);
  expect(headSize(bytes)).toBe(head.length);
});
