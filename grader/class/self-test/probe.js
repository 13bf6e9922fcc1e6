// A hostile program: it tries what no student's program may, and prints what it could. Unconfined it can do all of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';

const { secret, file, pid, port, children } = JSON.parse(process.argv[2]);

const could = {
  read: tries(() => readFileSync(secret, 'utf8') === 'secret'),
  write: tries(() => writeFileSync(file, 'written') === undefined),
  see: tries(() => process.kill(pid, 0)),
  start: await startsAll(children).catch(() => false), // Node's permissions refuse in so many words
  connect: await connects(port),
};
process.stdout.write(JSON.stringify(could), () => process.exit(0));

function tries(attack) {
  try {
    return attack();
  } catch {
    return false;
  }
}

/** All of them at once: those that have ended count until this program has taken note of it. */
async function startsAll(number) {
  const started = Array.from({ length: number }, () => spawn('/usr/bin/prlimit', ['--version'], { stdio: 'ignore' }));
  const are = started.every((child) => child.pid !== undefined);
  await Promise.allSettled(started.map((child) => once(child, 'exit')));
  return are;
}

function connects(port) {
  return new Promise((resolve) => {
    connect({ port, host: '127.0.0.1' })
      .on('connect', () => resolve(true))
      .on('error', () => resolve(false));
  });
}
