import type { ProgramAttack } from '../attack.ts';
import { reachedTheHost } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'talks to the socket of Docker, which is as good as root',
  stoppedBy: {
    bubblewrap: 'own mount namespace',
  },
  without: 'level none',
  program: ({ sockets, token }) => `
import { connect } from 'node:net';
const socket = connect(${JSON.stringify(sockets.docker)});
socket.on('error', (error) => console.log(error.message)).end('${token}\\n');
`,
  evidence: reachedTheHost,
};
