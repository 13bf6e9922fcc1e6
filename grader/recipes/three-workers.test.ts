import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { SAYS_HELLO, SAYS_NOTHING, TinyCourse } from '../class/fixtures/tiny-course.ts';
import { RemoteServer } from '../fixtures/remote-server.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { needsCommand } from '../interop/needs-command.ts';

const KEY = '0123456789abcdef'.repeat(2);
const STUDENTS = 9;
const MAIN = fileURLToPath(new URL('fixtures/worker-main.ts', import.meta.url));

needsCommand('bwrap');

/** A machine of its own: its repository, its cache, and a network in which there is nobody else. */
class Machine {
  readonly course = new TinyCourse();

  constructor() {
    for (let index = 0; index < STUDENTS; index++) {
      this.course.submit(`s${index}`, `${index % 4 === 3 ? SAYS_NOTHING : SAYS_HELLO}// ${index}\n`);
    }
    onTestFinished(() => this.course[Symbol.dispose]());
  }

  start(socket: string, token: string, ...flags: string[]) {
    const { repository } = this.course;
    const inside = [process.execPath, MAIN, socket, repository, '--sandbox', 'none', '--concurrency', '1', ...flags];
    return spawn('bwrap', ['--dev-bind', '/', '/', '--unshare-net', '--die-with-parent', '--', ...inside], {
      env: { ...process.env, TURBO_TOKEN: token, TURBO_TEAM: 'course', TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** What its gradebook says, but for the times. */
  book(): unknown {
    const { gradedAt, ...book } = JSON.parse(
      readFileSync(join(this.course.repository, 'grades/gradebook.json'), 'utf8'),
    );
    expect(gradedAt).toEqual(expect.any(String));
    return book;
  }
}

test.runIf(process.platform === 'linux')(
  'three workers share a remote cache, one is killed halfway: the merge grades what is missing',
  async () => {
    await using server = await RemoteServer.start({ TURBO_REMOTE_CACHE_SIGNATURE_KEY: KEY });
    const socket = join(temporaryFolder(), 'network');
    const network = createServer((near) => {
      const far = connect(Number(new URL(server.address).port), '127.0.0.1');
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy()).pipe(near);
    }).listen(socket);
    onTestFinished(() => void network.close());

    const graded = { 1: 0, 2: 0, 3: 0 };
    const work = async (shard: 1 | 2 | 3, isKilled = false): Promise<number | null> => {
      const worker = new Machine().start(socket, server.token, '--shard', `${shard}/3`);
      createInterface({ input: worker.stdout }).on('line', (line) => {
        const [, finished] = /^(\d+)\/\d+ s\d tiny$/.exec(line) ?? [];
        if (finished === undefined) return;
        graded[shard] = Number(finished);
        if (isKilled) worker.kill('SIGKILL');
      });
      const [faults, [code]] = await Promise.all([text(worker.stderr), once(worker, 'exit')]);
      expect(faults).toBe('');
      return code;
    };
    expect(await Promise.all([work(1), work(2, true), work(3)])).toEqual([0, null, 0]);
    expect(graded[1] + graded[3]).toBeLessThan(STUDENTS); // the second had something to do

    const merging = new Machine();
    const merge = merging.start(socket, server.token);
    const [out, [code]] = await Promise.all([text(merge.stdout), once(merge, 'exit')]);
    const [, jobs, cached, remote] =
      /^(\d+) jobs in [\d.]+ s, (\d+) of them from the cache \((\d+) from the remote one\)\.$/m.exec(out) ?? [];
    expect([code, Number(jobs), remote]).toEqual([0, STUDENTS, cached]);
    expect(Number(remote)).toBeGreaterThanOrEqual(graded[1] + graded[3]);
    expect(Number(remote)).toBeLessThan(STUDENTS);

    const alone = new Machine();
    writeFileSync(join(alone.course.repository, 'network'), ''); // nobody answers there
    await once(alone.start(join(alone.course.repository, 'network'), ''), 'exit');
    expect(merging.book()).toEqual(alone.book());
  },
);
