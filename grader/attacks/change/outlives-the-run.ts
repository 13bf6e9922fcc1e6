import type { ProgramAttack } from '../attack.ts';

export const attack: ProgramAttack = {
  tries: 'leaves a process behind, in a session of its own, that goes on when the class is graded',
  stoppedBy: { bubblewrap: 'own pid namespace', node: 'Node permissions' },
  without: 'level none',
  program: ({ token }) => `
const { spawn } = await import(['node:child', 'process'].join('_')); // no rule of imports can see what this is
const args = ['-e', 'setTimeout(() => {}, 60_000)', '${token}'];
spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
`,
  evidence({ world, bait }) {
    const left = world.leftBehind(bait);
    return left.length > 0 ? `process ${left[0]?.pid} still runs` : undefined;
  },
};
