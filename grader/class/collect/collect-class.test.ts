import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runPrinting } from '../../fixtures/run-printing.ts';
import { needsCommand } from '../../interop/needs-command.ts';
import { SAYS_HELLO, TinyCourse } from '../fixtures/tiny-course.ts';
import gradeCommand from '../grade-command.ts';
import { file } from './fixtures/archive-folder.ts';
import { GitRepository } from './fixtures/git-repository.ts';
import { type GitServer, gitServer } from './fixtures/git-server.ts';
import { makeZip } from './fixtures/make-zip.ts';

needsCommand('git');

const HELLO_TS = 'packages/tiny/src/hello.ts';

let course: TinyCourse;
let server: GitServer;
beforeEach(async () => {
  course = new TinyCourse();
  server = await gitServer(course.repository);
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  course[Symbol.dispose]();
});

/** Files of which each, if anything of it were run, would leave a file behind. */
function traps(trap: string): Record<string, string> {
  const touch = `require('node:fs').writeFileSync(${JSON.stringify(trap)}, '');`;
  const script = `node -e ${JSON.stringify(touch)}`;
  return {
    'package.json': JSON.stringify({ name: 'tiny', scripts: { preinstall: script, grade: script, test: script } }),
    '.npmrc': `script-shell=${trap}\nnode-options=--require=./trap.cjs\n`,
    'pnpm-workspace.yaml': 'packages: ["**"]\n',
    'tsconfig.json': '{ "extends": "./trap.json" }',
    'turbo.json': '{ "tasks": { "grade": { "outputs": ["**"] } } }',
    'vitest.config.ts': touch,
    'trap.cjs': touch,
    'packages/tiny/package.json': JSON.stringify({ scripts: { grade: script } }),
    'packages/tiny/vitest.config.ts': touch,
    'packages/tiny/tests/hello.test.ts': touch,
    'packages/tiny/node_modules/@socket-lab/kit/index.js': touch,
    'packages/tiny/src/node_modules/vitest/index.js': touch,
    'packages/tiny/src/package.json': '{ "type": "commonjs", "main": "trap.cjs" }',
  };
}

test('a class of a folder, archives and a repository, of which some are refused and one is out of reach', {
  timeout: 120_000,
}, async () => {
  const trap = join(course.repository, 'trap');
  const files = { ...traps(trap), [HELLO_TS]: SAYS_HELLO };
  course.submit('ana', SAYS_HELLO);
  for (const [path, content] of Object.entries(files)) course.write(`examples/class/ana/${path}`, content);
  const entries = Object.entries(files).map(([name, content]) => ({ name: `ben-main/${name}`, content }));
  course.write('examples/class/ben.zip', makeZip(entries));
  const bodies = Object.entries(files).map(([name, body]) => file(name, body));
  course.write('examples/class/handed in/carl.tar.gz', gzipSync(await packTar(bodies)));
  course.write('examples/class/eva.zip', makeZip([{ name: '../../../trap', content: 'x' }]));
  const repository = new GitRepository(join(course.repository, 'dora'));
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  repository.commit();
  const roster = [
    'id,source',
    'ana,',
    'ben,',
    'carl,handed in/carl.tar.gz',
    `dora,${server.url.replace('//', '//dora:s3cret@')}/dora/.git#main`,
    'eva,',
    `finn,${server.url}/finn.git`,
    'gus,file:///etc',
    'hana,http://hana:s3cret@127.0.0.1:1/hana.git',
  ];
  course.write('examples/class/roster.csv', roster.join('\n'));
  course.write('course.yaml', 'title: Tiny course\nsources: [http]\n');

  const { code, out, err } = await runPrinting(() => gradeCommand.run([], course.repository, course.repository));

  expect(existsSync(trap)).toBe(false);
  for (const id of ['ana', 'ben', 'carl', 'dora']) expect(out).toMatch(new RegExp(`^${id} +3 `, 'm'));
  expect(out).toContain(
    '  eva rejected: eva.zip has "../../../trap" in it, which leads out. Pack the folder itself.\n',
  );
  expect(out).toContain(`  finn rejected: There is no repository at ${server.url}/finn.git. Mend the source.\n`);
  expect(out).toContain(
    '  gus rejected: The source file:///etc is reached by file:, and course.yaml allows http. Name another, or allow it there.\n',
  );
  expect(err).toMatch(/^error: hana: The repository http:\/\/127\.0\.0\.1:1\/hana\.git cannot be had: .*\.$/);
  expect(out + err).not.toContain('s3cret');
  expect(code).toBe(1);
});
