import { describe, expect, test } from 'vitest';
import { SAMPLES, sample } from './fixtures/stderr-samples.ts';
import { stderrInWords } from './stack.ts';

describe('an error as Node writes it', () => {
  test.each(SAMPLES.filter(({ parts }) => 'in words' in parts))('$name', ({ stderr, parts }) => {
    expect(`${stderrInWords(stderr).join('\n')}\n`).toBe(parts['in words']);
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
