import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { DEFAULT_LIMITS } from '@socket-lab/kit/confine/limits';
import { isRoot, OWN_UID } from '@socket-lab/kit/confine/unprivileged';
import { Program } from '@socket-lab/kit/program/program';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuites } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { nodeOf, openRunFolder } from '../jobs/confined/run-folder.ts';
import { type Command, median } from './timing.ts';

type LevelCost = { level: Isolation; ms: number; ratio: number };

/** What a launch of an empty program costs at every level: medians of launches in turn, without the first round. */
export async function levelCosts(levels: readonly Isolation[], rounds: number): Promise<LevelCost[]> {
  using folder = openRunFolder();
  const app = join(folder.path, 'app');
  mkdirSync(app);
  const script = join(app, 'empty.mjs');
  writeFileSync(script, '');
  if (isRoot()) chownSync(app, OWN_UID, OWN_UID);
  const times: Record<string, number>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const inRound: Record<string, number> = {};
    for (const isolation of levels) inRound[isolation] = await launch(script, isolation, nodeOf(folder.path));
    if (round > 0) times.push(inRound);
  }
  const of = (level: Isolation) => times.map((each) => each[level] ?? Number.NaN);
  const ratios = (level: Isolation) => times.map((each) => (each[level] ?? Number.NaN) / (each.none ?? Number.NaN));
  return levels.map((level) => ({ level, ms: median(of(level)), ratio: median(ratios(level)) }));
}

async function launch(script: string, isolation: Isolation, node: string): Promise<number> {
  const begin = performance.now();
  const program = new Program({
    name: 'empty',
    script,
    args: [],
    isolation,
    reads: [],
    workers: false,
    node,
    limits: DEFAULT_LIMITS,
    port: 0,
    transport: 'none',
    readyTemplate: undefined,
  });
  const { code } = await program.ended;
  if (code !== 0)
    throw new Error(`An empty program ended with ${code} at level ${isolation}: ${program.stderr.text()}`);
  return performance.now() - begin;
}

/** Programs of a class's floor, as commands: so many plain launches, `atATime` at once, of compiled programs in `staged`. */
export async function floors(folder: string, staged: string, launches: number, atATime: number) {
  const write = async (name: string, text: string): Promise<Command> => {
    await writeFile(join(folder, name), text);
    return { args: [join(folder, name)], cwd: folder };
  };
  const [server, client] = ['server.js', 'client.js'].map((name) => JSON.stringify(join(staged, name)));
  const spawns = `import { spawn } from 'node:child_process';
import { once } from 'node:events';
const start = (...args) => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const ask = async (port) => {
  const child = start(${client}, '--port', String(port));
  child.stdin.end('hola\\n');
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  await once(child, 'close');
  if (!said.includes('hola')) throw new Error(said);
};
const spread = async (times, one) => {
  let left = times;
  const work = async () => { while (left-- > 0) await one(); };
  await Promise.all(Array.from({ length: ${atATime} }, work));
};
`;
  const empty = await write('empty.mjs', '');
  const pairs = await write(
    'pairs.test.mjs',
    `${spawns}import { test } from 'node:test';
import { createServer } from 'node:net';
const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
};
test('exchanges', async () => spread(${Math.ceil(launches / 2)}, async () => {
  const port = await freePort();
  const server = start(${server}, '--port', String(port));
  await once(server.stdout, 'data');
  await ask(port);
  server.kill();
  await once(server, 'close');
}));\n`,
  );
  return {
    empty: await write(
      'launches.mjs',
      `${spawns}await spread(${launches}, () => once(start(${JSON.stringify(empty.args[0])}), 'close'));\n`,
    ),
    client: await write(
      'clients.mjs',
      `${spawns}import { createServer } from 'node:net';
const echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
await once(echo, 'listening');
await spread(${launches}, () => ask(echo.address().port));
echo.close();\n`,
    ),
    nodeTest: { ...pairs, args: ['--test', `--test-concurrency=${atATime}`, ...pairs.args] },
  };
}

/** The solution, compiled, and how many launches its checks need. */
export async function stageSolution(topicDirectory: string, folder: string) {
  const topic = readTopic(topicDirectory);
  const stagedDirectory = join(folder, 'staged');
  const staged = await stagePrograms({ topic, sourceDirectory: join(topicDirectory, 'solution'), stagedDirectory });
  const { outcomes } = await runSuites({ topic, suites: 'all', ...staged, isolation: 'node' });
  const launches = Object.values(outcomes).reduce((sum, { launches = 0 }) => sum + launches, 0);
  return { launches, staged: join(stagedDirectory, 'src') };
}
