import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'is root, when the class is graded by root',
  stoppedBy: {
    bubblewrap: 'rights dropped before the launch',
  },
  without: 'level none',
  impossible: () => (process.getuid?.() === 0 ? undefined : 'not started as root'),
  program: () => `
const { getuid, geteuid, getgroups } = process;
if ([getuid(), geteuid(), ...getgroups()].includes(0)) console.log('is root: ' + [getuid(), geteuid(), ...getgroups()]);
`,
  evidence: printed(/is root: [\d,]+/),
};
