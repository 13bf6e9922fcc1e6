import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { provenCourse } from '../fixtures/proven-course.ts';
import { mutantNamed, mutantsOf, writeMutants } from './mutants-of.ts';
import { typeErrorsOf } from './type-errors.ts';

function course() {
  const made = provenCourse();
  onTestFinished(() => made[Symbol.dispose]());
  return made;
}

const EXIT_CODE = `// mutant of: hello
// fault: exits with 3
// caught by: hello/ends-by-itself
console.log('hello');
process.exit(3);
`;

test('the mutants of a topic: edits, and files of their own', () => {
  const mutants = mutantsOf(course().repository, ['tiny']);
  expect(mutants.map(({ topic, name, file }) => [topic, name, file])).toEqual([
    ['tiny', 'hello/exit-code', 'packages/tiny/mutants/hello.diff:1'],
    ['tiny', 'hello/nothing', 'packages/tiny/mutants/hello-nothing.ts'],
  ]);
  expect(mutants[0]?.text).toBe(EXIT_CODE);
});

test('a name that stands in the diff and is a file, too', () => {
  const tiny = course();
  tiny.write('packages/tiny/mutants/hello-exit-code.ts', EXIT_CODE);
  const [mutant] = mutantsOf(tiny.repository);
  expect(mutant?.reading).toEqual({
    fault: 'packages/tiny/mutants/hello.diff:1: exit-code: hello-exit-code.ts has this name, too.',
  });
});

test.each([
  ['hello/exit-cod', 'There is no mutant "hello/exit-cod". Did you mean hello/exit-code?'],
  ['says', 'There is no mutant "says". A name is PROGRAM/FAULT: server/first-chunk-only.'],
])('no mutant is called %s: one line', (name, message) => {
  const mutants = mutantsOf(course().repository);
  expect(() => mutantNamed(mutants, name)).toThrow(message);
});

test('a name in two topics asks for one of them', () => {
  const tiny = course();
  tiny.copyTopic('small');
  const mutants = mutantsOf(tiny.repository);
  const message = '"hello/exit-code" is a mutant of small, tiny. Name one: pnpm check small --show hello/exit-code';
  expect(() => mutantNamed(mutants, 'hello/exit-code')).toThrow(message);
  expect(mutantNamed(mutantsOf(tiny.repository, ['tiny']), 'hello/exit-code').topic).toBe('tiny');
});

test('written into a folder, each is a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutants '));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = writeMutants(mutantsOf(course().repository), folder);
  expect(paths.map((path) => path.slice(folder.length + 1))).toEqual(
    ['exit-code', 'nothing'].map((name) => `tiny${sep}hello-${name}.ts`),
  );
  expect(readFileSync(paths[0] ?? '', 'utf8')).toBe(EXIT_CODE);
});

test('a type error in an edit is found, and so is an edit that does not fit', async () => {
  const tiny = course();
  const { repository } = tiny;
  const errors = () => typeErrorsOf(mutantsOf(repository), repository);
  const options = {
    noEmit: true,
    strict: true,
    target: 'esnext',
    module: 'nodenext',
    moduleDetection: 'force',
    types: [],
  };
  writeFileSync(join(repository, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  const section = (name: string, hunk: string) => `### ${name}\n# x\n# caught by: ends-by-itself\n@@\n${hunk}\n`;
  tiny.write(
    'packages/tiny/mutants/hello.diff',
    section('right', "-console.log('hello');\n+const greeting: string = 'hello';"),
  );
  expect(await errors()).toEqual([]);
  const wrong = section('wrong', "-console.log('hello');\n+const greeting: string = 3;");
  tiny.write('packages/tiny/mutants/hello.diff', `${wrong}${section('gone', '-goodbye();')}`);
  expect(await errors()).toEqual([
    'packages/tiny/mutants/hello.diff:10: gone: these lines stand 0 times in solution/hello.ts, not once.',
    "packages/tiny/mutants/hello.diff:1: hello/wrong, line 4: error TS2322: Type 'number' is not assignable to type 'string'.",
  ]);
}, 60_000);
