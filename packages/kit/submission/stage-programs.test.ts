import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CheckSession } from '../check/session.ts';
import { DEFAULT_LIMITS } from '../confine/limits.ts';
import { launchCommand } from '../program/launch-command.ts';
import type { Topic } from '../topic/topic.ts';
import { stagePackages, stagePrograms } from './stage-programs.ts';

const program = { title: '', transport: 'tcp', gaps: {} } as const;

async function stage(sources: Record<string, string>) {
  const directory = await mkdtemp(join(tmpdir(), 'stage ñ '));
  onTestFinished(() => rm(directory, { recursive: true }));
  const topic: Topic = { id: 'pair', directory, title: 'Pair', programs: { server: program, client: program } };
  await mkdir(join(directory, 'src'));
  for (const [name, text] of Object.entries(sources)) await writeFile(join(directory, 'src', name), text);
  const options = { topic, sourceDirectory: join(directory, 'src'), stagedDirectory: join(directory, 'staged') };
  return { ...options, ...(await stagePrograms(options)) };
}

test('a file that is missing or does not parse costs its own program only', async () => {
  const { programs } = await stage({ 'server.ts': 'const x = (;' });
  expect(programs).toMatchObject([
    { name: 'server', state: 'broken', reason: expect.stringContaining('src/server.ts:1:12') },
    { name: 'client', state: 'missing' },
  ]);
});

test('only declared programs are staged, and nothing of a run before is left', async () => {
  const sources = { 'server.ts': '// TODO 2: bind\nconsole.log(1);', 'notes.ts': '', 'vitest.config.ts': '' };
  const { programs, stagedDirectory, ...rest } = await stage(sources);
  await writeFile(join(stagedDirectory, 'src/left-over.js'), '');
  await stagePrograms({ ...rest, stagedDirectory });
  expect((await readdir(join(stagedDirectory, 'src'))).sort()).toEqual([
    ...['.begins-on-3.cjs', '.begins-on-4.cjs'],
    ...['package.json', 'server.js', 'server.ts'],
  ]);
  expect(programs[0]).toEqual({
    name: 'server',
    state: 'ready',
    script: 'src/server.js',
    gapLines: { 2: 1 },
    openGaps: [],
  });
});

test('a file beside src that programs read is staged beside theirs, and can be read where it stands and from where they start', async () => {
  const source = `import { readFileSync } from 'node:fs';
    console.log(readFileSync(new URL('../services.txt', import.meta.url), 'utf8') + readFileSync('services.txt', 'utf8'));`;
  const directory = await mkdtemp(join(tmpdir(), 'stage ñ '));
  onTestFinished(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'src'));
  await writeFile(join(directory, 'src/03.ts'), source);
  await writeFile(join(directory, 'services.txt'), 'smtp 25/tcp');
  const programs = {
    '03': { ...program, transport: 'none' as const, reads: ['services.txt'] },
  } satisfies Topic['programs'];
  const topic: Topic = { id: 'names', directory, title: 'Names', programs };
  const stagedDirectory = join(directory, 'staged');
  const staged = await stagePrograms({ topic, sourceDirectory: join(directory, 'src'), stagedDirectory });
  const target = { name: '', topic, ...staged, isolation: 'node', debug: false, seed: 1 } as const;
  await using session = new CheckSession(target, { id: '03/reads', program: '03' });
  const running = await session.start('03', { port: null });
  await running.exits(0);
  expect(running.stdout.text()).toBe('smtp 25/tcpsmtp 25/tcp\n');
});

/** A topic whose program may import the package `lib`, which is installed as pnpm does it: by a link. */
async function topicWithPackage(): Promise<Topic> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'packages ñ ')));
  onTestFinished(() => rm(directory, { recursive: true }));
  const store = join(directory, 'store/lib');
  await mkdir(store, { recursive: true });
  await mkdir(join(directory, 'node_modules'));
  await writeFile(join(store, 'package.json'), '{ "name": "lib", "main": "index.js" }');
  await writeFile(join(store, 'index.js'), 'exports.word = "hola";');
  await symlink(store, join(directory, 'node_modules/lib'), 'junction');
  await mkdir(join(directory, 'src'));
  const programs: Topic['programs'] = { one: { title: '', transport: 'none', gaps: {}, packages: ['lib'] } };
  return { id: 'pair', directory, title: 'Pair', programs };
}

test.each(['node', 'none'] as const)('a staged program finds its package at level %s', async (isolation) => {
  const topic = await topicWithPackage();
  await writeFile(join(topic.directory, 'src/one.ts'), "import { word } from 'lib';\nconsole.log(word);\n");
  const stagedDirectory = join(topic.directory, 'staged');
  const { programs } = await stagePrograms({ topic, sourceDirectory: join(topic.directory, 'src'), stagedDirectory });
  const script = join(stagedDirectory, programs[0]?.script ?? '');
  const { file, args, env } = launchCommand({
    script,
    args: [],
    isolation,
    reads: [],
    workers: false,
    limits: DEFAULT_LIMITS,
  });
  expect(execFileSync(file, args, { env, encoding: 'utf8' })).toBe('hola\n');
});

test('a package that is not installed', async () => {
  const topic = await topicWithPackage();
  await rm(join(topic.directory, 'node_modules/lib'));
  await expect(stagePackages(topic, join(topic.directory, 'staged'))).rejects.toThrow(
    'The package lib of packages/pair is not installed. Run "pnpm install".',
  );
});
