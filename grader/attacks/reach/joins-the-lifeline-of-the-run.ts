import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'speaks to the run on the socket on which jobs say how they ended',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
    node: 'Node permissions',
  },
  without: 'level none',
  program: () => `
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
for (const name of readdirSync(tmpdir()).filter((name) => /^socket-lab-.*\\.sock$/.test(name))) {
  const socket = connect(tmpdir() + '/' + name);
  socket.on('error', () => {}).on('data', (bytes) => {
    console.log('the run greets it: ' + bytes);
    socket.destroy();
  });
}
`,
  evidence: printed(/the run greets it: \d+/),
};
