import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { makeStarter } from './make-starter.ts';
import { staleStarters } from './stale-starters.ts';
import { topicFolders } from './topic-folders.ts';

const ECHO = 'packages/echo-service/';
const RUN = 'Run "pnpm starters".';
const SOLUTION = '// gap 1: create\nx();\n// end gap\n';
const STARTER = makeStarter({ program: 'server', path: '', text: SOLUTION });

let course: string;
beforeEach(() => {
  course = temporaryFolder();
  write(`${ECHO}package.json`, '{}');
});

test.each<[what: string, files: Record<string, string>, lines: string[]]>([
  ['in step', { 'solution/server.ts': SOLUTION, 'src/server.ts': STARTER }, []],
  [
    'edited by hand',
    { 'solution/server.ts': SOLUTION, 'src/server.ts': `${STARTER}\n` },
    [`src/server.ts is stale. ${RUN}`],
  ],
  ['not written yet', { 'solution/server.ts': SOLUTION }, [`src/server.ts is missing. ${RUN}`]],
  [
    'left behind',
    { 'src/server.ts': STARTER },
    [`src/server.ts has no solution. Write ${ECHO}solution/server.ts, or delete the starter.`],
  ],
  [
    'of a faulty solution',
    { 'solution/server.ts': '// gap 1: create\nx();\n', 'src/server.ts': STARTER },
    [`solution/server.ts:1: gap 1 is never closed. Close it with "// end gap".`],
  ],
])('a starter %s', (_what, files, lines) => {
  for (const [path, text] of Object.entries(files)) write(`${ECHO}${path}`, text);
  expect(staleStarters(course, 'echo-service')).toEqual(lines.map((line) => ECHO + line));
});

test('topics are folders under packages/ with a topic.yaml; an unknown one is an error that names them', () => {
  write(`${ECHO}topic.yaml`, '');
  write('packages/udp-pair/topic.yaml', '');
  write('packages/kit/package.json', '{}');
  write('packages/left-over/node_modules/x', '');
  expect(topicFolders(course)).toEqual(['echo-service', 'udp-pair']);
  expect(topicFolders(course, ['udp-pair'])).toEqual(['udp-pair']);
  expect(() => topicFolders(course, ['udp-piar'])).toThrow(
    'There is no topic "udp-piar". There are: echo-service, udp-pair.',
  );
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(course, path)), { recursive: true });
  writeFileSync(join(course, path), text);
}
