import type { ProgramAttack } from '../attack.ts';
import { lanAddress } from '../bait/lan-address.ts';
import { reachedTheHost } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'connects to an address in the local network',
  stoppedBy: {
    bubblewrap: 'own network namespace',
  },
  without: 'level none',
  impossible: () => (lanAddress() ? undefined : 'this machine has no address but 127.0.0.1'),
  program: ({ ports, lanAddress, token }) => `
import { connect } from 'node:net';
const socket = connect({ host: '${lanAddress}', port: ${ports.lan} });
socket.on('error', (error) => console.log(error.message)).end('${token}\\n');
`,
  evidence: reachedTheHost,
};
