import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Topic } from '../topic/topic.ts';
import { readStagedPrograms, stagePrograms } from './stage-programs.ts';

const program = { title: '', transport: 'tcp', gaps: {} } as const;

async function stage(sources: Record<string, string>) {
  const directory = await mkdtemp(join(tmpdir(), 'stage ñ '));
  onTestFinished(() => rm(directory, { recursive: true }));
  const topic: Topic = { id: 'pair', directory, title: 'Pair', programs: { server: program, client: program } };
  await mkdir(join(directory, 'src'));
  for (const [name, text] of Object.entries(sources)) await writeFile(join(directory, 'src', name), text);
  const options = { topic, sourceDirectory: join(directory, 'src'), stagedDirectory: join(directory, 'staged') };
  return { programs: await stagePrograms(options), ...options };
}

test('a file that is missing or does not parse costs its own program only', async () => {
  const { programs, stagedDirectory } = await stage({ 'server.ts': 'const x = (;' });
  expect(programs).toMatchObject([
    { name: 'server', state: 'broken', reason: expect.stringContaining('src/server.ts:1:12') },
    { name: 'client', state: 'missing' },
  ]);
  expect(await readStagedPrograms(stagedDirectory)).toEqual(programs);
});

test('only declared programs are staged, and nothing of a run before is left', async () => {
  const sources = { 'server.ts': '// TODO 2: bind\nconsole.log(1);', 'notes.ts': '', 'vitest.config.ts': '' };
  const { programs, stagedDirectory, ...rest } = await stage(sources);
  await writeFile(join(stagedDirectory, 'left-over.js'), '');
  await stagePrograms({ ...rest, stagedDirectory });
  expect((await readdir(stagedDirectory)).sort()).toEqual(['package.json', 'server.js', 'server.ts', 'staged.json']);
  expect(programs[0]).toEqual({ name: 'server', state: 'ready', script: 'server.js', gapLines: { 2: 1 } });
});
