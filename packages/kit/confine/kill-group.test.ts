import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { killGroup, treeKiller } from './kill-group.ts';

function waiting() {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { child, ready: once(child.stdout, 'data'), ended: once(child, 'exit') };
}

test.each(['linux', 'win32'] as const)(
  'a process is ended as on %s; one that has ended is left alone',
  async (platform) => {
    const { child, ready, ended } = waiting();
    await ready;
    const { pid = 0 } = child;
    killGroup(pid, platform); // here there is no taskkill: so it is when Windows has none
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(() => killGroup(pid, platform)).not.toThrow();
  },
);

test('on Windows with its tree, and by force', () => {
  expect(treeKiller(12)).toEqual({ command: 'taskkill', args: ['/PID', '12', '/T', '/F'] });
});
