import type { ProgramAttack } from '../attack.ts';
import { printed } from '../evidence.ts';
import { RAW_THREAD } from '../program-parts.ts';

const HAD_THE_MEMORY = 'had 200 MiB for 2 s';
/** The end of a program: the watch looks every so often, so what counts is what is kept. */
const KEEPS_THE_MEMORY = `setTimeout(() => console.log('${HAD_THE_MEMORY}'), 2_000);`;
const TAKES = { stoppedBy: { bubblewrap: 'memory watch', node: 'memory watch' }, without: 'wide limits' };
const TAKES_MEMORY = { ...TAKES, limits: { memoryMiB: 128 }, evidence: printed(new RegExp(HAD_THE_MEMORY)) };
const FILLS = { without: 'wide limits', workers: true as const, limits: { tmpMiB: 1 } };

export const attacks: Record<string, ProgramAttack> = {
  'takes-memory-in-buffers': {
    tries: 'takes more memory than it may, outside the heap',
    ...TAKES_MEMORY,
    program: () => `
const taken = Buffer.alloc(200 * 1024 * 1024, 1);
${KEEPS_THE_MEMORY}
process.on('exit', () => taken.length);
`,
  },
  'takes-memory-in-texts': {
    tries: 'takes more memory than it may, in texts',
    ...TAKES_MEMORY,
    program: () => `
const taken = []; // flat texts: what is only joined takes no memory yet
for (let mib = 0; mib < 200; mib++) taken.push(Array.from({ length: 8 }, (_, n) => mib + n / 7).join().padEnd(1_000_000, String(mib)).normalize());
${KEEPS_THE_MEMORY}
process.on('exit', () => taken.length);
`,
  },
  'takes-memory-in-webassembly': {
    tries: 'takes more memory than it may, as WebAssembly’s',
    ...TAKES_MEMORY,
    program: () => `
const PAGE = 65_536; // bytes of a page of WebAssembly
const taken = new WebAssembly.Memory({ initial: (200 * 1024 * 1024) / PAGE });
new Uint8Array(taken.buffer).fill(1);
${KEEPS_THE_MEMORY}
process.on('exit', () => taken.buffer.byteLength);
`,
  },
  'takes-memory-in-threads': {
    tries: 'takes more memory than it may, shared out among threads',
    ...TAKES_MEMORY,
    workers: true,
    program: () => `
import { Worker } from 'node:worker_threads';
const code = 'const taken = Buffer.alloc(50 * 1024 * 1024, 1); setTimeout(() => taken.length, 3_000)';
for (let thread = 0; thread < 4; thread++) new Worker(code, { eval: true }).on('error', (error) => console.log(error.message));
${KEEPS_THE_MEMORY}
`,
  },
  'takes-memory-in-processes': {
    tries: 'takes more memory than it may, shared out among processes',
    ...TAKES_MEMORY,
    stoppedBy: { bubblewrap: 'memory watch', node: 'the guard of its threads' },
    workers: true,
    program: () => `
${RAW_THREAD}
const taker = 'const taken = Buffer.alloc(70 * 1024 * 1024, 1); setTimeout(() => taken.length, 3_000)';
const code = 'for (let n = 0; n < 3; n++) require("node:child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(taker) + '])';
rawThread(code);
${KEEPS_THE_MEMORY}
`,
  },
  'takes-memory-under-a-false-name': {
    tries: 'takes more memory than it may under a name that who reads /proc/PID/stat trips over',
    ...TAKES_MEMORY,
    program: () => `
process.title = 'a) S 0 0 0 (b';
const taken = Buffer.alloc(200 * 1024 * 1024, 1);
${KEEPS_THE_MEMORY}
process.on('exit', () => taken.length);
`,
  },
  'takes-memory-in-sockets': {
    tries: 'takes more memory than it may in the kernel: what it sends itself and never reads',
    ...TAKES_MEMORY,
    stoppedBy: { bubblewrap: 'memory of the job’s network' },
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
  },
  'starts-many-threads': {
    tries: 'starts more threads than it may',
    ...TAKES,
    stoppedBy: { bubblewrap: 'RLIMIT_NPROC in its user namespace', node: 'thread watch' },
    workers: true,
    limits: { threads: 24 },
    program: () => `
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
const threads = Array.from({ length: 30 }, () => new Worker('setTimeout(() => {}, 3_000)', { eval: true }));
for (const thread of threads) thread.on('error', (error) => console.log(error.message));
await Promise.all(threads.map((thread) => once(thread, 'online')));
setTimeout(() => console.log('had 30 threads for 1 s'), 1_000);
`,
    evidence: printed(/had 30 threads for 1 s/),
  },
  'starts-many-processes': {
    tries: 'starts more processes than it may',
    stoppedBy: { bubblewrap: 'RLIMIT_NPROC in its user namespace', node: 'the guard of its threads' },
    without: 'wide limits',
    workers: true,
    limits: { threads: 24 },
    program: () => `
${RAW_THREAD}
const waits = ['-e', 'console.log("a process more"); setTimeout(() => {}, 2_000)'];
const code =
  'for (let n = 0; n < 4; n++) require("node:child_process").spawn(process.execPath, ' + JSON.stringify(waits) +
  ', { stdio: ["ignore", 1, 2] })';
rawThread(code);
`,
    evidence: printed(/(?:a process more\s+){4}/),
  },
  'opens-many-files': {
    tries: 'opens more files than it may',
    stoppedBy: { bubblewrap: 'RLIMIT_NOFILE', node: 'RLIMIT_NOFILE' },
    without: 'wide limits',
    limits: { descriptors: 64 },
    program: () => `
import { openSync } from 'node:fs';
for (let n = 0; n < 200; n++) openSync(import.meta.filename);
console.log('opened 200 files');
`,
    evidence: printed(/opened 200 files/),
  },
  'prints-without-end': {
    tries: 'prints more than it may',
    stoppedBy: { bubblewrap: 'output limit', node: 'output limit' },
    without: 'wide limits',
    limits: { outputMiB: 1 },
    program: () => `
for (let n = 0; n < 48; n++) process.stdout.write('x'.repeat(64 * 1024));
process.stdout.write('printed 3 MiB', () => process.exit());
`,
    evidence: printed(/printed 3 MiB/),
  },
  'fills-the-disk': {
    tries: 'writes more than it may into the temporary folder',
    ...FILLS,
    stoppedBy: { bubblewrap: 'size of its /tmp', node: 'the guard of its threads' },
    program: ({ token }) => `
${RAW_THREAD}
const code =
  'const fs = require("node:fs"); for (let n = 0; n < 8; n++) fs.writeFileSync("/tmp/${token}" + n, Buffer.alloc(500_000));' +
  'fs.writeSync(1, "wrote 4 MB"); for (let n = 0; n < 8; n++) fs.rmSync("/tmp/${token}" + n);';
rawThread(code);
`,
    evidence: printed(/wrote 4 MB/),
  },
  'fills-the-disk-with-names': {
    tries: 'makes files without end, each of them empty',
    ...FILLS,
    stoppedBy: { bubblewrap: 'number of files in its /tmp', node: 'the guard of its threads' },
    program: ({ token }) => `
${RAW_THREAD}
const code =
  'const fs = require("node:fs"); const at = "/tmp/${token}"; fs.mkdirSync(at);' +
  'for (let n = 0; n < 100_000; n++) fs.closeSync(fs.openSync(at + "/" + n, "w"));' +
  'fs.writeSync(1, "made 100000 files"); fs.rmSync(at, { recursive: true });';
rawThread(code);
`,
    evidence: printed(/made 100000 files/),
  },
  'burns-processor-time': {
    tries: 'computes for longer than it may',
    stoppedBy: { bubblewrap: 'processor time of the job', node: 'processor time of the job' },
    without: 'wide limits',
    alone: true,
    program: () => `
const burnt = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
while (burnt() < 5);
console.log('computed for 5 s');
`,
    evidence: printed(/computed for 5 s/),
  },
};
