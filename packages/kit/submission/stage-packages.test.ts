import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../confine/limits.ts';
import { launchCommand } from '../program/launch-command.ts';
import type { Topic } from '../topic/topic.ts';
import { stagePackages } from './stage-packages.ts';
import { stagePrograms } from './stage-programs.ts';

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
