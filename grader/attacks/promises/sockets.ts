import type { ProgramAttack } from '../attack.ts';
import { printed, reachedTheHost } from '../evidence.ts';
import { sendsTo } from '../program-parts.ts';

const REACHES = { stoppedBy: { bubblewrap: 'own mount namespace' }, evidence: reachedTheHost };

export const attacks: Record<string, ProgramAttack> = {
  'asks-the-ssh-agent': {
    tries: 'talks to the ssh-agent of whoever grades',
    ...REACHES,
    program: ({ sockets, token }) => sendsTo(sockets.agent, token),
  },
  'asks-docker': {
    tries: 'talks to the socket of Docker, which is as good as root',
    ...REACHES,
    program: ({ sockets, token }) => sendsTo(sockets.docker, token),
  },
  'joins-the-lifeline-of-the-run': {
    tries: 'speaks to the run on the socket on which jobs say how they ended',
    stoppedBy: { bubblewrap: 'own mount namespace', node: 'Node permissions' },
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
  },
};
