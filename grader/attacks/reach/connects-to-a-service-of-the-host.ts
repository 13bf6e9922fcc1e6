import type { ProgramAttack } from '../attack.ts';
import { reachedTheHost } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'connects to a service of the host on 127.0.0.1',
  stoppedBy: {
    bubblewrap: 'own network namespace',
  },
  without: 'level none',
  program: ({ ports, token }) => `
import { connect } from 'node:net';
const socket = connect({ host: '127.0.0.1', port: ${ports.tcp} });
socket.on('error', (error) => console.log(error.message)).end('${token}\\n');
`,
  evidence: reachedTheHost,
};
