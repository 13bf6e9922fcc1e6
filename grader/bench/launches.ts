import { spawn } from 'node:child_process';
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
import { type Command, type Cost, inTurn, measureHere } from './timing.ts';

const LAUNCHES = 5; // In a round: a launch alone is shorter than what getrusage(2) tells apart is long.

/** What a launch of an empty program costs without us (`spawn`) and at each level, in turn. */
export async function levelCosts<L extends Isolation>(levels: readonly L[], rounds: number, signal: AbortSignal) {
  using folder = openRunFolder();
  const app = join(folder.path, 'app');
  mkdirSync(app);
  const script = join(app, 'empty.mjs');
  writeFileSync(script, '');
  if (isRoot()) chownSync(app, OWN_UID, OWN_UID);
  const node = nodeOf(folder.path);
  const spawned = () => new Promise((resolve) => spawn(node, [script], { stdio: 'pipe' }).once('close', resolve));
  const steps = Object.fromEntries([
    ['spawn', () => costOf(spawned, signal)],
    ...levels.map((level) => [level, () => costOf(() => launchAt(level, script, node), signal)]),
  ]) as Record<L | 'spawn', () => Promise<Cost>>;
  await inTurn(1, steps); // the first does not count
  return await inTurn(rounds, steps);
}

async function costOf(launch: () => Promise<unknown>, signal: AbortSignal): Promise<Cost> {
  const { wall, cpu } = await measureHere(async () => {
    for (let left = LAUNCHES; left > 0; left--) {
      signal.throwIfAborted();
      await launch();
    }
  });
  return { wall: wall / LAUNCHES, cpu: cpu / LAUNCHES };
}

async function launchAt(isolation: Isolation, script: string, node: string): Promise<void> {
  const program = new Program({
    ...{ name: 'empty', script, args: [], isolation, reads: [], workers: false, node, limits: DEFAULT_LIMITS },
    ...{ port: 0, transport: 'none', readyTemplate: undefined },
  });
  const { code } = await program.ended;
  if (code !== 0)
    throw new Error(`An empty program at level ${isolation} ended with ${code}: ${program.stderr.text()}`);
}

type Solution = { staged: string; launches: number }; // Its programs, compiled, and how many launches its checks need.

/** A class's floors, as commands: as many plain launches, and as many at once as the class may have jobs. */
export async function floors(folder: string, { staged, launches }: Solution, students: number, atOnce: number) {
  const write = async (name: string, text: string): Promise<Command> => {
    await writeFile(join(folder, name), text);
    return { args: [join(folder, name)], cwd: folder };
  };
  const [server, client] = ['server.js', 'client.js'].map((name) => JSON.stringify(join(staged, name)));
  const spawns = `import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
const start = (...args) => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const ask = async (port) => {
  const child = start(${client}, '--port', String(port));
  child.stdin.end('hola\\n');
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  await once(child, 'close');
  if (!said.includes('hola')) throw new Error(said);
};
const spread = async (one) => {
  let left = ${students * launches};
  const work = async () => { while (left-- > 0) await one(); };
  await Promise.all(Array.from({ length: ${atOnce} }, work));
};
`;
  const exchanges = `${spawns}import { test } from 'node:test';
test('exchanges', async () => {
  for (let left = ${launches}; left > 0; left -= 2) {
    const server = start(${server}, '--port', '0');
    const [ready] = await once(server.stdout, 'data');
    if (left > 1) await ask(/port (\\d+)/.exec(ready)[1]);
    server.kill();
    await once(server, 'close');
  }
});\n`;
  const files: string[] = [];
  for (let index = 1; index <= students; index++) files.push(...(await write(`s${index}.test.mjs`, exchanges)).args);
  const empty = await write('empty.mjs', '');
  const launchEmpty = `await spread(() => once(start(${JSON.stringify(empty.args[0])}), 'close'));\n`;
  const askAll = `const echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
await once(echo, 'listening');
await spread(() => ask(echo.address().port));
echo.close();\n`;
  return {
    empty: await write('launches.mjs', spawns + launchEmpty),
    client: await write('clients.mjs', spawns + askAll),
    nodeTest: { args: ['--test', `--test-concurrency=${atOnce}`, ...files], cwd: folder },
  };
}

export async function stageSolution(topicDirectory: string, folder: string): Promise<Solution> {
  const topic = readTopic(topicDirectory);
  const stagedDirectory = join(folder, 'staged');
  const staged = await stagePrograms({ topic, sourceDirectory: join(topicDirectory, 'solution'), stagedDirectory });
  const { outcomes } = await runSuites({ topic, suites: 'all', ...staged, isolation: 'node' });
  const launches = Object.values(outcomes).reduce((sum, { launches = 0 }) => sum + launches, 0);
  return { launches, staged: join(stagedDirectory, 'src') };
}
