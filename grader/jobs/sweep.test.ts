import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { sweepDead } from './sweep.ts';

/** A process that has a path swept after its end. */
async function owner(path: string): Promise<ChildProcess> {
  const code = `import { sweepAfter } from ${JSON.stringify(new URL('sweep.ts', import.meta.url))};
    const sweeping = sweepAfter(process.argv[1]);
    process.stdin.once('data', () => sweeping[Symbol.dispose]());
    console.log('there');
    setInterval(() => {}, 1000);`;
  const child = started([process.execPath, '--input-type=module', '-e', code, path]);
  await once(child.stdout ?? child, 'data');
  return child;
}

function started([file = '', ...args]: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(file, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const STAYS = 'echo there; sleep 60; :';

describe.runIf(process.platform === 'linux')('what a process leaves', { timeout: 30_000 }, () => {
  const endings: [string, (child: ChildProcess) => void][] = [
    ['it is killed', (child) => child.kill('SIGKILL')],
    ['it is told to end', (child) => child.kill('SIGINT')],
    ['it lets go', (child) => child.stdin?.write('\n')],
  ];

  test.each(endings)('goes when %s: files, and whoever has to do with them', async (_, end) => {
    const path = join(temporaryFolder(), `socket-lab-${randomUUID()}`);
    mkdirSync(join(path, 'job'), { recursive: true });
    const kept = await owner(path);
    const theirs = [
      started(['sh', '-c', STAYS, path]),
      started(['sh', '-c', STAYS], { RUN_FOLDER: path }),
      started([
        'unshare',
        '--user',
        '--map-root-user',
        '--mount',
        'sh',
        '-c',
        `mount --bind "$0" /mnt; exec sh -c '${STAYS}'`,
        path,
      ]),
    ];
    const bystander = started(['sh', '-c', STAYS, `socket-lab-${randomUUID()}`]);
    await Promise.all([...theirs, bystander].map((each) => once(each.stdout ?? each, 'data')));
    const gone = theirs.map((each) => once(each, 'exit'));
    end(kept);
    for (const ending of gone) expect(await ending).toEqual([null, 'SIGKILL']);
    await vi.waitFor(() => expect(existsSync(path)).toBe(false), { timeout: 20_000, interval: 20 });
    expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
  });

  test('is found by its lifeline when it was killed with all that could sweep', async () => {
    const temporary = temporaryFolder();
    const [dead, alive, young] = Array.from({ length: 3 }, () =>
      join(temporary, `socket-lab-${randomBytes(6).toString('hex')}`),
    ) as [string, string, string];
    for (const path of [dead, alive, young]) {
      mkdirSync(`${path}`);
      const code = `require('node:net').createServer().listen('${path}.sock', () => console.log('there'))`;
      const listening = started([process.execPath, '-e', code]);
      await once(listening.stdout ?? listening, 'data');
      if (path === alive) continue;
      listening.kill('SIGKILL');
      await once(listening, 'exit');
    }
    for (const path of [dead, alive]) utimesSync(`${path}.sock`, 1, 1);
    const orphan = started(['sh', '-c', STAYS, `${dead}/ana`]);
    await once(orphan.stdout ?? orphan, 'data');
    const gone = once(orphan, 'exit');
    await sweepDead(temporary);
    expect(await gone).toEqual([null, 'SIGKILL']);
    await vi.waitFor(() => expect(readdirSync(temporary)).toHaveLength(4), { timeout: 20_000, interval: 20 });
    expect([dead, alive, young].map((path) => existsSync(`${path}`))).toEqual([false, true, true]);
  });
});
