import { expect, test } from 'vitest';
import { makeStarter, todoFunction } from './make-starter.ts';

const solution = (text: string) => ({ program: 'server', path: 'packages/echo-service/solution/server.ts', text });
const TODO = todoFunction('src/server.ts');

test('opens the gaps and keeps everything else byte for byte', () => {
  const text = [
    '/** A server. */',
    'const host\t=  "1";  ',
    '',
    'serve(() => {',
    '    // gap 1: create the socket; mind the options',
    '    //   (net.createServer)',
    '    const x = secret();',
    '    // end gap',
    '',
    '});',
    '// gap 2: bind. The ready line comes after',
    '// starter: const bound: boolean = todo(2);',
    '// starter: const other = bound',
    '// starter:   ?? todo(2);',
    'const bound = secret();',
    '// end gap',
    'last();',
    '',
  ].join('\n');
  const starter = [
    '/** A server. */',
    'const host\t=  "1";  ',
    '',
    'serve(() => {',
    '    // TODO 1: create the socket; mind the options',
    '    //   (net.createServer)',
    "    todo(1, 'create the socket');",
    '',
    '});',
    '// TODO 2: bind. The ready line comes after',
    "const bound: boolean = todo(2, 'bind');",
    'const other = bound',
    "  ?? todo(2, 'bind');",
    'last();',
    '',
  ].join('\n');
  expect(makeStarter(solution(text))).toBe(`${starter}\n${TODO}`);
});

test.each([
  ['words that go on', "'words that go on'"],
  ['one. Two', "'one'"],
  ['one. `two` three', "'one'"],
  ['call listen(port, host), 1.5 s at most.', "'call listen(port, host), 1.5 s at most'"],
  ["the client's end", `"the client's end"`],
  [`the client's "end"`, String.raw`"the client's \"end\""`],
  [String.raw`split at \r\n`, String.raw`'split at \\r\\n'`],
  ['$& and $1 stay', "'$& and $1 stay'"],
])('names the gap by its first clause, as a literal: %s', (words, literal) => {
  expect(makeStarter(solution(`// gap 1: ${words}\nx();\n// end gap\n`))).toContain(`\ntodo(1, ${literal});\n`);
});

test('keeps CRLF line ends, in its own lines too', () => {
  const starter = makeStarter(solution('// gap 1: create\r\nx();\r\n// end gap\r\n'));
  expect(starter.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('throws all faults at once', () => {
  const twice = '// gap 2: create\nx();\n// end gap\n// end gap\n';
  expect(() => makeStarter(solution(twice))).toThrow(/server\.ts:1: .*\npackages\/.*server\.ts:4: /);
});
