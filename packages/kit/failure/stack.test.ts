import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stderrInWords } from './stack.ts';

/** What small wrong programs left on stderr under Node 24.21, `--enable-source-maps`. */
const sample = (name: string) => readFileSync(new URL(`stderr-samples/${name}.txt`, import.meta.url), 'utf8');

describe('an error as Node writes it', () => {
  test.each([
    {
      name: 'abort',
      shows: `
AbortError: The operation was aborted
  caused by DOMException [TimeoutError]: The operation was aborted due to timeout
  ABORT_ERR: the operation was stopped by an AbortSignal
`,
    },
    {
      name: 'after-end',
      shows: `
Unhandled 'error' event: no listener for the error event of the socket
Error [ERR_STREAM_WRITE_AFTER_END]: write after end
  ERR_STREAM_WRITE_AFTER_END: written after end(): nothing can be sent once the stream is ended
  at src/after-end.ts:5
`,
    },
    {
      name: 'aggregate',
      shows: `
Unhandled 'error' event: no listener for the error event of the socket
AggregateError [ECONNREFUSED]:
  caused by Error: connect ECONNREFUSED ::1:1
  caused by Error: connect ECONNREFUSED 127.0.0.1:1
  ECONNREFUSED: nothing listens on [::1]:1. The server does not run, or on another host or port
`,
    },
    {
      name: 'caught',
      shows: `
could not connect Error: connect ECONNREFUSED 127.0.0.1:1
  ECONNREFUSED: nothing listens on 127.0.0.1:1. The server does not run, or on another host or port
`,
    },
    {
      name: 'cause',
      shows: String.raw`
ResolveError: could not resolve
the host
  caused by Error: getaddrinfo ENOTFOUND no-such-host.invalid
  ENOTFOUND: the name no-such-host.invalid is unknown: the resolver has no address for it
  at src/cause.ts:9: throw new ResolveError('could not resolve\nthe host', { cause });
`,
    },
    {
      name: 'emit-plain',
      shows: `
Error [ERR_UNHANDLED_ERROR]: Unhandled error. ('broken')
  ERR_UNHANDLED_ERROR: an 'error' event was emitted with something that is no Error, and had no listener
  at src/emit-plain.ts:4
`,
    },
    {
      name: 'heap',
      shows: `
Out of memory: the program keeps too much (Reached heap limit Allocation failed - JavaScript heap out of memory)
`,
    },
    {
      name: 'listen-in-use',
      shows: `
Unhandled 'error' event: no listener for the error event of the server
Error: listen EADDRINUSE: address already in use 127.0.0.1:36431
  EADDRINUSE: 127.0.0.1:36431 is taken: another socket is bound to it, perhaps of a program that still runs
`,
    },
    {
      name: 'no-export',
      shows: `
SyntaxError: The requested module 'node:net' does not provide an export named 'createSever'
  at src/no-export.ts:1: import { createSever } from 'node:net';
`,
    },
    {
      name: 'no-module',
      shows: `
Error [ERR_UNKNOWN_BUILTIN_MODULE]: No such built-in module: node:nett
  ERR_UNKNOWN_BUILTIN_MODULE: an import names a module that Node does not have
`,
    },
    {
      name: 'no-sibling',
      shows: `
Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'helper.js' imported from no-sibling.ts
  ERR_MODULE_NOT_FOUND: an import names a file or package that is not there
`,
    },
    {
      name: 'overflow',
      shows: `
RangeError: Maximum call stack size exceeded
  at src/overflow.ts:2: return again(n + 1) + 1;
`,
    },
    {
      name: 'permission',
      shows: `
Error: Access to this API has been restricted. Use --allow-fs-read to manage permissions.
  ERR_ACCESS_DENIED: /etc/hostname is out of its reach while it is tested
  at src/permission.ts:3
`,
    },
    {
      name: 'port-range',
      shows: `
RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (70000).
  ERR_SOCKET_BAD_PORT: a port is a whole number from 0 to 65535
  at src/port-range.ts:4
`,
    },
    {
      name: 'range',
      shows: `
RangeError [ERR_OUT_OF_RANGE]: The value of "offset" is out of range. It must be >= 0 and <= 8. Received 40
  ERR_OUT_OF_RANGE: a number is outside its range, such as an offset beyond the end of a buffer
  at src/range.ts:2
`,
    },
    {
      name: 'rejected-own',
      shows: `
Error: the reply is too short
  at src/rejected-own.ts:3: throw new Error('the reply is too short');
`,
    },
    {
      name: 'rejected-string',
      shows: `
A promise was rejected with "no reply", and nothing caught it.
`,
    },
    {
      name: 'rejected',
      shows: `
Error: getaddrinfo ENOTFOUND no-such-host.invalid
  ENOTFOUND: the name no-such-host.invalid is unknown: the resolver has no address for it
`,
    },
    {
      name: 'reset-server',
      shows: `
Unhandled 'error' event: no listener for the error event of the socket
Error: write ECONNRESET
  ECONNRESET: the other end reset the connection (RST): it broke off without a proper end
  at src/reset-server.ts:4
`,
    },
    {
      name: 'syntax',
      shows: `
SyntaxError: missing ) after argument list
  at syntax.js:3: socket.write('hello';
`,
    },
    {
      name: 'thrown-string',
      shows: `
no reply
  at src/thrown-string.ts:3: throw 'no reply';
`,
    },
    {
      name: 'throws-in-node',
      shows: `
TypeError [ERR_INVALID_ARG_TYPE]: The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number (5)
  ERR_INVALID_ARG_TYPE: an argument is of the wrong type, such as a number where text or a Buffer belongs
  at src/throws-in-node.ts:4
`,
    },
    {
      name: 'throws',
      shows: `
TypeError: Cannot read properties of undefined (reading 'toUpperCase')
  at src/throws.ts:6: socket.write(text.value!.toUpperCase() + data);
`,
    },
    {
      name: 'todo',
      shows: `
TODO 1 is still open: create the server (src/todo.ts:3)
`,
    },
    {
      name: 'udp-closed',
      shows: `
Error [ERR_SOCKET_DGRAM_NOT_RUNNING]: Not running
  ERR_SOCKET_DGRAM_NOT_RUNNING: the datagram socket is closed already
  at src/udp-closed.ts:5
`,
    },
    {
      name: 'udp-refused',
      shows: `
Unhandled 'error' event: no listener for the error event of the socket
Error: recvmsg ECONNREFUSED
  ECONNREFUSED: a datagram was sent to a port on which no socket is bound, and the system there said so (ICMP port unreachable)
`,
    },
    {
      name: 'unhandled-error',
      shows: `
Unhandled 'error' event: no listener for the error event of the socket
Error: connect ECONNREFUSED 127.0.0.1:1
  ECONNREFUSED: nothing listens on 127.0.0.1:1. The server does not run, or on another host or port
`,
    },
    {
      name: 'unsettled',
      shows: `
A top-level await waits for something that can no longer happen.
  at src/unsettled.ts:4: await once(server, 'listening');
`,
    },
    {
      name: 'worker',
      shows: `
RangeError: n is negative
  at src/worker.ts:4
`,
    },
    {
      name: 'assertion',
      shows: `
AssertionError [ERR_ASSERTION]: Expected values to be loosely deep-equal:

{
  a: 1,
  b: [
    1,
    2
  ]
}

should loosely deep-equal

{
  a: 2,
  b: [
    1,
    2
  ]
}
  at src/assertion.ts:3
`,
    },
    {
      name: 'eval',
      shows: `
ReferenceError: undefinedThing is not defined
  at src/eval.ts:2
`,
    },
    {
      name: 'handler',
      shows: `
Error: in the handler
  at src/handler.ts:2: process.on('uncaughtException', () => { throw new Error('in the handler'); });
`,
    },
    {
      name: 'json',
      shows: `
SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)
  at src/json.ts:3
`,
    },
    {
      name: 'thrown-null',
      shows: `
null
`,
    },
    {
      name: 'worker-data',
      shows: `
ReferenceError: undefinedThing is not defined
  at line 3 of the code that the worker was given
`,
    },
    {
      name: 'worker-eval',
      shows: `
ReferenceError: undefinedThing is not defined
  at line 3 of the code that the worker was given
`,
    },
    {
      name: 'worker-missing',
      shows: `
Error: Cannot find module 'src/fib-worker.ts'
  MODULE_NOT_FOUND: a file or package is named that is not there
`,
    },
    {
      name: 'worker-syntax',
      shows: `
Expected ',', got '<eof>'

SyntaxError: missing ) after argument list
  at line 1 of the code that the worker was given: const { parentPort } = require('node:worker_threads'
`,
    },
  ])('$name', ({ name, shows }) => {
    expect(`\n${stderrInWords(sample(name)).join('\n')}\n`).toBe(shows);
  });
});

describe('other things on stderr', () => {
  test.each([
    { name: 'nothing', stderr: '', lines: [] },
    { name: 'a line of the program itself', stderr: 'Bind failed: EADDRINUSE\n', lines: ['Bind failed: EADDRINUSE'] },
    {
      name: 'an open gap',
      stderr: 'TODO 1 is still open: bind (src/server.ts:14)\n',
      lines: ['TODO 1 is still open: bind (src/server.ts:14)'],
    },
    {
      name: 'lines of its own before an error',
      stderr: `ready\n\n${sample('rejected-own')}`,
      lines: [
        'ready',
        '',
        'Error: the reply is too short',
        "  at src/rejected-own.ts:3: throw new Error('the reply is too short');",
      ],
    },
    {
      name: 'two errors that the program printed',
      stderr:
        'Error: a\n    at one (/home/ana/src/client.ts:3:9)\n    at node:internal/x:1:1\nError: b\n    at two (/home/ana/src/client.ts:7:9)\n',
      lines: ['Error: a', '  at src/client.ts:3', 'Error: b', '  at src/client.ts:7'],
    },
    {
      name: 'a path with blanks, accents and parentheses',
      stderr: 'Error: a\n    at Socket.<anonymous> (/home/ana/año 2 (copia)/src/server.ts:3:9)\n',
      lines: ['Error: a', '  at src/server.ts:3'],
    },
    {
      name: 'Windows',
      stderr:
        'C:\\Users\\Ana\\lab\\src\\server.ts:3\n  throw new Error("a");\n        ^\n\nError: a\n    at C:\\Users\\Ana\\lab\\src\\server.ts:3:9\n\nNode.js v24.21.0\n',
      lines: ['Error: a', '  at src/server.ts:3: throw new Error("a");'],
    },
    {
      name: 'Windows, with its own line ends',
      stderr:
        'one\r\nC:\\Users\\Ana\\lab\\src\\server.ts:3\r\n  throw new Error("a");\r\n        ^\r\n\r\nError: a\r\n    at C:\\Users\\Ana\\lab\\src\\server.ts:3:9\r\n\r\nNode.js v24.21.0\r\n',
      lines: ['one', 'Error: a', '  at src/server.ts:3: throw new Error("a");'],
    },
    {
      name: "frames of packages and of the kit are not the student's",
      stderr:
        'Error: a\n    at x (/lab/node_modules/ntp-time/index.js:3:9)\n    at y (/lab/packages/kit/x.ts:1:1)\n    at z (file:///lab/src/01-library.ts:8:2)\n',
      lines: ['Error: a', '  at src/01-library.ts:8'],
    },
    {
      name: 'an error cut short by the limit of output',
      stderr: "Error: a\n    at one (/home/ana/src/client.ts:3:9) {\n  code: 'EPI",
      lines: ['Error: a', '  at src/client.ts:3', "  code: 'EPI"],
    },
    {
      name: 'words about our own files',
      stderr: `/lab/src/server.ts:12
console.log(__dirname);
            ^

ReferenceError: __dirname is not defined in ES module scope
This file is being treated as an ES module because it has a '.js' file extension and '/tmp/x/src/package.json' contains "type": "module".
    at <anonymous> (/lab/src/server.ts:12:13)

Node.js v24.21.0
`,
      lines: [
        'ReferenceError: __dirname is not defined in ES module scope',
        '  at src/server.ts:12: console.log(__dirname);',
      ],
    },
    { name: 'a file that it names itself', stderr: 'see src/notes.ts\n', lines: ['see src/notes.ts'] },
    { name: 'escape sequences', stderr: '\x1b[31mred\x1b[0m\n', lines: ['\\x1b[31mred\\x1b[0m'] },
  ])('$name', ({ stderr, lines }) => {
    expect(stderrInWords(stderr)).toEqual(lines);
  });

  test.each(['/'.repeat(65_000), `    at ${'('.repeat(65_000)}`, `${'E '.repeat(30_000)}`])(
    'a hostile line is read at once: %#',
    { timeout: 30_000 },
    (stderr) => {
      const begin = performance.now();
      stderrInWords(`Error: a\n${stderr}\n    at b (c:1:1)`);
      expect(performance.now() - begin).toBeLessThan(10_000);
    },
  );
});
