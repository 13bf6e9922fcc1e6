import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { testFolder } from '../../text/fixtures/test-folder.ts';
import readyCommand from './ready-command.ts';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const out: string[] = [];
const err: string[] = [];
vi.spyOn(console, 'log').mockImplementation((text) => out.push(stripVTControlCharacters(text)));
vi.spyOn(console, 'error').mockImplementation((text) => err.push(text));
beforeEach(() => {
  out.length = 0;
  err.length = 0;
});

const TOPIC = `title: A pair
programs:
  server: { title: the server, transport: tcp, gaps: { 1: create, 2: bind } }
  client: { title: the client, transport: tcp, gaps: { 1: create } }
quiz: { points: 10 }
forbids: { modules: [http], because: A pair speaks for itself. }
`;
const QUIZ = `questions:\n${[1, 2, 3, 4, 5].map((n) => `  - { id: q${n}, kind: number, question: How many? }\n`).join('')}`;
const TODO = 'function todo(gap: number, what: string): never {\n  throw new Error(what + gap);\n}\n';
const STARTER = { server: `todo(1, 'create');\ntodo(2, 'bind');\n${TODO}`, client: `todo(1, 'create');\n${TODO}` };
const DONE = "import net from 'node:net';\nnet.createServer().unref();\n";
const SERVER = 'packages/pair/src/server.ts';
const CLIENT = 'packages/pair/src/client.ts';
const ANSWERS = 'packages/pair/answers.yaml';

/** A course with one topic, in no git repository. `solo` is a second one of which there is nothing. */
function course(files: Record<string, string | Buffer> = {}): string {
  const directory = testFolder({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': readFileSync(join(REPOSITORY, 'tsconfig.json'), 'utf8'),
    'packages/pair/topic.yaml': TOPIC,
    'packages/pair/quiz.yaml': QUIZ,
    [SERVER]: STARTER.server,
    [CLIENT]: STARTER.client,
    ...files,
  });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(directory, 'node_modules'), 'junction');
  return directory;
}

const NO_GIT = 'git    ready. This is no git repository: whether all is committed was not looked at.';

async function ready(directory: string, ...args: string[]) {
  const code = await readyCommand.run(args, directory);
  return { code, text: out.join('\n') };
}

test('the starters as they are', async () => {
  expect(await ready(course())).toEqual({
    code: 0,
    text: `pair   nothing yet.\n${NO_GIT}\ntypes  no errors.\n\nThere is nothing to hand in yet.`,
  });
});

test('no programs at all; and the programs without a gap', async () => {
  const directory = course();
  rmSync(join(directory, 'packages/pair/src'), { recursive: true });
  expect((await ready(directory)).text).toContain('pair   nothing yet.');
  expect((await ready(course({ [SERVER]: DONE, [CLIENT]: DONE }))).text).toContain(
    'pair   ready. 0 of 5 questions answered.',
  );
});

test('all of it is taken: CR LF, a mark of byte order, an accent in the path', async () => {
  const windows = `\ufeff${DONE.replaceAll('\n', '\r\n')}`;
  const answers = `\ufeff${[1, 2, 3, 4, 5].map((n) => `q${n}: 7\r\n`).join('')}`;
  expect(await ready(course({ [SERVER]: windows, [CLIENT]: windows, [ANSWERS]: answers }), 'pair')).toEqual({
    code: 0,
    text: `pair   ready.\n${NO_GIT}\ntypes  no errors.\n\nGrading would take all of it as it is.`,
  });
});

test('what is not there yet is no fault', async () => {
  const directory = course({ [SERVER]: `// begun\ntodo(2, 'bind');\n${TODO}`, [ANSWERS]: 'q1: 7\n' });
  rmSync(join(directory, CLIENT));
  const { code, text } = await ready(directory);
  expect(code).toBe(0);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    `pair ready. client is not handed in yet: there is no ${CLIENT}. 1 gap open. 1 of 5 questions answered.`,
  );
});

/** What each file would be, and the fault that is told. */
test.each<[what: string, files: Record<string, string | Buffer>, fault: string]>([
  ['a large file', { [SERVER]: `//${'x'.repeat(64 * 1024)}` }, `${SERVER} has 65 KiB, the limit is 64 KiB.`],
  ['a binary file', { [SERVER]: Buffer.from([0x7f, 0]) }, `${SERVER} is a binary file. Submit the text.`],
  ['Latin-1', { [ANSWERS]: Buffer.from('q1: ñ', 'latin1') }, `${ANSWERS} is not UTF-8 (line 1: byte 0xf1)`],
  [
    'a syntax error',
    { [SERVER]: 'const a = (1;\n' },
    `server cannot be started. It would be taken, and none of its checks could pass:\n    ${SERVER}:1:13: Expected ")" but found ";"\n    const a = (1;\n                ^`,
  ],
  [
    'what the topic forbids',
    { [SERVER]: `import http from 'node:http';\nhttp.createServer();\n` },
    `server uses what it may not. It would be taken, and none of its checks could pass:\n    ${SERVER}:1:18: uses node:http. A pair speaks for itself.`,
  ],
  [
    'what every topic forbids',
    { [CLIENT]: `import { exec } from 'node:child_process';\nexec('ls');\n` },
    `client uses what it may not. It would be taken, and none of its checks could pass:\n    ${CLIENT}:1:22: uses node:child_process.`,
  ],
  ['an answer that is none', { [ANSWERS]: 'q1: many\n' }, `${ANSWERS}:1: q1: the answer is a number.`],
  ['a question that is none', { [ANSWERS]: 'q9: 7\n' }, `${ANSWERS}:1: there is no question "q9".`],
  [
    'a file beside the programs, which one of them names',
    { [SERVER]: "console.log(new URL('./parts.ts', import.meta.url));\n", 'packages/pair/src/parts.ts': '' },
    'packages/pair/src/parts.ts is not taken, and server.ts names it. Write what it has into server.ts.',
  ],
  [
    'a file beside the programs, which one of them imports',
    { [SERVER]: "import { a } from './parts';\na();\n", 'packages/pair/src/parts.ts': 'export const a = () => 1;\n' },
    `server cannot be started. It would be taken, and none of its checks could pass: ${SERVER}:1:19: imports "./parts"`,
  ],
])('to mend: %s', async (_, files, fault) => {
  const { code, text } = await ready(course(files));
  expect(code).toBe(1);
  const wrapped = fault.includes('\n') ? text : text.replaceAll(/\s+/g, ' ');
  expect(wrapped).toContain(fault);
  expect(text).toMatch(/^pair {3}1 thing to mend\./);
  expect(text).toMatch(/\n1 thing to mend before you hand this in\.$/);
});

test.skipIf(process.platform === 'win32')('a link', async () => {
  const directory = course();
  rmSync(join(directory, SERVER));
  symlinkSync('client.ts', join(directory, SERVER));
  expect((await ready(directory)).text).toContain(`${SERVER} is a link. Submit what it points to, in its place.`);
});

test('types are told, and are no fault; those of a program that does not compile are not told', async () => {
  const wrong = "const port: number = 'x';\nconsole.log(port);\n";
  const { code, text } = await ready(course({ [SERVER]: wrong, [CLIENT]: DONE }));
  expect(code).toBe(0);
  expect(text).toContain('types  1 error. Types are not graded.');
  expect(text).toContain(`  ${SERVER}:1: Type 'string' is not assignable to type 'number'. (TS2322)`);
  out.length = 0;
  expect((await ready(course({ [SERVER]: `${wrong})`, [CLIENT]: DONE }))).text).toContain('types  no errors.');
});

test('without TypeScript the rest is looked at', async () => {
  const directory = course({ [SERVER]: DONE });
  rmSync(join(directory, 'node_modules'));
  const { code, text } = await ready(directory);
  expect(code).toBe(0);
  expect(text).toContain('types  not looked at: TypeScript is not installed. Run "pnpm install".');
});

test('a file beside the programs that nobody names is told, and is no fault', async () => {
  const { code, text } = await ready(
    course({ [SERVER]: DONE, 'packages/pair/src/notes.txt': '', 'packages/pair/src/.DS_Store': '' }),
  );
  expect(code).toBe(0);
  expect(text.replaceAll(/\s+/g, ' ')).toContain("notes.txt is not taken: it is none of the topic's programs.");
  expect(text).not.toContain('DS_Store');
});

test('the limits are those of the handout', async () => {
  const limits = (fileKiB: unknown) => ({
    'package.json': JSON.stringify({ type: 'module', submissions: { fileKiB, totalMiB: 1 } }),
    [SERVER]: `${DONE}//${'x'.repeat(2 * 1024)}`,
  });
  expect((await ready(course(limits(2)))).text).toContain(`${SERVER} has 3 KiB, the limit is 2 KiB. Make it smaller.`);
  expect(await ready(course(limits(3)))).toMatchObject({ code: 0 });
  expect(await ready(course(limits('none')))).toMatchObject({ code: 0 });
});

test('nothing is left behind, and nothing is changed', async () => {
  const directory = course({ [SERVER]: DONE });
  // What is installed is everybody's, and others work with it meanwhile.
  const listed = () =>
    [...readdirSync(directory), ...readdirSync(join(directory, 'packages'), { recursive: true })].sort();
  const before = listed();
  const scratch = join(course(), 'scratch');
  mkdirSync(scratch);
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, scratch); // of Linux and macOS, of Windows
  onTestFinished(() => void vi.unstubAllEnvs());
  await ready(directory);
  expect(listed()).toEqual(before);
  expect(readdirSync(scratch)).toEqual([]);
});

test('bad usage', async () => {
  expect(await readyCommand.run(['par'], course())).toBe(2);
  expect(await readyCommand.run(['--jsn'], course())).toBe(2);
  expect(err).toEqual([
    'There is no topic "par". Did you mean pair?',
    `Unknown option '--jsn'. "pnpm ready --help" says what there is.`,
  ]);
  expect(await readyCommand.run(['--help'], course())).toBe(0);
  expect(out[0]).toMatch(/^Usage: pnpm ready/);
});
