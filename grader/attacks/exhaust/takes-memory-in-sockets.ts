import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';

export const attack: ProgramAttack = {
  tries: 'takes more memory than it may in the kernel: what it sends itself and never reads',
  stoppedBy: {
    bubblewrap: 'memory of the job’s network',
  },
  without: 'wide limits',
  limits: { memoryMiB: 128 },
  program: () => `
import { connect, createServer } from 'node:net';
const piece = Buffer.alloc(4 * 1024 * 1024);
const held = [];
const server = createServer((socket) => held.push(socket.pause())).listen(0, '127.0.0.1', () => {
  for (let n = 0; n < 100; n++) {
    const client = connect(server.address().port, '127.0.0.1').on('error', () => {});
    client.write(piece);
    held.push(client);
  }
});
setTimeout(() => {
  const waits = held.reduce((sum, { _handle }) => sum + (_handle?.writeQueueSize ?? 0), 0);
  const mib = (100 * piece.length - waits) / 1024 / 1024;
  if (mib > 128) console.log('had ' + Math.round(mib) + ' MiB in the kernel');
  process.exit();
}, 6_000); // the watch looks every so often, later on a busy machine: what counts is what is kept
`,
  evidence: printed(/had \d+ MiB in the kernel/),
};
