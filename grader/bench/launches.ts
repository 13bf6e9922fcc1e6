import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { isRoot, OWN_UID } from '@socket-lab/kit/confine/unprivileged';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuites } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { nodeOf, openRunFolder } from '../jobs/confined/run-folder.ts';
import { type Command, type Cost, end, inTurn, type Step, start } from './timing.ts';

const LAUNCHES = 5; // In a round, at each level.

/** What a launch of an empty program costs without us (`spawn`) and at each level, in turn. */
export async function levelCosts<L extends Isolation>(levels: readonly L[], rounds: number, signal: AbortSignal) {
  using folder = openRunFolder();
  const app = join(folder.path, 'app');
  mkdirSync(app);
  const script = join(app, 'empty.mjs');
  writeFileSync(script, '');
  if (isRoot()) chownSync(app, OWN_UID, OWN_UID);
  const main = fileURLToPath(new URL('launch-levels.ts', import.meta.url));
  const launcher = start({ args: [main, script, nodeOf(folder.path), `${LAUNCHES}`], cwd: app }, signal, 'pipe');
  const { child, account, seconds } = launcher;
  const answers = child[Symbol.asyncIterator]();
  const at = (level: string) => async (): Promise<Cost> => {
    const [wall, cpu] = [seconds(), account.cpuSoFar()];
    child.stdin?.write(`${level}\n`);
    if ((await answers.next()).done) throw new Error((await child).all);
    return { wall: (seconds() - wall) / LAUNCHES, cpu: (account.cpuSoFar() - cpu) / LAUNCHES };
  };
  try {
    const steps = Object.fromEntries(['spawn', ...levels].map((level) => [level, at(level)]));
    await inTurn(1, steps); // the first does not count
    return await inTurn(rounds, steps as Record<L | 'spawn', Step<Cost>>);
  } finally {
    await end(launcher);
  }
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
