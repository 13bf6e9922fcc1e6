import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'opens a setting of the kernel for writing',
  stoppedBy: {
    bubblewrap: 'rights dropped before the launch',
    node: 'Node permissions',
  },
  without: 'level none',
  impossible: () => (process.getuid?.() === 0 ? undefined : 'not started as root'),
  program: () => `
import { openSync } from 'node:fs';
openSync('/proc/sys/kernel/core_pattern', 'r+');
console.log('opened a setting of the kernel');
`,
  evidence: printed(/opened a setting of the kernel/),
};
