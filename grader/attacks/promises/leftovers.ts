import type { Evidence, ProgramAttack, Traces } from '../attack.ts';
import { gotPoints } from '../evidence.ts';
import { RAW_THREAD } from '../program-parts.ts';

/** `child_process` in a worker that has dropped Node's permissions: only the namespaces are left to hold it. */
const DAEMON = (token: string) => `
const { spawn } = require('node:child_process');
const args = ['-e', 'setTimeout(() => {}, 60_000)', '${token}'];
spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
`;

/** Tells everybody who connects what it was told. */
const TELLER = (socket: string) => `
const [, , word] = process.argv;
require('node:net').createServer((socket) => socket.end(word)).listen(${JSON.stringify(socket)});
setTimeout(() => process.exit(), 20_000);
`;

/** Runs in a worker that has dropped Node's permissions. */
const WORKER = (socket: string, token: string) => `
const { spawn } = require('node:child_process');
const { workerData: word } = require('node:worker_threads');
const args = ['-e', ${JSON.stringify(TELLER(socket))}, '${token}', word];
spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
`;

export const attacks: Record<string, ProgramAttack> = {
  'outlives-the-run': {
    tries: 'leaves a process behind, in a session of its own, that goes on when the class is graded',
    stoppedBy: { bubblewrap: 'own pid namespace', node: 'Node permissions' },
    program: ({ token }) => `
const { spawn } = await import(['node:child', 'process'].join('_')); // no rule of imports can see what this is
const args = ['-e', 'setTimeout(() => {}, 60_000)', '${token}'];
spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
`,
    evidence: stillRuns,
  },
  'outlives-the-run-from-a-worker': {
    tries: 'leaves a process behind by a worker that has dropped Node’s permissions',
    stoppedBy: { bubblewrap: 'own pid namespace', node: 'the guard of its threads' },
    workers: true,
    program: ({ token }) => `
${RAW_THREAD}
rawThread(${JSON.stringify(DAEMON(token))});
`,
    evidence: stillRuns,
  },
  'edits-itself-for-the-next-launch': {
    tries: 'changes its own file, so that the next launch runs other code',
    stoppedBy: { bubblewrap: 'own mount namespace', node: 'Node permissions' },
    program: () => `
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
const { word = '' } = parseArgs({ options: { word: { type: 'string' } } }).values;
if (word) writeFileSync(import.meta.filename, 'console.log(' + JSON.stringify(word) + ')');
`,
    evidence: gotPoints,
  },
  'leaves-a-note-for-its-next-launch': {
    tries: 'notes down what a check told it, for a launch that is told nothing',
    stoppedBy: { bubblewrap: 'a fresh /tmp for each launch', node: 'Node permissions' },
    program: ({ token }) => `
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
const { word } = parseArgs({ options: { word: { type: 'string' } } }).values;
for (const folder of ['/tmp', '/dev/shm', '/var/tmp', '.']) {
  try {
    if (word) writeFileSync(folder + '/${token}', word);
    else console.log(readFileSync(folder + '/${token}', 'utf8'));
  } catch (error) {
    console.log(error.code);
  }
}
`,
    evidence: gotPoints,
  },
  'leaves-a-process-for-its-next-launch': {
    tries: 'leaves a process behind that tells the next launch what a check told this one',
    stoppedBy: { bubblewrap: 'own pid namespace', node: 'the guard of its threads' },
    workers: true,
    program({ token }) {
      const socket = `\0${token}`; // an abstract socket: it belongs to the network, which the launches of a job share
      return `
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
${RAW_THREAD}
const { word } = parseArgs({ options: { word: { type: 'string' } } }).values;
if (word) {
  rawThread(${JSON.stringify(WORKER(socket, token))}, word);
} else {
  const ask = (tries) =>
    connect(${JSON.stringify(socket)})
      .on('data', (bytes) => console.log(String(bytes)))
      .on('error', (error) => (tries > 0 ? setTimeout(ask, 50, tries - 1) : console.log(error.message)));
  ask(40);
}
`;
    },
    evidence: gotPoints,
  },
};

function stillRuns({ world, bait }: Traces): Evidence {
  const [left] = world.leftBehind(bait);
  return left && `process ${left.pid} still runs`;
}
