import type { ProgramAttack } from '../attack.ts';
import { reachedTheHost } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'connects to an abstract Unix socket, which has no file',
  stoppedBy: {
    bubblewrap: 'own network namespace',
  },
  without: 'level none',
  program: ({ sockets, token }) => `
import { connect } from 'node:net';
const socket = connect(${JSON.stringify(sockets.abstract)});
socket.on('error', (error) => console.log(error.message)).end('${token}\\n');
`,
  evidence: reachedTheHost,
};
