import { createRequire } from 'node:module';
import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

const AS_ROOT = { impossible: () => (process.getuid?.() === 0 ? undefined : 'not started as root') };

export const attacks: Record<string, ProgramAttack> = {
  'is-root': {
    tries: 'is root, when the class is graded by root',
    stoppedBy: { bubblewrap: 'rights dropped before the launch' },
    ...AS_ROOT,
    program: () => `
const { getuid, geteuid, getgroups } = process;
if ([getuid(), geteuid(), ...getgroups()].includes(0)) console.log('is root: ' + [getuid(), geteuid(), ...getgroups()]);
`,
    evidence: printed(/is root: [\d,]+/),
  },
  'opens-a-setting-of-the-kernel': {
    tries: 'opens a setting of the kernel for writing',
    stoppedBy: { bubblewrap: 'rights dropped before the launch', node: 'Node permissions' },
    ...AS_ROOT,
    program: () => `
import { openSync } from 'node:fs';
openSync('/proc/sys/kernel/core_pattern', 'r+');
console.log('opened a setting of the kernel');
`,
    evidence: printed(/opened a setting of the kernel/),
  },
  'loads-a-native-addon': {
    tries: 'loads machine code into its process',
    stoppedBy: { bubblewrap: 'Node permissions', node: 'Node permissions' },
    program: () => `
const module = { exports: {} };
process[['dl', 'open'].join('')](module, ${JSON.stringify(nativeAddon())});
console.log('loaded ' + Object.keys(module.exports).length + ' functions of machine code');
`,
    evidence: printed(/loaded \d+ functions/),
  },
};

/** A native addon that is on every machine that has the grader: that of its parser, absolute. */
function nativeAddon(): string {
  const parser = createRequire(createRequire(import.meta.url).resolve('oxc-parser'));
  const libc = process.platform === 'linux' ? '-gnu' : '';
  return parser.resolve(`@oxc-parser/binding-${process.platform}-${process.arch}${libc}`);
}
