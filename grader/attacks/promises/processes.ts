import type { ProgramAttack } from '../attack.ts';
import { endedInError, printed, printedTheSecret, wroteInTheHome } from '../evidence.ts';

const LOOKS = { stoppedBy: { bubblewrap: 'own pid namespace', node: 'Node permissions' } };
const STEERS = { stoppedBy: { bubblewrap: 'own pid namespace' }, alone: true as const };

export const attacks: Record<string, ProgramAttack> = {
  'lists-the-processes-of-others': {
    tries: 'lists the processes of the machine: jobs of others, paths, flags',
    ...LOOKS,
    program: () => `
import { readdirSync, readFileSync } from 'node:fs';
for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
  const command = readFileSync('/proc/' + pid + '/cmdline', 'utf8');
  if (command.includes('job-main')) console.log('sees the job ' + pid);
}
`,
    evidence: printed(/sees the job \d+/),
  },
  'reads-the-environment-of-others': {
    tries: 'reads the environment of every process that it finds, tokens and all',
    ...LOOKS,
    stoppedBy: { bubblewrap: 'own pid namespace, empty environments', node: 'Node permissions' },
    program: () => `
import { readdirSync, readFileSync } from 'node:fs';
for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
  try {
    const found = /secret-[0-9a-f]+/.exec(readFileSync('/proc/' + pid + '/environ', 'utf8'));
    if (found) console.log(found[0]);
  } catch {
    // Not one of ours.
  }
}
`,
    evidence: printedTheSecret,
  },
  'reads-the-memory-of-the-runner': {
    tries: 'reads the memory of the process that runs the suites',
    ...LOOKS,
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
  },
  'debugs-the-runner': {
    tries: 'opens the debugger of the process that runs the suites, and has it write a file',
    ...STEERS,
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
  },
  'kills-the-runner': {
    tries: 'kills the process that runs the suites',
    ...STEERS,
    program: () => `
if (process.ppid > 1) process.kill(process.ppid, 'SIGKILL');
console.log('killed ' + process.ppid);
`,
    evidence: endedInError,
  },
};
