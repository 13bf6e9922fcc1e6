import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needsCommand } from '../../../peers/needs-command.ts';
import { parseCourse } from '../../course.ts';
import { GitRepository } from '../fixtures/git-repository.ts';
import { type Answer, type GitServer, gitServer } from '../fixtures/git-server.ts';
import { collectLimits } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { Unreachable } from '../unreachable.ts';
import { gitFiles } from './git-files.ts';
import { parseGitSource } from './git-source.ts';

needsCommand('git');
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SERVER_TS = 'packages/echo/src/server.ts';
const FILES = [SERVER_TS, 'packages/echo/src/client.ts'];
const LIMITS = collectLimits(parseCourse('title: x', 'course.yaml'));

let root: string;
let repository: GitRepository;
let server: GitServer;
let answer: Answer;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'git de ñu '));
  answer = () => false;
  server = await gitServer(root, (...request) => answer(...request));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** A repository with one commit. */
function makeRepository(content: string | Uint8Array = 'one\n'): string {
  repository = new GitRepository(join(root, 'ana'));
  repository.write(SERVER_TS, content);
  return repository.commit();
}

interface Asked {
  protocols?: string[];
  limits?: Partial<typeof LIMITS>;
  deadline?: Date;
}

/** What is collected of a source: the content of server.ts, or why there is none. */
async function collected(source: string, { protocols = ['http'], limits = {}, deadline }: Asked = {}): Promise<string> {
  const parsed = parseGitSource(source);
  if (!parsed) throw new Error(`${source} is no git source.`);
  const options = { cache: join(root, 'cache'), limits: { ...LIMITS, ...limits }, protocols };
  try {
    const files = await gitFiles(parsed, [{ paths: FILES, deadline }], options);
    return files.read(SERVER_TS)?.toString() ?? 'nothing';
  } catch (error) {
    if (error instanceof Refusal) return `rejected: ${error.message.replaceAll(server.url, 'SERVER')}`;
    if (error instanceof Unreachable) return `error: ${error.message.replaceAll(server.url, 'SERVER')}`;
    throw error;
  }
}

const ana = (revision = '') => `${server.url}/ana/.git${revision && `#${revision}`}`;

describe('takes', () => {
  test('the newest commit of the branch that the repository shows', async () => {
    makeRepository();
    expect(await collected(ana())).toBe('one\n');
    repository.write(SERVER_TS, 'two\n');
    repository.commit();
    expect(await collected(ana())).toBe('two\n');
  });

  test('a branch, a tag, a commit', async () => {
    const first = makeRepository();
    repository.git('tag', '--annotate', '--message=t', 'v1');
    repository.git('checkout', '--quiet', '-b', 'week/3');
    repository.write(SERVER_TS, 'three\n');
    repository.commit();
    repository.git('checkout', '--quiet', 'main');
    expect(await collected(ana('week/3'))).toBe('three\n');
    expect(await collected(ana('v1'))).toBe('one\n');
    expect(await collected(ana(first))).toBe('one\n');
  });

  test('a commit that no branch has any more', async () => {
    const first = makeRepository();
    repository.write(SERVER_TS, 'amended\n');
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--amend', '--message=again');
    expect(await collected(ana(first))).toBe('one\n');
  });

  test('the last commit before the deadline', async () => {
    makeRepository();
    const at = (hour: number) => new Date(Date.UTC(2026, 4, 2, hour));
    for (const hour of [10, 11, 12]) {
      repository.write(SERVER_TS, `${hour} o'clock\n`);
      repository.commit(at(hour));
    }
    expect(await collected(ana(), { deadline: at(11) })).toBe("11 o'clock\n");
    expect(await collected(ana('main'), { deadline: new Date(+at(12) - 1000) })).toBe("11 o'clock\n");
    expect(await collected(ana(), { deadline: at(20) })).toBe("12 o'clock\n");
    expect(await collected(ana(repository.git('rev-parse', 'HEAD')), { deadline: at(11) })).toBe("12 o'clock\n");
    expect(await collected(ana(), { deadline: new Date('2026-01-01T00:00:00Z') })).toBe(
      'rejected: The repository SERVER/ana/.git has no commit from before the deadline, 2026-01-01T00:00:00Z, among its last 1000.',
    );
  });

  test('work that was merged after the deadline at the time when it came onto the branch', async () => {
    makeRepository();
    const at = (hour: number) => new Date(Date.UTC(2026, 4, 2, hour));
    repository.git('checkout', '--quiet', '-b', 'aside');
    repository.write(SERVER_TS, 'aside\n');
    repository.commit(at(10));
    repository.git('checkout', '--quiet', 'main');
    repository.gitAt(at(12), 'merge', '--quiet', '--no-ff', '--message=m', 'aside');
    expect(await collected(ana(), { deadline: at(11) })).toBe('one\n');
    expect(await collected(ana(), { deadline: at(12) })).toBe('aside\n');
  });

  test('the file as it was committed, without filters or line ends', async () => {
    repository = new GitRepository(join(root, 'ana'));
    repository.write(SERVER_TS, 'one\ntwo $Id$\n');
    repository.commit();
    repository.writeAttributes('* text eol=crlf ident filter=evil\n');
    expect(await collected(ana())).toBe('one\ntwo $Id$\n'); // in a work tree it had CR LF, and an id
  });

  test('a redirected repository', async () => {
    makeRepository();
    answer = (request, response) => {
      if (!request.url?.startsWith('/old/')) return false;
      response.writeHead(301, { location: request.url.replace('/old/', '/ana/') }).end();
      return true;
    };
    expect(await collected(`${server.url}/old/.git`)).toBe('one\n');
  });

  test('a repository of plain files', async () => {
    makeRepository();
    repository.git('update-server-info');
    answer = (request, response) => {
      request.url = request.url?.replace(/\?.*/, ''); // asks git as if it had no protocol of its own
      void response;
      return false;
    };
    expect(await collected(ana())).toBe('one\n');
  });

  test('a local repository where course.yaml lists file:', async () => {
    makeRepository();
    const url = `file://${repository.directory.replaceAll(' ', '%20')}`;
    expect(await collected(url, { protocols: ['file'] })).toBe('one\n');
    expect(await collected(url, { protocols: ['https'] })).toContain(
      'is reached by file:, and course.yaml allows https.',
    );
  });
});

test('a commit is fetched once, and then needs no network', async () => {
  const first = makeRepository();
  await collected(ana(first));
  const asked = server.requests.length;
  expect(asked).toBeGreaterThan(0);
  expect(await collected(ana(first))).toBe('one\n');
  expect(server.requests.length).toBe(asked);
  await collected(ana());
  expect(server.requests.slice(asked).filter((request) => request.includes('POST'))).toHaveLength(1); // where it stands
});

test("by ssh: never asks, lends nothing, and knows the user's key by the agent", async () => {
  makeRepository();
  const log = join(root, 'ssh.log');
  const ssh = join(root, 'my ssh');
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
  try {
    const url = `ssh://git@host.example:2222${encodeURI(repository.directory)}/.git`;
    expect(await collected(url, { protocols: ['ssh'] })).toBe('one\n');
  } finally {
    vi.unstubAllEnvs();
  }
  const lines = readFileSync(log, 'utf8').split('\n');
  expect(lines).toEqual(
    expect.arrayContaining(['-oBatchMode=yes', '-oForwardAgent=no', '-p', '2222', 'git@host.example']),
  );
  expect(lines).toContain('agent /the/agent');
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
  const ssh = join(root, 'ssh');
  writeFileSync(ssh, `#!/bin/sh\necho '${line}' >&2\nexit 255\n`, { mode: 0o755 });
  vi.stubEnv('GIT_SSH_COMMAND', `'${ssh}'`);
  try {
    expect(await collected('ssh://git@host.example/x', { protocols: ['ssh'] })).toMatch(expected);
  } finally {
    vi.unstubAllEnvs();
  }
});

describe('never runs or fetches', () => {
  test('hooks, filters, submodules, LFS', async () => {
    const trap = join(root, 'trap');
    const id = makeRepository();
    repository.write('.gitattributes', '*.ts filter=trap\n');
    repository.write(
      '.gitmodules',
      `[submodule "sub"]\n\tpath = sub\n\turl = ${server.url}/trap\n\tupdate = !touch "${trap}"\n`,
    );
    repository.write('.lfsconfig', `[lfs]\n\turl = ${server.url}/trap\n`);
    repository.git('add', '--all');
    repository.stage('160000', id, 'sub');
    repository.git('commit', '--quiet', '--message=traps');
    for (const hook of [
      'post-checkout',
      'reference-transaction',
      'post-index-change',
      'pre-auto-gc',
      'fsmonitor-watchman',
    ]) {
      writeFileSync(join(repository.directory, '.git/hooks', hook), `#!/bin/sh\ntouch "${trap}"\n`, { mode: 0o755 });
    }
    expect(await collected(ana())).toBe('one\n');
    expect(existsSync(trap)).toBe(false);
    expect(server.requests.filter((request) => request.includes('trap'))).toEqual([]);
  });

  test('what the user and the machine have configured', async () => {
    makeRepository();
    const home = join(root, 'home');
    mkdirSync(home);
    writeFileSync(join(home, '.gitconfig'), `[url "http://127.0.0.1:1/"]\n\tinsteadOf = ${server.url}/\n`);
    vi.stubEnv('HOME', home);
    vi.stubEnv('GIT_DIR', '/nowhere');
    try {
      expect(await collected(ana())).toBe('one\n');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('leaves nothing of a fetch that failed', async () => {
    makeRepository();
    await collected(ana('0'.repeat(40)));
    const [folder = ''] = readdirSync(join(root, 'cache'));
    expect(readdirSync(join(root, 'cache', folder))).toEqual([]);
  });
});

describe('is refused', () => {
  const refused: [string, () => void, string][] = [
    [
      'a link',
      () => {
        const id = repository.git('hash-object', '-w', join(repository.directory, SERVER_TS));
        repository.stage('120000', id, SERVER_TS);
      },
      `${SERVER_TS} is a link. Commit what it points to, in its place.`,
    ],
    [
      'a link on the way',
      () => {
        const id = repository.git('hash-object', '-w', join(repository.directory, SERVER_TS));
        repository.git('rm', '-r', '--quiet', '--cached', 'packages');
        repository.stage('120000', id, 'packages/echo');
      },
      'packages/echo is a link. Commit what it points to, in its place.',
    ],
    [
      'a submodule on the way',
      () => {
        repository.git('rm', '-r', '--quiet', '--cached', 'packages');
        repository.stage('160000', repository.git('rev-parse', 'HEAD'), 'packages');
      },
      'packages is a submodule, which is not fetched. Commit the files themselves.',
    ],
    [
      'a folder',
      () => {
        repository.git('rm', '--quiet', SERVER_TS);
        repository.write(`${SERVER_TS}/x`, '');
        repository.git('add', '--all');
      },
      `${SERVER_TS} is not a file.`,
    ],
    [
      'a large file',
      () => {
        repository.write(SERVER_TS, 'x'.repeat(64 * 1024 + 1));
        repository.git('add', '--all');
      },
      `${SERVER_TS} has 65 KiB, the limit is 64 KiB. Make it smaller.`,
    ],
  ];
  test.each(refused)('%s', async (_, prepare, reason) => {
    makeRepository();
    prepare();
    repository.git('commit', '--quiet', '--message=odd');
    expect(await collected(ana())).toBe(`rejected: ${reason}`);
  });

  test('nothing: an empty repository, no repository, no such branch, no such commit', async () => {
    makeRepository();
    new GitRepository(join(root, 'empty'));
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    expect(await collected(`${server.url}/empty/.git`)).toBe(
      'rejected: The repository SERVER/empty/.git is empty. Push to it.',
    );
    expect(await collected(`${server.url}/nobody.git`)).toBe(
      'rejected: There is no repository at SERVER/nobody.git. Mend the source.',
    );
    expect(await collected(ana('week-3'))).toBe(
      'rejected: The repository SERVER/ana/.git has no branch or tag "week-3".',
    );
    expect(await collected(ana('abc1234'))).toBe(
      'rejected: The repository SERVER/ana/.git has no branch or tag "abc1234". A commit is named by its whole id, 40 characters.',
    );
    expect(await collected(ana('0'.repeat(40)))).toBe(
      `rejected: The repository SERVER/ana/.git has no commit ${'0'.repeat(40)}. Mend the source.`,
    );
    expect(await collected(ana(tree))).toBe(
      `rejected: The repository SERVER/ana/.git has no commit ${tree}. Mend the source.`,
    );
  });

  test('who is not let in: nobody is asked for a password, and none is shown', async () => {
    makeRepository();
    answer = (_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return true;
    };
    const refusal =
      'rejected: The repository SERVER/ana/.git is not there, or lets nobody in. Make it public, or give the course access.';
    expect(await collected(ana())).toBe(refusal);
    expect(await collected(ana().replace('http://', 'http://ana:s3cret@'))).toBe(refusal);
    answer = (_, response) => Boolean(response.writeHead(403).end());
    expect(await collected(ana())).toBe(refusal);
  });

  test('a repository that is too large', async () => {
    makeRepository();
    const noise = Array.from({ length: 300_000 }, () => String.fromCharCode(Math.random() * 256)).join('');
    repository.write('film.bin', Buffer.from(noise, 'latin1'));
    repository.commit();
    expect(await collected(ana(), { limits: { repositoryBytes: 100_000 } })).toBe(
      'rejected: The repository SERVER/ana/.git is larger than 98 KiB. Take out what is not yours: node_modules.',
    );
  });

  test('a server that never answers', async () => {
    makeRepository();
    answer = () => true;
    expect(await collected(ana(), { limits: { fetchMs: 1000 } })).toBe(
      'rejected: The repository SERVER/ana/.git did not come within 1 s. Make it smaller.',
    );
  });

  test('a redirect to another protocol', async () => {
    makeRepository();
    answer = (_, response) =>
      Boolean(response.writeHead(302, { location: `file://${repository.directory}/.git/` }).end());
    expect(await collected(ana())).toBe(
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
    expect(await collected(source, { protocols: ['https', 'ssh'] })).toContain(
      `rejected: The source ${source.replace(/#.*/, '')}`,
    );
    expect(await collected(source, { protocols: ['https', 'ssh'] })).toContain(reason);
  });
});

describe('is no refusal, for it may be the network', () => {
  test('a host that does not answer, or breaks off', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    expect(await collected(`http://127.0.0.1:${port}/ana.git`)).toMatch(
      /^error: The repository http:\/\/127\.0\.0\.1:\d+\/ana\.git cannot be had: unable to access .*(refused|connect)/i,
    );
    makeRepository();
    answer = (_, response) => Boolean(response.writeHead(502).end());
    expect(await collected(ana())).toMatch(/^error: .* cannot be had: .*502\.$/);
    answer = (request, response) => request.method === 'POST' && Boolean(response.destroy());
    expect(await collected(ana())).toMatch(/^error: .* cannot be had: /);
  });

  test('the end of the run', async () => {
    makeRepository();
    const breakOff = new AbortController();
    answer = () => {
      breakOff.abort(new Error('Stopped.'));
      return true;
    };
    const options = { cache: join(root, 'cache'), limits: LIMITS, protocols: ['http'], signal: breakOff.signal };
    const source = parseGitSource(ana());
    if (!source) throw new Error('It is one.');
    await expect(gitFiles(source, [{ paths: FILES }], options)).rejects.toThrow('Stopped.');
  });
});
