import { expect, test } from 'vitest';
import { stageSources } from './fixtures/stage-sources.ts';

/** As much of a pattern as a file may have. */
const full = (open: string, middle = '', close = '') => {
  const times = Math.floor((63 * 1024 - middle.length) / (open.length + close.length));
  return `${open.repeat(times)}${middle}${close.repeat(times)}`;
};
const numbered = (line: (n: number) => string, count: number) =>
  Array.from({ length: count }, (_, n) => line(n)).join('');

/** Text made to be hard on compilers and parsers, and what becomes of it. `require` sends each through both. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are programs
const SOURCES: [name: string, source: string, state: RegExp][] = [
  ['deep brackets', `require;x=${full('[', '', ']')}`, /broken/],
  ['deep parentheses', `require;x=${full('(', '1', ')')}`, /broken|ready/],
  ['deep blocks', `require;${full('{', '', '}')}`, /broken/],
  ['deep functions', `require;${full('(()=>', '1', ')')}`, /broken/],
  ['deep unary', `require;x=${full('!', '1')}`, /broken|ready/],
  ['deep optional chains', `require;x=a${full('?.a')}`, /broken|ready/],
  ['a long sum of numbers', `require;x=1${full('+1')}`, /broken|ready/],
  ['a long sum of texts', `require;x=''${full("+'a'")}`, /broken|ready/],
  ['a long chain of conditions', `require;x=${full('a?1:', '1')}`, /broken|ready/],
  ['a long chain of else', `require;${full('if(a);else ', ';')}`, /broken|ready/],
  ['templates in templates', `require;x=${full('`${', '1', '}`')}`, /broken/],
  ['a long template', `require;x=\`${full('${1}')}\``, /ready/],
  ['a long text', `require;x='${full('\\u{61}')}'`, /ready/],
  ['many names', `require;${numbered((n) => `let a${n};`, 6_000)}`, /ready/],
  ['many imports', `require;${numbered((n) => `import a${n} from 'a';a${n};`, 2_000)}`, /refused/],
  ['many groups of a regular expression', `require;x=/${numbered((n) => `(?<a${n}>)`, 6_000)}/`, /broken|ready/],
  ['a deep regular expression', `require;x=/${full('(', '', ')')}/`, /broken|ready/],
  ['deep types', `require;let x:${full('Array<', 'a', '>')};`, /broken|ready/],
  [
    'types that call themselves',
    `require;type A<T> = T extends [] ? 1 : A<A<A<T>>>;let x: ${full('A<', 'a', '>')};`,
    /broken|ready/,
  ],
  ['many decorators', `require;const d = () => {};${full('@d ')}class A {}`, /broken|ready/],
  [
    'an enum that grows',
    `require;enum E { A0 = 'aaaaaaaa', ${numbered((n) => `A${n + 1} = A${n} + A${n},`, 40)} }`,
    /broken/,
  ],
  ['namespaces in namespaces', `require;namespace a${full('.a')} { export const x = 1 }`, /broken|ready/],
  ['a comment that has no end', `require;/*${full('*')}`, /broken/],
  ['pragmas of JSX', '/** @jsx require("node:child_process") */\n// @jsxImportSource /etc\nconsole.log(1);', /ready/],
  ['a mark of byte order', '\ufeffconsole.log(require);', /ready/],
  ['a first line for the shell', '#!/usr/bin/env -S node --import ./x.js\nconsole.log(require);', /ready/],
  ['null bytes', 'console.log("a\0b", require);', /ready/],
  ['a separator of lines', 'console.log("a\u2028b", require);\u2029console.log(1);', /ready/],
  ['half a pair of UTF-16', 'console.log("\\ud800", require);', /ready/],
  ['nothing', '', /ready/],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are programs

test.for(SOURCES)(
  '%s: in bounded time, and the neighbour is there',
  { timeout: 120_000 },
  async ([, source, state]) => {
    const begin = process.cpuUsage();
    const { programs } = await stageSources({ bad: source, good: "import 'node:net';" });
    const { user, system } = process.cpuUsage(begin);
    expect(programs).toMatchObject([{ state: expect.stringMatching(state) }, { state: 'ready' }]);
    const ofThisProcess = (user + system) / 1e6;
    expect(ofThisProcess).toBeLessThan(5); // seconds of CPU: what is parsed here has to stay small
  },
);
