import type { ProgramAttack } from '../attack.ts';
import { printedTheSecret } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'reads the memory of the process that runs the suites',
  stoppedBy: {
    bubblewrap: 'own pid namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: () => `
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
const maps = readFileSync('/proc/' + process.ppid + '/maps', 'utf8');
const memory = openSync('/proc/' + process.ppid + '/mem', 'r');
const piece = Buffer.alloc(1024 * 1024);
search: for (const [, from, to] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
  for (let at = Number('0x' + from); at < Number('0x' + to); at += piece.length) {
    let length = 0;
    try {
      length = readSync(memory, piece, 0, Math.min(piece.length, Number('0x' + to) - at), at);
    } catch {
      break;
    }
    const found = /secret-[0-9a-f]{16}/.exec(piece.latin1Slice(0, length));
    if (!found) continue;
    console.log(found[0]);
    break search;
  }
}
closeSync(memory);
`,
  evidence: printedTheSecret,
};
