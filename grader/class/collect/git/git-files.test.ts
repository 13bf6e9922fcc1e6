import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needsCommand } from '../../../interop/needs-command.ts';
import { type Asked, GitHost, SERVER_TS } from '../fixtures/git-host.ts';
import { GitRepository } from '../fixtures/git-repository.ts';

const REJECTED = 'rejected: The repository SERVER/ana/.git';

needsCommand('git');
let host: GitHost;
beforeEach(async () => {
  host = await GitHost.start();
});
afterEach(() => host[Symbol.asyncDispose]());
const collected = (revision?: string, asked?: Asked) => host.collected(host.ana(revision), asked);

describe('takes', () => {
  test('the newest commit of the branch that the repository shows', async () => {
    host.commit();
    expect(await collected()).toBe('one\n');
    host.commit('two\n');
    expect(await collected()).toBe('two\n');
  });

  test('a branch, a tag, a commit', async () => {
    const first = host.commit();
    host.repository.git('tag', '--annotate', '--message=t', 'v1');
    host.repository.git('checkout', '--quiet', '-b', 'week/3');
    host.commit('three\n');
    host.repository.git('checkout', '--quiet', 'main');
    expect(await collected('week/3')).toBe('three\n');
    expect(await collected('v1')).toBe('one\n');
    expect(await collected(first)).toBe('one\n');
  });

  test('a commit that no branch has any more', async () => {
    const first = host.commit();
    host.repository.write(SERVER_TS, 'amended\n');
    host.repository.git('add', '--all');
    host.repository.git('commit', '--quiet', '--amend', '--message=again');
    expect(await collected(first)).toBe('one\n');
  });

  test('the last commit before the deadline', async () => {
    host.commit();
    const at = (hour: number) => new Date(Date.UTC(2026, 4, 2, hour));
    for (const hour of [10, 11, 12]) {
      host.commit(`${hour} o'clock\n`, at(hour));
    }
    expect(await collected(undefined, { deadline: at(11) })).toBe("11 o'clock\n");
    expect(await collected('main', { deadline: new Date(+at(12) - 1000) })).toBe("11 o'clock\n");
    expect(await collected(undefined, { deadline: at(20) })).toBe("12 o'clock\n");
    expect(await collected(host.repository.git('rev-parse', 'HEAD'), { deadline: at(11) })).toBe("12 o'clock\n");
    expect(await collected(undefined, { deadline: new Date('2026-01-01T00:00:00Z') })).toBe(
      `${REJECTED} has no commit from before the deadline, 2026-01-01T00:00:00Z, among its last 1000.`,
    );
  });

  test('work that was merged after the deadline at the time when it came onto the branch', async () => {
    host.commit();
    const at = (hour: number) => new Date(Date.UTC(2026, 4, 2, hour));
    host.repository.git('checkout', '--quiet', '-b', 'aside');
    host.commit('aside\n', at(10));
    host.repository.git('checkout', '--quiet', 'main');
    host.repository.gitAt(at(12), 'merge', '--quiet', '--no-ff', '--message=m', 'aside');
    expect(await collected(undefined, { deadline: at(11) })).toBe('one\n');
    expect(await collected(undefined, { deadline: at(12) })).toBe('aside\n');
  });

  test('the file as it was committed, without filters or line ends', async () => {
    host.commit('one\ntwo $Id$\n');
    host.repository.writeAttributes('* text eol=crlf ident filter=evil\n');
    expect(await collected()).toBe('one\ntwo $Id$\n'); // in a work tree it had CR LF, and an id
  });

  test('a redirected repository', async () => {
    host.commit();
    host.answer = (request, response) => {
      if (!request.url?.startsWith('/old/')) return false;
      response.writeHead(301, { location: request.url.replace('/old/', '/ana/') }).end();
      return true;
    };
    expect(await host.collected(`${host.server.url}/old/.git`)).toBe('one\n');
  });

  test('a repository of plain files', async () => {
    host.commit();
    host.repository.git('update-server-info');
    host.answer = (request, response) => {
      request.url = request.url?.replace(/\?.*/, ''); // asks git as if it had no protocol of its own
      void response;
      return false;
    };
    expect(await collected()).toBe('one\n');
  });

  test('a local repository where course.yaml lists file:', async () => {
    host.commit();
    const url = `file://${host.repository.directory.replaceAll(' ', '%20')}`;
    expect(await host.collected(url, { protocols: ['file'] })).toBe('one\n');
    expect(await host.collected(url, { protocols: ['https'] })).toContain(
      'is reached by file:, and course.yaml allows https.',
    );
  });
});

test('a commit is fetched once, and then needs no network', async () => {
  const first = host.commit();
  await collected(first);
  const asked = host.server.requests.length;
  expect(asked).toBeGreaterThan(0);
  expect(await collected(first)).toBe('one\n');
  expect(host.server.requests.length).toBe(asked);
  await collected();
  expect(host.server.requests.slice(asked).filter((request) => request.includes('POST'))).toHaveLength(1); // where it stands
});

describe('is refused', () => {
  const blob = () => host.repository.git('hash-object', '-w', join(host.repository.directory, SERVER_TS));
  const refused: [string, () => void, string][] = [
    [
      'a link',
      () => host.repository.stage('120000', blob(), SERVER_TS),
      `${SERVER_TS} is a link. Commit what it points to, in its place.`,
    ],
    [
      'a link on the way',
      () => {
        const id = blob();
        host.repository.git('rm', '-r', '--quiet', '--cached', 'packages');
        host.repository.stage('120000', id, 'packages/echo');
      },
      'packages/echo is a link. Commit what it points to, in its place.',
    ],
    [
      'a submodule on the way',
      () => {
        host.repository.git('rm', '-r', '--quiet', '--cached', 'packages');
        host.repository.stage('160000', host.repository.git('rev-parse', 'HEAD'), 'packages');
      },
      'packages is a submodule, which is not fetched. Commit the files themselves.',
    ],
    [
      'a folder',
      () => {
        host.repository.git('rm', '--quiet', SERVER_TS);
        host.repository.write(`${SERVER_TS}/x`, '');
        host.repository.git('add', '--all');
      },
      `${SERVER_TS} is not a file.`,
    ],
    [
      'a large file',
      () => {
        host.repository.write(SERVER_TS, 'x'.repeat(64 * 1024 + 1));
        host.repository.git('add', '--all');
      },
      `${SERVER_TS} has 65 KiB, the limit is 64 KiB. Make it smaller.`,
    ],
  ];
  test.each(refused)('%s', async (_, prepare, reason) => {
    host.commit();
    prepare();
    host.repository.git('commit', '--quiet', '--message=odd');
    expect(await collected()).toBe(`rejected: ${reason}`);
  });

  test('nothing: an empty repository, no repository, no such branch, no such commit', async () => {
    host.commit();
    new GitRepository(join(host.root, 'empty'));
    const tree = host.repository.git('rev-parse', 'HEAD^{tree}');
    expect(await host.collected(`${host.server.url}/empty/.git`)).toBe(
      'rejected: The repository SERVER/empty/.git is empty. Push to it.',
    );
    expect(await host.collected(`${host.server.url}/nobody.git`)).toBe(
      'rejected: There is no repository at SERVER/nobody.git. Mend the source.',
    );
    expect(await collected('week-3')).toBe(`${REJECTED} has no branch or tag "week-3".`);
    expect(await collected('abc1234')).toBe(
      `${REJECTED} has no branch or tag "abc1234". A commit is named by its whole id, 40 characters.`,
    );
    expect(await collected('0'.repeat(40))).toBe(`${REJECTED} has no commit ${'0'.repeat(40)}. Mend the source.`);
    expect(await collected(tree)).toBe(`${REJECTED} has no commit ${tree}. Mend the source.`);
  });
});
