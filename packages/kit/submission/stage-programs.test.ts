import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Scene } from '../check/session.ts';
import type { Topic } from '../topic/topic.ts';
import { stagePrograms } from './stage-programs.ts';

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
  expect((await readdir(join(stagedDirectory, 'src'))).sort()).toEqual(['package.json', 'server.js', 'server.ts']);
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
  const subject = { name: '', topic, ...staged, isolation: 'node', debug: false, seed: 1 } as const;
  await using scene = new Scene(subject, { id: '03/reads', program: '03' });
  const running = await scene.start('03', { port: null });
  await running.exits(0);
  expect(running.stdout.text()).toBe('smtp 25/tcpsmtp 25/tcp\n');
});
