import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { courseForTests } from '../fixtures/cast-for-tests.ts';
import { type Cast, chooseCast, withoutOwn } from './cast.ts';

const TOPIC = `title: A pair
programs:
  server: { title: the server, transport: udp, ready: 'ready HOST PORT', gaps: { 1: create } }
  client: { title: the client, transport: udp, gaps: { 1: create } }
`;

/** The cast of a course with these files in packages/. */
async function castOf(files: Record<string, string>): Promise<Cast> {
  const { directory, [Symbol.asyncDispose]: remove } = await courseForTests('built-in programs');
  onTestFinished(remove);
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, 'packages', path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, content);
  }
  return chooseCast(directory, join(directory, 'staged'));
}

const shown = ({ isOwn, because }: Cast['udp-server']) => ({ isOwn, because });

test('a program that is there, parses and has no open gap is the student’s', async () => {
  const cast = await castOf({ 'udp-pair/topic.yaml': TOPIC, 'udp-pair/src/server.ts': 'console.log("done");\n' });
  expect(shown(cast['udp-server'])).toEqual({ isOwn: true, because: 'packages/udp-pair/src/server.ts' });
  expect(cast['udp-server']).toMatchObject({ isolation: 'node', script: expect.stringMatching(/server\.js$/) });
});

test.each([
  ['is not there', undefined, 'is not there'],
  ['does not compile', 'const = 1;', 'does not compile'],
  ['has an open gap', "todo(2, 'bind');", 'has TODO 2 still open'],
  ['has several open gaps', "const x = todo(1, 'a');\ntodo(3, 'b');", 'has TODOs 1, 3 still open'],
])('a program that %s is replaced, and the reason is given', async (_, source, because) => {
  const file = source !== undefined && { 'udp-pair/src/server.ts': source };
  const cast = await castOf({ 'udp-pair/topic.yaml': TOPIC, ...file });
  expect(shown(cast['udp-server'])).toEqual({ isOwn: false, because: `packages/udp-pair/src/server.ts ${because}` });
  expect(cast['udp-server'].script).toMatch(/built-in[\\/]udp-server\.ts$/);
});

test('a topic that is not there, or cannot be read, is replaced as a whole', async () => {
  const cast = await castOf({ 'udp-pair/topic.yaml': 'title: [', 'udp-pair/src/server.ts': '' });
  expect(shown(cast['udp-server'])).toEqual({
    isOwn: false,
    because: expect.stringMatching(/^packages\/udp-pair\/topic\.yaml:1: /),
  });
  expect(shown(cast['tcp-client'])).toEqual({
    isOwn: false,
    because: expect.stringMatching(/^packages\/tcp-pair\/topic\.yaml cannot be read \(ENOENT\)/),
  });
});

test('without the student’s programs all are built-in, each for its own reason', async () => {
  const cast = await castOf({ 'udp-pair/topic.yaml': TOPIC, 'udp-pair/src/server.ts': '' });
  const without = withoutOwn(cast, 'just so');
  expect(shown(without['udp-server'])).toEqual({ isOwn: false, because: 'just so' });
  expect(without['udp-client']).toEqual(cast['udp-client']);
});
