import type { ProgramAttack } from '../attack.ts';
import { nativeAddon } from '../bait/native-addon.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'loads machine code into its process',
  stoppedBy: {
    bubblewrap: 'Node permissions',
    node: 'Node permissions',
  },
  without: 'level none',
  program: () => `
const module = { exports: {} };
process[['dl', 'open'].join('')](module, ${JSON.stringify(nativeAddon())});
console.log('loaded ' + Object.keys(module.exports).length + ' functions of machine code');
`,
  evidence: printed(/loaded \d+ functions/),
};
