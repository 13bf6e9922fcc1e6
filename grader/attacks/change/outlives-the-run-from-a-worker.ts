import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';

/** `child_process` in a worker that has dropped Node's permissions: only the namespaces are left to hold it. */
const DAEMON = (token: string) => `
const { spawn } = require('node:child_process');
const args = ['-e', 'setTimeout(() => {}, 60_000)', '${token}'];
spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
`;

export const attack: ProgramAttack = {
  tries: 'leaves a process behind by a worker that has dropped Node’s permissions',
  stoppedBy: { bubblewrap: 'own pid namespace', node: 'the guard of its threads' },
  without: 'level none',
  workers: true,
  program: ({ token }) => `
${RAW_THREAD}
rawThread(${JSON.stringify(DAEMON(token))});
`,
  evidence({ world, bait }) {
    const left = world.leftBehind(bait);
    return left.length > 0 ? `process ${left[0]?.pid} still runs` : undefined;
  },
};
