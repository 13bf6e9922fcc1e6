import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mutantsOf } from '../../prove/mutants/mutants-of.ts';
import { parsePage } from '../../prove/mutants/transcript-page.ts';
import { type HandoutFile, textFile } from '../handout-file.ts';
import { makeHandout } from '../make-handout.ts';
import { wordsOfChecks } from './gather-secrets.ts';

const COURSE = fileURLToPath(new URL('../../..', import.meta.url));
const TOPIC = 'packages/echo-service';
const LESSON = `${TOPIC}/README.md`;
const { files, findLeaks } = makeHandout(COURSE);
const read = (path: string) => readFileSync(join(COURSE, path), 'utf8');
const SOLUTION = read(`${TOPIC}/solution/server.ts`);
const HIDDEN = read(`${TOPIC}/hidden/server.test.ts`);
const KEY = read(`${TOPIC}/hidden/quiz-key.yaml`);
const MUTANT = mutantsOf(COURSE, ['echo-service']).find(({ name }) => name === 'server/never-ends')?.text ?? '';
/** A title of many words, and a hint, that students do not have. */
const [title = '', hint = ''] = (['title', 'hint'] as const).map(
  (kind) => wordsOfChecks('', HIDDEN).find((each) => each.kind === kind && each.words.split(' ').length > 8)?.words,
);

/** What gap 4 of the echo server asks for, as somebody would write it who knows the solution and hides it. */
const RENAMED = `
    total   +=   data.length
    if (!client.write(data)) { client.pause(); client.once("drain", () => client.resume()) }
`;
const BODY = /the body of gap 4 stands here \(packages\/echo-service\/solution\/server\.ts:\d+\)\.$/;

/** The leaks of a file in the handout. The others have none, as the first test shows. */
function leaksWith(file: HandoutFile): string[] {
  return findLeaks([file]);
}

function withMore(path: string, more: string): HandoutFile {
  return textFile(path, `${files.find((file) => file.path === path)?.content}${more}`);
}

const map = (source: string) => JSON.stringify({ version: 3, sources: ['server.ts'], sourcesContent: [source] });

test('the handout as it is has no leak', () => {
  expect(findLeaks(files)).toEqual([]);
});

describe('by path', () => {
  test.each([
    [`${TOPIC}/solution/notes.txt`, 'the solutions stay.'],
    [`${TOPIC}/hidden/notes.txt`, 'the hidden suites and the key stay.'],
    [`${TOPIC}/mutants/notes.txt`, 'the mutants stay.'],
    [`${TOPIC}/variants/notes.txt`, 'the variants stay.'],
    ['server.transcripts.md', 'the golden transcripts of the mutants stay.'],
    [`${TOPIC}/quiz-key.yaml`, 'the key of the quiz stays.'],
    [`${TOPIC}/answers.yaml`, 'answers are for each student to give.'],
    ['grader/class/score.ts', 'the grader stays.'],
    ['packages/kit/program/deadline.test.ts', 'the tests of the kit stay.'],
    ['packages/kit/suites/fixtures/x.ts', 'what only tests use stays.'],
    ['examples/class/ana/notes.txt', 'submissions stay.'],
    ['roster.csv', 'the class stays.'],
    ['course.yaml', 'the settings of the class stay.'],
    ['.turbo/cookies/1.json', 'a cache of turbo holds what jobs have read and written.'],
    ['node_modules/.cache/turbo/1.json', 'a cache of turbo holds what jobs have read and written.'],
    ['packages/no-such-topic/README.md', 'no-such-topic is a draft, or no topic.'],
  ])('%s', (path, why) => {
    expect(leaksWith(textFile(path, 'nothing\n'))).toEqual([`${path}:1: ${why}`]);
  });
});

describe('the body of a gap', () => {
  test.each([
    ['in a lesson', withMore(LESSON, `\n\`\`\`ts\n${RENAMED}\`\`\`\n`)],
    ['in the prose of a lesson', withMore(LESSON, `\nWrite \`${RENAMED.replaceAll('\n', ' ')}\` and be done.\n`)],
    ['in a comment', withMore('packages/kit/program/deadline.ts', RENAMED.replaceAll(/^ +/gm, '// '))],
    ['in a suite', withMore(`${TOPIC}/tests/pieces.ts`, `export function f() {${RENAMED}}\n`)],
    ['in the description of a topic', withMore(`${TOPIC}/topic.yaml`, RENAMED.replaceAll(/^ +/gm, '# '))],
    ['in a source map', textFile('server.js.map', map(RENAMED))],
    [
      'in a source map at the end of a script',
      textFile(
        'x.js',
        `1;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map(RENAMED)).toString('base64')}\n`,
      ),
    ],
    ['in an archive', { path: 'x.zst', content: zstdCompressSync(RENAMED) }],
  ])('%s', (_where, file) => {
    expect(leaksWith(file)).toEqual([expect.stringMatching(BODY)]);
  });

  test('as JavaScript, without its types', () => {
    const body = `server.listen({ host: where, port: gate, backlog: MOST }, () => {
      const own = server.address();
      console.log(\`Starting up echo server on \${where} port \${own.port}\`);
    });`;
    expect(leaksWith(textFile('x.js', body))).toEqual([expect.stringMatching(/the body of gap 2 stands here/)]);
  });

  test('a part of it', () => {
    const part = 'if (!socket.write(chunk)) {\n  socket.pause();\n  socket.once("drain", () => socket.resume());\n}\n';
    expect(leaksWith(textFile('x.ts', part))).toEqual([expect.stringMatching(/a part of the body of gap 4 stands/)]);
  });

  test('in a starter, however small it is', () => {
    const starter = String(files.find(({ path }) => path === `${TOPIC}/src/server.ts`)?.content);
    const filled = starter.replace(/^ *todo\(3, .*$/m, "  socket.on('data', echo);");
    const line = starter.split('\n').findIndex((text) => /^ *todo\(3,/.test(text)) + 1;
    expect(leaksWith(textFile(`${TOPIC}/src/server.ts`, filled))).toEqual([
      `${TOPIC}/src/server.ts:${line}: this is not the starter that the solution makes. Run "pnpm starters".`,
    ]);
  });

  test.each([
    'socket.close();',
    'socket.end();',
    'Call `server.listen(port, host)`, then print the ready line.',
    'socket.write(chunk); // false: pause',
    'const server = net.createServer();',
  ])('a line that is anybody’s is none: %s', (line) => {
    expect(leaksWith(withMore(LESSON, `\n\`\`\`ts\n${line}\n\`\`\`\n\n${line}\n`))).toEqual([]);
  });
});

describe('a copy of a hidden file', () => {
  /** Other names, other white space, other quotation marks. */
  const disguised = (text: string) =>
    text.replaceAll(/\b(server|socket|client|chunk|sent|serve)\b(?!['`\w])/g, '$1X').replaceAll(/^ +/gm, '\t');

  test.each([
    ['a solution', disguised(SOLUTION), /\d\d % of a solution stands here \(.*\/solution\/server\.ts\)/],
    ['a mutant', disguised(MUTANT), /\d\d % of a mutant stands here \(.*\/mutants\/server\.diff:\d+\)/],
    [
      'a variant',
      disguised(read(`${TOPIC}/variants/server-queue.ts`)),
      /% of a variant stands here \(.*server-queue\.ts\)/,
    ],
    ['a hidden suite', disguised(HIDDEN), /% of a hidden suite stands here \(.*\/hidden\/server\.test\.ts\)/],
    ['half a hidden suite', HIDDEN.slice(HIDDEN.length / 2), /% of a hidden suite stands here/],
    [
      'a part of the kit that no public check uses',
      read('packages/kit/expect/http/cut.ts'),
      /of a part of the kit that no public check uses stands here \(packages\/kit\/expect\/http\/cut\.ts\)/,
    ],
  ])('%s', (_what, text, leak) => {
    expect(leaksWith(textFile(`${TOPIC}/tests/more.test.ts`, text))).toContainEqual(expect.stringMatching(leak));
    expect(leaksWith(withMore(LESSON, `\n\`\`\`ts\n${text}\n\`\`\`\n`))).toContainEqual(expect.stringMatching(leak));
  });

  test('what a student writes who knows none of them is none', () => {
    const own = `import net from 'node:net';
const all = new Set<net.Socket>();
net.createServer((peer) => { all.add(peer); peer.pipe(peer); peer.on('close', () => all.delete(peer)); }).listen(7);`;
    expect(leaksWith(textFile('x.ts', own))).toEqual([]);
  });
});

describe('words that students must not read', () => {
  const wrapped = title.replace(/ (?=\S+ \S+$)/, '\n  ').toUpperCase();
  const id = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');

  test.each([
    ['a title in a lesson, wrapped and in capitals', withMore(LESSON, `\n${wrapped}\n`), /the title of a hidden check/],
    ['the id of a check', withMore(LESSON, `\nserver/${id}\n`), /the title of a hidden check/],
    ['a hint in a quiz', withMore(`${TOPIC}/quiz.yaml`, `# ${hint}\n`), /the hint of a hidden check/],
    [
      'a reason of the key',
      withMore(LESSON, '\nTCP keeps the bytes and their order. It does not keep the borders between writes.\n'),
      /the reason of the answer to "writes-and-chunks"/,
    ],
    ['an answer of the key', withMore(LESSON, '\nhalf-close: b\n'), /the right answer to "half-close"/],
    [
      'an answer in JSON',
      textFile('x.json', '{\n  "which-addresses": ["a", "d"],\n  "end": 1\n}\n'),
      /the right answer to "which-addresses"/,
    ],
    ['the key under another name', textFile('notes.yaml', KEY), /the right answer to "half-close"/],
  ])('%s', (_what, file, leak) => {
    expect(leaksWith(file)).toContainEqual(expect.stringMatching(leak));
  });

  test('the transcript of a mutant that a hidden check has caught', () => {
    const transcripts = [...parsePage(read(`${TOPIC}/mutants/server.transcripts.md`)).values()];
    const transcript = transcripts.find(({ text }) => text.includes(hint.split(' ').slice(0, 5).join(' ')));
    expect(transcript).toBeDefined();
    expect(leaksWith(textFile('seen.txt', transcript?.text ?? ''))).toContainEqual(
      expect.stringMatching(/^seen\.txt:\d+: the hint of a hidden check stands here/),
    );
  });

  test('a wrong answer, and an example, are none', () => {
    expect(leaksWith(withMore(LESSON, '\nhalf-close: a word\nhalf-close: c\nname-of-a-question: b\n'))).toEqual([]);
  });
});

test('a lock file that knows of packages that stay', () => {
  expect(leaksWith(textFile('pnpm-lock.yaml', read('pnpm-lock.yaml')))).toContainEqual(
    expect.stringMatching(/^pnpm-lock\.yaml:\d+: names grader, which does not leave\.$/),
  );
});

test('what cannot be read cannot be cleared', () => {
  expect(leaksWith({ path: 'x.bin', content: Buffer.from([0xff, 0x00, 0xfe]) })).toEqual([
    'x.bin:1: it is no text and cannot be unpacked, so nobody can see what would leave with it.',
  ]);
});

test('every topic of the course stands behind the search', () => {
  expect(existsSync(join(COURSE, TOPIC, 'solution'))).toBe(true);
  expect(files.some(({ path }) => path.startsWith(`${TOPIC}/src/`))).toBe(true);
});
