import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needsCommand } from '../../../interop/needs-command.ts';
import { type Asked, GitHost } from '../fixtures/git-host.ts';

needsCommand('git');
let host: GitHost;
beforeEach(async () => {
  host = await GitHost.start();
});
afterEach(() => {
  vi.unstubAllEnvs();
  return host[Symbol.asyncDispose]();
});
const collected = (revision?: string, asked?: Asked) => host.collected(host.ana(revision), asked);

test("by ssh: never asks, lends nothing, and knows the user's key by the agent", async () => {
  host.commit();
  const log = join(host.root, 'ssh.log');
  const ssh = join(host.root, 'my ssh');
  // Called like ssh: flags, the host, the command. It also says where the agent is.
  const script = [
    '#!/bin/sh',
    'for last in "$@"; do :; done',
    'case "$*" in *" -G "*) exit 0;; esac',
    `{ printf '%s\\n' "$@"; echo "agent $SSH_AUTH_SOCK"; } > '${log}'`,
    'exec sh -c "$last"',
  ];
  writeFileSync(ssh, `${script.join('\n')}\n`, { mode: 0o755 });
  vi.stubEnv('GIT_SSH_COMMAND', `'${ssh}'`);
  vi.stubEnv('SSH_AUTH_SOCK', '/the/agent');
  const url = `ssh://git@host.example:2222${encodeURI(host.repository.directory)}/.git`;
  expect(await host.collected(url, { protocols: ['ssh'] })).toBe('one\n');
  const lines = readFileSync(log, 'utf8').split('\n');
  const wanted = ['-oBatchMode=yes', '-oForwardAgent=no', '-p', '2222', 'git@host.example', 'agent /the/agent'];
  expect(lines).toEqual(expect.arrayContaining(wanted));
});

test.each([
  [
    'Permission denied (publickey).',
    /^rejected: The repository ssh:\/\/git@host\.example\/x is not there, or lets nobody in/,
  ],
  ['ERROR: Repository not found.', /^rejected: There is no repository at ssh:\/\/git@host\.example\/x/],
  [
    'ssh: Could not resolve hostname host.example',
    /^error: .* cannot be had: ssh: Could not resolve hostname host\.example\.$/,
  ],
  ['Host key verification failed.', /^error: .* cannot be had: Host key verification failed\.$/],
])('ssh says %s', async (line, expected) => {
  const ssh = join(host.root, 'ssh');
  writeFileSync(ssh, `#!/bin/sh\necho '${line}' >&2\nexit 255\n`, { mode: 0o755 });
  vi.stubEnv('GIT_SSH_COMMAND', `'${ssh}'`);
  expect(await host.collected('ssh://git@host.example/x', { protocols: ['ssh'] })).toMatch(expected);
});

describe('never runs or fetches', () => {
  test('hooks, filters, submodules, LFS', async () => {
    const trap = join(host.root, 'trap');
    const id = host.commit();
    host.repository.write('.gitattributes', '*.ts filter=trap\n');
    host.repository.write(
      '.gitmodules',
      `[submodule "sub"]\n\tpath = sub\n\turl = ${host.server.url}/trap\n\tupdate = !touch "${trap}"\n`,
    );
    host.repository.write('.lfsconfig', `[lfs]\n\turl = ${host.server.url}/trap\n`);
    host.repository.git('add', '--all');
    host.repository.stage('160000', id, 'sub');
    host.repository.git('commit', '--quiet', '--message=traps');
    const hooks = ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc', 'fsmonitor-watchman'];
    for (const hook of hooks) {
      writeFileSync(join(host.repository.directory, '.git/hooks', hook), `#!/bin/sh\ntouch "${trap}"\n`, {
        mode: 0o755,
      });
    }
    expect(await collected()).toBe('one\n');
    expect(existsSync(trap)).toBe(false);
    expect(host.server.requests.filter((request) => request.includes('trap'))).toEqual([]);
  });

  test('what the user and the machine have configured', async () => {
    host.commit();
    const home = join(host.root, 'home');
    mkdirSync(home);
    writeFileSync(join(home, '.gitconfig'), `[url "http://127.0.0.1:1/"]\n\tinsteadOf = ${host.server.url}/\n`);
    vi.stubEnv('HOME', home);
    vi.stubEnv('GIT_DIR', '/nowhere');
    expect(await collected()).toBe('one\n');
  });

  test('leaves nothing of a fetch that failed', async () => {
    host.commit();
    await collected('0'.repeat(40));
    const [folder = ''] = readdirSync(join(host.root, 'cache'));
    expect(readdirSync(join(host.root, 'cache', folder))).toEqual([]);
  });
});

describe('is refused', () => {
  test('who is not let in: nobody is asked for a password, and none is shown', async () => {
    host.commit();
    host.answer = (_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return true;
    };
    const refusal =
      'rejected: The repository SERVER/ana/.git is not there, or lets nobody in. Make it public, or give the course access.';
    expect(await collected()).toBe(refusal);
    expect(await host.collected(host.ana().replace('http://', 'http://ana:s3cret@'))).toBe(refusal);
    host.answer = (_, response) => Boolean(response.writeHead(403).end());
    expect(await collected()).toBe(refusal);
  });

  test('a repository that is too large', async () => {
    host.commit();
    const noise = Array.from({ length: 300_000 }, () => String.fromCharCode(Math.random() * 256)).join('');
    host.repository.write('film.bin', Buffer.from(noise, 'latin1'));
    host.repository.commit();
    expect(await collected(undefined, { limits: { repositoryBytes: 100_000 } })).toBe(
      'rejected: The repository SERVER/ana/.git is larger than 98 KiB. Take out what is not yours: node_modules.',
    );
  });

  test('a server that never answers', async () => {
    host.commit();
    host.answer = () => true;
    expect(await collected(undefined, { limits: { fetchMs: 1000 } })).toBe(
      'rejected: The repository SERVER/ana/.git did not come within 1 s. Make it smaller.',
    );
  });

  test('a redirect to another protocol', async () => {
    host.commit();
    host.answer = (_, response) =>
      Boolean(response.writeHead(302, { location: `file://${host.repository.directory}/.git/` }).end());
    expect(await collected()).toBe(
      'rejected: The repository SERVER/ana/.git leads on by a protocol that course.yaml does not allow. Name where it is now.',
    );
  });

  test.each([
    ['ext::sh -c touch% /tmp/x', 'is reached by ext:, and course.yaml allows https, ssh.'],
    ['file:///etc', 'is reached by file:, and course.yaml allows https, ssh.'],
    ['http://127.0.0.1/x', 'is reached by http:, and course.yaml allows https, ssh.'],
    ['ssh://-oProxyCommand=touch/x', 'names no host.'],
    ['https::ext::sh', 'names no host.'],
    ['https://example.org/x#--upload-pack=touch', 'names no branch, tag or commit after its "#".'],
    ['https://example.org/x#a..b', 'names no branch, tag or commit after its "#".'],
    ['https://example.org/x y', 'has a blank in it.'],
  ])('%s', async (source, reason) => {
    expect(await host.collected(source, { protocols: ['https', 'ssh'] })).toContain(
      `rejected: The source ${source.replace(/#.*/, '')}`,
    );
    expect(await host.collected(source, { protocols: ['https', 'ssh'] })).toContain(reason);
  });
});

describe('is no refusal, for it may be the network', () => {
  test('a host that does not answer, or breaks off', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    expect(await host.collected(`http://127.0.0.1:${port}/ana.git`)).toMatch(
      /^error: The repository http:\/\/127\.0\.0\.1:\d+\/ana\.git cannot be had: unable to access .*(refused|connect)/i,
    );
    host.commit();
    host.answer = (_, response) => Boolean(response.writeHead(502).end());
    expect(await collected()).toMatch(/^error: .* cannot be had: .*502\.$/);
    host.answer = (request, response) => request.method === 'POST' && Boolean(response.destroy());
    expect(await collected()).toMatch(/^error: .* cannot be had: /);
  });

  test('the end of the run', async () => {
    host.commit();
    const breakOff = new AbortController();
    host.answer = () => {
      breakOff.abort(new Error('Stopped.'));
      return true;
    };
    await expect(collected(undefined, { signal: breakOff.signal })).rejects.toThrow('Stopped.');
  });
});
